-- A lookup for each reference of each row took a third of what a submission cost; a statement brings many rows, and they refer to few.
ALTER TABLE "responses" DROP CONSTRAINT "responses_unit_id_units_id_fk";
--> statement-breakpoint
ALTER TABLE "responses" DROP CONSTRAINT "responses_counter_id_counters_id_fk";
--> statement-breakpoint
ALTER TABLE "responses" DROP CONSTRAINT "responses_service_id_services_id_fk";
--> statement-breakpoint
ALTER TABLE "responses" DROP CONSTRAINT "responses_sheet_id_sheets_id_fk";
--> statement-breakpoint
ALTER TABLE "responses" DROP CONSTRAINT "responses_batch_id_batches_id_fk";
--> statement-breakpoint
CREATE FUNCTION "responses_refer"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (
		SELECT 1 FROM (SELECT DISTINCT unit_id, counter_id, service_id, sheet_id, batch_id FROM fresh) AS named
		WHERE NOT EXISTS (SELECT 1 FROM units WHERE id = named.unit_id)
			OR NOT EXISTS (SELECT 1 FROM counters WHERE id = named.counter_id)
			OR NOT EXISTS (SELECT 1 FROM sheets WHERE id = named.sheet_id)
			OR named.service_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM services WHERE id = named.service_id)
			OR named.batch_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM batches WHERE id = named.batch_id)
	) THEN
		RAISE foreign_key_violation USING MESSAGE = 'a response refers to what is not there';
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "responses_refer_to_what_is_there" AFTER INSERT ON "responses" REFERENCING NEW TABLE AS fresh
FOR EACH STATEMENT EXECUTE FUNCTION "responses_refer"();
