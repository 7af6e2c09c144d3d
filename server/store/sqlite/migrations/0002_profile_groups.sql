-- Groups of people are counted with their scores, which only the rows tell: whoever opens the file recounts them (recount-groups.ts).
INSERT INTO `marks` SELECT 'recount-groups', 1 WHERE EXISTS (SELECT 1 FROM `profile_cells`);
--> statement-breakpoint
DROP TABLE `profile_cells`;
--> statement-breakpoint
-- A row is long, which fits into a page of a table with numbered rows, but not of one without.
CREATE TABLE `profile_cells` (
	`unit_id` integer NOT NULL,
	`month` text NOT NULL,
	`survey_id` integer NOT NULL,
	`groups` blob NOT NULL,
	PRIMARY KEY(`unit_id`, `month`, `survey_id`)
) STRICT;
