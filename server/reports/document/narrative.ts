/** The parts of a report that a unit may word itself, in the order in which they stand in it. */
export const narratives = [
  { key: "latar-belakang", label: "1.1 Latar belakang" },
  { key: "dasar", label: "1.2 Dasar pelaksanaan (satu baris satu dasar)" },
  { key: "tujuan", label: "1.3 Maksud dan tujuan" },
  { key: "pelaksana", label: "2.1 Pelaksana" },
  { key: "metode", label: "2.2 Metode" },
  { key: "lokasi", label: "2.3 Lokasi" },
  { key: "analisis", label: "4.1 Analisis (tambahan sesudah uraian dari data)" },
  { key: "kesimpulan", label: "5 Kesimpulan (tambahan)" },
  { key: "saran", label: "5 Saran (tambahan)" },
] as const;
export type NarrativeKey = (typeof narratives)[number]["key"];

/** What stands on every report of a unit. */
export const reportFacts = [
  { key: "kop-atas", label: "Kop, baris atas", hint: "Instansi induk; contoh: Pemerintah Kabupaten Bogor, Dinas Kesehatan" },
  { key: "kop-alamat", label: "Kop, alamat", hint: "Jalan, kota, telepon, surel" },
  { key: "tempat", label: "Tempat penandatanganan", hint: "Contoh: Citeureup" },
  { key: "jabatan", label: "Jabatan penanda tangan", hint: "Contoh: Kepala Puskesmas Citeureup" },
  { key: "nama", label: "Nama penanda tangan", hint: "Lengkap dengan gelar" },
  { key: "pangkat", label: "Pangkat", hint: "Contoh: Pembina, IV/a" },
  { key: "nip", label: "NIP", hint: "18 angka" },
  { key: "kertas", label: "Ukuran kertas", hint: "A4 atau F4" },
] as const;

/** Texts of one period, and those of the unit, as they were typed; a key that was left empty is not there. */
export interface ReportTexts {
  readonly narrative: ReadonlyMap<string, string>;
  readonly facts: ReadonlyMap<string, string>;
}

/** Where the texts of the unit lie among those of its periods. */
export const OF_THE_UNIT = "";
