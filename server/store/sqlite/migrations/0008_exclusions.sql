CREATE TABLE `exclusions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`unit_id` integer NOT NULL,
	`date` text NOT NULL,
	`response_id` blob NOT NULL,
	`reason` text NOT NULL,
	`note` text NOT NULL,
	`proposed_on` text NOT NULL,
	`proposed_by` text NOT NULL,
	`decided_on` text,
	`decided_by` text,
	`agreed` integer,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `exclusions_by_response` ON `exclusions` (`unit_id`,`date`,`response_id`) WHERE agreed IS NOT 0;
--> statement-breakpoint
CREATE TRIGGER `exclusions_are_decided_once` BEFORE UPDATE ON `exclusions` WHEN OLD.decided_on IS NOT NULL OR NEW.decided_on IS NULL OR NEW.unit_id <> OLD.unit_id OR NEW.date <> OLD.date OR NEW.response_id <> OLD.response_id OR NEW.reason <> OLD.reason OR NEW.note <> OLD.note OR NEW.proposed_on <> OLD.proposed_on OR NEW.proposed_by <> OLD.proposed_by BEGIN SELECT RAISE(ABORT, 'exclusions are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `exclusions_are_never_removed` BEFORE DELETE ON `exclusions` BEGIN SELECT RAISE(ABORT, 'exclusions are append-only'); END;
