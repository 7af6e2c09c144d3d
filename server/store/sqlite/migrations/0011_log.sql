CREATE TABLE `log_entries` (
	`unit_id` integer NOT NULL,
	`number` integer NOT NULL,
	`epoch` integer NOT NULL,
	`kind` text NOT NULL,
	`of` text NOT NULL,
	`records` integer NOT NULL,
	`about` text NOT NULL,
	`size` integer NOT NULL,
	`leaves` blob NOT NULL,
	`frontier` blob NOT NULL,
	`receipts` blob NOT NULL,
	`checkpoint` text NOT NULL,
	PRIMARY KEY(`unit_id`, `number`),
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TRIGGER `log_entries_are_never_changed` BEFORE UPDATE ON `log_entries` BEGIN SELECT RAISE(ABORT, 'log_entries are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `log_entries_are_never_removed` BEFORE DELETE ON `log_entries` BEGIN SELECT RAISE(ABORT, 'log_entries are append-only'); END;
--> statement-breakpoint
CREATE INDEX `log_entries_by_part` ON `log_entries` (`unit_id`,`kind`,`of`);--> statement-breakpoint
CREATE INDEX `log_entries_by_size` ON `log_entries` (`unit_id`,`size`);--> statement-breakpoint
ALTER TABLE `spent_keys` ADD `unit_id` integer;