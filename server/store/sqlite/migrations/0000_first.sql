CREATE TABLE `batch_exclusions` (
	`batch_id` integer PRIMARY KEY NOT NULL,
	`reason` text NOT NULL,
	`by` text NOT NULL,
	FOREIGN KEY (`batch_id`) REFERENCES `batches`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `batches` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`unit_id` integer NOT NULL,
	`file_digest` text NOT NULL,
	`imported_on` text NOT NULL,
	`rows` integer NOT NULL,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `cells` (
	`unit_id` integer NOT NULL,
	`month` text NOT NULL,
	`survey_id` integer NOT NULL,
	`service_id` integer NOT NULL,
	`counter_id` integer NOT NULL,
	`channel` text NOT NULL,
	`received` integer NOT NULL,
	`excluded` integer NOT NULL,
	`respondents` integer NOT NULL,
	`counts` text NOT NULL,
	PRIMARY KEY(`unit_id`, `month`, `survey_id`, `service_id`, `counter_id`, `channel`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `comments` (
	`id` blob PRIMARY KEY NOT NULL,
	`unit_id` integer NOT NULL,
	`month` text NOT NULL,
	`written_on` text,
	`batch_id` integer,
	`words` text NOT NULL,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `comments_by_month` ON `comments` (`unit_id`,`month`);--> statement-breakpoint
CREATE TABLE `counters` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`unit_id` integer NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`service_id` integer,
	`closed_since` text,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`service_id`) REFERENCES `services`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `counters_code_unique` ON `counters` (`code`);--> statement-breakpoint
CREATE INDEX `counters_by_unit` ON `counters` (`unit_id`);--> statement-breakpoint
CREATE TABLE `held` (
	`unit_id` integer NOT NULL,
	`date` text NOT NULL,
	`response_id` blob NOT NULL,
	`service_id` integer NOT NULL,
	`counter_id` integer NOT NULL,
	`channel` text NOT NULL,
	PRIMARY KEY(`unit_id`, `date`, `response_id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `marks` (
	`name` text PRIMARY KEY NOT NULL,
	`value` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `people` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`login` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`unit_id` integer,
	`disabled` integer DEFAULT false NOT NULL,
	`password_hash` text,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `people_login_unique` ON `people` (`login`);--> statement-breakpoint
CREATE TABLE `populations` (
	`unit_id` integer NOT NULL,
	`period` text NOT NULL,
	`people` integer NOT NULL,
	PRIMARY KEY(`unit_id`, `period`),
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `profile_cells` (
	`unit_id` integer NOT NULL,
	`month` text NOT NULL,
	`survey_id` integer NOT NULL,
	`question` text NOT NULL,
	`code` text NOT NULL,
	`people` integer NOT NULL,
	PRIMARY KEY(`unit_id`, `month`, `survey_id`, `question`, `code`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `responses` (
	`unit_id` integer NOT NULL,
	`date` text NOT NULL,
	`id` blob NOT NULL,
	`counter_id` integer NOT NULL,
	`service_id` integer,
	`channel` text NOT NULL,
	`session` text,
	`sheet_id` integer NOT NULL,
	`answers` text NOT NULL,
	`profile` text NOT NULL,
	`batch_id` integer,
	PRIMARY KEY(`unit_id`, `date`, `id`),
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`counter_id`) REFERENCES `counters`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`service_id`) REFERENCES `services`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sheet_id`) REFERENCES `sheets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`batch_id`) REFERENCES `batches`(`id`) ON UPDATE no action ON DELETE no action,
	CHECK (length(`id`) = 12),
	CHECK (length(`date`) = 10),
	CHECK (`session` in ('pagi', 'siang'))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `rushes` (
	`unit_id` integer NOT NULL,
	`date` text NOT NULL,
	`counter_id` integer NOT NULL,
	PRIMARY KEY(`unit_id`, `date`, `counter_id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `services` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`unit_id` integer NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`closed_since` text,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `services_by_name` ON `services` (`unit_id`,`name_key`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`digest` blob NOT NULL,
	`person_id` integer NOT NULL,
	`started_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_digest_unique` ON `sessions` (`digest`);--> statement-breakpoint
CREATE INDEX `sessions_by_person` ON `sessions` (`person_id`);--> statement-breakpoint
CREATE TABLE `sheets` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`shape` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `sheets_shape_unique` ON `sheets` (`shape`);--> statement-breakpoint
CREATE TABLE `spent_keys` (
	`key_digest` blob PRIMARY KEY NOT NULL,
	`day` text,
	`answers_digest` blob,
	CHECK (length(`key_digest`) = 16)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `surveys` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`ref` text NOT NULL,
	`seal` text NOT NULL,
	`question_keys` text NOT NULL,
	`max` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `surveys_ref_unique` ON `surveys` (`ref`);--> statement-breakpoint
CREATE TABLE `tickets` (
	`digest` blob PRIMARY KEY NOT NULL,
	`person_id` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `units` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`zone` text NOT NULL,
	`parent_id` integer,
	`surveys` text NOT NULL,
	`contact` text NOT NULL,
	`optional_questions` text NOT NULL,
	CHECK (`zone` in ('WIB', 'WITA', 'WIT'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `units_code_unique` ON `units` (`code`);
--> statement-breakpoint
CREATE TRIGGER `responses_are_never_changed` BEFORE UPDATE ON `responses` BEGIN SELECT RAISE(ABORT, 'responses are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `responses_are_never_removed` BEFORE DELETE ON `responses` BEGIN SELECT RAISE(ABORT, 'responses are append-only'); END;
