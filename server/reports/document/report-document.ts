import { count, lastDate, longDate, periodDates, periodTitle } from "../../web/format.ts";
import { openNote } from "../../log/note.ts";
import { qrSvg } from "../../web/qr.ts";
import { sealCode } from "../closing/frozen-document.ts";
import { standingWords } from "../closing/standing-words.ts";
import type { SurveyReport } from "../unit-report.ts";
import { analysis } from "./analysis.ts";
import type { Block, ReportDocument } from "./blocks.ts";
import { collection } from "./collection.ts";
import { introduction } from "./introduction.ts";
import { Numbering } from "./numbering.ts";
import type { ReportFacts } from "./report-facts.ts";
import { own } from "./report-facts.ts";
import { results } from "./results.ts";

/**
 * The report of a period with the five chapters that units hand in (template "Laporan SKM UPP", 2023; domain facts in
 * server/domain/README.md): figures from the one report model, words from the data and, where the unit has typed any, its own.
 * `report` must have its trend and how sure it is.
 */
export function reportDocument(facts: ReportFacts): ReportDocument {
  const { report, surveys, texts, logo } = facts;
  const { unit, period, closing } = report;
  const title = periodTitle(period);
  const seal = closing?.document ? ` · Segel ${sealCode(closing.document)}` : report.provisional ? " · SEMENTARA" : "";
  const numbering = new Numbering();
  return {
    title: `LAPORAN ${surveys.length === 1 ? surveys[0]!.definition.title.id.toUpperCase() : "HASIL SURVEI"} (${abbreviations(surveys)})`,
    subtitle: [unit.name, `${title} (${periodDates(period)})`],
    letterhead: {
      above: texts.facts.get("kop-atas") ?? "",
      name: unit.name,
      below: texts.facts.get("kop-alamat") ?? "",
    },
    logo,
    paper: texts.facts.get("kertas")?.toUpperCase() === "F4" ? "F4" : "A4",
    standing: standingWords(report),
    footer: `${unit.name} · ${title}${seal}`,
    blocks: [
      ...introduction(facts),
      ...collection(facts, numbering),
      ...results(facts, numbering),
      ...analysis(facts, numbering),
      ...conclusion(facts),
    ],
  };
}

function abbreviations(surveys: readonly SurveyReport[]): string {
  return surveys.map(({ definition }) => definition.abbreviation).join(", ");
}

function conclusion({ report, surveys, texts, key, checkpoint }: ReportFacts): readonly Block[] {
  const { unit, period, today, closing } = report;
  const said = surveys.flatMap(({ definition, result: { index, respondents } }) =>
    index.kind === "value"
      ? [
          `${definition.index.name.id} (${definition.index.abbreviation}) ${unit.name} pada ${periodTitle(period)} adalah ${index.index100.replace(".", ",")}, mutu ${index.mutu} (${index.label}), dari ${count(respondents)} responden.`,
        ]
      : [],
  );
  const fact = (key: string): string => texts.facts.get(key) ?? "";
  const place = fact("tempat");
  const date = longDate(closing?.closedOn ?? today);
  return [
    { kind: "chapter", number: "BAB V", title: "PENUTUP" },
    { kind: "heading", text: "5.1 Kesimpulan" },
    ...(said.length > 0
      ? [{ kind: "list" as const, items: said }]
      : [{ kind: "paragraph" as const, text: `Sampai ${lastDate(period)} belum ada indeks yang dapat dihitung.` }]),
    ...own(texts, "kesimpulan"),
    { kind: "heading", text: "5.2 Saran" },
    {
      kind: "paragraph",
      text: "Unsur yang paling rendah pada Bab IV ditindaklanjuti lebih dulu, dan pelaksanaannya dilaporkan pada periode berikutnya.",
    },
    ...own(texts, "saran"),
    ...(closing?.document
      ? [
          {
            kind: "paragraph" as const,
            text: `Angka laporan ini dibekukan dengan kode segel ${sealCode(closing.document)}. Berkas bukti periode ini dapat diperiksa dengan program Suara Loket (suara verify) dan kunci umum ${key}`,
            look: "small" as const,
          },
        ]
      : []),
    ...checkpointBlocks(unit.code, checkpoint),
    {
      kind: "signature",
      lines: [place === "" ? date : `${place}, ${date}`, fact("jabatan") || `Kepala ${unit.name}`],
      name: fact("nama"),
      under: [fact("pangkat"), fact("nip") === "" ? "NIP" : `NIP ${fact("nip")}`].filter((line) => line !== ""),
    },
  ];
}

function checkpointBlocks(unitCode: string, checkpoint: string | null): readonly Block[] {
  if (checkpoint === null) return [];
  return [
    {
      kind: "paragraph",
      text: `Titik catatan saat penutupan (asal, ukuran, akar). Catatan jawaban yang diubah sesudahnya tidak lagi memuat titik ini; periksa di halaman /hasil/${unitCode}/periksa. Kode QR memuat titik yang sama dengan tanda tangannya.`,
      look: "small",
    },
    {
      kind: "checkpoint",
      lines: openNote(checkpoint)!.text.trimEnd().split("\n"),
      svg: qrSvg(checkpoint),
      alternative: "Kode QR berisi titik catatan dengan tanda tangannya",
    },
  ];
}
