import { createHash } from "node:crypto";
import { localDate } from "../domain/periods/zone.ts";
import { Refusal } from "../domain/refusal.ts";
import type { SurveyDefinition } from "../domain/questionnaire/definition.ts";
import { refOf } from "../domain/questionnaire/definition.ts";
import { sharedKey } from "../domain/questionnaire/shared-key.ts";
import type { Unit } from "../domain/response.ts";
import { serviceKey } from "../domain/service-name.ts";
import type { Parts } from "../parts.ts";
import type { RefusedCell } from "./decode-file.ts";
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
  options: { readonly keepValid: boolean },
): Promise<ImportOutcome> {
  refuseSharedKeys(surveys);
  const today = localDate(parts.clock(), unit.zone);
  const services = await parts.store.units.services(unit.id);
  const file = readAnswerFile(bytes, {
    surveys,
    profile: parts.definitions.profile,
    today,
    services: services.map(({ name }) => name),
  });
  if (!file.readable || file.rows.length === 0 || (file.refused.length > 0 && !options.keepValid))
    return { imported: 0, refused: file.refused };

  const fileDigest = createHash("sha256").update(bytes).digest("hex");
  if ((await parts.store.responses.batches(unit.id)).some((batch) => batch.fileDigest === fileDigest && !batch.undone))
    return repeated(file.refused);
  const serviceIds = new Map(services.map(({ id, name }) => [serviceKey(name), id]));
  for (const { service } of file.rows) {
    if (service === null || serviceIds.has(serviceKey(service))) continue;
    const added = await parts.store.units.addService({ unitId: unit.id, name: service, closedSince: null });
    if (added === "taken") throw new Refusal("conflict", `Layanan "${service}" baru saja ditambahkan orang lain. Impor lagi.`);
    serviceIds.set(serviceKey(service), added.id);
  }
  const [counter] = await parts.store.units.counters(unit.id);
  const outcome = await parts.store.responses.importBatch({
    unitId: unit.id,
    fileDigest,
    importedOn: today,
    rows: file.rows.map((row) => ({
      comment: row.comment,
      response: {
        counterId: counter!.id,
        serviceId: row.service === null ? null : serviceIds.get(serviceKey(row.service))!,
        channel: row.channel,
        date: row.date,
        session: null,
        surveys: row.surveys,
        profile: row.profile,
      },
    })),
  });
  return outcome === "repeated" ? repeated(file.refused) : { imported: file.rows.length, refused: file.refused };
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
