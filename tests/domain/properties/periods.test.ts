import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PeriodKind } from "../../../server/domain/periods/period.ts";
import { holds, isLocalDate, monthOf, parsePeriod, periodOf, shift } from "../../../server/domain/periods/period.ts";
import { localDate, sessionAt, spanInZone, zones } from "../../../server/domain/periods/zone.ts";
import { RUNS } from "./any-survey.ts";

const kinds: readonly PeriodKind[] = ["month", "quarter", "semester", "year"];
const DAY = 86_400_000;
const [first, last] = [Date.UTC(2000, 0, 1) / DAY, Date.UTC(2999, 11, 31) / DAY];
const anyDay = fc.integer({ min: first, max: last }).map((day) => new Date(day * DAY).toISOString().slice(0, 10));
const anyPeriod = fc.tuple(fc.constantFrom(...kinds), anyDay).map(([kind, day]) => periodOf(kind, day));
const anyZone = fc.constantFrom(...zones);

describe("periods", () => {
  it("are read back from their names, however the letters are written", () => {
    fc.assert(
      fc.property(anyPeriod, (period) => {
        expect(parsePeriod(period.name)).toEqual(period);
        expect(parsePeriod(` ${period.name.toLowerCase()} `)).toEqual(period);
      }),
      RUNS,
    );
  });

  it("hold the day they were asked for, and their neighbours do not", () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), anyDay, (kind, day) => {
        const period = periodOf(kind, day);
        expect(holds(period, day)).toBe(true);
        expect(period.months).toContain(monthOf(day));
        expect(holds(shift(period, 1), day) || holds(shift(period, -1), day)).toBe(false);
      }),
      RUNS,
    );
  });

  it("put every day of the calendar into the quarter of its month", () => {
    const quarters = ["TW1", "TW1", "TW1", "TW2", "TW2", "TW2", "TW3", "TW3", "TW3", "TW4", "TW4", "TW4"];
    for (let at = Date.UTC(2024, 0, 1); at < Date.UTC(2029, 0, 1); at += DAY) {
      const date = new Date(at);
      const quarter = periodOf("quarter", date.toISOString().slice(0, 10));
      expect(quarter.name).toBe(`${date.getUTCFullYear()}-${quarters[date.getUTCMonth()]!}`);
    }
  });

  it("follow one another without a gap, there and back again", () => {
    fc.assert(
      fc.property(anyPeriod, fc.integer({ min: -40, max: 40 }), (period, steps) => {
        expect(shift(period, 1).from).toBe(period.until);
        expect(shift(shift(period, steps), -steps)).toEqual(period);
        expect(shift(shift(period, 1), steps)).toEqual(shift(period, steps + 1));
      }),
      RUNS,
    );
  });

  it("consist of their months, first to last", () => {
    fc.assert(
      fc.property(anyPeriod, ({ months, from, until }) => {
        const inside = months.map((month) => parsePeriod(month));
        expect(inside[0]!.from).toBe(from);
        expect(inside.at(-1)!.until).toBe(until);
        inside.slice(1).forEach((month, at) => expect(month.from).toBe(inside[at]!.until));
      }),
      RUNS,
    );
  });

  it("know the days of the calendar as a second calendar does", () => {
    const digits = (n: number, size: number): string => String(n).padStart(size, "0");
    fc.assert(
      fc.property(fc.integer({ min: 1990, max: 3010 }), fc.nat(14), fc.nat(33), (year, month, day) => {
        const text = `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
        const date = new Date(Date.UTC(year, month - 1, day));
        const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
        expect(isLocalDate(text)).toBe(real && year >= 2000 && year <= 2999);
      }),
      RUNS,
    );
    fc.assert(fc.property(fc.string(), (text) => { expect(isLocalDate(text)).toBe(false); }), RUNS); // prettier-ignore
    fc.assert(fc.property(anyDay, (day) => { expect(isLocalDate(day)).toBe(true); }), RUNS); // prettier-ignore
  });
});

describe("zones", () => {
  it("let the spans of periods in a row meet without gap or overlap", () => {
    fc.assert(
      fc.property(anyPeriod, anyZone, (period, zone) => {
        const [span, next] = [spanInZone(period, zone), spanInZone(shift(period, 1), zone)];
        expect(span.until).toBe(next.from);
        expect(span.until - span.from).toBeGreaterThanOrEqual(28 * DAY);
        expect((span.until - span.from) % DAY).toBe(0);
      }),
      RUNS,
    );
  });

  it("give an instant to the period that holds its local day, and to its span", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: (first + 1) * DAY, max: last * DAY }),
        anyZone,
        fc.constantFrom(...kinds),
        (at, zone, kind) => {
          const period = periodOf(kind, localDate(at, zone));
          const span = spanInZone(period, zone);
          expect(span.from <= at && at < span.until).toBe(true);
          expect(localDate(span.from, zone)).toBe(period.from);
          expect(localDate(span.until - 1, zone) < period.until).toBe(true);
        },
      ),
      RUNS,
    );
  });

  it("agree with the computer's own table of zones about day and half of the day", () => {
    const names = { WIB: "Asia/Jakarta", WITA: "Asia/Makassar", WIT: "Asia/Jayapura" };
    const clocks = Object.fromEntries(
      zones.map((zone) => [
        zone,
        new Intl.DateTimeFormat("en-CA", {
          timeZone: names[zone], year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", hourCycle: "h23",
        }), // prettier-ignore
      ]),
    );
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) }), anyZone, (at, zone) => {
        const shown = Object.fromEntries(clocks[zone]!.formatToParts(at).map(({ type, value }) => [type, value]));
        expect(localDate(at, zone)).toBe(`${shown["year"]!}-${shown["month"]!}-${shown["day"]!}`);
        expect(sessionAt(at, zone)).toBe(Number(shown["hour"]) < 12 ? "pagi" : "siang");
      }),
      RUNS,
    );
  });
});
