import { surveyVersions } from "../../server/definitions/survey-versions.ts";
import type { NewUnit, Unit } from "../../server/domain/response.ts";
import type { Store, SubmissionOutcome } from "../../server/store/store.ts";
import { shippedDefinitions } from "../support/house.ts";

/** A unit that asks SKM, and its first counter. */
export async function addUnit(store: Store, unit: Partial<NewUnit> = {}): Promise<Unit> {
  const added = await store.units.add({
    code: "pkm-satu",
    name: "Satu",
    zone: "WIB",
    parentId: null,
    surveys: ["skm"],
    contact: "",
    optionalQuestions: [],
    ...unit,
  });
  if (added === "taken") throw new Error("taken");
  return added;
}

/** A unit with one import of one row in it. */
export async function fillOne(store: Store): Promise<{ unitId: number; counterId: number }> {
  await store.upkeep.registerSurveys(surveyVersions(shippedDefinitions()));
  const unit = await addUnit(store);
  const [counter] = await store.units.counters(unit.id);
  const response = { ...answer(counter!.id, "2026-10-01"), channel: "impor", session: null } as const;
  const file = { unitId: unit.id, fileDigest: "aa", importedOn: "2026-10-02", newServices: [] };
  await store.responses.importBatch({ ...file, rows: () => [{ response, comment: "baik" }] });
  return { unitId: unit.id, counterId: counter!.id };
}

/** The answer of the nth citizen, whose key is the same each time. */
export function submit(
  store: Store,
  unitId: number,
  counterId: number,
  n: number,
  date: string,
  comment: string | null,
): Promise<SubmissionOutcome> {
  const digest = Buffer.alloc(16);
  // Keys come in an order of their own, as citizens' keys do.
  digest.writeUInt32BE(Math.imul(n + 1, 2_654_435_761) >>> 0);
  return store.responses.add({
    unitId,
    response: answer(counterId, date),
    comment,
    reasons: [{ survey: "skm@1", question: "U1", code: n % 2 === 0 ? "lama" : "biaya" }],
    keyDigest: digest,
    answersDigest: Buffer.alloc(16, 1),
  });
}

function answer(counterId: number, date: string) {
  return {
    counterId,
    serviceId: null,
    channel: "qr",
    date,
    session: "pagi",
    surveys: new Map([["skm@1", new Map([["U1", 4]])]]),
    profile: new Map<string, string>(),
  } as const;
}
