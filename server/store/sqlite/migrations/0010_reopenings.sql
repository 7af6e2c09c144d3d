CREATE TABLE `reopenings` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`closing_id` integer NOT NULL,
	`reason` text NOT NULL,
	`proposed_on` text NOT NULL,
	`proposed_by` text NOT NULL,
	`decided_on` text,
	`decided_by` text,
	`agreed` integer,
	FOREIGN KEY (`closing_id`) REFERENCES `closings`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `reopenings_by_closing` ON `reopenings` (`closing_id`) WHERE agreed IS NOT 0;
--> statement-breakpoint
CREATE TRIGGER `reopenings_are_decided_once` BEFORE UPDATE ON `reopenings` WHEN OLD.decided_on IS NOT NULL OR NEW.decided_on IS NULL OR NEW.closing_id <> OLD.closing_id OR NEW.reason <> OLD.reason OR NEW.proposed_on <> OLD.proposed_on OR NEW.proposed_by <> OLD.proposed_by BEGIN SELECT RAISE(ABORT, 'reopenings are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `reopenings_are_never_removed` BEFORE DELETE ON `reopenings` BEGIN SELECT RAISE(ABORT, 'reopenings are append-only'); END;
