/**
 * Kinds of callers: a stranger, three roles of the unit pkm-satu, its evaluator and its inspector, a manager of another unit, an
 * evaluator of pkm-satu whose time is over, the administrator.
 */
export const CALLERS = [
  "stranger",
  "staff",
  "head",
  "manager",
  "evaluator",
  "inspector",
  "elsewhere",
  "lapsed",
  "admin",
] as const;
export type Caller = (typeof CALLERS)[number];

type Statuses = { readonly [Kind in Caller]?: number | undefined };

export interface Row {
  /** "GET /path/:param" as the router knows it. */
  readonly route: string;
  readonly url: string;
  readonly body?: string;
  /** Status for those who may. */
  readonly allowed: Statuses;
  /** Status for those who may not. */
  readonly refusals?: Statuses;
  /** Words that everybody who may finds there. */
  readonly must?: readonly string[];
  /** Words that nobody who may not ever sees, beside the unit's name, comments and figures. */
  readonly mustNot?: readonly string[];
}

/** The same answer for everybody. */
const everyone = (status: number): Statuses => Object.fromEntries(CALLERS.map((caller) => [caller, status]));
/** The same answer for everybody who is signed in. */
const signedIn = (status: number): Statuses => ({ ...everyone(status), stranger: undefined });
const only = (callers: readonly Caller[], status: number): Statuses =>
  Object.fromEntries(callers.map((caller) => [caller, status]));

const strangers = { stranger: 401 } as const;
/** Pages of a unit: others do not even learn that it is there, and those who only watch it change nothing. */
const outside = { stranger: 401, elsewhere: 404, evaluator: 403, inspector: 403 } as const;
const ofTheUnit = ["staff", "head", "manager", "evaluator", "inspector", "admin"] as const;
const deciders = ["head", "manager", "admin"] as const;
const readers = [...deciders, "evaluator", "inspector"] as const;
const commentReaders = ["head", "manager", "evaluator"] as const;
const keepers = ["manager", "admin"] as const;

/**
 * Every route × every kind of caller. Those in `allowed` get that status and the `must` words; those in `refusals` theirs,
 * and nothing of the unit.
 */
const ROWS: readonly Row[] = [
  // Anybody
  { route: "GET /", url: "/", allowed: everyone(200) },
  { route: "GET /s", url: "/s?kode=PKM-Satu", allowed: everyone(303) },
  { route: "GET /s/:code", url: "/s/pkm-satu", allowed: everyone(200), must: ["Puskesmas Satu", "U1"] },
  { route: "GET /s/:code", url: "/s/tidak-ada", allowed: {}, refusals: everyone(404) },
  { route: "GET /s/:code/kunci", url: "/s/pkm-satu/kunci", allowed: everyone(200), must: ["Puskesmas Satu"] },
  { route: "GET /s/:code/terima-kasih", url: "/s/pkm-satu/terima-kasih", allowed: everyone(200), must: ["Terima kasih"] },
  { route: "POST /s/:code", url: "/s/pkm-satu", body: "U1=4", allowed: everyone(422), must: ["Puskesmas Satu"] },
  { route: "GET /sehat", url: "/sehat", allowed: everyone(200), must: ["sehat"] },
  { route: "GET /static/*", url: "/static/css/staff.css", allowed: everyone(200) },
  { route: "GET /static/*", url: "/static/../package.json", allowed: {}, refusals: everyone(404) },
  { route: "GET /static/vendor/*", url: "/static/vendor/chart.umd.min.js", allowed: everyone(200) },
  { route: "GET /static/vendor/*", url: "/static/vendor/chart.js", allowed: {}, refusals: everyone(404) },
  { route: "GET /api/v1/openapi.json", url: "/api/v1/openapi.json", allowed: everyone(200), must: ["openapi"] },
  { route: "GET /hasil/:unit", url: "/hasil/pkm-satu", allowed: everyone(200), must: ["Puskesmas Satu"], mustNot: ["NRR"] },
  { route: "GET /hasil/:unit", url: "/hasil/tidak-ada", allowed: {}, refusals: everyone(404) },
  { route: "GET /hasil/:unit/:period", url: "/hasil/pkm-satu/2026-TW4", allowed: {}, refusals: everyone(404) },
  {
    route: "GET /hasil/:unit/layar",
    url: "/hasil/pkm-satu/layar",
    allowed: everyone(200),
    must: ["Puskesmas Satu"],
    mustNot: ["NRR"],
  },
  { route: "GET /hasil/:unit/periksa", url: "/hasil/pkm-satu/periksa", allowed: everyone(200), must: ["Catatan unit ini"] },
  { route: "POST /hasil/:unit/periksa/berkas", url: "/hasil/pkm-satu/periksa/berkas", allowed: everyone(422) },
  {
    route: "POST /hasil/:unit/periksa",
    url: "/hasil/pkm-satu/periksa",
    body: "isi=KV7T-TGM5-2N9V-KM72",
    allowed: everyone(200),
    must: ["Kode ini tidak ada di unit ini."],
  },
  { route: "GET /hasil/:unit/catatan.note", url: "/hasil/pkm-satu/catatan.note", allowed: {}, refusals: everyone(404) },
  { route: "GET /hasil/:unit/catatan/:size", url: "/hasil/pkm-satu/catatan/7", allowed: {}, refusals: everyone(404) },
  { route: "GET /hasil/:unit/:period.:format", url: "/hasil/pkm-satu/2026-TW4.csv", allowed: {}, refusals: everyone(404) },
  { route: "GET /hasil/:unit/:period.:format", url: "/hasil/pkm-satu/2026-TW4.json", allowed: {}, refusals: everyone(404) },
  { route: "GET /masuk", url: "/masuk", allowed: { ...everyone(303), stranger: 200 } },
  { route: "POST /masuk", url: "/masuk", allowed: everyone(422) },
  { route: "GET /masuk/sekali/:token", url: "/masuk/sekali/bukan-token", allowed: {}, refusals: everyone(410) },
  { route: "POST /masuk/sekali/:token", url: "/masuk/sekali/bukan-token", allowed: {}, refusals: everyone(410) },
  { route: "POST /staf/keluar", url: "/staf/keluar", allowed: everyone(303) },

  // Anybody who signed in
  {
    route: "GET /staf",
    url: "/staf",
    allowed: { ...only(["staff", "head", "manager", "evaluator", "inspector", "elsewhere"], 303), lapsed: 200, admin: 200 },
    refusals: strangers,
  },
  { route: "GET /staf/unit", url: "/staf/unit", allowed: everyone(303) },
  { route: "GET /staf/akun", url: "/staf/akun", allowed: signedIn(200), refusals: strangers },
  { route: "POST /staf/akun", url: "/staf/akun", body: "tindakan=ganti-sandi", allowed: signedIn(422), refusals: strangers },

  // The installation
  { route: "POST /staf/unit", url: "/staf/unit", allowed: { admin: 422 }, refusals: { ...signedIn(403), ...strangers } },
  {
    route: "GET /staf/orang",
    url: "/staf/orang",
    allowed: { admin: 200 },
    refusals: { ...signedIn(403), ...strangers },
    must: ["sari"],
    mustNot: ["petugas"],
  },
  { route: "POST /staf/orang", url: "/staf/orang", allowed: { admin: 422 }, refusals: { ...signedIn(403), ...strangers } },

  {
    route: "GET /staf/orang/:id/izin",
    url: "/staf/orang/4/izin",
    allowed: { admin: 200 },
    refusals: { ...signedIn(403), ...strangers },
    must: ["Izin baca"],
    mustNot: ["Izin baca"],
  },
  {
    route: "POST /staf/orang/:id/izin",
    url: "/staf/orang/4/izin",
    body: "tindakan=beri",
    allowed: { admin: 422 },
    refusals: { ...signedIn(403), ...strangers },
  },

  // One unit: everybody of it
  {
    route: "GET /staf/unit/:unit",
    url: "/staf/unit/pkm-satu",
    allowed: only(readers, 200),
    refusals: { ...outside, staff: undefined },
    must: ["IKM", "Puskesmas Satu"],
  },
  {
    route: "GET /staf/unit/:unit/loket",
    url: "/staf/unit/pkm-satu/loket",
    allowed: only(ofTheUnit, 200),
    refusals: outside,
    must: ["pkm-satu"],
  },
  {
    route: "GET /staf/unit/:unit/loket/:code/qr.svg",
    url: "/staf/unit/pkm-satu/loket/pkm-satu/qr.svg",
    allowed: only(ofTheUnit, 200),
    refusals: outside,
    must: ["<svg"],
  },
  {
    route: "GET /staf/unit/:unit/loket/:code/qr.svg",
    url: "/staf/unit/pkm-satu/loket/pkm-dua/qr.svg",
    allowed: {},
    refusals: { ...outside, ...only(ofTheUnit, 404) },
  },
  {
    route: "GET /staf/unit/:unit/loket/:code/qr.png",
    url: "/staf/unit/pkm-satu/loket/pkm-satu/qr.png",
    allowed: only(ofTheUnit, 200),
    refusals: outside,
    must: ["PNG"],
  },
  {
    route: "GET /staf/unit/:unit/loket/:code/poster",
    url: "/staf/unit/pkm-satu/loket/pkm-satu/poster",
    allowed: only(ofTheUnit, 200),
    refusals: outside,
    must: ["Puskesmas Satu", "<svg"],
  },
  {
    route: "GET /staf/unit/:unit/loket/:code/karcis",
    url: "/staf/unit/pkm-satu/loket/pkm-satu/karcis",
    allowed: only(ofTheUnit, 200),
    refusals: outside,
    must: ["Karcis kunjungan"],
  },
  {
    route: "GET /staf/unit/:unit/loket/:code/karcis",
    url: "/staf/unit/pkm-satu/loket/pkm-dua/karcis",
    allowed: {},
    refusals: { ...outside, ...only(ofTheUnit, 404) },
  },
  {
    route: "POST /staf/unit/:unit/loket/:code/karcis",
    url: "/staf/unit/pkm-satu/loket/pkm-satu/karcis",
    body: "lembar=banyak&hari=7",
    allowed: only(["staff", "manager", "admin"], 422),
    refusals: { ...outside, head: 403 },
  },
  {
    route: "GET /staf/unit/:unit/dilayani",
    url: "/staf/unit/pkm-satu/dilayani",
    allowed: only(ofTheUnit, 200),
    refusals: outside,
    must: ["Puskesmas Satu", "November 2026"],
  },
  {
    route: "POST /staf/unit/:unit/dilayani",
    url: "/staf/unit/pkm-satu/dilayani",
    body: "bulan=2026-11&hari-2026-11-20=banyak",
    allowed: only(["staff", "manager", "admin"], 422),
    refusals: { ...outside, head: 403 },
  },

  // One unit: results
  {
    route: "GET /laporan/:unit/:period",
    url: "/laporan/pkm-satu/2026-TW4",
    allowed: only(readers, 200),
    refusals: { ...outside, staff: 403 },
    must: ["NRR"],
  },
  {
    route: "GET /staf/unit/:unit/zi/:year",
    url: "/staf/unit/pkm-satu/zi/2026",
    allowed: only(readers, 200),
    refusals: { ...outside, staff: 403 },
    must: ["WBK", "IPAK", "belum terverifikasi"],
    mustNot: ["IPAK"],
  },
  {
    route: "GET /laporan/:unit/:period/asal",
    url: "/laporan/pkm-satu/2026-TW4/asal",
    allowed: only(readers, 200),
    refusals: { ...outside, staff: 403 },
    must: ["NRR"],
  },
  {
    route: "GET /laporan/:unit/:period.:format",
    url: "/laporan/pkm-satu/2026-TW4.csv",
    allowed: only(readers, 200),
    refusals: { ...outside, staff: 403 },
    must: ["tanggal,layanan,kanal,U1"],
    mustNot: ["tanggal"],
  },
  {
    route: "GET /laporan/:unit/:period.:format",
    url: "/laporan/pkm-satu/2026-TW4.json",
    allowed: only(readers, 200),
    refusals: { ...outside, staff: 403 },
    must: ["index4"],
    mustNot: ["index4"],
  },
  {
    route: "GET /laporan/:unit/:period.:format",
    url: "/laporan/pkm-satu/2026-TW4.profil.csv",
    allowed: only(commentReaders, 200),
    refusals: { ...outside, staff: 403, admin: 403 },
  },
  {
    route: "GET /laporan/:unit/:period.:format",
    url: "/laporan/pkm-satu/2026-TW4.saran.csv",
    allowed: only(commentReaders, 200),
    refusals: { ...outside, staff: 403, admin: 403 },
    must: ["Antrean"],
  },
  {
    route: "GET /staf/unit/:unit/saran",
    url: "/staf/unit/pkm-satu/saran?periode=2026-TW4",
    allowed: only(commentReaders, 200),
    refusals: { ...outside, staff: 403, admin: 403 },
    must: ["Antrean"],
  },
  {
    route: "GET /api/v1/units/:unit/indices",
    url: "/api/v1/units/pkm-satu/indices?survey=skm&period=2026-TW4",
    allowed: only(readers, 200),
    refusals: { ...outside, staff: 403 },
    must: ["index100"],
    mustNot: ["index100"],
  },

  // One unit: its periods
  {
    route: "GET /staf/unit/:unit/periode",
    url: "/staf/unit/pkm-satu/periode",
    allowed: only(readers, 200),
    refusals: { ...outside, staff: 403 },
    must: ["Triwulan IV 2026"],
  },
  {
    route: "GET /staf/unit/:unit/periode/:period",
    url: "/staf/unit/pkm-satu/periode/2026-TW4",
    allowed: only(readers, 200),
    refusals: { ...outside, staff: 403 },
    must: ["IKM"],
    mustNot: ["Ketik"],
  },
  {
    route: "POST /staf/unit/:unit/periode/:period",
    url: "/staf/unit/pkm-satu/periode/2026-TW4",
    body: "tindakan=tutup&nama=unit+lain",
    allowed: only(deciders, 422),
    refusals: { ...outside, staff: 403 },
  },
  {
    route: "GET /staf/unit/:unit/periode/:period/laporan",
    url: "/staf/unit/pkm-satu/periode/2026-TW4/laporan",
    allowed: only(deciders, 200),
    refusals: { ...outside, staff: 403 },
    must: ["Latar belakang"],
    mustNot: ["Latar belakang"],
  },
  {
    route: "POST /staf/unit/:unit/periode/:period/laporan",
    url: "/staf/unit/pkm-satu/periode/2026-TW4/laporan",
    body: "tindakan=tetap&kertas=A9",
    allowed: only(deciders, 422),
    refusals: { ...outside, staff: 403 },
  },
  {
    route: "POST /staf/unit/:unit/periode/:period/logo",
    url: "/staf/unit/pkm-satu/periode/2026-TW4/logo",
    allowed: only(deciders, 422),
    refusals: { ...outside, staff: 403 },
  },
  {
    route: "GET /staf/unit/:unit/pengecualian",
    url: "/staf/unit/pkm-satu/pengecualian",
    allowed: only(readers, 200),
    refusals: { ...outside, staff: 403 },
    must: ["Jawaban tidak pernah dihapus"],
  },
  {
    route: "POST /staf/unit/:unit/pengecualian",
    url: "/staf/unit/pkm-satu/pengecualian",
    body: "tindakan=usul&periode=2026-TW4&tanggal=2026-11-20",
    allowed: only(["head", "manager"], 422),
    refusals: { ...outside, staff: 403, admin: 403 },
  },
  {
    route: "POST /staf/unit/:unit/pengecualian",
    url: "/staf/unit/pkm-satu/pengecualian",
    body: "tindakan=setuju&periode=2026-TW4&id=1",
    allowed: {},
    refusals: { ...outside, staff: 403, head: 403, manager: 403, admin: 403, inspector: 404 },
  },
  {
    route: "GET /staf/unit/:unit/periode/:period/tindak-lanjut",
    url: "/staf/unit/pkm-satu/periode/2026-TW4/tindak-lanjut",
    allowed: only(readers, 200),
    refusals: { ...outside, staff: 403 },
    must: ["Forum Konsultasi Publik"],
  },
  {
    route: "POST /staf/unit/:unit/periode/:period/tindak-lanjut",
    url: "/staf/unit/pkm-satu/periode/2026-TW4/tindak-lanjut",
    body: "tindakan=tambah",
    allowed: only(deciders, 422),
    refusals: { ...outside, staff: 403 },
  },
  {
    route: "POST /staf/unit/:unit/periode/:period/berkas",
    url: "/staf/unit/pkm-satu/periode/2026-TW4/berkas",
    body: "untuk=notula",
    allowed: only(deciders, 422),
    refusals: { ...outside, staff: 403 },
  },
  {
    route: "GET /staf/unit/:unit/berkas/:id",
    url: "/staf/unit/pkm-satu/berkas/1",
    allowed: {},
    refusals: { ...outside, staff: 403, ...only(readers, 404) },
  },

  {
    route: "GET /staf/unit/:unit/periode/:period/penilaian",
    url: "/staf/unit/pkm-satu/periode/2026-TW4/penilaian",
    allowed: only(readers, 200),
    refusals: { ...outside, staff: 403 },
    must: ["Catatan penilai"],
  },
  {
    route: "POST /staf/unit/:unit/periode/:period/penilaian",
    url: "/staf/unit/pkm-satu/periode/2026-TW4/penilaian",
    body: "tindakan=catat",
    allowed: only(["evaluator", "inspector"], 422),
    refusals: { stranger: 401, elsewhere: 404, staff: 403, head: 403, manager: 403, admin: 403 },
  },
  {
    route: "POST /staf/unit/:unit/periode/:period/penilaian",
    url: "/staf/unit/pkm-satu/periode/2026-TW4/penilaian",
    body: "tindakan=jawab&id=1",
    allowed: {},
    refusals: { ...outside, staff: 403, head: 404, manager: 404, admin: 403 },
  },
  {
    route: "GET /staf/unit/:unit/periode/:period/catatan",
    url: "/staf/unit/pkm-satu/periode/2026-TW4/catatan",
    allowed: only(readers, 200),
    refusals: { ...outside, staff: 403 },
    must: ["Buku catatan"],
  },

  // A key, and no session
  {
    route: "POST /api/v1/units/:unit/served",
    url: "/api/v1/units/pkm-satu/served",
    body: "days=1",
    allowed: {},
    refusals: everyone(401),
  },

  {
    route: "POST /api/v1/units/:unit/slips",
    url: "/api/v1/units/pkm-satu/slips",
    body: "counter=pkm-satu",
    allowed: {},
    refusals: everyone(401),
  },

  // One unit: keeping it
  {
    route: "POST /staf/unit/:unit/loket",
    url: "/staf/unit/pkm-satu/loket",
    allowed: only(keepers, 422),
    refusals: { ...outside, staff: 403, head: 403 },
  },
  {
    route: "GET /staf/unit/:unit/orang",
    url: "/staf/unit/pkm-satu/orang",
    allowed: only(keepers, 200),
    refusals: { ...outside, staff: 403, head: 403 },
    must: ["sari"],
    mustNot: ["sari"],
  },
  {
    route: "POST /staf/unit/:unit/orang",
    url: "/staf/unit/pkm-satu/orang",
    allowed: only(keepers, 422),
    refusals: { ...outside, staff: 403, head: 403 },
  },
  {
    route: "GET /staf/unit/:unit/pengaturan",
    url: "/staf/unit/pkm-satu/pengaturan",
    allowed: only(keepers, 200),
    refusals: { ...outside, staff: 403, head: 403 },
  },
  {
    route: "POST /staf/unit/:unit/pengaturan",
    url: "/staf/unit/pkm-satu/pengaturan",
    allowed: only(keepers, 422),
    refusals: { ...outside, staff: 403, head: 403 },
  },
  {
    route: "GET /staf/unit/:unit/jam-layanan",
    url: "/staf/unit/pkm-satu/jam-layanan",
    allowed: only(keepers, 200),
    refusals: { ...outside, staff: 403, head: 403 },
  },
  {
    route: "POST /staf/unit/:unit/jam-layanan",
    url: "/staf/unit/pkm-satu/jam-layanan",
    allowed: only(keepers, 422),
    refusals: { ...outside, staff: 403, head: 403 },
  },
  {
    route: "GET /staf/unit/:unit/laporan-terdahulu",
    url: "/staf/unit/pkm-satu/laporan-terdahulu",
    allowed: only(keepers, 200),
    refusals: { ...outside, staff: 403, head: 403 },
  },
  {
    route: "POST /staf/unit/:unit/laporan-terdahulu",
    url: "/staf/unit/pkm-satu/laporan-terdahulu",
    allowed: only(keepers, 422),
    refusals: { ...outside, staff: 403, head: 403 },
  },
];

/** Whose time is over is nobody of the unit: where nothing else is said, the same as somebody from another unit. */
export const ACCESS: readonly Row[] = ROWS.map((row) => ({
  ...row,
  allowed: row.allowed.elsewhere === undefined ? row.allowed : { lapsed: row.allowed.elsewhere, ...row.allowed },
  ...(row.refusals
    ? { refusals: row.refusals.elsewhere === undefined ? row.refusals : { lapsed: row.refusals.elsewhere, ...row.refusals } }
    : {}),
}));

/** What counter staff see of their unit: how many came in, and never a figure. */
export const PROGRESS: Row = {
  route: "GET /staf/unit/:unit",
  url: "/staf/unit/pkm-satu",
  allowed: { staff: 200 },
  must: ["Puskesmas Satu"],
  mustNot: ["NRR", "Mutu", "penggaris"],
};
