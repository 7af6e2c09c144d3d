CREATE TABLE "publications" (
	"closing_id" integer PRIMARY KEY NOT NULL,
	"published_on" text COLLATE "C" NOT NULL,
	"published_by" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_closing_id_closings_id_fk" FOREIGN KEY ("closing_id") REFERENCES "public"."closings"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
CREATE TRIGGER "publications_are_never_changed" BEFORE UPDATE OR DELETE ON "publications" FOR EACH ROW EXECUTE FUNCTION "refuse_change"('publications are append-only');
--> statement-breakpoint
CREATE TRIGGER "publications_are_never_emptied" BEFORE TRUNCATE ON "publications" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"('publications are append-only');
