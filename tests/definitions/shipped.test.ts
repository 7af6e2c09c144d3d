import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { definitionJsonSchema } from "../../server/definitions/definition-schema.ts";
import { loadDefinitions } from "../../server/definitions/load-definitions.ts";
import { computeIndex } from "../../server/domain/indices/compute-index.ts";
import type { SurveyDefinition } from "../../server/domain/questionnaire/definition.ts";
import { displayItems, questionKeys, questionsOf, refOf } from "../../server/domain/questionnaire/definition.ts";
import { fields } from "../../server/domain/questionnaire/parse-answers.ts";
import { tallyOf } from "../../server/domain/tally.ts";
import { SHIPPED, shippedSeals } from "./folders.ts";

const definitions = loadDefinitions({ shipped: SHIPPED });
const survey = (ref: string): SurveyDefinition => definitions.byRef(ref)!;
const questions = (definition: SurveyDefinition) => definition.items.flatMap((item) => questionsOf(definition, item));
const numbered = (letter: string, count: number): string[] => Array.from({ length: count }, (_, at) => `${letter}${at + 1}`);

test("the shipped surveys are there, each in version 1", () => {
  expect(definitions.all.map(refOf)).toEqual(["ipk-peradilan@1", "skm@1", "spak@1", "spak-6@1", "spkp@1", "spkp-6@1"]);
  expect(definitions.latestOfEach).toEqual(definitions.all);
  expect(definitions.latest("skm")).toBe(survey("skm@1"));
  expect(definitions.latest("none")).toBeUndefined();
});

test.each([
  ["skm", numbered("U", 9)],
  ["spkp", numbered("K", 8)],
  ["spkp-6", numbered("K", 8)],
  ["spak", numbered("A", 5)],
  ["spak-6", numbered("A", 5)],
  ["ipk-peradilan", numbered("P", 10)],
])("%s has the keys that files and users rely on", (id, keys) => {
  expect(questionKeys(survey(`${id}@1`))).toEqual(keys);
});

describe("skm", () => {
  test("shows sarana eighth and pengaduan ninth, as the sample questionnaire does", () => {
    const names = displayItems(survey("skm@1")).map((item) => `${item.key} ${item.name.id}`);
    expect(names).toEqual([
      "U1 Persyaratan",
      "U2 Sistem, Mekanisme, dan Prosedur",
      "U3 Waktu Penyelesaian",
      "U4 Biaya/Tarif",
      "U5 Produk Spesifikasi Jenis Pelayanan",
      "U6 Kompetensi Pelaksana",
      "U7 Perilaku Pelaksana",
      "U9 Sarana dan Prasarana",
      "U8 Penanganan Pengaduan, Saran dan Masukan",
    ]);
  });

  test.each([
    ["U1", "Tidak sesuai | Kurang sesuai | Sesuai | Sangat sesuai"],
    ["U2", "Tidak mudah | Kurang mudah | Mudah | Sangat mudah"],
    ["U3", "Tidak cepat | Kurang cepat | Cepat | Sangat cepat"],
    ["U4", "Sangat mahal | Cukup mahal | Murah | Gratis"],
    ["U5", "Tidak sesuai | Kurang sesuai | Sesuai | Sangat sesuai"],
    ["U6", "Tidak kompeten | Kurang kompeten | Kompeten | Sangat kompeten"],
    ["U7", "Tidak sopan dan ramah | Kurang sopan dan ramah | Sopan dan ramah | Sangat sopan dan ramah"],
    ["U8", "Tidak ada | Ada tetapi tidak berfungsi | Berfungsi kurang maksimal | Dikelola dengan baik"],
    ["U9", "Buruk | Cukup | Baik | Sangat baik"],
  ])("%s keeps the official labels from 1 to 4", (key, labels) => {
    expect(
      questions(survey("skm@1"))
        .find((one) => one.key === key)!
        .labels.id.join(" | "),
    ).toBe(labels);
  });

  test("only U4 may be answered with 'tidak berlaku'", () => {
    const optional = questions(survey("skm@1")).filter((one) => one.optOut);
    expect(optional.map((one) => `${one.key}: ${one.optOut!.id}`)).toEqual(["U4: Tidak berlaku untuk saya"]);
  });
});

test.each(["spak@1", "spak-6@1"])("every question of %s may be left without an opinion", (ref) => {
  const words = questions(survey(ref)).map((one) => one.optOut?.id);
  expect(words).toEqual(Array<string>(5).fill("Tidak tahu / tidak ingin menjawab"));
});

test("the scales, weights, conversions and band tables are those of the published rules", () => {
  const rules = definitions.all.map(
    (one) => `${refOf(one)} 1-${one.scale.max} ${Object.values(one.index).slice(2).map(String).join(" ")}`,
  );
  expect(rules).toEqual([
    "ipk-peradilan@1 1-4 mean-of-item-means 1/n proportional ipk-peradilan",
    "skm@1 1-4 mean-of-item-means 1/n proportional permenpan-14-2017",
    "spak@1 1-4 mean-of-item-means 1/n proportional permenpan-14-2017",
    "spak-6@1 1-6 mean-of-item-means 1/n proportional permenpan-14-2017",
    "spkp@1 1-4 mean-of-item-means 1/n proportional permenpan-14-2017",
    "spkp-6@1 1-6 mean-of-item-means 1/n proportional permenpan-14-2017",
  ]);
});

test("the best answer to every question gives the index 100 and the best mutu in every survey", () => {
  for (const definition of definitions.all) {
    const best = new Map(questions(definition).map((one) => [one.key, one.reversed ? 1 : definition.scale.max]));
    expect(computeIndex(definition, tallyOf(definition, [best])).index).toMatchObject({
      index4: "4.000",
      index100: "100.00",
      mutu: "A",
    });
  }
});

test("the court form shows 'Selalu' first, and 'Tidak ada' everywhere means free of corruption", () => {
  const court = survey("ipk-peradilan@1");
  expect(court.labelOrder).toBe("highest-first");
  expect(court.labels!.id).toEqual(["Tidak ada", "Jarang", "Sering", "Selalu"]);
  expect(questions(court).every((one) => one.reversed)).toBe(true);
  const index = (answer: number) =>
    computeIndex(court, tallyOf(court, [new Map(questionKeys(court).map((key) => [key, answer]))])).index;
  expect(index(1)).toMatchObject({ index4: "4.000", label: "Bersih dari korupsi" });
  expect(index(4)).toMatchObject({ index4: "1.000", label: "Tidak bersih dari korupsi" });
});

test("every question is short enough for two lines of a small phone in both languages", () => {
  // 328 px at 20 px type hold about 33 characters a line.
  for (const definition of definitions.all) {
    for (const { key, question } of questions(definition)) {
      for (const words of [question.id, question.en])
        expect(words.length, `${refOf(definition)} ${key}: ${words}`).toBeLessThanOrEqual(62);
      expect(question.id).not.toBe(question.en);
    }
  }
});

test("no text shouts, and none holds white space at its ends or twice in a row", () => {
  const walk = (value: unknown): string[] =>
    typeof value === "string" ? [value] : value !== null && typeof value === "object" ? Object.values(value).flatMap(walk) : [];
  const texts = [...definitions.all, definitions.profile].flatMap(walk);
  expect(texts.length).toBeGreaterThan(300);
  expect(texts.filter((text) => /!|^\s|\s$|\s\s/.test(text))).toEqual([]);
});

test("what no readable regulation confirms is marked as unverified", () => {
  const unverified = (ref: string) =>
    survey(ref)
      .sources.flatMap((one) => (one.verified ? [] : [one.what]))
      .join("\n");
  expect(unverified("skm@1")).toContain("0,11");
  for (const ref of ["spkp-6@1", "spak-6@1"]) expect(unverified(ref)).toContain("Konversi 1–6 ke 0–4");
  for (const ref of ["spkp@1", "spak@1"]) expect(unverified(ref)).toContain("surat edaran");
});

describe("profile", () => {
  test("has the codes that import files use", () => {
    const codes = Object.fromEntries(
      definitions.profile.questions.map((one) => [one.key, one.options.map((option) => option.code).join(" ")]),
    );
    expect(codes).toEqual({
      jenis_kelamin: "L P",
      usia: "<17 17-25 26-35 36-45 46-55 56-65 >65",
      pendidikan: "SD SMP SMA D1-D3 D4-S1 S2 S3",
      pekerjaan: "PNS TNI POLRI SWASTA WIRAUSAHA PELAJAR LAINNYA",
      ragam_disabilitas: "TIDAK FISIK SENSORIK INTELEKTUAL MENTAL GANDA",
    });
  });

  test("asks about disability only where a unit has switched it on", () => {
    expect(definitions.profile.questions.filter((one) => one.optional).map((one) => one.key)).toEqual(["ragam_disabilitas"]);
    expect(definitions.profile.questions.filter((one) => one.ages).map((one) => one.key)).toEqual(["usia"]);
  });

  test("uses no name that another field of the form or of an import file has", () => {
    const taken = new Set<string>([...Object.values(fields), "tanggal", "kanal"]);
    expect(definitions.profile.questions.filter((one) => taken.has(one.key))).toEqual([]);
  });
});

test("the seal of every version is the one written in sealed.json", () => {
  const seals = shippedSeals();
  const refs = [...definitions.all, definitions.profile, definitions.reasons, definitions.thresholds].map(refOf);
  expect(Object.keys(seals).sort()).toEqual([...refs].sort());
  for (const ref of refs) expect(definitions.seal(ref)).toBe(seals[ref]);
  expect(() => definitions.seal("none@1")).toThrow(RangeError);
});

test("definition.schema.json is fresh (npm run definitions:seal writes it), and every file names it", () => {
  expect(readFileSync(join(SHIPPED, "definition.schema.json"), "utf8")).toBe(definitionJsonSchema());
  for (const one of [...definitions.all, definitions.profile]) expect(one.$schema).toBe("../definition.schema.json");
});
