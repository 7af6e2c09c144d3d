import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { questionsOf, refOf } from "../../../server/domain/questionnaire/definition.ts";
import { maskPersonal } from "../../../server/domain/questionnaire/mask-personal.ts";
import type { FormBody, Questionnaire } from "../../../server/domain/questionnaire/parse-answers.ts";
import { canonicalAnswers, COMMENT_LIMIT, fields, parseAnswers } from "../../../server/domain/questionnaire/parse-answers.ts";
import { makeDefinition } from "../../support/make-definition.ts";
import { makeProfileQuestion, makeReasons, makeService } from "../../support/make-sitting.ts";
import { RUNS } from "./any-survey.ts";

const sitting: Questionnaire = {
  surveys: [
    makeDefinition({
      items: ["U1", { key: "U2", optOut: { id: "Tidak berlaku", en: "Not applicable" } }, "U3"],
      displayOrder: ["U1", "U3", "U2"],
    }),
    makeDefinition({ id: "spak", max: 6, items: ["A1", { key: "A2", reversed: true }] }),
  ],
  reasons: makeReasons(["skm"], ["lama", "biaya"]),
  services: [makeService({ id: 1 }), makeService({ id: 22 })],
  profile: [makeProfileQuestion("jenis_kelamin", ["L", "P"]), makeProfileQuestion("usia", ["<17", "17-25", ">25"])],
};
const questions = sitting.surveys.flatMap((survey) => survey.items.flatMap((item) => questionsOf(survey, item)));
const names = [...questions.map((one) => one.key), ...sitting.profile.map((one) => one.key), ...Object.values(fields)];
const odd = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "U1 ", "u1", "U4", ""];

const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      "0",
      "1",
      "2",
      "3",
      "4",
      "5",
      "6",
      "7",
      "9",
      "10",
      "04",
      "4.0",
      " 4",
      "٤",
      "1e0",
      "-1",
      "NaN",
      "L",
      "<17",
      "22",
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: "binary" }) },
  { weight: 1, arbitrary: fc.array(fc.constantFrom("1", "4", ""), { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.anything({ withBigInt: true, withNullPrototype: true, withObjectString: true }) },
);
const anyBody: fc.Arbitrary<FormBody> = fc
  .array(
    fc.tuple(
      fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names, ...odd) }, { weight: 1, arbitrary: fc.string() }),
      anyValue,
    ),
    { maxLength: 16 },
  )
  .chain((entries) =>
    fc.boolean().map((bare) => {
      // As two parsers hand it over: with and without a prototype. Either way "__proto__" is a field like any other.
      const body = (bare ? Object.create(null) : {}) as Record<string, unknown>;
      for (const [name, value] of entries) {
        Object.defineProperty(body, name, { value, enumerable: true, configurable: true, writable: true });
      }
      return body;
    }),
  );

/** Forms that a browser could post, filled in well. */
const filledIn: fc.Arbitrary<Record<string, string>> = fc
  .record({
    U1: fc.integer({ min: 1, max: 4 }),
    U2: fc.integer({ min: 0, max: 4 }),
    U3: fc.integer({ min: 1, max: 4 }),
    A1: fc.integer({ min: 1, max: 6 }),
    A2: fc.integer({ min: 1, max: 6 }),
    [fields.service]: fc.constantFrom(1, 22),
    [fields.comment]: fc.constantFrom("", "Loket 2 ramah.", "Antre lama\r\npagi ini"),
    jenis_kelamin: fc.constantFrom("", "L", "P"),
    usia: fc.constantFrom("", "<17", "17-25", ">25"),
    [fields.key]: fc.constantFrom("", "kunci-1234"),
    [fields.trap]: fc.constant(""),
    "alasan.U1": fc.constantFrom("", "lama", "biaya"),
  })
  .map((form) => Object.fromEntries(Object.entries(form).map(([name, value]) => [name, String(value)])));

describe("reading a posted form", () => {
  it("throws at no body whatever, and keeps no score outside the scale", () => {
    let taken = 0;
    fc.assert(
      fc.property(
        fc.oneof(
          anyBody,
          fc.tuple(filledIn, anyBody).map(([good, wild]) => ({ ...good, ...wild })),
        ),
        (body) => {
          const parsed = parseAnswers(sitting, body);
          if (!parsed.ok) {
            expect(parsed.problems.size).toBeGreaterThan(0);
            for (const name of parsed.problems.keys()) expect(names).toContain(name);
            return;
          }
          taken += 1;
          const { answers } = parsed;
          for (const survey of sitting.surveys) {
            const given = answers.surveys.get(refOf(survey))!;
            expect([...given.keys()].sort()).toEqual(survey.items.map((item) => item.key).sort());
            for (const item of survey.items) {
              const answer = given.get(item.key);
              if (answer === "opted-out") expect(item.optOut).toBeDefined();
              else expect(Array.from({ length: survey.scale.max }, (_, at) => at + 1)).toContain(answer);
            }
          }
          for (const [key, code] of answers.profile) {
            expect(sitting.profile.find((one) => one.key === key)!.options.map((option) => option.code)).toContain(code);
          }
          for (const { survey, question, code } of answers.reasons) {
            expect(["lama", "biaya"]).toContain(code);
            expect([1, 2]).toContain(answers.surveys.get(survey)!.get(question));
          }
          expect([1, 22]).toContain(answers.serviceId);
          expect(answers.key ?? "no-key-sent").toMatch(/^[A-Za-z0-9._~-]{1,64}$/);
        },
      ),
      RUNS,
    );
    expect(taken).toBeGreaterThan(10);
  });

  it("takes every form that is filled in well, and nothing changes with the order of its fields", () => {
    fc.assert(
      fc.property(filledIn, fc.infiniteStream(fc.nat()), (form, chance) => {
        const shuffled = Object.fromEntries(
          Object.entries(form)
            .map((entry) => [chance.next().value!, entry] as const)
            .sort(([a], [b]) => a - b)
            .map(([, entry]) => entry),
        );
        const [one, other] = [parseAnswers(sitting, form), parseAnswers(sitting, shuffled)];
        if (!one.ok || !other.ok) return expect.fail("a good form was refused");
        expect(other).toEqual(one);
        const reversed = {
          ...one.answers,
          surveys: new Map([...one.answers.surveys].reverse().map(([ref, given]) => [ref, new Map([...given].reverse())])),
          profile: new Map([...one.answers.profile].reverse()),
        };
        expect(canonicalAnswers(reversed)).toBe(canonicalAnswers(one.answers));
      }),
      RUNS,
    );
  });

  it("tells different answers apart", () => {
    fc.assert(
      fc.property(filledIn, filledIn, (form, otherForm) => {
        const [one, other] = [parseAnswers(sitting, form), parseAnswers(sitting, otherForm)];
        if (!one.ok || !other.ok) return expect.fail("a good form was refused");
        const { key: _one, ...left } = one.answers;
        const { key: _other, ...right } = other.answers;
        // A reason counts only beside a low score, and U1 has one when it is 1 or 2.
        const reason = ({ U1, "alasan.U1": why }: Record<string, string>): string => (U1! <= "2" ? why! : "");
        const same =
          reason(form) === reason(otherForm) &&
          Object.keys(form).every((name) => [fields.key, "alasan.U1"].includes(name) || form[name] === otherForm[name]);
        expect(canonicalAnswers(left) === canonicalAnswers(right)).toBe(same);
      }),
      RUNS,
    );
  });

  it("keeps comments up to the limit, counted in characters as people see them", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("a", "é", "😀"),
        fc.integer({ min: COMMENT_LIMIT - 3, max: COMMENT_LIMIT + 3 }),
        (character, length) => {
          const form = {
            U1: "1",
            U2: "1",
            U3: "1",
            A1: "1",
            A2: "1",
            [fields.service]: "1",
            [fields.comment]: ` ${character.repeat(length)}\n`,
          };
          const parsed = parseAnswers(sitting, form);
          expect(parsed.ok).toBe(length <= COMMENT_LIMIT);
          if (!parsed.ok) expect([...parsed.problems]).toEqual([[fields.comment, "too-long"]]);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe("masking a comment", () => {
  const piece = fc.oneof(
    fc.string({ unit: fc.constantFrom(..."0123456789٠٣९"), minLength: 1, maxLength: 16 }),
    fc.constantFrom(
      " ",
      "-",
      ".",
      "  ",
      " - ",
      "–",
      "/",
      "(",
      ")",
      "+62",
      "@",
      "a",
      "loket ",
      "\n",
      "_",
      "contoh.go.id",
      "é",
      ",",
    ),
  );
  const line = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(""));

  it("leaves no run of nine digits or more, nor one parted by up to three spaces, dots or hyphens", () => {
    fc.assert(
      fc.property(fc.oneof(line, fc.string({ unit: "binary" })), (text) => {
        const masked = maskPersonal(text);
        expect(masked).not.toMatch(/\p{Nd}{9}/u);
        expect(masked).not.toMatch(/\p{Nd}(?:[ .-]{0,3}\p{Nd}){8}/u);
      }),
      RUNS,
    );
  });

  it("finds nothing more the second time", () => {
    fc.assert(fc.property(line, (text) => { expect(maskPersonal(maskPersonal(text))).toBe(maskPersonal(text)); }), RUNS); // prettier-ignore
  });

  it("leaves text without digits and @ as it is", () => {
    fc.assert(fc.property(fc.string().filter((text) => !/[\p{Nd}@]/u.test(text)), (text) => { expect(maskPersonal(text)).toBe(text); }), RUNS); // prettier-ignore
  });
});
