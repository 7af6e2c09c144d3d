import type { Role } from "../domain/person.ts";

/** Roles as people call them; in lists of choices with what they may do. */
export const ROLE_NAMES: Record<Role, string> = {
  admin: "Admin",
  manager: "Pengelola unit",
  head: "Pimpinan",
  staff: "Petugas",
  evaluator: "Penilai",
  inspectorate: "Inspektorat",
};

export const ROLE_CHOICES: Record<Role, string> = {
  admin: "Admin: menambahkan unit dan orang di seluruh instalasi",
  manager: "Pengelola unit: mengatur unit, membaca hasil dan saran",
  head: "Pimpinan: membaca hasil dan saran",
  staff: "Petugas: QR, poster, dan jumlah jawaban",
  evaluator: "Penilai (TPI, APIP): membaca hasil dan saran, tidak mengubah apa pun",
  inspectorate: "Inspektorat: orang kedua yang menyetujui pengecualian jawaban",
};
