import type { Answers, Response, Unit } from "../../server/domain/response.ts";
import type { House } from "../support/house.ts";
import { perpusnas } from "../support/perpusnas.ts";

export type ScoredRow = Partial<Omit<Response, "surveys">> & { readonly answers: Answers; readonly comment?: string | null };

let files = 0;

/** Puts answers of one survey version into the store as an import does: counted at once, nothing held back. */
export async function importScores(house: House, unit: Unit, survey: string, rows: readonly ScoredRow[]): Promise<number> {
  files += 1;
  const counterId = (await house.store.units.counters(unit.id))[0]!.id;
  const batch = await house.store.responses.importBatch({
    unitId: unit.id,
    fileDigest: String(files).padStart(64, "0"),
    importedOn: "2026-11-22",
    newServices: [],
    rows: () =>
      rows.map(({ answers, comment = null, ...over }) => ({
        comment,
        response: {
          counterId,
          serviceId: null,
          channel: "impor",
          date: "2026-11-10",
          session: null,
          profile: new Map(),
          ...over,
          surveys: new Map([[survey, answers]]),
        },
      })),
  });
  if (typeof batch === "string") throw new Error(`the batch was not kept: ${batch}`);
  return batch.batchId;
}

/** One set of answers for each of the 187 respondents; together they have exactly the published counts. */
export function perpusnasAnswers(): readonly Answers[] {
  const scores = Object.entries(perpusnas).map(
    ([key, counts]) => [key, counts.flatMap((people, at) => Array<number>(people).fill(at + 1))] as const,
  );
  return Array.from({ length: 187 }, (_, at) => new Map(scores.map(([key, list]) => [key, list[at]!])));
}

/** A unit that asks the SKM and has the 187 answers in the running quarter. */
export async function perpusnasUnit(house: House, over: Partial<Omit<Unit, "id">> = {}): Promise<Unit> {
  const unit = await house.make.unit({ code: "perpus", name: "Perpustakaan Contoh", ...over });
  await importScores(
    house,
    unit,
    "skm@1",
    perpusnasAnswers().map((answers) => ({ answers })),
  );
  return unit;
}

/** The same score for every unsur of the SKM. */
export function skm(score: number, over: Readonly<Record<string, number | "opted-out">> = {}): Answers {
  return new Map(Array.from({ length: 9 }, (_, at) => [`U${at + 1}`, over[`U${at + 1}`] ?? score]));
}

/** Somebody who is signed in, asking for pages. */
export async function visitor(
  house: House,
  who: Parameters<House["make"]["person"]>[0],
): Promise<(url: string) => Promise<Answer>> {
  const cookie = await house.make.signIn(await house.make.person(who));
  return async (url) => {
    const reply = await house.app.inject({ url, headers: { cookie } });
    return {
      status: reply.statusCode,
      text: reply.body,
      bytes: reply.rawPayload,
      header: (name) => String(reply.headers[name] ?? ""),
    };
  };
}

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly bytes: Uint8Array;
  readonly header: (name: string) => string;
}
