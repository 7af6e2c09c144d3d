CREATE TABLE `follow_ups` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`unit_id` integer NOT NULL,
	`period` text NOT NULL,
	`survey` text NOT NULL,
	`item` text NOT NULL,
	`action` text NOT NULL,
	`due` text NOT NULL,
	`responsible` text NOT NULL,
	`state` text NOT NULL,
	`obstacles` text NOT NULL,
	`recommendation` text NOT NULL,
	`told` text NOT NULL,
	`changed_on` text NOT NULL,
	`changed_by` text NOT NULL,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `follow_ups_by_unit` ON `follow_ups` (`unit_id`,`period`);--> statement-breakpoint
CREATE TABLE `uploads` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`unit_id` integer NOT NULL,
	`period` text NOT NULL,
	`follow_up_id` integer,
	`purpose` text NOT NULL,
	`caption` text NOT NULL,
	`media_type` text NOT NULL,
	`size` integer NOT NULL,
	`bytes` blob NOT NULL,
	`added_on` text NOT NULL,
	`added_by` text NOT NULL,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`follow_up_id`) REFERENCES `follow_ups`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `uploads_by_unit` ON `uploads` (`unit_id`,`period`);