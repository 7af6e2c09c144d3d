import { eq } from "drizzle-orm";
import type { Response } from "../../domain/response.ts";
import { packAnswers, packProfile, unpackAnswers, unpackProfile } from "../rows.ts";
import type { KnownSurvey } from "./counting.ts";
import type { Connection } from "./connection.ts";
import type { responses } from "./schema.ts";
import { sheets, surveys } from "./schema.ts";

type ResponseRow = typeof responses.$inferSelect;
/** What a response becomes in its row, beside the plain columns. */
export type Packed = Pick<ResponseRow, "sheetId" | "answers" | "profile">;

/**
 * The shapes of packed responses, remembered in memory because they are few and never change. `pack` is called before an
 * act begins: a shape made inside an act that is rolled back would be remembered and not be there.
 */
export class Sheets {
  private readonly bySurvey = new Map<string, KnownSurvey>();
  private readonly byShape = new Map<string, number>();
  private readonly byId = new Map<number, string>();
  private readonly connection: Connection;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  /** The surveys of a response in the order in which they are packed. Throws when a version was never registered. */
  surveysOf(response: Response): KnownSurvey[] {
    return [...response.surveys.keys()].map((ref) => this.survey(ref)).sort((a, b) => a.id - b.id);
  }

  pack(response: Response): Packed {
    const known = this.surveysOf(response);
    const profile = packProfile(response.profile);
    return {
      sheetId: this.sheetId(`${known.map(({ id }) => id).join(",")}|${profile.keys}`),
      answers: packAnswers(known, response.surveys),
      profile: profile.codes,
    };
  }

  unpack(
    row: Pick<ResponseRow, "counterId" | "serviceId" | "channel" | "date" | "session" | "sheetId" | "answers" | "profile">,
  ): Response {
    const [ids = "", keys = ""] = this.shape(row.sheetId).split("|");
    const known = ids.split(",").map((id) => this.surveyById(Number(id)));
    return {
      counterId: row.counterId,
      serviceId: row.serviceId,
      channel: row.channel as Response["channel"],
      date: row.date,
      session: row.session as Response["session"],
      surveys: unpackAnswers(known, row.answers),
      profile: unpackProfile(keys, row.profile),
    };
  }

  surveyById(id: number): KnownSurvey {
    const cached = [...this.bySurvey.values()].find((survey) => survey.id === id);
    if (cached) return cached;
    const row = this.connection.select().from(surveys).where(eq(surveys.id, id)).get();
    if (!row) throw new Error(`the store knows no survey number ${id}`);
    return this.remember(row);
  }

  private survey(ref: string): KnownSurvey {
    const cached = this.bySurvey.get(ref);
    if (cached) return cached;
    const row = this.connection.select().from(surveys).where(eq(surveys.ref, ref)).get();
    if (!row) throw new Error(`the survey ${ref} was never registered`);
    return this.remember(row);
  }

  private remember(row: typeof surveys.$inferSelect): KnownSurvey {
    const known = { id: row.id, ref: row.ref, seal: row.seal, max: row.max, questionKeys: row.questionKeys.split(",") };
    this.bySurvey.set(row.ref, known);
    return known;
  }

  private sheetId(shape: string): number {
    const cached = this.byShape.get(shape);
    if (cached !== undefined) return cached;
    this.connection.insert(sheets).values({ shape }).onConflictDoNothing().run();
    const { id } = this.connection.select().from(sheets).where(eq(sheets.shape, shape)).get()!;
    this.byShape.set(shape, id);
    return id;
  }

  private shape(id: number): string {
    const cached = this.byId.get(id);
    if (cached !== undefined) return cached;
    const row = this.connection.select().from(sheets).where(eq(sheets.id, id)).get();
    if (!row) throw new Error(`the store knows no sheet number ${id}`);
    this.byId.set(id, row.shape);
    return row.shape;
  }
}
