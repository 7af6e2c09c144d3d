import type { NoInterval } from "../domain/certainty/estimate.ts";
import type { Interval } from "../domain/certainty/interval.ts";
import type { SurveyReport } from "./unit-report.ts";

/**
 * How sure the figures of one survey are, for programs: 95 % intervals (server/domain/certainty). `low100` and `high100` are on
 * the 100-point scale with 1 decimal, `low` and `high` on the figure's own (`index4` on 0–4, NRR) with 2; lower ends are
 * rounded down, upper ends and margins up. `served` is the number of people served that the intervals reckon with, null where
 * none is known or it cannot be right.
 */
export interface RangesJson {
  readonly survey: string;
  readonly served: number | null;
  readonly index: RangeJson;
  readonly items: readonly (RangeJson & { readonly key: string })[];
}

type RangeJson =
  | {
      readonly kind: "range";
      readonly low: string;
      readonly high: string;
      readonly low100: string;
      readonly high100: string;
      readonly margin100: string;
    }
  | { readonly kind: "no-range"; readonly reason: string };

/** Null where nobody asked how sure the figures are. */
export function rangesJson({ ref, certainty }: SurveyReport): RangesJson | null {
  if (!certainty) return null;
  const { index, items } = certainty;
  return {
    survey: ref,
    served: index.kind === "interval" && index.population.kind === "counted" ? index.population.served : null,
    index: rangeJson(index),
    items: [...items].map(([key, found]) => ({ key, ...rangeJson(found) })),
  };
}

function rangeJson(found: Interval | NoInterval): RangeJson {
  if (found.kind === "no-interval") return { kind: "no-range", reason: found.reason };
  const { own, points } = found;
  return { kind: "range", low: own.low, high: own.high, low100: points.low, high100: points.high, margin100: points.margin };
}
