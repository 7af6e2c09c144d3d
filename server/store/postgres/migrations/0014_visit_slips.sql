CREATE TABLE "slip_days" (
	"unit_id" integer NOT NULL,
	"date" text COLLATE "C" NOT NULL,
	"counter_id" integer NOT NULL,
	"issued" integer NOT NULL,
	"spent" integer NOT NULL,
	CONSTRAINT "slip_days_unit_id_date_counter_id_pk" PRIMARY KEY("unit_id","date","counter_id")
);
--> statement-breakpoint
CREATE TABLE "slips" (
	"digest" "bytea" PRIMARY KEY NOT NULL,
	"unit_id" integer NOT NULL,
	"last_day" text COLLATE "C" NOT NULL,
	CONSTRAINT "slips_digest" CHECK (length("slips"."digest") = 16)
);
--> statement-breakpoint
ALTER TABLE "slips" ADD CONSTRAINT "slips_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;
