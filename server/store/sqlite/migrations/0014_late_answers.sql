CREATE TABLE `late_answers` (
	`unit_id` integer NOT NULL,
	`arrived_on` text NOT NULL,
	`id` blob NOT NULL,
	`given_on` text NOT NULL,
	`counter_id` integer NOT NULL,
	`service_id` integer,
	`channel` text NOT NULL,
	`sheet_id` integer NOT NULL,
	`answers` text NOT NULL,
	`profile` text NOT NULL,
	PRIMARY KEY(`unit_id`, `arrived_on`, `id`),
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`counter_id`) REFERENCES `counters`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`service_id`) REFERENCES `services`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sheet_id`) REFERENCES `sheets`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `late_answers_by_day_given` ON `late_answers` (`unit_id`,`given_on`);--> statement-breakpoint
CREATE TABLE `late_keys` (
	`key_digest` blob PRIMARY KEY NOT NULL,
	`day` text,
	`answers_digest` blob
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TRIGGER `late_answers_are_never_changed` BEFORE UPDATE ON `late_answers` BEGIN SELECT RAISE(ABORT, 'late_answers are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `late_answers_are_never_removed` BEFORE DELETE ON `late_answers` BEGIN SELECT RAISE(ABORT, 'late_answers are append-only'); END;
