CREATE TABLE `slip_days` (
	`unit_id` integer NOT NULL,
	`date` text NOT NULL,
	`counter_id` integer NOT NULL,
	`issued` integer NOT NULL,
	`spent` integer NOT NULL,
	PRIMARY KEY(`unit_id`, `date`, `counter_id`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `slips` (
	`digest` blob PRIMARY KEY NOT NULL,
	`unit_id` integer NOT NULL,
	`last_day` text NOT NULL,
	FOREIGN KEY (`unit_id`) REFERENCES `units`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
