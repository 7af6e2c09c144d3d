CREATE TABLE "late_answers" (
	"unit_id" integer NOT NULL,
	"arrived_on" text COLLATE "C" NOT NULL,
	"id" "bytea" NOT NULL,
	"given_on" text COLLATE "C" NOT NULL,
	"counter_id" integer NOT NULL,
	"service_id" integer,
	"channel" text COLLATE "C" NOT NULL,
	"sheet_id" integer NOT NULL,
	"answers" text COLLATE "C" NOT NULL,
	"profile" text COLLATE "C" NOT NULL,
	CONSTRAINT "late_answers_unit_id_arrived_on_id_pk" PRIMARY KEY("unit_id","arrived_on","id"),
	CONSTRAINT "late_answers_id" CHECK (length("late_answers"."id") = 12)
);
--> statement-breakpoint
CREATE TABLE "late_keys" (
	"key_digest" "bytea" PRIMARY KEY NOT NULL,
	"day" text COLLATE "C",
	"answers_digest" "bytea",
	CONSTRAINT "late_keys_digest" CHECK (length("late_keys"."key_digest") = 16)
);
--> statement-breakpoint
ALTER TABLE "late_answers" ADD CONSTRAINT "late_answers_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "late_answers" ADD CONSTRAINT "late_answers_counter_id_counters_id_fk" FOREIGN KEY ("counter_id") REFERENCES "public"."counters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "late_answers" ADD CONSTRAINT "late_answers_service_id_services_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."services"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "late_answers" ADD CONSTRAINT "late_answers_sheet_id_sheets_id_fk" FOREIGN KEY ("sheet_id") REFERENCES "public"."sheets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "late_answers_by_day_given" ON "late_answers" USING btree ("unit_id","given_on");
--> statement-breakpoint
ALTER TABLE "log_entries" DROP CONSTRAINT "log_entries_kind";
--> statement-breakpoint
ALTER TABLE "log_entries" ADD CONSTRAINT "log_entries_kind" CHECK ("log_entries"."kind" IN ('day', 'import', 'late', 'comments', 'epoch'));
--> statement-breakpoint
CREATE FUNCTION "refuse_removal_of_late_answers"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	-- Set for one transaction by the close of a day alone, which writes the same rows again in the order of their keys.
	IF current_setting('suara.rewrites_day', true) = 'on' THEN RETURN OLD; END IF;
	RAISE EXCEPTION 'late_answers are append-only';
END $$;
--> statement-breakpoint
CREATE TRIGGER "late_answers_are_never_changed" BEFORE UPDATE ON "late_answers" FOR EACH ROW EXECUTE FUNCTION "refuse_change"('late_answers are append-only');
--> statement-breakpoint
CREATE TRIGGER "late_answers_are_never_removed" BEFORE DELETE ON "late_answers" FOR EACH ROW EXECUTE FUNCTION "refuse_removal_of_late_answers"();
--> statement-breakpoint
CREATE TRIGGER "late_answers_are_never_emptied" BEFORE TRUNCATE ON "late_answers" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"('late_answers are append-only');
