import type { Period } from "../../domain/periods/period.ts";
import type { Unit } from "../../domain/response.ts";
import { longDate, periodDates, periodTitle } from "../../web/format.ts";
import { lateWords } from "../closing/late-words.ts";
import type { UnitReport } from "../unit-report.ts";
import {
  DEFINITIONS_FOLDER,
  ERASABLE_FOLDER,
  FROZEN_PATH,
  LOG_PATH,
  MANIFEST_PATH,
  PACKS_PREFIX,
  RECORDS_PATH,
  ROWS_FOLDER,
} from "./manifest.ts";

/** What the evaluator reads first. */
export function packReadme(unit: Unit, report: UnitReport, seal: string, key: string, published: string | null): string {
  const { period, closing } = report;
  const late = lateWords(report);
  return `BUKTI SURVEI ${unit.name.toUpperCase()}
${periodTitle(period)} (${periodDates(period)})
Ditutup ${longDate(closing!.closedOn)} oleh ${closing!.closedBy}
Kode segel ${seal}
Kunci penanda tangan ${key}
${late === null ? "" : `\n${late}\n`}
ISI, menurut butir LKE
6.iv.a-survei/          laporan (DOCX dan PDF), tabel pengolahan (XLSX), rekap per unsur (CSV), penempatan QR
6.iv.b-publikasi/       ${published === null ? "hasil belum diumumkan daring" : `hasil yang diumumkan (CSV dan JSON), alamatnya ${published}`}
6.iv.c-tindak-lanjut/   rencana tindak lanjut, notula, dan bukti sebelum dan sesudah, bila ada
${DEFINITIONS_FOLDER}              kuesioner yang dipakai, versi demi versi
${ROWS_FOLDER}                jawaban satu baris tiap responden: tanggal, layanan, kanal, dan nilai; tanpa keterangan diri
${ERASABLE_FOLDER}                  saran tertulis dalam urutan acak, bila ada; boleh dihapus dari berkas ini
${FROZEN_PATH}        angka yang dibekukan saat periode ditutup
${LOG_PATH}    catatan hari demi hari: sidik tiap jawaban, dan tanda tangan atas setiap langkahnya
${RECORDS_PATH}    jawaban yang dipakai, satu baris tiap jawaban, yang sidiknya ada dalam catatan itu
${MANIFEST_PATH}  daftar semua berkas dengan SHA-256, ditandatangani

MEMERIKSA
Dengan program Suara Loket, tanpa sambungan ke peladen unit ini:

    suara verify BERKAS.zip --key KUNCI

Program itu menghitung ulang setiap angka dari ${ROWS_FOLDER} menurut ${DEFINITIONS_FOLDER}, membandingkannya dengan ${FROZEN_PATH},
mencocokkan kode segel, mencocokkan jawaban dengan catatan hari demi hari, dan memeriksa tanda tangan. Ambil KUNCI dari halaman hasil unit atau dari laporan yang tercetak,
jangan dari berkas ini: siapa pun dapat menandatangani berkas lain dengan kunci lain. Tanpa kunci yang dikenal hanya dapat
dikatakan bahwa isi berkas ini cocok satu sama lain.

Bila Anda menyimpan titik catatan unit ini (tiga baris: asal, ukuran, akar; dari laporan tercetak, surel, atau halaman
pemeriksaan), tambahkan --checkpoint BERKAS. Catatan yang diubah setelah titik itu dibuat akan ketahuan, juga bila yang
mengubah memegang peladen dan kuncinya.

Yang tidak dapat dibuktikan berkas ini: bahwa setiap orang yang dilayani diminta menjawab, dan bahwa yang menjawab memang
orang yang dilayani. Tanda-tandanya ada di laporan.
`;
}

/** What stands in front of the packs of a year's quarters. */
export function collectionReadme(
  unit: Unit,
  year: Period,
  quarters: readonly { readonly period: Period; readonly seal: string }[],
  key: string,
): string {
  const held = new Set(quarters.map(({ period }) => period.name));
  const missing = [1, 2, 3, 4].map((number) => `${year.name}-TW${number}`).filter((name) => !held.has(name));
  return `BUKTI SURVEI ${unit.name.toUpperCase()}, ${periodTitle(year).toUpperCase()}

${quarters.map(({ period, seal }) => `${PACKS_PREFIX}${period.name}.zip   ${periodTitle(period)}, segel ${seal}`).join("\n")}
${missing.length === 0 ? "" : `\nBelum ditutup, jadi belum ada berkasnya: ${missing.join(", ")}\n`}
Kunci penanda tangan ${key}

Tiap berkas utuh dan ditandatangani sendiri; cara memeriksanya ada di dalamnya. Semuanya sekaligus:

    suara verify BERKAS.zip --key KUNCI
`;
}
