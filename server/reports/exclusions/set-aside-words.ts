import { exclusionWords } from "../../domain/integrity/exclusion-reasons.ts";
import type { Exclusion } from "../../store/store.ts";
import { count, figure } from "../../web/format.ts";
import type { SurveyReport, UnitReport } from "../unit-report.ts";

/** The reasons of what was set aside one by one, each with how often, the most frequent first. */
export function reasonsSetAside(
  exclusions: readonly Exclusion[],
): readonly { readonly reason: string; readonly times: number }[] {
  const times = new Map<string, number>();
  for (const { decided, reason } of exclusions) if (decided?.agreed) times.set(reason, (times.get(reason) ?? 0) + 1);
  return [...times]
    .map(([reason, n]) => ({ reason, times: n }))
    .sort((a, b) => b.times - a.times || (a.reason < b.reason ? -1 : 1));
}

/** The index without and with the responses that were set aside one by one, and why they were; null when none was. */
export function setAsideWords({ exclusions }: UnitReport, { definition, result, withSetAside }: SurveyReport): string | null {
  const reasons = reasonsSetAside(exclusions);
  if (!withSetAside || reasons.length === 0) return null;
  const total = reasons.reduce((sum, { times }) => sum + times, 0);
  const named = reasons.map(({ reason, times }) => `${count(times)} ${exclusionWords(reason)}`).join(", ");
  const value = ({ index }: typeof result): string => (index.kind === "value" ? figure(index.index100) : "tanpa angka");
  return `${definition.index.abbreviation} ${value(result)} tanpa dan ${value(withSetAside)} dengan ${count(total)} jawaban yang dikecualikan satu per satu: ${named}.`;
}
