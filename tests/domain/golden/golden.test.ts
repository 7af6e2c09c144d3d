import { describe, expect, it } from "vitest";
import { fractionFrom, roundHalfUp } from "../../../server/domain/exact/fraction.ts";
import { bandTable, classify } from "../../../server/domain/indices/bands.ts";
import type { IndexValue, NoValue } from "../../../server/domain/indices/compute-index.ts";
import { computeIndex, indexFromMeans } from "../../../server/domain/indices/compute-index.ts";
import { readAnswer } from "../../../server/domain/questionnaire/parse-answers.ts";
import type { Answers } from "../../../server/domain/response.ts";
import { tallyOf } from "../../../server/domain/tally.ts";
import { makeDefinition } from "../../support/make-definition.ts";
import type { GoldenCase, GoldenItem } from "./golden-case.ts";
import { goldenCases } from "./golden-case.ts";

function definitionFor(found: GoldenCase, rule: Pick<GoldenCase["expect"][number], "weight" | "bands" | "aggregation">) {
  return makeDefinition({ ...rule, items: found.items.map((item) => item.key) });
}

/** The scores of one item: as counted, or any scores that make up the known sum. */
function scoresOf(item: GoldenItem): number[] {
  if (item.counts) return item.counts.flatMap((count, at) => Array<number>(count).fill(at + 1));
  const [sum, n] = [item.sum!, item.n!];
  const low = Math.floor(sum / n);
  return Array.from({ length: n }, (_, at) => (at < sum - low * n ? low + 1 : low));
}

/** One respondent per row; whoever stands beyond the end of an item's scores has not answered it. */
function respondents(found: GoldenCase): Answers[] {
  const columns = found.items.map((item) => ({ key: item.key, scores: scoresOf(item) }));
  const rows = Math.max(...columns.map((column) => column.scores.length));
  return Array.from(
    { length: rows },
    (_, row) => new Map(columns.flatMap(({ key, scores }) => (scores[row] === undefined ? [] : [[key, scores[row]] as const]))),
  );
}

function expectIndex(got: IndexValue | NoValue, wanted: GoldenCase["expect"][number]): void {
  expect(got).toMatchObject({
    kind: "value",
    index4: wanted.index4,
    index100: wanted.index100,
    mutu: wanted.mutu,
    bands: wanted.bands,
  });
  if (wanted.exact4 && got.kind === "value") expect(roundHalfUp(got.exact, 4)).toBe(wanted.exact4);
}

describe.each(goldenCases)("$title ($id)", (found) => {
  it("asks for something", () => {
    expect(found.expect.length + found.classify.length).toBeGreaterThan(0);
  });

  for (const wanted of found.expect) {
    const rule = `weight ${wanted.weight}, ${wanted.aggregation}`;
    if (found.items.every((item) => item.mean === undefined)) {
      it(`gives ${wanted.index100} from the answers (${rule})`, () => {
        const definition = definitionFor(found, wanted);
        const tally = tallyOf(definition, respondents(found));
        expect(tally.respondents).toBe(found.respondents);
        const result = computeIndex(definition, tally);
        expectIndex(result.index, wanted);
        found.items.forEach((item, at) => {
          const got = result.items[at]!;
          if (item.counts) expect(got.counts).toEqual(item.counts);
          if (item.nrr) expect(got.nrr).toBe(item.nrr);
          if (item.points) expect(got).toMatchObject({ points: item.points, mutu: item.mutu });
          if (item.weighted && /^1\//.test(wanted.weight)) expect(got.weighted).toBe(item.weighted);
        });
      });
    }
    if (wanted.aggregation === "mean-of-item-means" && found.items.every((item) => item.counts === undefined)) {
      it(`gives ${wanted.index100} from the means (${rule})`, () => {
        const means = new Map(found.items.map((item) => [item.key, item.mean ?? `${item.sum!}/${item.n!}`]));
        expectIndex(indexFromMeans(definitionFor(found, wanted), means), wanted);
      });
    }
  }

  for (const { figure, bands, mutu } of found.classify) {
    it(`calls ${figure} ${mutu} by ${bands}`, () => {
      expect(classify(roundHalfUp(fractionFrom(figure), 2), bandTable(bands)).mutu).toBe(mutu);
    });
  }

  const refused = found.refusedScore;
  if (refused) {
    it(`takes the score ${refused.score} (${refused.place}) for no answer`, () => {
      expect(readAnswer(refused.score, 4, false)).toBeUndefined();
    });
  }
});

it("keeps every published case that the project was given", () => {
  expect(goldenCases.map((found) => found.id)).toEqual([
    "ikm-bogor-bpt-2011",
    "ikm-bogor-bpt-2012",
    "missing-answers",
    "mutu-edges",
    "skm-embong-ijuk",
    "skm-gaspul-tw3",
    "skm-lab-reliability",
    "skm-lbk-kalsel-2020",
    "skm-pdam-hsu",
    "skm-perpusnas-2023-05",
    "skm-pn-payakumbuh-2020s1",
    "skm-tubaba-2023s1",
  ]);
});
