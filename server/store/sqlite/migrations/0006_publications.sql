CREATE TABLE `publications` (
	`closing_id` integer PRIMARY KEY NOT NULL,
	`published_on` text NOT NULL,
	`published_by` text NOT NULL,
	FOREIGN KEY (`closing_id`) REFERENCES `closings`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TRIGGER `publications_are_never_changed` BEFORE UPDATE ON `publications` BEGIN SELECT RAISE(ABORT, 'publications are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `publications_are_never_removed` BEFORE DELETE ON `publications` BEGIN SELECT RAISE(ABORT, 'publications are append-only'); END;
