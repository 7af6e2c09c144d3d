import { eq } from "drizzle-orm";
import type { Response } from "../../domain/response.ts";
import type { KnownSheet, KnownSurvey } from "../gathering.ts";
import { packAnswers, packProfile } from "../rows.ts";
import type { Reader } from "./database.ts";
import { sheets, surveys } from "./schema.ts";

/** What a response becomes in its row, beside the plain columns. */
export interface Packed {
  readonly sheetId: number;
  readonly sheet: KnownSheet;
  readonly answers: string;
  readonly profile: string;
}

/**
 * The shapes of packed responses, remembered in memory because they are few and never change, whichever process made them.
 * `pack` is called before an act begins: a shape made inside an act that is undone would be remembered and not be there.
 */
export class Sheets {
  private readonly surveysByRef = new Map<string, KnownSurvey>();
  private readonly surveysById = new Map<number, KnownSurvey>();
  private readonly idByShape = new Map<string, number>();
  private readonly sheetsById = new Map<number, KnownSheet>();
  private readonly read: Reader;

  constructor(read: Reader) {
    this.read = read;
  }

  /** Throws when a survey version of the response was never registered. */
  async pack(response: Response): Promise<Packed> {
    const known: KnownSurvey[] = [];
    for (const ref of response.surveys.keys()) known.push(this.surveysByRef.get(ref) ?? (await this.findSurvey(ref)));
    known.sort((a, b) => a.id - b.id);
    const profile = packProfile(response.profile);
    const shape = `${known.map(({ id }) => id).join(",")}|${profile.keys.join(",")}`;
    const sheetId = this.idByShape.get(shape) ?? (await this.makeSheet(shape));
    const sheet = this.sheetsById.get(sheetId) ?? (await this.findSheet(sheetId));
    return { sheetId, sheet, answers: packAnswers(known, response.surveys), profile: profile.codes };
  }

  /** The sheets of rows that were read, by number. */
  async byIds(ids: Iterable<number>): Promise<ReadonlyMap<number, KnownSheet>> {
    for (const id of new Set(ids)) if (!this.sheetsById.has(id)) await this.findSheet(id);
    return this.sheetsById;
  }

  async surveyById(id: number): Promise<KnownSurvey> {
    const known = this.surveysById.get(id);
    if (known) return known;
    const [row] = await this.read.select().from(surveys).where(eq(surveys.id, id));
    if (!row) throw new Error(`the store knows no survey number ${id}`);
    return this.remember(row);
  }

  private async findSurvey(ref: string): Promise<KnownSurvey> {
    const [row] = await this.read.select().from(surveys).where(eq(surveys.ref, ref));
    if (!row) throw new Error(`the survey ${ref} was never registered`);
    return this.remember(row);
  }

  private remember(row: typeof surveys.$inferSelect): KnownSurvey {
    const known = { id: row.id, ref: row.ref, seal: row.seal, max: row.max, questionKeys: row.questionKeys.split(",") };
    this.surveysByRef.set(row.ref, known);
    this.surveysById.set(row.id, known);
    return known;
  }

  private async findSheet(id: number): Promise<KnownSheet> {
    const [row] = await this.read.select().from(sheets).where(eq(sheets.id, id));
    if (!row) throw new Error(`the store knows no sheet number ${id}`);
    const [ids = "", keys = ""] = row.shape.split("|");
    const known: KnownSurvey[] = [];
    for (const one of ids.split(",")) known.push(await this.surveyById(Number(one)));
    const sheet = { surveys: known, profileKeys: keys === "" ? [] : keys.split(",") };
    // Two who looked at once must not be given two sheets: a gathering tells sheets apart by identity.
    const first = this.sheetsById.get(id) ?? sheet;
    this.sheetsById.set(id, first);
    return first;
  }

  private async makeSheet(shape: string): Promise<number> {
    await this.read.insert(sheets).values({ shape }).onConflictDoNothing();
    const [row] = await this.read.select({ id: sheets.id }).from(sheets).where(eq(sheets.shape, shape));
    this.idByShape.set(shape, row!.id);
    return row!.id;
  }
}
