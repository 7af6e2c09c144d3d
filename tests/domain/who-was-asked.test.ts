import { describe, expect, it } from "vitest";
import type { Calendar } from "../../server/domain/calendar/calendar.ts";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import type { ServedDay } from "../../server/domain/sampling/served-day.ts";
import type { WrittenDown } from "../../server/domain/sampling/who-was-asked.ts";
import { whoWasAsked } from "../../server/domain/sampling/who-was-asked.ts";

const NOVEMBER = parsePeriod("2026-11");
const UNKNOWN: Calendar = { hours: [], holidays: [] };
/** Monday to Friday, less 10 November. */
const WEEK: Calendar = {
  hours: ([1, 2, 3, 4, 5] as const).map((weekday) => ({ weekday, opens: "08:00", closes: "15:00" })),
  holidays: [{ date: "2026-11-10", name: "Hari Pahlawan" }],
};
const day = (date: string, people: number, serviceId: number | null = null): ServedDay => ({
  date,
  serviceId,
  counterId: null,
  people,
});
const asked = (over: Partial<WrittenDown>, openSince = "2026-11-15") =>
  whoWasAsked(NOVEMBER, { typed: new Map(), days: [], calendar: UNKNOWN, answered: [], ...over }, openSince);
const on = (...dates: string[]) => dates.map((date) => ({ date }));

describe("days on which people were asked", () => {
  it("are those that the unit is open and that are over", () => {
    const found = asked({ calendar: WEEK, answered: on("2026-11-02", "2026-11-02", "2026-11-03", "2026-11-08") });
    expect(found.open).toEqual(["02", "03", "04", "05", "06", "09", "11", "12", "13"].map((date) => `2026-11-${date}`));
    expect(found.unanswered).toEqual(["04", "05", "06", "09", "11", "12", "13"].map((date) => `2026-11-${date}`));
    expect(asked({ calendar: WEEK }, "2027-03-01").open!.at(-1)).toBe("2026-11-30");
    expect(asked({ calendar: WEEK }, "2026-11-01").open).toEqual([]);
  });

  it("are not known without hours, so none is called missing", () => {
    expect(asked({ answered: on("2026-11-02") })).toMatchObject({ open: null, unanswered: [] });
  });
});

describe("people served", () => {
  it("need a number for each open day, or without hours for each day with answers", () => {
    const days = [day("2026-11-02", 40), day("2026-11-03", 50)];
    expect(asked({ days, answered: on("2026-11-02") }).served).toMatchObject({ people: 90, from: "days", missing: [] });
    expect(asked({ days, answered: on("2026-11-04") }).served).toMatchObject({ people: null, missing: ["2026-11-04"] });
    expect(asked({ days, calendar: WEEK }).served).toMatchObject({ people: null, days: 2 });
    expect(asked({ days, calendar: WEEK }, "2026-11-04").served).toMatchObject({ people: 90, missing: [] });
    // What came in today is no day without a number.
    expect(asked({ days, answered: on("2026-11-04") }, "2026-11-04").served.people).toBe(90);
  });

  it("of a service are known where it has a number on nearly every day that the unit has one", () => {
    const days = [day("2026-11-02", 40, 1), day("2026-11-03", 50, 1), day("2026-11-03", 5, 2)];
    const { served, byService } = asked({ days });
    expect(served.people).toBe(95);
    expect(byService.get(1)).toMatchObject({ people: 90 });
    expect(byService.get(2)).toMatchObject({ people: null, missing: ["2026-11-02"] });
    expect(byService.has(3)).toBe(false);
  });
});
