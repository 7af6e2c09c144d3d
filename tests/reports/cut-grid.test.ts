import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import type { Channel } from "../../server/domain/response.ts";
import type { CountedAnswers } from "../../server/reports/counted-answers.ts";
import { hiddenGroups } from "../../server/reports/cut-grid.ts";

/** People of one month, service, counter and channel. */
interface Visit {
  readonly month: string;
  readonly service: number;
  readonly counter: number;
  readonly channel: Channel;
}

const MONTHS = ["2026-01", "2026-02", "2026-04"];
const PERIODS = ["2026-TW1", "2026-TW2", "2026-S1", "2026"].map(parsePeriod);
const VISITS: readonly Visit[] = MONTHS.flatMap((month) =>
  [1, 2].flatMap((service) =>
    [1, 2].flatMap((counter) => (["qr", "kertas"] as const).map((channel) => ({ month, service, counter, channel }))),
  ),
);

function countedOf(people: readonly number[]): CountedAnswers {
  const cells = VISITS.map(({ month, service, counter, channel }, at) => ({
    month,
    survey: "skm@1",
    serviceId: service,
    counterId: counter,
    channel,
    tally: { received: people[at]!, excluded: 0, respondents: people[at]!, questions: new Map() },
  }));
  return { cells, profile: [], held: [] };
}

/** All that is printed of two quarters: total and tables of every period, as rows over the visits. */
function printed(people: readonly number[]): { readonly months: number[][]; readonly all: number[][] } {
  const over = (wanted: (visit: Visit) => boolean): number[] => VISITS.map((visit) => (wanted(visit) ? 1 : 0));
  const months = MONTHS.map((month) => over((visit) => visit.month === month));
  const cuts = PERIODS.flatMap((period) => {
    const hidden = hiddenGroups(countedOf(people), "skm@1", period, { services: [1, 2], counters: [1, 2] })!;
    const within = (wanted: (visit: Visit) => boolean): number[] =>
      over((one) => period.months.includes(one.month) && wanted(one));
    return [
      within(() => true),
      ...[1, 2].filter((id) => !hidden.services.has(id)).map((id) => within(({ service }) => service === id)),
      ...[1, 2].filter((id) => !hidden.counters.has(id)).map((id) => within(({ counter }) => counter === id)),
      ...(["qr", "kertas"] as const).filter((id) => !hidden.channels.has(id)).map((id) => within((one) => one.channel === id)),
    ];
  });
  return { months, all: [...months, ...cuts] };
}

const P = 65_521;
/** The span of some rows: whether another row is a sum of them with any factors (reckoned modulo a prime). */
function spanOf(rows: readonly (readonly number[])[]): (row: readonly number[]) => boolean {
  const basis: { readonly lead: number; readonly row: readonly number[] }[] = [];
  const reduce = (row: readonly number[]): readonly number[] =>
    basis.reduce(
      (left, { lead, row: base }) => (left[lead] ? left.map((value, at) => (value + (P - left[lead]!) * base[at]!) % P) : left),
      row,
    );
  for (const row of rows) {
    const left = reduce(row);
    const lead = left.findIndex((value) => value !== 0);
    if (lead < 0) continue;
    let inverse = 1;
    for (
      let exponent = P - 2, square = left[lead]!;
      exponent > 0;
      exponent = Math.floor(exponent / 2), square = (square * square) % P
    )
      if (exponent % 2 === 1) inverse = (inverse * square) % P;
    basis.push({ lead, row: left.map((value) => (value * inverse) % P) });
  }
  return (row) => reduce(row).every((value) => value === 0);
}

/** A group of 1 to 4 people that everything printed tells, and the totals of the months alone do not. */
function exposed(people: readonly number[], { months, all }: ReturnType<typeof printed>): string | undefined {
  const held = VISITS.map((_, at) => at).filter((at) => people[at]! > 0);
  const small = held.filter((at) => people[at]! < 5);
  const onHeld = (row: readonly number[]): number[] => held.map((at) => row[at]!);
  const [told, anyway] = [spanOf(all.map(onHeld)), spanOf(months.map(onHeld))];
  const search = (set: readonly number[], from: number, size: number): string | undefined => {
    const row = held.map((at) => (set.includes(at) ? 1 : 0));
    if (set.length > 0 && told(row) && !anyway(row)) return JSON.stringify(set.map((at) => [VISITS[at], people[at]]));
    for (let next = from; next < small.length; next += 1) {
      const at = small[next]!;
      const found = size + people[at]! < 5 ? search([...set, at], next + 1, size + people[at]!) : undefined;
      if (found) return found;
    }
    return undefined;
  };
  return search([], 0, 0);
}

describe("the grid of tables", () => {
  const size = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: fc.nat(12) });
  const population = fc.array(size, { minLength: VISITS.length, maxLength: VISITS.length });

  it("of months, quarters, semester and year gives nobody away, whatever is added and subtracted", () => {
    fc.assert(
      fc.property(population, (people) => {
        expect(exposed(people, printed(people))).toBeUndefined();
      }),
      { numRuns: 400 },
    );
  });

  it("shows most of what is large enough", () => {
    const people = VISITS.map(() => 6);
    for (const period of PERIODS) {
      const hidden = hiddenGroups(countedOf(people), "skm@1", period, { services: [1, 2], counters: [1, 2] })!;
      expect([...hidden.services, ...hidden.counters, ...hidden.channels], period.name).toEqual([]);
    }
  });

  it("would be caught telling: everything shown of twelve people in one service and month and two in another", () => {
    const people = VISITS.map(({ month, service, counter, channel }) =>
      month === "2026-01" && counter === 1 && channel === "qr"
        ? service === 1
          ? 12
          : 2
        : month === "2026-02" && service === 2
          ? 6
          : 0,
    );
    const { months, all } = printed(people);
    const service = VISITS.map((visit) => (visit.service === 1 ? 1 : 0));
    expect(exposed(people, { months, all: [...all, service] })).toContain(",2]");
    expect(exposed(people, { months, all })).toBeUndefined();
  });

  it("has no tables for a month", () => {
    expect(
      hiddenGroups(countedOf(VISITS.map(() => 9)), "skm@1", parsePeriod("2026-01"), { services: [1], counters: [1] }),
    ).toBeNull();
  });
});
