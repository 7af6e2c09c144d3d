import type { Person } from "../../domain/person.ts";
import type { Field, ListedProblem } from "../../web/fields.ts";
import { FormFields, listedProblems } from "../../web/fields.ts";
import type { RefusedForm } from "../../web/form.ts";
import { periodTitle } from "../../web/format.ts";
import type { Frame } from "../../web/frame.ts";
import { frame } from "../../web/frame.ts";
import type { UnitReport } from "../unit-report.ts";
import { standardWords } from "./introduction.ts";
import type { ReportTexts } from "./narrative.ts";
import { narratives, reportFacts } from "./narrative.ts";

/** What views/reports/texts.eta shows: the words of a report that are the unit's own. */
export interface TextsPage {
  readonly frame: Frame;
  readonly problems: readonly ListedProblem[];
  readonly saved: boolean;
  readonly path: string;
  readonly periodPath: string;
  readonly periodTitle: string;
  readonly files: readonly { readonly label: string; readonly href: string }[];
  readonly fields: readonly Field[];
  readonly facts: readonly Field[];
  readonly logo: {
    readonly path: string;
    /** True when there is one to take down. */
    readonly up: boolean;
    readonly fields: readonly Field[];
  };
}

interface TextsFacts {
  readonly person: Person;
  readonly report: UnitReport;
  readonly texts: ReportTexts;
  readonly hasLogo: boolean;
  readonly saved: boolean;
}

export function textsPage({ person, report, texts, hasLogo, saved }: TextsFacts, refused?: RefusedForm): TextsPage {
  const { unit, period } = report;
  const form = new FormFields("isi", refused);
  const facts = new FormFields("tetap", refused);
  const standard = standardWords({ report, surveys: report.surveys.filter(({ printed }) => printed) });
  const file = `/laporan/${unit.code}/${period.name}`;
  return {
    frame: frame(person, unit, "periode", `Isi laporan ${periodTitle(period)}`),
    problems: listedProblems(refused),
    saved,
    path: `/staf/unit/${unit.code}/periode/${period.name}/laporan`,
    periodPath: `/staf/unit/${unit.code}/periode/${period.name}`,
    periodTitle: periodTitle(period),
    files: [
      { label: "Unduh DOCX", href: `${file}.docx` },
      { label: "Unduh PDF", href: `${file}.pdf` },
    ],
    logo: {
      path: `/staf/unit/${unit.code}/periode/${period.name}/logo`,
      up: hasLogo,
      fields: [
        new FormFields("logo", refused).file("berkas", {
          label: "Logo",
          hint: "Gambar PNG, paling besar 300 KB",
          accept: ".png",
        }),
      ],
    },
    fields: narratives.map(({ key, label }) => {
      const value = texts.narrative.get(key) ?? standard[key];
      return form.area(key, { label, rows: value.length > 300 ? 6 : 3, value, prose: true });
    }),
    facts: reportFacts.map(({ key, label, hint }) =>
      key === "kertas"
        ? facts.select(
            key,
            { label },
            ["A4", "F4"].map((size) => ({ value: size, label: size })),
            texts.facts.get(key) ?? "A4",
          )
        : facts.text(key, { label, hint, value: texts.facts.get(key) ?? "", maxLength: 200 }),
    ),
  };
}
