import { describe, expect, it } from "vitest";
import type { Calendar } from "../../../server/domain/calendar/calendar.ts";
import { aboveServed } from "../../../server/domain/integrity/above-served.ts";
import { addToHours, outsideHours } from "../../../server/domain/integrity/outside-hours.ts";
import { addToRun, noRun } from "../../../server/domain/integrity/run.ts";

describe("a run of answers", () => {
  const rule = { answers: 4, ms: 1000 };
  const noted = (times: readonly number[]): number[] => {
    const run = noRun();
    return times.map((at) => addToRun(run, at, rule));
  };

  it("is noted whole when it begins, then five at a time", () => {
    const times = Array.from({ length: 14 }, (_, at) => at * 10);
    expect(noted(times)).toEqual([0, 0, 0, 4, 0, 0, 0, 0, 5, 0, 0, 0, 0, 5]);
  });
  it("must fit into its time", () => {
    expect(noted([0, 333, 666, 999])).toEqual([0, 0, 0, 4]);
    expect(noted([0, 333, 666, 1000])).toEqual([0, 0, 0, 0]);
  });
  it("that has ended is not noted again with the next answers", () => {
    expect(noted([0, 1, 2, 3, 2000, 2001, 2002, 2003])).toEqual([0, 0, 0, 4, 0, 0, 0, 4]);
    expect(noted([0, 300, 600, 900, 1350, 1400, 1450])).toEqual([0, 0, 0, 4, 0, 0, 0]);
  });
});

describe("hours", () => {
  const calendar: Calendar = {
    hours: [{ weekday: 1, opens: "08:00", closes: "15:30" }],
    holidays: [{ date: "2026-11-30", name: "Libur daerah" }],
  };
  const at = (time: string): number => Date.parse(`${time}+07:00`);

  it.each([
    ["2026-11-23T07:59", true],
    ["2026-11-23T08:00", false],
    ["2026-11-23T16:29", false],
    ["2026-11-23T16:30", true],
    ["2026-11-24T10:00", true],
    ["2026-11-30T10:00", true],
  ])("%s is outside: %s", (time, outside) => {
    expect(outsideHours(calendar, at(time), "WIB")).toBe(outside);
  });
  it("go by the unit's own clock", () => {
    expect(outsideHours(calendar, at("2026-11-23T06:30"), "WIT")).toBe(false);
  });
  it("on Sundays go by the seventh day", () => {
    const sunday: Calendar = { hours: [{ weekday: 7, opens: "08:00", closes: "12:00" }], holidays: [] };
    expect(outsideHours(sunday, at("2026-11-22T09:00"), "WIB")).toBe(false);
  });
  it("that nobody has set leave only holidays outside", () => {
    const free = { ...calendar, hours: [] };
    expect(outsideHours(free, at("2026-11-24T03:00"), "WIB")).toBe(false);
    expect(outsideHours(free, at("2026-11-30T10:00"), "WIB")).toBe(true);
  });

  it("are a sign from ten answers outside on, five more at a time", () => {
    const count = { inside: 0, outside: 0, noted: 0 };
    expect(Array.from({ length: 16 }, () => addToHours(count, true))).toEqual([
      ...Array<number>(9).fill(0),
      10,
      0,
      0,
      0,
      0,
      5,
      0,
    ]);
  });
  it("are no sign while more came within them", () => {
    const count = { inside: 0, outside: 0, noted: 0 };
    for (let n = 0; n < 12; n += 1) expect(addToHours(count, false)).toBe(0);
    expect(Array.from({ length: 12 }, () => addToHours(count, true)).slice(-2)).toEqual([0, 10]);
  });
});

describe("answers above people served", () => {
  const answered = [
    { date: "2026-11-10", counterId: 1, answers: 12 },
    { date: "2026-11-10", counterId: 2, answers: 3 },
    { date: "2026-11-11", counterId: 1, answers: 30 },
  ];
  const served = (people: number, over: { counterId?: number; serviceId?: number; date?: string } = {}) => ({
    date: "2026-11-10",
    serviceId: null,
    counterId: null,
    people,
    ...over,
  });

  it("are held against the numbers of the same counter, its services together", () => {
    const counter = [served(4, { counterId: 1, serviceId: 8 }), served(3, { counterId: 1, serviceId: 9 })];
    expect(aboveServed(answered, counter, "2026-12-01")).toEqual([{ date: "2026-11-10", counterId: 1, answers: 12, people: 7 }]);
    expect(aboveServed(answered, [...counter, served(1, { counterId: 1 })], "2026-12-01")).toEqual([]);
  });
  it("are held against the number of the whole unit", () => {
    expect(aboveServed(answered, [served(10)], "2026-12-01")).toEqual([
      { date: "2026-11-10", counterId: null, answers: 15, people: 10 },
    ]);
    expect(aboveServed(answered, [served(11)], "2026-12-01")).toEqual([]);
  });
  it("say nothing where no number is known, of a service alone, or of a day that is not over", () => {
    expect(aboveServed(answered, [served(0, { serviceId: 8 })], "2026-12-01")).toEqual([]);
    expect(aboveServed(answered, [served(0, { date: "2026-11-12" })], "2026-12-01")).toEqual([]);
    expect(aboveServed(answered, [served(0)], "2026-11-10")).toEqual([]);
  });
  it("come by date, the unit before its counters", () => {
    const all = [served(0, { date: "2026-11-11", counterId: 1 }), served(0, { counterId: 1 }), served(0)];
    expect(aboveServed(answered, all, "2026-12-01").map(({ date, counterId }) => [date, counterId])).toEqual([
      ["2026-11-10", null],
      ["2026-11-10", 1],
      ["2026-11-11", 1],
    ]);
  });
});
