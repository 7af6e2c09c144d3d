import { describe, expect, it } from "vitest";
import type { FormBody, Parsed, Questionnaire } from "../../server/domain/questionnaire/parse-answers.ts";
import { canonicalAnswers, isKey, parseAnswers, readAnswer } from "../../server/domain/questionnaire/parse-answers.ts";
import { makeDefinition, makePart } from "../support/make-definition.ts";
import { makeProfileQuestion, makeReasons, makeService } from "../support/make-sitting.ts";

const optOut = { id: "Tidak berlaku untuk saya", en: "Does not apply to me" };
const skm = makeDefinition({
  items: ["U1", { key: "U4", optOut }, { key: "U8", parts: [makePart("U8.1"), makePart("U8.2")] }, "U9"],
  displayOrder: ["U1", "U4", "U9", "U8"],
});
const spak = makeDefinition({ id: "spak", max: 6, items: ["A1", { key: "A2", optOut }] });
const sitting: Questionnaire = {
  surveys: [skm, spak],
  services: [makeService({ id: 3 }), makeService({ id: 12 })],
  profile: [makeProfileQuestion("jenis_kelamin", ["L", "P"]), makeProfileQuestion("usia", ["<17", "17-25"])],
  reasons: makeReasons(["skm"], ["lama", "biaya"]),
};
const good: FormBody = { U1: "4", U4: "3", U9: "1", "U8.1": "2", "U8.2": "3", A1: "6", A2: "5", layanan: "12" };

function kept(body: FormBody, questionnaire = sitting) {
  const parsed = parseAnswers(questionnaire, body);
  if (!parsed.ok) throw new Error(`refused: ${JSON.stringify([...parsed.problems])}`);
  return parsed.answers;
}
function problems(body: FormBody, questionnaire = sitting): [string, string][] {
  const parsed: Parsed = parseAnswers(questionnaire, body);
  return parsed.ok ? [] : [...parsed.problems];
}

describe("a reason for a low score", () => {
  const given = (body: FormBody): string[] =>
    kept({ ...good, ...body }).reasons.map(({ survey, question, code }) => `${survey} ${question} ${code}`);

  it("is taken beside a low score of a survey that asks for it, one for each question", () => {
    expect(given({ "alasan.U9": "lama", "alasan.U8.1": "biaya" })).toEqual(["skm@1 U9 lama", "skm@1 U8.1 biaya"]);
    expect(given({})).toEqual([]);
  });

  it.each([
    ["left beside a score that is not low any more", { U9: "3", "alasan.U9": "lama" }],
    ["beside the answer without a score", { U4: "0", "alasan.U4": "lama" }],
    ["not among those offered", { "alasan.U9": "constructor" }],
    ["sent twice", { "alasan.U9": ["lama", "lama"] }],
    ["left open", { "alasan.U9": "" }],
    ["for a survey that asks for none", { A1: "1", "alasan.A1": "lama" }],
  ])("is passed over, and the answers taken, when it is %s", (_what, body) => {
    expect(given(body)).toEqual([]);
  });

  it("is part of what makes two postings the same", () => {
    const { key: _key, ...without } = kept(good);
    const { key: _other, ...withReason } = kept({ ...good, "alasan.U9": "lama" });
    expect(canonicalAnswers(withReason)).not.toBe(canonicalAnswers(without));
  });
});

describe("a form filled in", () => {
  it("becomes answers by survey and key", () => {
    const answers = kept({
      ...good,
      jenis_kelamin: "P",
      usia: "",
      saran: " Cepat.\r\nRamah. ",
      dibantu: "1",
      kunci: "abcd-EFGH_1234",
    });
    expect(Object.fromEntries(answers.surveys.get("skm@1")!)).toEqual({ U1: 4, U4: 3, U9: 1, "U8.1": 2, "U8.2": 3 });
    expect(Object.fromEntries(answers.surveys.get("spak@1")!)).toEqual({ A1: 6, A2: 5 });
    expect(Object.fromEntries(answers.profile)).toEqual({ jenis_kelamin: "P" });
    expect(answers).toMatchObject({ serviceId: 12, assisted: true, comment: "Cepat.\nRamah.", key: "abcd-EFGH_1234" });
  });

  it("needs neither profile nor comment nor key", () => {
    const answers = kept({ ...good, saran: "  \n ", kunci: "", situs_web: "" });
    expect(answers).toMatchObject({ assisted: false, comment: null, key: null });
    expect(answers.profile.size).toBe(0);
  });

  it("keeps the lines of a comment, however they end, and no other control character", () => {
    expect(kept({ ...good, saran: "satu\r\ndua\rtiga\nempat\tlima" }).comment).toBe("satu\ndua\ntiga\nempat lima");
  });

  it("has no comment when it has no field for one", () => {
    expect(kept(good)).toMatchObject({ comment: null, key: null });
    expect(kept({ ...good, kunci: "a" }).key).toBe("a");
  });

  it("ignores fields that nobody asked for", () => {
    expect(canonicalAnswers(kept({ ...good, U7: "9", nama: "Siti", constructor: "x" }))).toBe(canonicalAnswers(kept(good)));
  });

  it("keeps a comment without what would name its writer", () => {
    expect(kept({ ...good, saran: "Hubungi 0812 3456 7890\u0000 atau budi@contoh.id" }).comment).toBe(
      "Hubungi [nomor dihapus]  atau [surel dihapus]",
    );
  });
});

describe("a form with something to mend", () => {
  it("names every trouble in the order of the page", () => {
    const body = {
      U1: "5",
      U4: "x",
      U9: "",
      "U8.2": "0",
      A1: "7",
      layanan: "99",
      dibantu: ["1", "1"],
      usia: "tua",
      saran: "a".repeat(1001),
      situs_web: "http://",
      kunci: "x y",
    };
    expect(problems(body)).toEqual([
      ["U1", "not-an-answer"],
      ["U4", "not-an-answer"],
      ["U9", "missing"],
      ["U8.1", "missing"],
      ["U8.2", "not-an-answer"],
      ["A1", "not-an-answer"],
      ["A2", "missing"],
      ["layanan", "not-an-answer"],
      ["usia", "not-an-answer"],
      ["saran", "too-long"],
      ["dibantu", "not-an-answer"],
      ["situs_web", "trap"],
      ["kunci", "bad-key"],
    ]);
  });

  it("says of an empty form that every question and the service are missing", () => {
    expect(problems({})).toEqual(["U1", "U4", "U9", "U8.1", "U8.2", "A1", "A2", "layanan"].map((name) => [name, "missing"]));
  });

  it("takes a field that was sent twice for no answer", () => {
    for (const name of ["U1", "layanan", "usia", "saran", "kunci", "situs_web", "dibantu"]) {
      expect(problems({ ...good, [name]: ["3", "4"] })).toEqual([[name, "not-an-answer"]]);
    }
  });

  it("does not find answers in what every object has", () => {
    const inherited = Object.create(good) as FormBody;
    expect(problems(inherited)).toHaveLength(8);
  });

  it("is caught in the trap when the field that people do not see is filled in", () => {
    expect(problems({ ...good, situs_web: "https://contoh.com" })).toEqual([["situs_web", "trap"]]);
  });
});

describe("the answer without a score", () => {
  it("is taken where the question offers it, and nowhere else", () => {
    expect(
      kept({ ...good, U4: "0", A2: "0" })
        .surveys.get("skm@1")!
        .get("U4"),
    ).toBe("opted-out");
    expect(problems({ ...good, U1: "0" })).toEqual([["U1", "not-an-answer"]]);
  });

  it.each<[string, number, boolean, ReturnType<typeof readAnswer>]>([
    ["1", 4, false, 1],
    ["9", 9, false, 9],
    ["0", 4, true, "opted-out"],
    ["0", 4, false, undefined],
    ["5", 4, true, undefined],
    ["01", 4, true, undefined],
    ["4.0", 4, true, undefined],
    [" 4", 4, true, undefined],
    ["", 4, true, undefined],
    ["opted-out", 4, true, undefined],
    ["10", 9, true, undefined],
  ])("reads %j on 1–%i (opt-out offered: %s) as %s", (code, max, offered, answer) => {
    expect(readAnswer(code, max, offered)).toBe(answer);
  });
});

describe("the service", () => {
  it("is not asked for where there is none to choose", () => {
    expect(kept({ ...good, layanan: "12" }, { ...sitting, services: [] }).serviceId).toBeNull();
  });

  it("must be one that still takes answers", () => {
    expect(problems({ ...good, layanan: "4" })).toEqual([["layanan", "not-an-answer"]]);
    expect(problems({ ...good, layanan: "012" })).toEqual([["layanan", "not-an-answer"]]);
  });
});

describe("the citizen's key", () => {
  it.each([
    ["", false],
    ["a", true],
    ["aZ09._~-", true],
    ["a".repeat(64), true],
    ["a".repeat(65), false],
    ["abc def-ghi", false],
    ["abcdefg\u00e9", false],
    ["abcdefgh\n", false],
  ])("%j is one: %s", (key, is) => {
    expect(isKey(key)).toBe(is);
  });
});

describe("two postings with one key", () => {
  it("are compared by a text that has everything in the order of keys", () => {
    const answers = kept({ ...good, usia: "<17", jenis_kelamin: "L", "alasan.U9": "lama", saran: "Cepat." });
    expect(canonicalAnswers(answers)).toBe(
      JSON.stringify([
        [
          ["skm@1", [["U1", 4], ["U4", 3], ["U8.1", 2], ["U8.2", 3], ["U9", 1]]],
          ["spak@1", [["A1", 6], ["A2", 5]]],
        ],
        12,
        false,
        [["jenis_kelamin", "L"], ["usia", "<17"]],
        [["U9", "lama"]],
        "Cepat.",
      ]), // prettier-ignore
    );
    const reordered = {
      ...answers,
      surveys: new Map([...answers.surveys].reverse()),
      profile: new Map([...answers.profile].reverse()),
    };
    expect(canonicalAnswers(reordered)).toBe(canonicalAnswers(answers));
  });

  it("are the same only when everything that is kept is the same", () => {
    const plain = canonicalAnswers(kept(good));
    expect(canonicalAnswers(kept({ ...good, situs_web: "", kunci: "another-key" }))).toBe(plain);
    for (const other of [{ U1: "3" }, { U4: "0" }, { layanan: "3" }, { dibantu: "1" }, { usia: "<17" }, { saran: "Cepat." }]) {
      expect(canonicalAnswers(kept({ ...good, ...other }))).not.toBe(plain);
    }
  });
});
