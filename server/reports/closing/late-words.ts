import { count } from "../../web/format.ts";
import type { UnitReport } from "../unit-report.ts";

/** What is said of answers that came in after the period was closed; null when none did. */
export function lateWords({ late }: Pick<UnitReport, "late">): string | null {
  if (late === 0) return null;
  return `${count(late)} jawaban yang diisi pada periode ini baru sampai sesudah periode ditutup, karena ponsel warga lama tanpa sambungan. Jawaban itu disimpan dan dicatat sebagai jawaban terlambat; tidak satu pun angka memuatnya.`;
}
