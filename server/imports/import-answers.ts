import { createHash } from "node:crypto";
import { localDate } from "../domain/periods/zone.ts";
import { Refusal } from "../domain/refusal.ts";
import type { SurveyDefinition } from "../domain/questionnaire/definition.ts";
import { refOf } from "../domain/questionnaire/definition.ts";
import { sharedKey } from "../domain/questionnaire/shared-key.ts";
import type { Unit } from "../domain/response.ts";
import { serviceKey } from "../domain/service-name.ts";
import type { Parts } from "../parts.ts";
import type { ColumnMap } from "./column-map.ts";
import type { RefusedCell } from "./decode-file.ts";
import type { ImportRules } from "./import-rules.ts";
import { readAnswerFile } from "./read-answer-file.ts";

export interface ImportOutcome {
  /** Rows kept. */
  readonly imported: number;
  readonly refused: readonly RefusedCell[];
}

/**
 * Takes a file of answers into a unit. All or nothing: with a refused cell anywhere nothing is kept, unless `keepValid`
 * asks for the good rows of a readable file. A unit without services takes over those that the file names.
 */
export async function importAnswers(
  parts: Pick<Parts, "store" | "definitions" | "clock">,
  unit: Unit,
  surveys: readonly SurveyDefinition[],
  bytes: Uint8Array,
  options: { readonly keepValid: boolean; readonly map?: ColumnMap },
): Promise<ImportOutcome> {
  const rules = await rulesFor(parts, unit, surveys);
  const services = await parts.store.units.services(unit.id);
  const file = readAnswerFile(bytes, { ...rules, ...(options.map ? { map: options.map } : {}) });
  if (!file.readable || file.rows.length === 0 || (file.refused.length > 0 && !options.keepValid))
    return { imported: 0, refused: file.refused };

  const fileDigest = createHash("sha256").update(bytes).digest("hex");
  if ((await parts.store.responses.batches(unit.id)).some((batch) => batch.fileDigest === fileDigest && !batch.undone))
    return repeated(file.refused);
  const known = new Map(services.map(({ id, name }) => [serviceKey(name), id]));
  const named = new Map(file.rows.flatMap(({ service }) => (service === null ? [] : [[serviceKey(service), service] as const])));
  const newServices = [...named].flatMap(([key, name]) => (known.has(key) ? [] : [name]));
  const [counter] = await parts.store.units.counters(unit.id);
  const outcome = await parts.store.responses.importBatch({
    unitId: unit.id,
    fileDigest,
    importedOn: rules.today,
    newServices,
    *rows(numberOf) {
      const ids = new Map([...known, ...[...numberOf].map(([name, id]) => [serviceKey(name), id] as const)]);
      for (const { comment, service, channel, date, surveys: answered, profile } of file.rows)
        yield {
          comment,
          response: {
            counterId: counter!.id,
            serviceId: service === null ? null : ids.get(serviceKey(service))!,
            channel,
            date,
            session: null,
            surveys: answered,
            profile,
          },
        };
    },
  });
  if (outcome === "services-changed")
    throw new Refusal("conflict", "Layanan unit ini baru saja berubah. Tidak ada yang diimpor; impor lagi.");
  if (outcome === "closed") throw new Refusal("conflict", "Periode baru saja ditutup. Tidak ada yang diimpor; impor lagi.");
  return outcome === "repeated" ? repeated(file.refused) : { imported: outcome.rows, refused: file.refused };
}

/** What a file of answers is read by in this unit on this day. */
export async function rulesFor(
  parts: Pick<Parts, "store" | "definitions" | "clock">,
  unit: Unit,
  surveys: readonly SurveyDefinition[],
): Promise<Omit<ImportRules, "map">> {
  refuseSharedKeys(surveys);
  const services = await parts.store.units.services(unit.id);
  return {
    surveys,
    profile: parts.definitions.profile,
    today: localDate(parts.clock(), unit.zone),
    closedMonths: await parts.store.closings.months(unit.id),
    services: services.map(({ name }) => name),
  };
}

function repeated(refused: readonly RefusedCell[]): ImportOutcome {
  return {
    imported: 0,
    refused: [{ line: 1, column: "", value: "", reason: "Berkas yang sama sudah pernah diimpor ke unit ini." }, ...refused],
  };
}

/** Two surveys whose questions bear the same keys cannot stand in one row. */
function refuseSharedKeys(surveys: readonly SurveyDefinition[]): void {
  const shared = sharedKey(surveys);
  if (!shared) return;
  const { key, first, second } = shared;
  throw new Refusal("invalid", `Kunci ${key} dipakai oleh ${refOf(first)} dan ${refOf(second)}; impor keduanya terpisah.`);
}
