CREATE TABLE `grants` (
	`person_id` integer NOT NULL,
	`unit_id` integer NOT NULL,
	`periods` text NOT NULL,
	`until` text NOT NULL,
	PRIMARY KEY(`person_id`, `unit_id`),
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `remarks` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`unit_id` integer NOT NULL,
	`period` text NOT NULL,
	`text` text NOT NULL,
	`written_on` text NOT NULL,
	`written_by` text NOT NULL,
	`answer` text,
	`answered_on` text,
	`answered_by` text,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `remarks_by_unit` ON `remarks` (`unit_id`,`period`);
--> statement-breakpoint
INSERT INTO `grants` (`person_id`, `unit_id`, `periods`, `until`) SELECT `id`, `unit_id`, '', '2027-12-31' FROM `people` WHERE `role` = 'evaluator' AND `unit_id` IS NOT NULL;
--> statement-breakpoint
CREATE TRIGGER `remarks_are_answered_once` BEFORE UPDATE ON `remarks` WHEN OLD.answer IS NOT NULL OR NEW.answer IS NULL OR NEW.unit_id <> OLD.unit_id OR NEW.period <> OLD.period OR NEW.text <> OLD.text OR NEW.written_on <> OLD.written_on OR NEW.written_by <> OLD.written_by BEGIN SELECT RAISE(ABORT, 'remarks are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `remarks_are_never_removed` BEFORE DELETE ON `remarks` BEGIN SELECT RAISE(ABORT, 'remarks are append-only'); END;
