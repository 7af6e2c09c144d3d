import { periodTitle } from "../../web/format.ts";
import type { Block } from "./blocks.ts";
import type { NarrativeKey } from "./narrative.ts";
import type { ReportFacts } from "./report-facts.ts";
import { linesOf } from "./report-facts.ts";

/** What stands where the unit has typed nothing of its own; one paragraph or entry for each line. */
export function standardWords({
  report,
  surveys,
}: Pick<ReportFacts, "report" | "surveys">): Readonly<Record<NarrativeKey, string>> {
  const { unit, period } = report;
  const names = surveys.map(({ definition }) => `${definition.title.id} (${definition.abbreviation})`).join(", ");
  const asksOf = (id: string): boolean => surveys.some(({ definition }) => definition.id.startsWith(id));
  return {
    "latar-belakang": `Penyelenggara pelayanan publik wajib mengetahui pendapat masyarakat yang dilayani dan memperbaiki pelayanannya menurut pendapat itu. Untuk itu ${unit.name} melaksanakan ${names} pada ${periodTitle(period)}.\nLaporan ini memuat cara survei dilaksanakan, hasilnya, dan apa yang akan diperbaiki.`,
    dasar: [
      "Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik.",
      ...(asksOf("skm")
        ? [
            "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 14 Tahun 2017 tentang Pedoman Penyusunan Survei Kepuasan Masyarakat Unit Penyelenggara Pelayanan Publik.",
          ]
        : []),
      ...(asksOf("spkp") || asksOf("spak")
        ? [
            "Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 90 Tahun 2021 tentang Pembangunan dan Evaluasi Zona Integritas.",
          ]
        : []),
    ].join("\n"),
    tujuan:
      "Survei dimaksudkan untuk mengetahui penilaian orang yang telah dilayani. Hasilnya dipakai untuk menetapkan unsur pelayanan yang diperbaiki lebih dulu, menilai apakah perbaikan sebelumnya terasa, dan diumumkan kepada masyarakat.",
    pelaksana: `Survei dilaksanakan oleh ${unit.name} sendiri dengan aplikasi Suara Loket. Petugas loket tidak dapat melihat jawaban satu per satu.`,
    metode: `Responden mengisi sendiri kuesioner lewat kode QR di tempat layanan, layar di tempat, atau lembar kertas yang kemudian diimpor; yang dibantu mengisi dicatat tersendiri. Tidak ditanyakan nama, nomor identitas, atau nomor telepon. Kuesioner yang dipakai: ${surveys.map(({ ref }) => ref).join(", ")}.`,
    lokasi: `Di tempat layanan ${unit.name}.`,
    analisis: "",
    kesimpulan: "",
    saran: "",
  };
}

export function introduction(facts: ReportFacts): readonly Block[] {
  return [
    { kind: "chapter", number: "BAB I", title: "PENDAHULUAN" },
    { kind: "heading", text: "1.1 Latar belakang" },
    ...narrated(facts, "latar-belakang"),
    { kind: "heading", text: "1.2 Dasar pelaksanaan" },
    { kind: "list", items: wordsOf(facts, "dasar") },
    { kind: "heading", text: "1.3 Maksud dan tujuan" },
    ...narrated(facts, "tujuan"),
  ];
}

/** The unit's own words, or the standard ones. */
export function narrated(facts: ReportFacts, key: NarrativeKey): readonly Block[] {
  return wordsOf(facts, key).map((text) => ({ kind: "paragraph", text }));
}

function wordsOf(facts: ReportFacts, key: NarrativeKey): readonly string[] {
  return linesOf(facts.texts.narrative.get(key) ?? standardWords(facts)[key]);
}
