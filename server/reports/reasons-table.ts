import { inFives } from "../domain/disclosure/in-fives.ts";
import { questionsOf } from "../domain/questionnaire/definition.ts";
import type { ReasonOption } from "../domain/questionnaire/reason-list.ts";
import { count } from "../web/format.ts";
import type { FigureTable } from "./figure-tables.ts";
import type { SurveyReport } from "./unit-report.ts";

const NOTE =
  "Orang yang memberi nilai rendah boleh memilih satu alasan untuk tiap pertanyaan. Jumlahnya dibulatkan ke bawah ke kelipatan lima; alasan yang disebut kurang dari lima kali tidak ditampilkan, supaya tidak ada orang yang dapat dikenali.";

/** What was lacking in each unsur, the one with the most reasons first; null where none was named five times. */
export function reasonsTable({ definition, reasons, offered }: SurveyReport): FigureTable | null {
  const rows = definition.items
    .map((item) => {
      const keys = questionsOf(definition, item).map(({ key }) => key);
      const told = offered
        .map((option) => ({ option, times: inFives(timesOf(reasons, keys, option)) }))
        .filter((one): one is { option: ReasonOption; times: number } => one.times !== null)
        .sort((a, b) => b.times - a.times);
      return {
        name: `${item.key} ${item.name.id}`,
        cells: [told.map(({ option, times }) => `${option.label.id}: ${count(times)}+`).join("; ")],
        value: null,
        weak: false,
        sum: told.reduce((sum, { times }) => sum + times, 0),
      };
    })
    .filter(({ sum }) => sum > 0)
    .sort((a, b) => b.sum - a.sum)
    .map(({ sum: _, ...row }) => row);
  if (rows.length === 0) return null;
  return {
    id: `alasan-${definition.id}`,
    message: "Apa yang kurang menurut mereka yang memberi nilai rendah",
    measure: "Berapa kali tiap alasan disebut; 15+ berarti sedikitnya 15 kali",
    heads: ["Unsur", "Alasan"],
    rows,
    note: NOTE,
    chart: null,
  };
}

function timesOf(reasons: SurveyReport["reasons"], questions: readonly string[], { code }: ReasonOption): number {
  return reasons
    .filter((one) => one.code === code && questions.includes(one.question))
    .reduce((sum, { times }) => sum + times, 0);
}
