import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importAnswers } from "../../server/imports/import-answers.ts";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import type { Person } from "../../server/domain/person.ts";
import type { Unit } from "../../server/domain/response.ts";
import type { Parts } from "../../server/parts.ts";
import { attentionWords } from "../../server/reports/attention-words.ts";
import { openExport } from "../../server/reports/exports/open-export.ts";
import { reportPage } from "../../server/reports/report-page.ts";
import { trustBox } from "../../server/reports/trust-box.ts";
import { surveyIn, unitReport } from "../../server/reports/unit-report.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import { makeDefinition } from "../support/make-definition.ts";
import { knowing } from "./knowing.ts";

const QUARTER = parsePeriod("2026-TW4");
const survey = makeDefinition({ id: "cermat", attention: true });

describe("what an attention question found", () => {
  let house: House;
  let unit: Unit;
  let parts: Parts;
  const person: Person = {
    id: 1,
    login: "sari",
    name: "Sari",
    role: "admin",
    unitId: null,
    disabled: false,
    passwordHash: null,
    grants: [],
  };
  beforeAll(async () => {
    house = await openHouse();
    parts = await knowing(house, survey);
    unit = await house.make.unit({ code: "cermat", surveys: ["cermat"] });
    const rows = Array.from({ length: 40 }, (_, at) => `2026-10-05,3,3,3,${at < 6 ? 1 : 2}`);
    // The last one answered nothing but the attention question: no score, so no respondent.
    const csv = ["tanggal,U1,U2,U3,X1", ...rows, "2026-10-05,,,,2"].join("\n");
    const outcome = await importAnswers(parts, unit, [survey], new TextEncoder().encode(csv), { keepValid: true });
    expect(outcome).toMatchObject({ imported: 40, refused: [{ line: 42, reason: "Baris ini tidak berisi satu nilai pun." }] });
  });
  afterAll(() => house.close());

  it("stands on dashboard and report, and the index is what it would be without it", async () => {
    const words = "Kecermatan (SKM): 6 dari 40 orang (15%) tidak memilih jawaban yang diminta; jawaban mereka tetap dihitung.";
    const report = await unitReport(parts, unit, QUARTER, "operator");
    const found = surveyIn(report, "cermat");
    expect(trustBox(report, person).lines.map((line) => line.words)).toContain(words);
    expect(reportPage(report, found, person).legend).toContain(words);
    expect(found.result).toMatchObject({ respondents: 40, index: { kind: "value", index100: "75.00" } });
  });

  it("is a column of the exported answers, which can be imported again", async () => {
    const file = await openExport(parts, { unit, period: QUARTER, surveys: [], format: "csv", audience: "operator" });
    let text = "";
    for await (const chunk of file.chunks) text += Buffer.from(chunk).toString("utf8");
    expect(text.split(/\r?\n/)[0]).toMatch(/U1,U2,U3,X1$/);
    const copy = await house.make.unit({ code: "salinan", surveys: ["cermat"] });
    expect(await importAnswers(parts, copy, [survey], Buffer.from(text), { keepValid: false })).toEqual({
      imported: 40,
      refused: [],
    });
    const again = surveyIn(await unitReport(parts, copy, QUARTER, "operator"), "cermat");
    expect(again.attention).toEqual({ answered: 40, wrong: 6 });
  });

  it("says so when all chose right, and nothing when nobody was asked", () => {
    expect(attentionWords({ definition: survey, attention: { answered: 12, wrong: 0 } })).toBe(
      "Kecermatan (SKM): semua 12 orang memilih jawaban yang diminta.",
    );
    expect(attentionWords({ definition: survey, attention: { answered: 12, wrong: 3 } })).toContain(
      "3 dari 12 orang tidak memilih",
    );
    expect(attentionWords({ definition: survey, attention: { answered: 0, wrong: 0 } })).toBeNull();
    expect(attentionWords({ definition: makeDefinition(), attention: null })).toBeNull();
  });
});
