import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import type { Person } from "../../server/domain/person.ts";
import type { Unit } from "../../server/domain/response.ts";
import { projectPath } from "../../server/project-path.ts";
import { commentsPage } from "../../server/reports/comments-page.ts";
import { dashboardPage } from "../../server/reports/dashboard-page.ts";
import { derivationPage } from "../../server/reports/derivation-page.ts";
import { progressPage } from "../../server/reports/progress-page.ts";
import { reportPage } from "../../server/reports/report-page.ts";
import { surveyIn, unitReport } from "../../server/reports/unit-report.ts";
import { zonePage } from "../../server/reports/zone-page.ts";
import { openViews } from "../../server/web/pages.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import { importScores, perpusnasAnswers, skm } from "./answered-unit.ts";
import { strictModel } from "./strict-model.ts";

describe("the views of reports ask only for what their page models hold", () => {
  const views = openViews(projectPath("views"));
  let house: House;
  let person: Person;
  const units: Record<string, Unit> = {};
  /** Layouts may ask for things that only some pages have; what a page itself asks for must be there. */
  const render = (view: string, model: object): string =>
    views.render(view, strictModel({ problems: [], sheets: [], scripts: [], ...model }));

  beforeAll(async () => {
    house = await openHouse();
    person = await house.make.person({ role: "head", unit: null });
    units["full"] = await house.make.unit({ surveys: ["skm", "spak"] });
    units["few"] = await house.make.unit();
    units["empty"] = await house.make.unit();
    const service = await house.make.service(units["full"]);
    await importScores(
      house,
      units["full"],
      "skm@1",
      perpusnasAnswers().map((answers, at) => ({
        answers,
        serviceId: at < 3 ? service.id : null,
        profile: new Map([["usia", at < 2 ? "<17" : "26-35"]]),
      })),
    );
    await importScores(
      house,
      units["full"],
      "skm@1",
      Array.from({ length: 40 }, () => ({ answers: skm(3), date: "2026-08-01" })),
    );
    await importScores(house, units["few"], "skm@1", [{ answers: skm(3) }]);
    const [counter] = await house.store.units.counters(units["full"].id);
    const rush = { date: "2026-11-01", counterId: counter!.id, kind: "rush", answers: 30 } as const;
    await house.store.records.noteSignal(units["full"].id, rush);
    await house.store.units.setPopulation(units["full"].id, "2026-TW4", 900);
  });
  afterAll(() => house.close());

  it.each(["full", "few", "empty"])("for a unit whose period is %s", async (kind) => {
    const unit = units[kind]!;
    const reader: Person = { ...person, unitId: unit.id };
    const report = await unitReport(house.parts, unit, parsePeriod("2026-TW4"), "staff page");
    const pages = [
      render("reports/dashboard", dashboardPage(report, reader)),
      render("reports/progress", progressPage(report, reader)),
      render("reports/report", reportPage(report, surveyIn(report, "skm"), reader)),
      render("reports/comments", commentsPage(report, { kind: "open", comments: ["Antre <b>lama</b>"] }, reader)),
      render("reports/comments", commentsPage(report, { kind: "withheld", respondents: 3 }, reader)),
      render("reports/derivation", derivationPage(report, surveyIn(report, "skm"))),
      render("reports/zone", await zonePage(house.parts, unit, parsePeriod("2026"), reader)),
    ];
    for (const page of pages) expect(page).not.toMatch(/undefined|NaN|\[object|>null</);
    expect(pages[3]).toContain("Antre &lt;b&gt;lama&lt;/b&gt;");
    expect(pages[0]!.match(/class="button"/g)).toHaveLength(1);
  });

  it("would be caught asking for more", () => {
    expect(() => render("reports/comments", { frame: strictModel({}) })).toThrow(/does not hold/);
  });
});
