import { expect, it } from "vitest";
import { maskPersonal } from "../../server/domain/questionnaire/mask-personal.ts";

const NUMBER = "[nomor dihapus]";
const MAIL = "[surel dihapus]";

it.each([
  ["hubungi saya di 081234567890", `hubungi saya di ${NUMBER}`],
  ["WA 0812-3456-7890 ya", `WA ${NUMBER} ya`],
  ["WA 0812 - 3456 - 7890 ya", `WA ${NUMBER} ya`],
  ["WA 0812 3456 7890, terima kasih", `WA ${NUMBER}, terima kasih`],
  ["telp +62 812 3456 7890.", `telp ${NUMBER}.`],
  ["telp +62812-3456-7890", `telp ${NUMBER}`],
  ["telp (0251) 875 3210 sore", `telp ${NUMBER} sore`],
  ["telp 0251/8753210", `telp ${NUMBER}`],
  ["telp 0812.3456.7890", `telp ${NUMBER}`],
  ["telp 0812_3456_7890", `telp ${NUMBER}`],
  ["telp 0812–3456–7890", `telp ${NUMBER}`],
  ["telp \u202a+62 812\u20113456\u20117890\u202c", `telp \u202a${NUMBER}\u202c`],
  ["0812\u00a03456\u00a07890", NUMBER],
  ["nomor saya 0812\n3456\n7890", `nomor saya ${NUMBER}`],
  ["NIK 3201012345678901 ditolak", `NIK ${NUMBER} ditolak`],
  ["NIK 3201 0123 4567 8901", `NIK ${NUMBER}`],
  ["KK 3201.0123.4567.8901", `KK ${NUMBER}`],
  ["BPJS 0001234567890", `BPJS ${NUMBER}`],
  ["NIP 19800101 200501 1 001", `NIP ${NUMBER}`],
  ["٠٨١٢٣٤٥٦٧٨٩٠", NUMBER],
  ["surel budi@contoh.go.id", `surel ${MAIL}`],
  ["surel budi.santoso+skm@mail.contoh.co.id, tolong dibalas", `surel ${MAIL}, tolong dibalas`],
  ["kirim ke siti_99@contoh.com.", `kirim ke ${MAIL}.`],
  ["0812345678@contoh.id", MAIL],
  ["budi@contoh.id 081234567890", `${MAIL} ${NUMBER}`],
  ["wa.me/6281234567890", `wa.me/${NUMBER}`],
])("masks %j", (written, kept) => {
  expect(maskPersonal(written)).toBe(kept);
});

it.each([
  "Pelayanan cepat, petugas ramah.",
  "Antre dari jam 08.00 sampai 11.30",
  "Loket 3, nomor antrean A-117",
  "Datang tanggal 22-11-2026",
  "datang 22-11-2026 10.30",
  "Biaya Rp 250.000 padahal gratis",
  "Biaya Rp1.250.000",
  "Pasal 12 ayat 3 UU 25/2009",
  "Kantor buka 08.00–15.00",
  "Telepon 112 tidak diangkat",
  "Telepon 8753210 tidak diangkat",
  "RT 03 RW 05 No. 12",
  "Nilai saya 4, 4, 4, 3, 4, 4, 2, 4, 4, 1",
  "Ketemu @ loket 2",
  "siti@loket,dua.tiga",
  "Ikuti @puskesmas di internet",
  "",
])("leaves %j as it is", (written) => {
  expect(maskPersonal(written)).toBe(written);
});
