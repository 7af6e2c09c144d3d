import fc from "fast-check";
import type { Channel } from "../../server/domain/response.ts";

/** The acts of one sequence; numbers choose among what the sequence has made so far, so that any sequence makes sense. */
export type StoreAct =
  | { readonly do: "add-unit" | "rename-unit" | "change-surveys"; readonly unit: number; readonly name: number }
  | { readonly do: "add-counter" | "close-counter" | "tie-counter"; readonly unit: number; readonly name: number }
  | { readonly do: "add-service" | "rename-service"; readonly unit: number; readonly name: number }
  | { readonly do: "population"; readonly unit: number; readonly people: number | null }
  | { readonly do: "submit"; readonly unit: number; readonly key: number; readonly answer: AnswerWish }
  | { readonly do: "late"; readonly unit: number; readonly key: number; readonly day: number; readonly answer: AnswerWish }
  | { readonly do: "burst"; readonly unit: number; readonly size: number; readonly spoilt: boolean; readonly answer: AnswerWish }
  | {
      readonly do: "import";
      readonly unit: number;
      readonly file: number;
      readonly rows: readonly AnswerWish[];
      readonly wish: ImportWish;
    }
  | { readonly do: "undo"; readonly unit: number; readonly batch: number }
  | {
      readonly do:
        "close-day" | "rush" | "slips" | "read" | "close-month" | "reopen-month" | "set-aside" | "refuse-aside" | "log";
      readonly unit: number;
      readonly day: number;
    }
  | { readonly do: "person" | "disable" | "ticket" | "session"; readonly person: number; readonly unit: number };

export type ImportWish = "plain" | "new-services" | "bad-row";

export interface AnswerWish {
  readonly score: number;
  readonly skip: number;
  readonly surveys: number;
  readonly profile: number;
  readonly counter: number;
  readonly service: number;
  readonly channel: Channel;
  readonly day: number;
  readonly comment: string | null;
  readonly spoilt: "no" | "no-such-counter" | "no-such-survey" | "no-such-half-day" | "bad-date";
}

const small = fc.nat({ max: 7 });
const rarely = <T>(usual: T, ...others: T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });

const answer: fc.Arbitrary<AnswerWish> = fc.record({
  score: fc.integer({ min: 1, max: 4 }),
  skip: fc.nat({ max: 11 }),
  surveys: fc.nat({ max: 2 }),
  profile: fc.nat({ max: 3 }),
  counter: small,
  service: small,
  channel: fc.constantFrom("qr", "kiosk", "dibantu", "kertas"),
  day: fc.nat({ max: 3 }),
  comment: fc.constantFrom(null, null, "Antrean panjang", "Ramah 👍\nsekali", "", 'İstanbul ß "kutip" {1,2} \\N'),
  spoilt: rarely<AnswerWish["spoilt"]>("no", "no-such-counter", "no-such-survey", "no-such-half-day", "bad-date"),
});

const placed = <Name extends string>(...names: Name[]) => fc.record({ do: fc.constantFrom(...names), unit: small, name: small });
const dated = <Name extends string>(...names: Name[]) =>
  fc.record({ do: fc.constantFrom(...names), unit: small, day: fc.nat({ max: 4 }) });

/** Any act. */
export const storeAct: fc.Arbitrary<StoreAct> = fc.oneof(
  { weight: 2, arbitrary: placed("add-unit", "rename-unit", "change-surveys") },
  { weight: 2, arbitrary: placed("add-counter", "close-counter", "tie-counter") },
  { weight: 2, arbitrary: placed("add-service", "rename-service") },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("population"), unit: small, people: fc.option(fc.integer({ min: 1, max: 1e8 })) }),
  },
  { weight: 9, arbitrary: fc.record({ do: fc.constant("submit"), unit: small, key: fc.nat({ max: 9 }), answer }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("late"),
      unit: small,
      key: fc.nat({ max: 9 }),
      day: fc.nat({ max: 4 }),
      answer,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("burst"),
      unit: small,
      size: fc.integer({ min: 2, max: 12 }),
      spoilt: fc.boolean(),
      answer,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("import"),
      unit: small,
      file: fc.nat({ max: 2 }),
      rows: fc.array(answer, { maxLength: 8 }),
      wish: fc.constantFrom<ImportWish>("plain", "new-services", "bad-row"),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("undo"), unit: small, batch: small }) },
  { weight: 1, arbitrary: dated("close-day") },
  { weight: 2, arbitrary: dated("rush", "slips", "read") },
  { weight: 1, arbitrary: dated("close-month", "reopen-month", "set-aside", "refuse-aside", "log") },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom("person", "disable", "ticket", "session"),
      person: fc.nat({ max: 2 }),
      unit: small,
    }),
  },
);
