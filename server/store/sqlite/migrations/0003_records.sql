CREATE TABLE `holidays` (
	`unit_id` integer NOT NULL,
	`date` text NOT NULL,
	`name` text NOT NULL,
	PRIMARY KEY(`unit_id`, `date`),
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `opening_hours` (
	`unit_id` integer NOT NULL,
	`weekday` integer NOT NULL,
	`opens` text NOT NULL,
	`closes` text NOT NULL,
	PRIMARY KEY(`unit_id`, `weekday`),
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `past_indices` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`unit_id` integer NOT NULL,
	`survey` text NOT NULL,
	`period` text NOT NULL,
	`index100` text NOT NULL,
	`respondents` integer,
	`questionnaire` text NOT NULL,
	`source` text NOT NULL,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `past_indices_by_period` ON `past_indices` (`unit_id`,`survey`,`period`);--> statement-breakpoint
CREATE TABLE `queue_keys` (
	`unit_id` integer PRIMARY KEY NOT NULL,
	`digest` blob NOT NULL,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `queue_keys_digest_unique` ON `queue_keys` (`digest`);--> statement-breakpoint
CREATE TABLE `reasons` (
	`id` blob PRIMARY KEY NOT NULL,
	`unit_id` integer NOT NULL,
	`month` text NOT NULL,
	`written_on` text,
	`survey_id` integer NOT NULL,
	`question` text NOT NULL,
	`code` text NOT NULL,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`survey_id`) REFERENCES `surveys`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `reasons_by_month` ON `reasons` (`unit_id`,`month`);--> statement-breakpoint
CREATE TABLE `served` (
	`unit_id` integer NOT NULL,
	`date` text NOT NULL,
	`service_id` integer NOT NULL,
	`counter_id` integer NOT NULL,
	`people` integer NOT NULL,
	PRIMARY KEY(`unit_id`, `date`, `service_id`, `counter_id`),
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `signals` (
	`unit_id` integer NOT NULL,
	`date` text NOT NULL,
	`counter_id` integer NOT NULL,
	`kind` text NOT NULL,
	`answers` integer NOT NULL,
	PRIMARY KEY(`unit_id`, `date`, `counter_id`, `kind`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `units` ADD `public_floor` integer DEFAULT 30 NOT NULL;
--> statement-breakpoint
INSERT INTO `signals` SELECT `unit_id`, `date`, `counter_id`, 'rush', 30 FROM `rushes`;
--> statement-breakpoint
DROP TABLE `rushes`;
