ALTER TABLE `batches` ADD `whole` integer DEFAULT 1 NOT NULL;
--> statement-breakpoint
ALTER TABLE `services` ADD `batch_id` integer REFERENCES batches(id);
--> statement-breakpoint
DROP TRIGGER `responses_are_never_removed`;
--> statement-breakpoint
CREATE TRIGGER `responses_are_never_removed` BEFORE DELETE ON `responses`
WHEN NOT EXISTS (SELECT 1 FROM `batches` WHERE `batches`.`id` = OLD.`batch_id` AND `batches`.`whole` = 0)
BEGIN SELECT RAISE(ABORT, 'responses are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `whole_batches_stay_whole` BEFORE UPDATE ON `batches` WHEN OLD.`whole` = 1
BEGIN SELECT RAISE(ABORT, 'an import that is whole is never changed'); END;
--> statement-breakpoint
CREATE TRIGGER `whole_batches_are_never_removed` BEFORE DELETE ON `batches` WHEN OLD.`whole` = 1
BEGIN SELECT RAISE(ABORT, 'an import that is whole is never removed'); END;
