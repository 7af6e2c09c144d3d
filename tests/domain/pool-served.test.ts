import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { servedByDay, servedByDayIn } from "../../server/domain/sampling/pool-served.ts";
import type { ServedDay } from "../../server/domain/sampling/served-day.ts";

const DATE = "2026-11-20";
const day = (people: number, serviceId: number | null = null, counterId: number | null = null, date = DATE): ServedDay => ({
  date,
  serviceId,
  counterId,
  people,
});
const total = (...days: ServedDay[]): number | undefined => servedByDay(days).get(DATE);

describe("people served on a day", () => {
  it("are the number of the whole unit where there is no other", () => {
    expect(total(day(80))).toBe(80);
    expect(total(day(0))).toBe(0);
    expect(servedByDay([])).toEqual(new Map());
  });

  it("are the sum of the parts, which is never added to the whole", () => {
    expect(total(day(80), day(50, 1), day(35, 2))).toBe(85);
    expect(total(day(80), day(50, null, 1), day(35, null, 2))).toBe(85);
    expect(total(day(30, 1, 1), day(20, 1, 2), day(9, 2, 1))).toBe(59);
    expect(total(day(45, 1), day(30, 1, 1), day(20, 1, 2), day(9, 2))).toBe(59);
  });

  it("are the number of the whole where only some of its parts were written down", () => {
    expect(total(day(80), day(50, 1))).toBe(80);
    expect(total(day(80, 1), day(50, 1, 1), day(9, 2))).toBe(89);
  });

  it("are counted once where services and counters were both written down", () => {
    expect(total(day(50, 1), day(30, 2), day(40, null, 1), day(38, null, 2))).toBe(80);
  });

  it("of one service are its own number or that of its counters", () => {
    const days = [day(80), day(50, 1), day(20, 1, 1), day(35, 2, 1), day(7, 1, null, "2026-11-21")];
    expect([...servedByDayIn(days, 1)]).toEqual([
      [DATE, 50],
      ["2026-11-21", 7],
    ]);
    expect(servedByDayIn(days, 2).get(DATE)).toBe(35);
    expect(servedByDayIn(days, 3).size).toBe(0);
  });
});

describe("whatever was written down", () => {
  const id = fc.option(fc.integer({ min: 1, max: 3 }), { nil: null });
  const days = fc.uniqueArray(
    fc.record({ date: fc.constantFrom(DATE, "2026-11-21"), serviceId: id, counterId: id, people: fc.nat(1000) }),
    { selector: ({ date, serviceId, counterId }) => `${date} ${serviceId} ${counterId}` },
  );
  const sumOf = (all: readonly ServedDay[]): number => all.reduce((sum, { people }) => sum + people, 0);

  it("nobody is counted twice, and no number written down is larger than the day", () => {
    fc.assert(
      fc.property(days, (all) => {
        for (const [date, people] of servedByDay(all)) {
          const own = all.filter((one) => one.date === date);
          expect(people).toBeLessThanOrEqual(sumOf(own));
          for (const one of own) expect(people).toBeGreaterThanOrEqual(one.people);
          for (const service of [1, 2, 3]) expect(people).toBeGreaterThanOrEqual(servedByDayIn(own, service).get(date) ?? 0);
        }
      }),
    );
  });

  it("the order does not matter, and each day stands for itself", () => {
    fc.assert(
      fc.property(days, (all) => {
        const apart = new Map([DATE, "2026-11-21"].flatMap((date) => [...servedByDay(all.filter((one) => one.date === date))]));
        expect(new Map(servedByDay([...all].reverse()))).toEqual(apart);
      }),
    );
  });

  it("numbers that are finest throughout add up", () => {
    fc.assert(
      fc.property(days, (all) => {
        const fine = all.filter(({ date, serviceId, counterId }) => date === DATE && serviceId !== null && counterId !== null);
        expect(servedByDay(fine).get(DATE) ?? 0).toBe(sumOf(fine));
      }),
    );
  });
});
