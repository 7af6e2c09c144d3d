import { createHash } from "node:crypto";
import type { Period } from "../../domain/periods/period.ts";
import { parsePeriod } from "../../domain/periods/period.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { Unit } from "../../domain/response.ts";
import type { Parts } from "../../parts.ts";
import { periodTitle } from "../../web/format.ts";
import { counterAddress } from "../../web/qr.ts";
import { commentBatch } from "../comment-batch.ts";
import { closingOf } from "../closing/close-period.ts";
import { answered, sealCode } from "../closing/frozen-document.ts";
import { readFrozen } from "../closing/read-frozen.ts";
import {
  DEFINITIONS_FOLDER,
  ERASABLE_FOLDER,
  FROZEN_PATH,
  LOG_PATH,
  MANIFEST_PATH,
  PACKS_PREFIX,
  manifestText,
  RECORDS_PATH,
  ROWS_FOLDER,
  SUCCESSION_PATH,
} from "../evidence/manifest.ts";
import { collectionReadme, packReadme } from "../evidence/pack-readme.ts";
import { packLog } from "../log/pack-log.ts";
import { openDataCsv, openDataJson } from "../publishing/open-data.ts";
import { publishedBy } from "../publishing/publish.ts";
import { itemTitle } from "../follow-up/measure-words.ts";
import { endingOf } from "../follow-up/upload-kind.ts";
import { surveyIn, unitReport } from "../unit-report.ts";
import { answersCsv } from "./answers-csv.ts";
import { csvLines } from "./csv-lines.ts";
import type { Chunks, ExportFormat, ExportSource } from "./export-format.ts";
import { recapCsv } from "./recap-csv.ts";
import { reportDocx } from "./report-docx.ts";
import { reportPdf } from "./report-pdf.ts";
import { workbook } from "./workbook.ts";
import type { ZipEntry } from "./xlsx/zip-stream.ts";
import { zipStream } from "./xlsx/zip-stream.ts";

/** Everything that an evaluator needs to believe a closed period, and to reckon it again without our server. */
export const evidencePack: ExportFormat = {
  extension: "zip",
  content: "bukti",
  label: "Berkas bukti (ZIP)",
  description:
    "Laporan, tabel, kuesioner, jawaban, dan segel untuk penilai; dapat diperiksa dengan suara verify. Untuk satu tahun: berkas tiap triwulannya.",
  mediaType: "application/zip",
  deed: "read-comments",
  ranges: true,
  trend: true,
  settled: true,
  async open(source) {
    const { parts, report } = source;
    const closing = await closingOf(parts, report.unit, report.period);
    if (closing) return packOf(source, closing.document);
    const quarters = report.period.kind === "year" ? await closedQuarters(parts, report.unit, report.period) : [];
    if (quarters.length > 0) return zipStream(collection(source, quarters));
    throw new Refusal("conflict", `${periodTitle(report.period)} belum ditutup. Bukti dikemas setelah periodenya ditutup.`);
  },
};

async function packOf(source: ExportSource, document: string): Promise<Chunks> {
  return zipStream(listed(source, document, await entriesOf(source, document)));
}

interface ClosedQuarter {
  readonly period: Period;
  readonly document: string;
}

async function closedQuarters(parts: Parts, unit: Unit, year: Period): Promise<readonly ClosedQuarter[]> {
  const quarters = [1, 2, 3, 4].map((number) => parsePeriod(`${year.name}-TW${number}`));
  const closings = await Promise.all(quarters.map((period) => closingOf(parts, unit, period)));
  return quarters.flatMap((period, at) => (closings[at] ? [{ period, document: closings[at].document }] : []));
}

/** For a year that was not closed as such: the packs of its quarters side by side, each whole and signed for itself. */
async function* collection(
  { parts, report: { unit, period: year } }: ExportSource,
  quarters: readonly ClosedQuarter[],
): AsyncGenerator<ZipEntry> {
  const seals = quarters.map(({ period, document }) => ({ period, seal: sealCode(document) }));
  yield { name: "BACA-SAYA.txt", content: [collectionReadme(unit, year, seals, parts.signer.key())] };
  for (const { period, document } of quarters) {
    const content = inTurn(async () => packOf(await sourceOf(parts, unit, period), document));
    yield { name: `${PACKS_PREFIX}${period.name}.zip`, content };
  }
}

async function sourceOf(parts: Parts, unit: Unit, period: Period): Promise<ExportSource> {
  const report = await unitReport(parts, unit, period, "operator", { trend: true, certainty: true });
  const range = { unitId: unit.id, from: period.months[0]!, until: period.until.slice(0, 7) };
  const surveys = unit.surveys.map((name) => surveyIn(report, name));
  return { parts, report, surveys, pages: () => parts.store.responses.pages(range) };
}

/** Hands the files on and, when all of them went by, the signed list of their digests. */
async function* listed(
  { parts, report }: ExportSource,
  document: string,
  entries: readonly ZipEntry[],
): AsyncGenerator<ZipEntry> {
  const digests = new Map<string, string>();
  for (const { name, content } of entries) {
    if (name.startsWith(ERASABLE_FOLDER)) {
      yield { name, content };
      continue;
    }
    const hash = createHash("sha256");
    const counted = async function* (): Chunks {
      for await (const piece of content) {
        hash.update(piece);
        yield piece;
      }
    };
    yield { name, content: counted() };
    digests.set(name, hash.digest("hex"));
  }
  const manifest = manifestText({ unit: report.unit.code, period: report.period.name, seal: sealCode(document), digests });
  yield { name: MANIFEST_PATH, content: [parts.signer.note(manifest)] };
}

async function entriesOf(source: ExportSource, document: string): Promise<readonly ZipEntry[]> {
  const { parts, report } = source;
  const { unit, period } = report;
  const published = (await publishedBy(parts, unit)).find((one) => one.period.name === period.name) ?? null;
  const address = published && `${parts.publicUrl()}/hasil/${unit.code}/${period.name}`;
  const frozen = answered(report);
  const printed = { ...source, surveys: frozen.filter((survey) => survey.printed) };
  const comments = await commentBatch(parts, report);
  const followUpEntries = await followUpFiles(source);
  const log = await packLog(parts, unit, period, readFrozen(document).log);
  const succession = parts.signer.succession();
  return [
    { name: "BACA-SAYA.txt", content: [packReadme(unit, report, sealCode(document), parts.signer.key(), address)] },
    { name: FROZEN_PATH, content: [document] },
    ...(log
      ? [
          { name: LOG_PATH, content: log.log },
          { name: RECORDS_PATH, content: log.answers },
        ]
      : []),
    ...(succession === "" ? [] : [{ name: SUCCESSION_PATH, content: [succession] }]),
    ...frozen.map(({ ref, definition }) => ({
      name: `${DEFINITIONS_FOLDER}${ref}.json`,
      content: [`${JSON.stringify(definition, null, 2)}\n`],
    })),
    ...frozen.map((survey) => ({
      name: `${ROWS_FOLDER}${survey.ref}.csv`,
      content: inTurn(() => answersCsv.open({ ...source, surveys: [survey] })),
    })),
    ...(printed.surveys.length === 0
      ? []
      : [
          { name: "6.iv.a-survei/laporan.docx", content: inTurn(() => reportDocx.open(printed)) },
          { name: "6.iv.a-survei/laporan.pdf", content: inTurn(() => reportPdf.open(printed)) },
          { name: "6.iv.a-survei/tabel-pengolahan.xlsx", content: inTurn(() => workbook.open(printed)) },
          { name: "6.iv.a-survei/rekap.csv", content: inTurn(() => recapCsv.open(printed)) },
        ]),
    { name: "6.iv.a-survei/penempatan-qr.csv", content: await placements(source) },
    ...(published
      ? [
          { name: "6.iv.b-publikasi/hasil.csv", content: openDataCsv(unit, published) },
          { name: "6.iv.b-publikasi/hasil.json", content: [`${JSON.stringify(openDataJson(unit, published), null, 2)}\n`] },
        ]
      : []),
    ...followUpEntries,
    ...(comments.kind === "open"
      ? [
          {
            name: `${ERASABLE_FOLDER}saran.csv`,
            content: csvLines(
              ["saran"],
              comments.comments.map((words) => [words]),
              ";",
            ),
          },
        ]
      : []),
  ];
}

/** Where the form could be reached: each counter with its address, as it is today. */
async function placements({ parts, report: { unit } }: ExportSource): Promise<Chunks> {
  const [counters, services] = await Promise.all([parts.store.units.counters(unit.id), parts.store.units.services(unit.id)]);
  const nameOf = (id: number | null): string => services.find((service) => service.id === id)?.name ?? "";
  const header = ["loket", "alamat", "layanan", "layar_bersama", "ditutup_sejak"];
  const rows = counters.map(({ code, name, serviceId, kiosk, closedSince }) => [
    name,
    counterAddress(parts.publicUrl(), code),
    nameOf(serviceId),
    kiosk ? "ya" : "tidak",
    closedSince ?? "",
  ]);
  return csvLines(header, rows, ";");
}

/** Opened when its turn comes, so that the memory of one file is free again before the next is made. */
async function* inTurn(open: () => Promise<Chunks>): AsyncGenerator<string | Uint8Array> {
  yield* await open();
}

/** What is done about the results, with its proofs, and photos of results on display. */
async function followUpFiles({ parts: { store }, report }: ExportSource): Promise<readonly ZipEntry[]> {
  const { unit, period } = report;
  const [plan, uploads] = await Promise.all([
    store.followUps.list(unit.id, [period.name]),
    store.followUps.uploads(unit.id, period.name),
  ]);
  const files = await Promise.all(
    uploads.map(async ({ id, purpose, followUpId, caption, mediaType }) => {
      const folder = purpose === "pengumuman" ? "6.iv.b-publikasi" : "6.iv.c-tindak-lanjut";
      const file = `${purpose}${followUpId === null ? "" : `-rencana-${followUpId}`}-${id}.${endingOf(mediaType)}`;
      return { file, caption, name: `${folder}/${file}`, content: [(await store.followUps.upload(unit.id, id))!.bytes] };
    }),
  );
  const header = ["nomor", "unsur", "kegiatan", "waktu", "penanggung_jawab", "keadaan", "kendala", "rekomendasi", "bukti"];
  const rows = plan.map((one) => [
    one.id,
    itemTitle(report, one),
    one.action,
    one.due,
    one.responsible,
    one.state,
    one.obstacles,
    one.recommendation,
    files
      .filter(({ file }) => file.includes(`-rencana-${one.id}-`))
      .map(({ file, caption }) => `${file}: ${caption}`)
      .join("; "),
  ]);
  return [
    ...(plan.length > 0 ? [{ name: "6.iv.c-tindak-lanjut/rencana.csv", content: csvLines(header, rows, ";") }] : []),
    ...files,
  ];
}
