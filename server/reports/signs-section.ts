import { RUSH, SITTING } from "../domain/integrity/run.ts";
import type { SlipUse } from "../domain/integrity/slip-use.ts";
import { count, longDate, share } from "../web/format.ts";
import type { Sign, Signs } from "./signs.ts";

/** "Tanda yang perlu diperiksa": what was noticed, where and when, and what to do about it. */
export interface SignsSection {
  readonly lines: readonly {
    /** "24 November 2026, Loket 1". */
    readonly where: string;
    readonly noticed: string;
  }[];
  /** What to do; or that there is nothing. */
  readonly words: string;
  /** How far answers came with slips of visits; empty where no slips were handed out. */
  readonly slips: readonly string[];
}

const MINUTE = 60_000;

/** `signs` null where the report was made without them. */
export function signsSection(signs: Signs | null): SignsSection {
  const list = signs?.list ?? [];
  return {
    lines: list.map((sign) => ({
      where: `${longDate(sign.date)}, ${sign.counter ?? "seluruh unit"}`,
      noticed: noticed(sign),
    })),
    words:
      list.length === 0
        ? "Tidak ada tanda pada periode ini. Yang diperhatikan hanya cara jawaban masuk, bukan isinya."
        : "Periksa, jangan hapus. Semua jawaban ini tetap dihitung. Tanyakan kepada petugas loket apa yang terjadi hari itu, misalnya ada rombongan atau ada yang mengisikan, lalu simpan catatannya bersama laporan. Tanda bukan bukti kecurangan.",
    slips: signs?.slips ? slipWords(signs.slips) : [],
  };
}

function slipWords({ since, issued, spent, answers, people }: SlipUse): string[] {
  const without = Math.max(answers - spent, 0);
  const rate = answers === 0 ? "" : ` (${share(Math.min(spent, answers), answers)})`;
  return [
    `Karcis kunjungan dipakai sejak ${longDate(since)}: ${count(spent)} dari ${count(answers)} jawaban di loket yang membagikannya datang dengan karcis${rate}, ${count(without)} tanpa karcis. Semuanya dihitung sama; makin banyak yang tanpa karcis, makin sedikit yang pasti berasal dari orang yang dilayani.`,
    ...(people > 0 && issued > people
      ? [
          `Karcis yang dibuat (${count(issued)}) lebih banyak daripada orang yang tercatat dilayani (${count(people)}). Pastikan karcis yang tersisa tidak dipakai.`,
        ]
      : []),
  ];
}

/** A sign in one sentence, where its day is known. */
export function signWords(sign: Sign): string {
  return `${sign.counter ?? "Seluruh unit"}: ${noticed(sign)}`;
}

function noticed({ kind, answers, people }: Sign): string {
  const many = `Sedikitnya ${count(answers)} jawaban`;
  switch (kind) {
    case "rush":
      return `${many} masuk beruntun, ${count(RUSH.answers)} atau lebih dalam ${count(RUSH.ms / MINUTE)} menit.`;
    case "device":
      return `${many} tampaknya dikirim dari satu perangkat, ${count(SITTING.answers)} atau lebih dalam ${count(SITTING.ms / MINUTE)} menit. Tablet di loket yang dipakai bergantian juga tampak begitu; tandai loketnya sebagai kios. Begitu pula ponsel sejenis pada Wi-Fi yang sama.`;
    case "hours":
      return `${many} masuk di luar jam layanan atau pada hari libur, tidak kurang dari yang masuk pada jam layanan. Orang boleh menjawab dari rumah.`;
    case "served":
      return `${count(answers)} jawaban masuk, padahal yang tercatat dilayani ${count(people ?? 0)} orang. Mungkin jumlah yang dilayani belum lengkap.`;
  }
}
