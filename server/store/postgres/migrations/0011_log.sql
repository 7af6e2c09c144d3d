CREATE TABLE "log_entries" (
	"unit_id" integer NOT NULL,
	"number" integer NOT NULL,
	"epoch" integer NOT NULL,
	"kind" text NOT NULL,
	"of" text COLLATE "C" NOT NULL,
	"records" integer NOT NULL,
	"about" text NOT NULL,
	"size" integer NOT NULL,
	"leaves" "bytea" NOT NULL,
	"frontier" "bytea" NOT NULL,
	"receipts" "bytea" NOT NULL,
	"checkpoint" text NOT NULL,
	CONSTRAINT "log_entries_unit_id_number_pk" PRIMARY KEY("unit_id","number"),
	CONSTRAINT "log_entries_kind" CHECK ("log_entries"."kind" IN ('day', 'import', 'comments', 'epoch'))
);
--> statement-breakpoint
ALTER TABLE "spent_keys" ADD COLUMN "unit_id" integer;--> statement-breakpoint
ALTER TABLE "log_entries" ADD CONSTRAINT "log_entries_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "log_entries_by_part" ON "log_entries" USING btree ("unit_id","kind","of");--> statement-breakpoint
CREATE INDEX "log_entries_by_size" ON "log_entries" USING btree ("unit_id","size");
--> statement-breakpoint
CREATE TRIGGER "log_entries_are_never_changed" BEFORE UPDATE ON "log_entries" FOR EACH ROW EXECUTE FUNCTION "refuse_change"('log_entries are append-only');
--> statement-breakpoint
CREATE TRIGGER "log_entries_are_never_removed" BEFORE DELETE ON "log_entries" FOR EACH ROW EXECUTE FUNCTION "refuse_change"('log_entries are append-only');
--> statement-breakpoint
CREATE TRIGGER "log_entries_are_never_emptied" BEFORE TRUNCATE ON "log_entries" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"('log_entries are append-only');
