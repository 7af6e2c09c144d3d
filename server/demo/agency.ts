import type { Role } from "../domain/person.ts";

/** The made-up agency of `npm run demo`: several units in different states, so that every page has something to show. */
export interface DemoUnit {
  readonly code: string;
  readonly name: string;
  readonly surveys: readonly string[];
  readonly services: readonly string[];
  /** Further counters beside the first. */
  readonly counters: readonly string[];
  /** Answers in each of the last four quarters, the running one last. */
  readonly answers: readonly [number, number, number, number];
  /** People served in each of these quarters. */
  readonly served: readonly [number, number, number, number];
  /** True where the running quarter's people are written down day by day and service by service, not as one number. */
  readonly daily: boolean;
  /** Published before the program came, in the quarters before those four; the last one last. */
  readonly published: readonly { readonly index100: string; readonly respondents: number }[];
  /** How good the service is, by question key: 0 poor to 1 very good; others take `quality`. */
  readonly quality: number;
  readonly weakness: Readonly<Record<string, number>>;
  /** Change of quality per quarter. */
  readonly drift: number;
}

export const AGENCY = { code: "dinkes-contoh", name: "Dinas Kesehatan Kabupaten Contoh" } as const;

export const UNITS: readonly DemoUnit[] = [
  {
    code: "pkm-melati",
    name: "Puskesmas Melati",
    surveys: ["skm", "spkp", "spak"],
    services: ["Poli Umum", "Poli Gigi", "Kesehatan Ibu dan Anak", "Farmasi", "Laboratorium"],
    counters: ["Ruang tunggu lantai 2", "Apotek"],
    answers: [262, 281, 305, 214],
    served: [1450, 1520, 1610, 1180],
    daily: true,
    published: [
      { index100: "76.40", respondents: 150 },
      { index100: "77.85", respondents: 162 },
    ],
    quality: 0.72,
    weakness: { U3: 0.5, U9: 0.58, K4: 0.52, U4: 0.86 },
    drift: 0.02,
  },
  {
    code: "pkm-kenanga",
    name: "Puskesmas Kenanga",
    surveys: ["skm"],
    services: ["Poli Umum", "Poli Gigi", "Imunisasi"],
    counters: [],
    answers: [64, 48, 39, 17],
    served: [610, 590, 575, 420],
    daily: false,
    published: [],
    quality: 0.62,
    weakness: { U2: 0.45, U8: 0.4 },
    drift: -0.02,
  },
  {
    code: "labkesda",
    name: "Laboratorium Kesehatan Daerah",
    surveys: ["skm", "spak"],
    services: ["Pemeriksaan air", "Pemeriksaan klinis"],
    counters: ["Loket pengambilan hasil"],
    answers: [88, 93, 97, 86],
    served: [140, 150, 155, 132],
    daily: false,
    published: [],
    quality: 0.8,
    weakness: { U4: 0.55, A4: 0.7 },
    drift: 0.01,
  },
];

export const COMMENTS: readonly string[] = [
  "Antrean pendaftaran terlalu lama, mohon ditambah loket pada hari Senin.",
  "Petugas ramah dan sabar menjelaskan.",
  "Kursi tunggu kurang, banyak yang berdiri.",
  "Nomor antrean di layar sering tidak sama dengan yang dipanggil.",
  "Toilet perlu dibersihkan lebih sering.",
  "Persyaratan sudah jelas di papan pengumuman.",
  "Hasil pemeriksaan keluar lebih cepat dari yang dijanjikan.",
  "Tolong sediakan air minum di ruang tunggu.",
  "Tempat parkir motor sempit.",
  "Informasi jadwal dokter sebaiknya ditempel di pintu masuk.",
  "Pelayanan obat lama, padahal resep sudah masuk.",
  "Terima kasih, anak saya ditangani dengan baik.",
];

/** Who may sign in to the demonstration; all with the password that is printed. */
export const PEOPLE: readonly {
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  readonly unit: string | null;
}[] = [
  { login: "admin", name: "Rini Astuti", role: "admin", unit: null },
  { login: "sari", name: "Sari Wulandari", role: "manager", unit: "pkm-melati" },
  { login: "kepala", name: "dr. Budi Santoso", role: "head", unit: "pkm-melati" },
  { login: "penilai", name: "Hendra Wijaya", role: "evaluator", unit: "pkm-melati" },
  { login: "inspektur", name: "Ratna Sari", role: "inspectorate", unit: "pkm-melati" },
  { login: "petugas", name: "Dewi Lestari", role: "staff", unit: "pkm-melati" },
  { login: "kenanga", name: "Agus Salim", role: "manager", unit: "pkm-kenanga" },
];
