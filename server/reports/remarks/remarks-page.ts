import type { Person } from "../../domain/person.ts";
import { may } from "../../domain/person.ts";
import type { Period } from "../../domain/periods/period.ts";
import type { Unit } from "../../domain/response.ts";
import type { Remark } from "../../store/store.ts";
import type { Field, ListedProblem } from "../../web/fields.ts";
import { FormFields, listedProblems } from "../../web/fields.ts";
import type { RefusedForm } from "../../web/form.ts";
import { longDate, periodTitle } from "../../web/format.ts";
import type { Frame } from "../../web/frame.ts";
import { frame } from "../../web/frame.ts";

/** What views/reports/remarks.eta shows: what evaluators wrote about a period, and what the unit answered. */
export interface RemarksPage {
  readonly frame: Frame;
  readonly problems: readonly ListedProblem[];
  readonly saved: boolean;
  readonly path: string;
  readonly periodPath: string;
  readonly periodTitle: string;
  readonly remarks: readonly {
    readonly id: number;
    readonly lines: readonly string[];
    /** "27 November 2026, penilai". */
    readonly written: string;
    readonly answer: { readonly lines: readonly string[]; readonly given: string } | null;
    /** For who may answer what was not answered yet; else empty. */
    readonly answerFields: readonly Field[];
  }[];
  /** For who may write one; else empty. */
  readonly fields: readonly Field[];
}

export interface RemarksFacts {
  readonly person: Person;
  readonly unit: Unit;
  readonly period: Period;
  readonly remarks: readonly Remark[];
  readonly saved: boolean;
}

export function remarksPage({ person, unit, period, remarks, saved }: RemarksFacts, refused?: RefusedForm): RemarksPage {
  const periodPath = `/staf/unit/${unit.code}/periode/${period.name}`;
  const answers = may(person, "answer-remark", unit.id);
  const form = new FormFields("catatan", refused);
  return {
    frame: frame(person, unit, "periode", "Catatan penilai"),
    problems: listedProblems(refused),
    saved,
    path: `${periodPath}/penilaian`,
    periodPath,
    periodTitle: periodTitle(period),
    remarks: remarks.map(({ id, text, writtenOn, writtenBy, answer }) => ({
      id,
      lines: text.split("\n"),
      written: `${longDate(writtenOn)}, ${writtenBy}`,
      answer: answer && { lines: answer.text.split("\n"), given: `${longDate(answer.on)}, ${answer.by}` },
      answerFields:
        answers && answer === null
          ? [
              new FormFields(`jawab-${id}`, refused).area("jawaban", {
                label: "Jawaban unit",
                hint: "Yang sudah dikirim tidak dapat diubah lagi.",
                rows: 3,
                prose: true,
              }),
            ]
          : [],
    })),
    fields: may(person, "write-remark", unit.id)
      ? [
          form.area("catatan", {
            label: "Catatan baru",
            hint: "Terbaca oleh pengelola dan pimpinan unit, yang dapat menjawabnya. Yang sudah dikirim tidak dapat diubah lagi.",
            rows: 4,
            prose: true,
          }),
        ]
      : [],
  };
}
