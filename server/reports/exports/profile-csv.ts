import { Refusal } from "../../domain/refusal.ts";
import { csvLines } from "./csv-lines.ts";
import type { ExportFormat } from "./export-format.ts";

/** Respondents by question of the profile; groups under five stay hidden, and one more where a total would tell them. */
export const profileCsv: ExportFormat = {
  extension: "profil.csv",
  content: "profil",
  label: "Profil responden (CSV)",
  description: "Jumlah orang menurut jenis kelamin, usia, pendidikan, dan pekerjaan; kelompok kecil disembunyikan.",
  mediaType: "text/csv; charset=utf-8",
  deed: "read-comments",
  quartersOnly: true,
  open({ report, surveys }) {
    if (report.period.kind === "month")
      throw new Refusal("conflict", "Profil responden ada per triwulan, semester, dan tahun. Pilih triwulannya.");
    const lines = surveys.flatMap(({ ref, profile }) =>
      profile.flatMap(({ key, groups }) =>
        groups.map((group) => [ref, key, group.code, group.label, group.people ?? "disembunyikan"]),
      ),
    );
    return Promise.resolve(csvLines(["survei", "pertanyaan", "kode", "isian", "jumlah"], lines, ";"));
  },
};
