import { describe, expect, it } from "vitest";
import type { Comparison } from "../../../server/domain/certainty/compare.ts";
import { enough } from "../../../server/domain/certainty/enough.ts";
import type { Interval } from "../../../server/domain/certainty/interval.ts";
import {
  associationWords,
  changeSentence,
  fewAnswersSentence,
  raiseWords,
  rangeSentence,
  rangeText,
  servedTooFewSentence,
  sliverSentence,
} from "../../../server/domain/certainty/words.ts";
import { show } from "../../../server/web/format.ts";

const range: Interval = {
  kind: "interval",
  low: 81.94,
  high: 84.81,
  margin: 1.46,
  points: { low: "81.9", high: "84.9", margin: "1.5" },
  own: { low: "3.27", high: "3.40", margin: "0.07" },
  population: { kind: "unknown" },
};
const changed = (verdict: Comparison["verdict"], difference: string): Comparison => ({
  kind: "compared",
  verdict,
  difference: Number(difference),
  low: 0,
  high: 0,
  p: 0.01,
  printed: { difference, low: "0.0", high: "0.0" },
});

describe("how sure a figure is, in words", () => {
  it("has its range with a decimal comma", () => {
    expect(rangeText(range, show)).toBe("81,9–84,9");
    expect(rangeSentence(range, show)).toContain("antara 81,9 dan 84,9");
    expect(fewAnswersSentence(1017, range, show)).toMatch(/^Dengan 1\.017 jawaban, hasil bisa bergeser sampai 1,5 angka/);
  });
  it.each([
    ["higher", "2.1", "Naik 2,1 dari Triwulan III 2026; perubahan sebesar ini jarang terjadi karena kebetulan saja."],
    ["lower", "-2.1", "Turun 2,1 dari Triwulan III 2026; mulailah dari Waktu."],
    ["open", "-0.4", "Belum dapat dibedakan dari Triwulan III 2026: selisih 0,4 terlalu kecil untuk disebut naik atau turun."],
    [
      "open",
      "0.0",
      "Belum dapat dibedakan dari Triwulan III 2026: selisih kurang dari 0,1 terlalu kecil untuk disebut naik atau turun.",
    ],
  ] as const)("says of a change that is %s (%s)", (verdict, difference, words) => {
    expect(changeSentence(changed(verdict, difference), "Triwulan III 2026", show, "Waktu")).toBe(words);
  });
  it("says of a fall without a lowest unsur what it says of a rise", () => {
    expect(changeSentence(changed("lower", "-2.1"), "Tahun 2025", show)).toBe(
      "Turun 2,1 dari Tahun 2025; perubahan sebesar ini jarang terjadi karena kebetulan saja.",
    );
  });
  it("says what it would take, and how an unsur moves with the rest", () => {
    expect(raiseWords({ key: "U3", answers: 40, of: 1870 }, show)).toBe("bila 40 dari 1.870 penilaian U3 naik satu tingkat");
    expect(raiseWords({ key: "U3", answers: 0, of: 187 }, show)).toBe("sudah tercapai");
    const moves = (r: number, reach: number) => {
      const [low, high] = [r - reach, r + reach];
      const printed = { r: r.toFixed(2), low: low.toFixed(2), high: high.toFixed(2) };
      return associationWords({ kind: "association", key: "U3", r, low, high, printed, people: 187 }, show);
    };
    expect(moves(0.62, 0.1)).toBe("naik-turun bersama unsur lain: kuat (keterkaitan 0,62, antara 0,52 dan 0,72)");
    expect(moves(0.5, 0.1)).toContain(": kuat (");
    expect(moves(0.49, 0.1)).toContain(": sedang (");
    expect(moves(0.3, 0.1)).toContain(": sedang (");
    expect(moves(0.29, 0.1)).toContain(": lemah (");
    expect(moves(-0.4, 0.1)).toBe("bergerak berlawanan dengan unsur lain: sedang (keterkaitan −0,40, antara −0,50 dan −0,30)");
    expect(moves(0.1, 0.125)).toMatch(
      /^belum terlihat naik-turun bersama unsur lain \(keterkaitan 0,10, antara −0,0[23] dan 0,2[23]\)$/,
    );
  });
  it("says when few of those served answered, and when their number cannot be right", () => {
    expect(sliverSentence(1000, 49, show)).toBe(
      "Kurang dari 5% orang yang dilayani menjawab (49 dari 1.000); pendapat yang lain bisa berbeda.",
    );
    expect(servedTooFewSentence(100, 1200, show)).toContain("(100) lebih kecil daripada jumlah jawaban (1.200)");
  });
});

describe("whether answers are enough", () => {
  it.each([
    [29, null, 30, { publicMutu: false, target: null, reachesTarget: null, sliver: false }],
    [30, null, 30, { publicMutu: true }],
    [0, null, 0, { publicMutu: false }],
    [10, 1000, 10, { publicMutu: true, target: 278, reachesTarget: false, sliver: true }],
    [50, 1000, 30, { sliver: false }],
    [49, 1000, 30, { sliver: true }],
    [278, 1000, 30, { reachesTarget: true, sliver: false }],
    [370, 10_000, 30, { reachesTarget: true, sliver: false }],
    [50, 49, 30, { servedTooFew: true, target: null, sliver: false }],
    [49, 49, 30, { servedTooFew: false, reachesTarget: true }],
  ])("of %d answers, %s served, floor %d", (answers, served, floor, found) => {
    expect(enough(answers, served, floor)).toMatchObject(found);
  });
  it.each([
    [-1, 10, 30],
    [1.5, 10, 30],
    [1, -1, 30],
    [1, 10, -1],
  ])("refuses %d, %d, %d", (answers, served, floor) => {
    expect(() => enough(answers, served, floor)).toThrow(RangeError);
  });
});
