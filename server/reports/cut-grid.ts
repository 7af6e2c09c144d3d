import { hiddenInCuts } from "../domain/disclosure/cuts.ts";
import type { Period } from "../domain/periods/period.ts";
import { periodOf } from "../domain/periods/period.ts";
import type { SurveyRef } from "../domain/questionnaire/definition.ts";
import type { Channel } from "../domain/response.ts";
import { channels } from "../domain/response.ts";
import type { CountedAnswers } from "./counted-answers.ts";
import { shownVisits } from "./counted-answers.ts";

/** What no table of a period may show. */
export interface HiddenGroups {
  readonly services: ReadonlySet<number | null>;
  readonly counters: ReadonlySet<number>;
  readonly channels: ReadonlySet<Channel>;
}

/**
 * Quarters that were judged already for these counters: the surveys of one sitting are answered by the same people, and judging
 * takes a while.
 */
const judgedFor = new WeakMap<CountedAnswers, Map<string, ReturnType<typeof hiddenInCuts>>>();

/** The quarters that a period is made of; none for a month, which is shown as a whole only. */
export function quartersIn(period: Period): readonly Period[] {
  if (period.kind === "month") return [];
  const quarters = period.months.map((month) => periodOf("quarter", `${month}-01`));
  return [...new Map(quarters.map((quarter) => [quarter.name, quarter])).values()];
}

/**
 * Which services, counters and channels are hidden in the tables of a period; null for a month, which has no such tables. Within
 * a quarter the three tables are judged side by side, and beside the totals of its months. A longer period hides what any of its
 * quarters hides: so all it shows are sums of what the quarters show, and no difference of periods tells more than they do.
 */
export function hiddenGroups(
  counted: CountedAnswers,
  ref: SurveyRef,
  period: Period,
  named: { readonly services: readonly (number | null)[]; readonly counters: readonly number[] },
): HiddenGroups | null {
  const quarters = quartersIn(period);
  if (quarters.length === 0) return null;
  const judged = judgedFor.get(counted) ?? new Map<string, ReturnType<typeof hiddenInCuts>>();
  judgedFor.set(counted, judged);
  const hidden = quarters.map(({ months }) => {
    const tables = [months, named.services.map(keyOf), named.counters.map(keyOf), channels];
    const people = months.flatMap((month) =>
      shownVisits(counted, ref, [month]).map(({ serviceId, counterId, channel, people: n }) => ({
        keys: [month, keyOf(serviceId), keyOf(counterId), channel],
        n,
      })),
    );
    const key = JSON.stringify([tables, people]);
    const known = judged.get(key) ?? hiddenInCuts(tables, people, { firstIsKnown: true });
    judged.set(key, known);
    return known;
  });
  const anywhere = (table: number, key: string): boolean => hidden.some((quarter) => quarter[table]!.has(key));
  return {
    services: new Set(named.services.filter((id) => anywhere(1, keyOf(id)))),
    counters: new Set(named.counters.filter((id) => anywhere(2, keyOf(id)))),
    channels: new Set(channels.filter((channel) => anywhere(3, channel))),
  };
}

function keyOf(id: number | null): string {
  return String(id);
}
