import { eq } from "drizzle-orm";
import type { Response } from "../../domain/response.ts";
import type { KnownSheet, KnownSurvey } from "../gathering.ts";
import type { Packed } from "../packed-submission.ts";
import { packAnswers, packProfile } from "../rows.ts";
import type { Reader } from "./database.ts";
import { sheets, surveys } from "./schema.ts";

/**
 * The shapes of packed responses, remembered in memory because they are few and never change, whichever process made them.
 * `pack` is called before an act begins: a shape made inside an act that is undone would be remembered and not be there.
 */
export class Sheets {
  /** Throws for a number that the store does not know. */
  readonly surveyById: (id: number) => Promise<KnownSurvey>;
  /** Throws for a version that was never registered. */
  private readonly surveyByRef: (ref: string) => Promise<KnownSurvey>;
  private readonly sheetById: (id: number) => Promise<KnownSheet>;
  private readonly idOf: (shape: string) => Promise<number>;

  constructor(read: Reader) {
    this.surveyById = remembered(async (id) => {
      const [row] = await read.select().from(surveys).where(eq(surveys.id, id));
      if (!row) throw new Error(`the store knows no survey number ${id}`);
      return { id, ref: row.ref, seal: row.seal, max: row.max, questionKeys: row.questionKeys.split(",") };
    });
    this.surveyByRef = remembered(async (ref) => {
      const [row] = await read.select({ id: surveys.id }).from(surveys).where(eq(surveys.ref, ref));
      if (!row) throw new Error(`the survey ${ref} was never registered`);
      return this.surveyById(row.id);
    });
    this.sheetById = remembered(async (id) => {
      const [row] = await read.select().from(sheets).where(eq(sheets.id, id));
      if (!row) throw new Error(`the store knows no sheet number ${id}`);
      const [ids = "", keys = ""] = row.shape.split("|");
      const known = await Promise.all(ids.split(",").map((one) => this.surveyById(Number(one))));
      return { surveys: known, profileKeys: keys === "" ? [] : keys.split(",") };
    });
    this.idOf = remembered(async (shape) => {
      await read.insert(sheets).values({ shape }).onConflictDoNothing();
      const [row] = await read.select({ id: sheets.id }).from(sheets).where(eq(sheets.shape, shape));
      return row!.id;
    });
  }

  async pack(response: Response): Promise<Packed> {
    const known = await Promise.all([...response.surveys.keys()].map((ref) => this.surveyByRef(ref)));
    known.sort((a, b) => a.id - b.id);
    const profile = packProfile(response.profile);
    const sheetId = await this.idOf(`${known.map(({ id }) => id).join(",")}|${profile.keys.join(",")}`);
    const sheet = await this.sheetById(sheetId);
    return { sheetId, sheet, answers: packAnswers(known, response.surveys), profile: profile.codes };
  }

  /** The sheets of rows that were read, by number. */
  async byIds(ids: Iterable<number>): Promise<ReadonlyMap<number, KnownSheet>> {
    const found = new Map<number, KnownSheet>();
    for (const id of new Set(ids)) found.set(id, await this.sheetById(id));
    return found;
  }
}

/** Asks once for each key, also when many want the same at once; asks again after a failure. */
function remembered<Key, Value>(find: (key: Key) => Promise<Value>): (key: Key) => Promise<Value> {
  const known = new Map<Key, Promise<Value>>();
  return (key) => {
    const before = known.get(key);
    if (before) return before;
    const found = find(key);
    known.set(key, found);
    found.catch(() => known.delete(key));
    return found;
  };
}
