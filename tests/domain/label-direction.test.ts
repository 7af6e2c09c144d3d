import { describe, expect, it } from "vitest";
import { directionTroubles, labelDirection } from "../../server/domain/questionnaire/label-direction.ts";
import { definitionSchema } from "../../server/domain/questionnaire/definition.ts";
import { definitionFile, makePart } from "../support/make-definition.ts";

const AGREEMENT = ["Sangat tidak setuju", "Tidak setuju", "Setuju", "Sangat setuju"];
const OFTEN = ["Tidak ada", "Jarang", "Sering", "Selalu"];
const turned = (labels: readonly string[]): string[] => [...labels].reverse();

describe("the direction of labels", () => {
  it.each([
    ["Tidak sesuai | Kurang sesuai | Sesuai | Sangat sesuai", "agreement"],
    ["Tidak mudah | Kurang mudah | Mudah | Sangat mudah", "judgement"],
    ["Sangat mahal | Cukup mahal | Murah | Gratis", "judgement"],
    ["Tidak sopan dan ramah | Kurang sopan dan ramah | Sopan dan ramah | Sangat sopan dan ramah", "judgement"],
    ["Buruk | Cukup | Baik | Sangat baik", "judgement"],
    ["Sangat tidak puas | Tidak puas | Cukup puas | Puas | Sangat puas", "judgement"],
    ["Kurang baik | Baik", "judgement"],
    ["Cukup baik | Baik", "judgement"],
    ["Sangat lambat | Lambat | Cepat | Sangat cepat", "judgement"],
    ["Sangat mahal | Tidak mahal", "judgement"],
    ["Tidak ada | Jarang | Sering | Selalu", "frequency"],
    ["Tidak pernah | Kadang-kadang | Selalu", "frequency"],
    ["Sangat jarang | Ada", "frequency"],
  ])("%s: %s, and the other way round turned", (line, kind) => {
    const labels = line.split(" | ");
    expect(labelDirection(labels)).toEqual({ kind, rises: true });
    expect(labelDirection(turned(labels))).toEqual({ kind, rises: false });
  });

  it.each([
    "Tidak ada | Ada tetapi tidak berfungsi | Berfungsi kurang maksimal | Dikelola dengan baik",
    "nilai 1 | nilai 2",
    "Tidak setuju | Sangat baik",
    "Baik | Mudah",
    "Petugas baik | Petugas buruk sekali",
    "",
  ])("is not claimed for %j", (line) => {
    expect(labelDirection(line === "" ? [] : line.split(" | "))).toBeUndefined();
  });
});

describe("labels against what a definition declares", () => {
  const asked = (labels: readonly string[], reversed = false) => ({ labels, reversed });
  const good = ["Buruk", "Cukup", "Baik", "Sangat baik"];

  it("must rise where they say good or bad, and fall where the question is reversed", () => {
    expect(directionTroubles([asked(good), asked(turned(good), true)])).toEqual([]);
    expect(directionTroubles([asked(good), asked(turned(good))])).toEqual([
      {
        at: 1,
        reason:
          '1 is "Sangat baik" and 4 is "Buruk", so a high answer is bad; write the labels from 1 upwards, or declare "reversed": true',
      },
    ]);
    expect(directionTroubles([asked(good, true)])).toEqual([
      {
        at: 0,
        reason:
          '1 is "Buruk" and 4 is "Sangat baik", so a high answer is good; take "reversed" away or write the labels the other way round',
      },
    ]);
  });

  it("run one way in the whole survey where their worth depends on the question, whatever is reversed", () => {
    for (const labels of [AGREEMENT, OFTEN]) {
      expect(directionTroubles([asked(labels), asked(labels, true)])).toEqual([]);
      expect(directionTroubles([asked(turned(labels)), asked(turned(labels), true)])).toEqual([]);
      expect(directionTroubles([asked(labels), asked(good), asked(turned(labels))])).toMatchObject([{ at: 2 }]);
    }
    expect(directionTroubles([asked(AGREEMENT), asked(turned(OFTEN))])).toEqual([]);
  });
});

describe("a definition", () => {
  const refusals = (file: Record<string, unknown>): string[] =>
    definitionSchema.safeParse(file).error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];
  const both = (id: string[]) => ({ id, en: id.map((label) => `${label} (en)`) });

  it("that mixes directions without a declared flip is refused at the labels", () => {
    const items = ["U1", { key: "U2", parts: [makePart("U2.1"), { ...makePart("U2.2"), labels: both(turned(AGREEMENT)) }] }];
    expect(refusals({ ...definitionFile({ items }), labels: both(AGREEMENT) })).toEqual([
      expect.stringMatching(/^items\.1\.parts\.1\.labels\.id: 1 is "Sangat setuju".*the other way round/),
    ]);
  });

  it("whose shared labels contradict it is refused at the question", () => {
    const items = [{ key: "U1", reversed: true }, "U2"];
    const labels = both(["Sangat baik", "Baik", "Cukup", "Buruk"]);
    expect(refusals({ ...definitionFile({ items }), labels })).toEqual([
      expect.stringMatching(/^items\.1\.reversed: .*a high answer is bad/),
    ]);
  });
});
