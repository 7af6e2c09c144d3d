CREATE TABLE `closed_months` (
	`unit_id` integer NOT NULL,
	`month` text NOT NULL,
	`closing_id` integer NOT NULL,
	PRIMARY KEY(`unit_id`, `month`),
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`closing_id`) REFERENCES `closings`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `closings` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`unit_id` integer NOT NULL,
	`period` text NOT NULL,
	`closed_on` text NOT NULL,
	`closed_by` text NOT NULL,
	`document` text,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `closings_by_unit` ON `closings` (`unit_id`);
--> statement-breakpoint
CREATE TRIGGER `frozen_closings_are_never_changed` BEFORE UPDATE ON `closings` WHEN OLD.document IS NOT NULL BEGIN SELECT RAISE(ABORT, 'what was frozen is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `closings_are_never_removed` BEFORE DELETE ON `closings` BEGIN SELECT RAISE(ABORT, 'closings are append-only'); END;
