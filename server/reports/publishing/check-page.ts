import type { Unit } from "../../domain/response.ts";
import type { Field } from "../../web/fields.ts";
import { FormFields } from "../../web/fields.ts";
import { refuseForm } from "../../web/form.ts";
import { count, longDate, periodTitle } from "../../web/format.ts";
import type { Found } from "./look-up.ts";
import { packWords } from "./pack-words.ts";

/** What views/reports/check.eta shows to anybody who wants to check what a unit gave out. */
export interface CheckPage {
  readonly title: string;
  readonly unitName: string;
  readonly path: string;
  readonly fields: readonly Field[];
  /** Where a whole pack is taken, and the box for it. */
  readonly pack: { readonly path: string; readonly fields: readonly Field[] };
  /** null before anything was asked. */
  readonly found: { readonly good: boolean; readonly heading: string; readonly sentences: readonly string[] } | null;
  readonly results: string;
  readonly log: {
    /** The three lines of the last checkpoint; null before the first day ended. */
    readonly lines: string | null;
    readonly note: string;
    readonly key: string;
    /** Public keys that were in use before. */
    readonly earlier: readonly string[];
  };
}

interface CheckFacts {
  readonly unit: Unit;
  readonly asked: { readonly body: unknown; readonly found: Found } | null;
  readonly lines: string | null;
  readonly keys: readonly string[];
}

export function checkPage({ unit, asked, lines, keys }: CheckFacts): CheckPage {
  const said = asked && words(asked.found, unit);
  // What was asked stands in the box again only where it has to be mended: the next person may hold the same phone.
  const again = asked && !said?.good ? refuseForm("periksa", asked.body, "isi", "") : undefined;
  const fields = new FormFields("periksa", again && { ...again, problems: new Map() });
  const [key = "", ...earlier] = keys;
  return {
    title: "Periksa tanda terima, laporan, atau berkas bukti",
    unitName: unit.name,
    path: `/hasil/${unit.code}/periksa`,
    fields: [
      fields.area("isi", {
        label: "Tanda terima, kode segel, titik catatan, atau daftar berkas",
        hint: "Ketik enam belas huruf dan angkanya, tempel tiga baris titik catatan, atau tempel isi segel/daftar-berkas.note.",
        rows: 4,
      }),
    ],
    pack: {
      path: `/hasil/${unit.code}/periksa/berkas`,
      fields: [
        new FormFields("berkas", undefined).file("berkas", {
          label: "Berkas bukti (ZIP)",
          hint: "Paling besar 32 MB. Setiap angka dihitung ulang dari jawaban di dalamnya.",
          accept: ".zip",
        }),
      ],
    },
    found: said,
    results: `/hasil/${unit.code}`,
    log: { lines, note: `/hasil/${unit.code}/catatan.note`, key, earlier },
  };
}

function words(found: Found, unit: Unit): NonNullable<CheckPage["found"]> {
  switch (found.kind) {
    case "receipt":
      return {
        good: true,
        heading: "Jawaban Anda tersimpan dan ikut dihitung.",
        sentences: [
          found.period
            ? `Tanda terima ini tercatat pada ${periodTitle(found.period)}, dan catatannya sudah ditandatangani.`
            : "Tanda terima ini masuk catatan yang ditandatangani setelah harinya berganti.",
          "Isi jawaban tidak dapat dilihat dari tanda terima, oleh siapa pun. Jawaban yang dikecualikan dua orang tetap tercatat; jumlah dan alasannya ada pada laporan.",
        ],
      };
    case "seal":
      return {
        good: !found.reopened,
        heading: found.reopened
          ? `Segel ini milik edisi lama ${periodTitle(found.period)}.`
          : `Segel ini milik ${periodTitle(found.period)} dan masih berlaku.`,
        sentences: [
          `Periode itu ditutup ${longDate(found.closedOn)}.`,
          found.reopened
            ? "Periodenya kemudian dibuka kembali oleh dua orang. Angka pada edisi lama tidak berlaku lagi."
            : "Laporan dengan kode ini memuat angka yang dibekukan pada hari itu. Cocokkan angkanya dengan halaman hasil.",
        ],
      };
    case "checkpoint":
      return found.holds
        ? {
            good: true,
            heading: "Titik ini ada dalam catatan.",
            sentences: [
              `Catatan ${unit.name} memuatnya pada ukuran ${count(found.size)}, dan sekarang berukuran ${count(found.now)}. Yang tercatat sampai titik itu tidak berubah.`,
            ],
          }
        : {
            good: false,
            heading: "Titik ini tidak ada dalam catatan.",
            sentences: [
              `Catatan ${unit.name} berukuran ${count(found.now)} dan tidak memuat titik berukuran ${count(found.size)} dengan akar itu. Bila titik Anda berasal dari laporan atau surel yang asli, catatannya telah diubah atau diganti: sampaikan kepada inspektorat.`,
            ],
          };
    case "list":
      return found.signed && found.seal
        ? {
            good: true,
            heading: "Daftar berkas ini kami tandatangani.",
            sentences: [
              `Isinya berkas bukti ${found.period}, dan segelnya milik unit ini. Apakah tiap berkas masih sesuai daftar, dan tiap angka sesuai jawabannya, diperiksa bila seluruh berkas bukti diunggah di bawah.`,
            ],
          }
        : {
            good: false,
            heading: found.signed ? "Segel pada daftar ini tidak kami kenal." : "Daftar berkas ini tidak kami tandatangani.",
            sentences: [
              found.signed
                ? "Daftarnya bertanda tangan kami, tetapi kode segelnya bukan milik penutupan unit ini."
                : "Daftarnya diubah setelah ditandatangani, atau ditandatangani dengan kunci lain. Jangan pakai berkas bukti itu.",
            ],
          };
    case "pack":
      return packWords(found);
    case "elsewhere":
      return {
        good: false,
        heading: "Ini milik unit lain.",
        sentences: [`Yang Anda tempel adalah milik unit "${found.unit}". Buka halaman pemeriksaan unit itu.`],
      };
    case "unknown-signs":
      return {
        good: false,
        heading: "Kode ini tidak ada di unit ini.",
        sentences: [
          "Periksa penulisannya, dan apakah unitnya benar. Tanda terima hanya diberikan oleh formulir di ponsel, bukan oleh layar bersama.",
        ],
      };
    case "unreadable":
      return {
        good: false,
        heading: "Kami tidak mengenali bentuknya.",
        sentences: [
          "Tanda terima dan kode segel terdiri atas enam belas huruf dan angka, misalnya KV7T-TGM5-2N9V-KM72. Titik catatan terdiri atas tiga baris: asal, ukuran, akar.",
        ],
      };
  }
}
