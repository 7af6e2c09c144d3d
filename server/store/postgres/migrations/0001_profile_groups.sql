-- Groups of people are counted with their scores, which only the rows tell: whoever opens the database recounts them.
INSERT INTO "marks" SELECT 'recount-groups', 1 WHERE EXISTS (SELECT 1 FROM "profile_cells");
--> statement-breakpoint
DROP TABLE "profile_cells";
--> statement-breakpoint
CREATE TABLE "profile_cells" (
	"unit_id" integer NOT NULL,
	"month" text COLLATE "C" NOT NULL,
	"survey_id" integer NOT NULL,
	"groups" "bytea" NOT NULL,
	CONSTRAINT "profile_cells_unit_id_month_survey_id_pk" PRIMARY KEY("unit_id","month","survey_id")
);
--> statement-breakpoint
-- Room for the next version of a row on its own page.
ALTER TABLE "profile_cells" SET (fillfactor = 40);
