import { count, share } from "../web/format.ts";
import type { SurveyReport } from "./unit-report.ts";

/** How many overlooked the attention question; null where none is asked, or nobody answered it. */
export function attentionWords({ definition, attention }: Pick<SurveyReport, "definition" | "attention">): string | null {
  if (!definition.attention || !attention || attention.answered === 0) return null;
  const { wrong, answered } = attention;
  const found =
    wrong === 0
      ? `semua ${count(answered)} orang memilih jawaban yang diminta`
      : `${count(wrong)} dari ${count(answered)} orang${answered < 20 ? "" : ` (${share(wrong, answered)})`} tidak memilih jawaban yang diminta; jawaban mereka tetap dihitung`;
  return `${definition.attention.name.id} (${definition.abbreviation}): ${found}.`;
}
