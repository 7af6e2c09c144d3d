import { monthOf } from "../../domain/periods/period.ts";
import type { Response } from "../../domain/response.ts";
import { isRated } from "../../domain/response.ts";
import { flatCounts } from "../rows.ts";
import type { SurveyVersion } from "../store.ts";
import type { cells, profileCells } from "./schema.ts";
import type { Statements } from "./statements.ts";

/** A version with the number under which rows refer to it. */
export type KnownSurvey = SurveyVersion & { readonly id: number };

/** Totals that one or more responses add to a cell. */
interface Addition {
  received: number;
  excluded: number;
  respondents: number;
  readonly counts: number[];
}

type CellKey = Pick<typeof cells.$inferSelect, "unitId" | "month" | "surveyId" | "serviceId" | "counterId" | "channel">;
type ProfileKey = Pick<typeof profileCells.$inferSelect, "unitId" | "month" | "surveyId" | "question" | "code">;

/** What a set of responses means for the counters, gathered first so that an import touches each cell once. */
export class Gathering {
  private readonly cells = new Map<string, { readonly key: CellKey; readonly addition: Addition }>();
  private readonly people = new Map<string, { readonly key: ProfileKey; people: number }>();
  private readonly unitId: number;

  constructor(unitId: number) {
    this.unitId = unitId;
  }

  /** Counts a response as used, or (excluded) as received and set aside. */
  count(response: Response, surveys: readonly KnownSurvey[], state: "used" | "excluded" = "used"): void {
    const { unitId } = this;
    const month = monthOf(response.date);
    for (const survey of surveys) {
      const answers = response.surveys.get(survey.ref)!;
      const key: CellKey = {
        unitId,
        month,
        surveyId: survey.id,
        serviceId: response.serviceId ?? 0,
        counterId: response.counterId,
        channel: response.channel,
      };
      const name = Object.values(key).join("|");
      const entry = this.cells.get(name) ?? {
        key,
        addition: { received: 0, excluded: 0, respondents: 0, counts: flatCounts(survey, new Map()) },
      };
      this.cells.set(name, entry);
      entry.addition.received += 1;
      if (state === "excluded") {
        entry.addition.excluded += 1;
        continue;
      }
      if (isRated(answers)) entry.addition.respondents += 1;
      flatCounts(survey, answers).forEach((count, at) => (entry.addition.counts[at]! += count));
      for (const [question, code] of response.profile) this.countProfile({ unitId, month, surveyId: survey.id, question, code });
    }
  }

  /** Adds everything gathered to the counters; with `sign` −1 takes it away again. */
  apply(statements: Statements, sign: 1 | -1 = 1): void {
    for (const { key, addition } of this.cells.values()) addToCell(statements, key, addition, sign);
    for (const { key, people } of this.people.values()) statements.addPeople.run({ ...key, people: sign * people });
  }

  /** The gathered cells as rows, for comparing counters with a recount. */
  rows(): { readonly cells: (typeof cells.$inferSelect)[]; readonly profile: (typeof profileCells.$inferSelect)[] } {
    return {
      cells: [...this.cells.values()].map(({ key, addition }) => ({ ...key, ...addition, counts: addition.counts.join(",") })),
      profile: [...this.people.values()].map(({ key, people }) => ({ ...key, people })),
    };
  }

  private countProfile(key: ProfileKey): void {
    const name = Object.values(key).join("|");
    const entry = this.people.get(name) ?? { key, people: 0 };
    this.people.set(name, entry);
    entry.people += 1;
  }
}

function addToCell(statements: Statements, key: CellKey, addition: Addition, sign: 1 | -1): void {
  const before = statements.readCell.get(key);
  const counts = before?.counts.split(",");
  statements.writeCell.run({
    ...key,
    received: (before?.received ?? 0) + sign * addition.received,
    excluded: (before?.excluded ?? 0) + sign * addition.excluded,
    respondents: (before?.respondents ?? 0) + sign * addition.respondents,
    counts: addition.counts.map((count, at) => Number(counts?.[at] ?? 0) + sign * count).join(","),
  });
}
