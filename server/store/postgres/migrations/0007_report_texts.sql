CREATE TABLE "report_texts" (
	"unit_id" integer NOT NULL,
	"period" text COLLATE "C" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "report_texts_unit_id_period_key_pk" PRIMARY KEY("unit_id","period","key")
);
--> statement-breakpoint
ALTER TABLE "report_texts" ADD CONSTRAINT "report_texts_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;