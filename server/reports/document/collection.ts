import { krejcieMorgan } from "../../domain/sampling/minimum-sample.ts";
import { count, longDate, periodDates } from "../../web/format.ts";
import { sampleWords } from "../index-plate.ts";
import type { Block } from "./blocks.ts";
import { narrated } from "./introduction.ts";
import type { Numbering } from "./numbering.ts";
import type { ReportFacts } from "./report-facts.ts";

export function collection(facts: ReportFacts, numbering: Numbering): readonly Block[] {
  const { report } = facts;
  const { period, closing, asked } = report;
  const days = asked.open === null ? "–" : count(asked.open.length);
  return [
    { kind: "chapter", number: "BAB II", title: "PENGUMPULAN DATA" },
    { kind: "heading", text: "2.1 Pelaksana" },
    ...narrated(facts, "pelaksana"),
    { kind: "heading", text: "2.2 Metode" },
    ...narrated(facts, "metode"),
    { kind: "heading", text: "2.3 Lokasi" },
    ...narrated(facts, "lokasi"),
    { kind: "heading", text: "2.4 Waktu" },
    {
      kind: "table",
      caption: numbering.table(2, "Waktu pelaksanaan"),
      heads: ["Kegiatan", "Waktu", "Hari kerja"],
      rows: [
        ["Pengumpulan jawaban", periodDates(period), days],
        ["Penutupan dan pengolahan data", closing ? longDate(closing.closedOn) : "belum ditutup", closing ? "1" : "–"],
      ],
      feet: [],
      widths: [3, 4, 1.4],
      figures: [false, false, true],
      note: asked.open === null ? "Jam layanan unit belum diisi, jadi hari kerja tidak dihitung." : null,
    },
    { kind: "heading", text: "2.5 Penentuan jumlah responden" },
    ...sampleBlocks(facts, numbering),
  ];
}

function sampleBlocks({ report, surveys }: ReportFacts, numbering: Numbering): readonly Block[] {
  const { served, target } = report;
  const respondents = Math.max(0, ...surveys.map(({ result }) => result.respondents));
  if (served === null || target === null)
    return [
      {
        kind: "paragraph",
        text: `Jumlah orang yang dilayani pada periode ini belum diisi, jadi sampel minimumnya belum dapat dihitung. Yang menjawab ${count(respondents)} orang.`,
        look: "mark",
      },
    ];
  const sample = sampleWords(respondents, target)!;
  return [
    {
      kind: "paragraph",
      text: `Jumlah orang yang dilayani ${count(served)}. Menurut Krejcie dan Morgan sampel minimumnya ${count(target)} responden. Jumlah responden ${count(respondents)}: ${sample.words}.`,
      ...(sample.met ? {} : { look: "mark" as const }),
    },
    {
      kind: "table",
      caption: numbering.table(2, "Sampel minimum (Krejcie dan Morgan, 1970), baris di sekitar populasi unit ini"),
      heads: ["Populasi", "Sampel minimum"],
      rows: around(served).map(([population, sample]) => [count(population), count(sample)]),
      feet: [],
      widths: [1, 1],
      figures: [true, true],
      note: "Di antara dua baris dipakai rumusnya.",
    },
  ];
}

/** The two rows below and the two above, as far as the table goes. */
function around(served: number): readonly (readonly [number, number])[] {
  const at = krejcieMorgan.findIndex(([population]) => population >= served);
  const middle = at < 0 ? krejcieMorgan.length - 1 : at;
  return krejcieMorgan.slice(Math.max(0, middle - 2), middle + 3);
}
