import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { doubtsAbout, judge, median, ratiosOf, rotated, spreadOf } from "./rounds.ts";

describe("what the rounds of a bench say", () => {
  it("takes the middle value, or the mean of the two middle ones", () => {
    expect(median([5, 1, 3])).toBe(3);
    expect(median([10, 2, 4, 8])).toBe(6);
    expect(() => median([])).toThrow(RangeError);
  });

  it("does not sort the rounds themselves", () => {
    const rounds = [3, 1, 2];
    expect(spreadOf(rounds)).toEqual({ median: 2, low: 1, high: 3 });
    expect(rounds).toEqual([3, 1, 2]);
  });

  it("has half of the rounds on each side of the median, whatever they are", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.001, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 30 }), (values) => {
        const { median: middle, low, high } = spreadOf(values);
        expect(values.filter((value) => value < middle).length).toBeLessThanOrEqual(values.length / 2);
        expect(values.filter((value) => value > middle).length).toBeLessThanOrEqual(values.length / 2);
        expect(low <= middle && middle <= high).toBe(true);
      }),
    );
  });

  it("compares within a round, so a machine that slows down for both changes nothing", () => {
    expect(ratiosOf([80, 40, 8], [100, 50, 10])).toEqual([0.8, 0.8, 0.8]);
  });

  it("compares no round that lacks a variant or in which one stood still", () => {
    expect(() => ratiosOf([1, 2], [1])).toThrow(RangeError);
    expect(() => ratiosOf([1], [0])).toThrow(RangeError);
    expect(() => ratiosOf([0], [1])).toThrow(RangeError);
    expect(() => ratiosOf([Number.NaN], [1])).toThrow(RangeError);
    expect(() => ratiosOf([Infinity], [1])).toThrow(RangeError);
  });

  it("judges a calm ratio by its median", () => {
    const ratio = { median: 0.8, low: 0.7, high: 0.9 };
    expect(doubtsAbout(ratio, 0.4)).toEqual([]);
    expect(judge(ratio, { atLeast: 0.8 }, [])).toEqual({ kind: "reached" });
    expect(judge(ratio, { atLeast: 0.81 }, [])).toEqual({ kind: "missed" });
    expect(judge(ratio, undefined, [])).toEqual({ kind: "no bar" });
  });

  it("lets a bar be the most, too", () => {
    const bytes = { median: 120, low: 118, high: 125 };
    expect(judge(bytes, { atMost: 120 }, [])).toEqual({ kind: "reached" });
    expect(judge(bytes, { atMost: 119 }, [])).toEqual({ kind: "missed" });
  });

  it("withholds the verdict when the range is wide, to either side", () => {
    expect(doubtsAbout({ median: 1, low: 0.75, high: 1.25 }, 1)).toEqual([]);
    expect(doubtsAbout({ median: 1, low: 0.74, high: 1.1 }, 0)).toEqual(["range wider than ±25 %"]);
    expect(doubtsAbout({ median: 1, low: 0.9, high: 1.26 }, 0)).toEqual(["range wider than ±25 %"]);
  });

  it("lets a wide range pass where every round stays beneath what is allowed, and nowhere else", () => {
    const times = { median: 57, low: 44, high: 217 };
    const doubts = doubtsAbout(times, 0.4);
    expect(judge(times, { atMost: 1000 }, doubts)).toEqual({ kind: "reached" });
    expect(judge(times, { atMost: 216 }, doubts)).toEqual({ kind: "withheld", why: doubts });
    expect(judge(times, { atMost: 40 }, doubts)).toEqual({ kind: "withheld", why: doubts });
    expect(judge(times, { atMost: 1000 }, doubtsAbout(times, 3))).toEqual({
      kind: "withheld",
      why: ["load average 3.0 before the start"],
    });
    expect(judge({ median: 9, low: 5, high: 20 }, { atLeast: 1 }, doubts)).toEqual({ kind: "withheld", why: doubts });
  });

  it("withholds the verdict on a busy machine, even for a ratio far above its bar", () => {
    const ratio = { median: 9, low: 9, high: 9 };
    const doubts = doubtsAbout(ratio, 3.25);
    expect(judge(ratio, { atLeast: 1 }, doubts)).toEqual({ kind: "withheld", why: ["load average 3.3 before the start"] });
  });

  it("lets every variant run first in its turn", () => {
    expect([0, 1, 2, 3].map((round) => rotated(["a", "b", "c"], round).join(""))).toEqual(["abc", "bca", "cab", "abc"]);
    expect(rotated([], 2)).toEqual([]);
  });
});
