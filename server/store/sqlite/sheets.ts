import { eq } from "drizzle-orm";
import type { Response } from "../../domain/response.ts";
import type { KnownSheet, KnownSurvey } from "../gathering.ts";
import type { Packed } from "../packed-submission.ts";
import { packAnswers, packProfile } from "../rows.ts";
import type { Connection } from "./connection.ts";
import { sheets, surveys } from "./schema.ts";

/**
 * The shapes of packed responses, remembered in memory because they are few and never change. `pack` is called before an
 * act begins: a shape made inside an act that is rolled back would be remembered and not be there.
 */
export class Sheets {
  private readonly surveysByRef = new Map<string, KnownSurvey>();
  private readonly surveysById = new Map<number, KnownSurvey>();
  private readonly idByShape = new Map<string, number>();
  private readonly sheetsById = new Map<number, KnownSheet>();
  private readonly connection: Connection;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  /** Throws when a survey version of the response was never registered. */
  pack(response: Response): Packed {
    const known = [...response.surveys.keys()].map((ref) => this.surveyByRef(ref)).sort((a, b) => a.id - b.id);
    const profile = packProfile(response.profile);
    const sheetId = this.idOf(`${known.map(({ id }) => id).join(",")}|${profile.keys.join(",")}`);
    return { sheetId, sheet: this.byId(sheetId), answers: packAnswers(known, response.surveys), profile: profile.codes };
  }

  byId(id: number): KnownSheet {
    const cached = this.sheetsById.get(id);
    if (cached) return cached;
    const row = this.connection.select().from(sheets).where(eq(sheets.id, id)).get();
    if (!row) throw new Error(`the store knows no sheet number ${id}`);
    const [ids = "", keys = ""] = row.shape.split("|");
    const sheet = {
      surveys: ids.split(",").map((one) => this.surveyById(Number(one))),
      profileKeys: keys === "" ? [] : keys.split(","),
    };
    this.sheetsById.set(id, sheet);
    return sheet;
  }

  surveyById(id: number): KnownSurvey {
    const cached = this.surveysById.get(id);
    if (cached) return cached;
    const row = this.connection.select().from(surveys).where(eq(surveys.id, id)).get();
    if (!row) throw new Error(`the store knows no survey number ${id}`);
    return this.remember(row);
  }

  private surveyByRef(ref: string): KnownSurvey {
    const cached = this.surveysByRef.get(ref);
    if (cached) return cached;
    const row = this.connection.select().from(surveys).where(eq(surveys.ref, ref)).get();
    if (!row) throw new Error(`the survey ${ref} was never registered`);
    return this.remember(row);
  }

  private remember(row: typeof surveys.$inferSelect): KnownSurvey {
    const known = { id: row.id, ref: row.ref, seal: row.seal, max: row.max, questionKeys: row.questionKeys.split(",") };
    this.surveysByRef.set(row.ref, known);
    this.surveysById.set(row.id, known);
    return known;
  }

  private idOf(shape: string): number {
    const cached = this.idByShape.get(shape);
    if (cached !== undefined) return cached;
    this.connection.insert(sheets).values({ shape }).onConflictDoNothing().run();
    const { id } = this.connection.select().from(sheets).where(eq(sheets.shape, shape)).get()!;
    this.idByShape.set(shape, id);
    return id;
  }
}
