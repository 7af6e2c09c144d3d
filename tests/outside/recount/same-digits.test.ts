import { join } from "node:path";
import { readXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Period, PeriodKind } from "../../../server/domain/periods/period.ts";
import { parsePeriod, periodOf } from "../../../server/domain/periods/period.ts";
import { projectPath } from "../../../server/project-path.ts";
import type { IndexJson } from "../../../server/reports/index-json.ts";
import type { RangesJson } from "../../../server/reports/ranges-json.ts";
import { needLibreOffice, recalculated } from "../recalculate.ts";
import { withoutKeptValues } from "../without-kept-values.ts";
import type { Sheets, WorkbookFigures } from "../workbook-figures.ts";
import { figuresForWorkbook, figuresInWorkbook } from "../workbook-figures.ts";
import type { Installation } from "./installation.ts";
import { openInstallation } from "./installation.ts";
import { places } from "./places.ts";
import { figureTable, number, rangesByDashboard, toldByDashboard, toldByJson, toldByReport } from "./printed-figures.ts";
import type { Recounted, Stranger } from "./python.ts";
import { needPython, openStranger } from "./python.ts";

const KINDS: readonly PeriodKind[] = ["month", "quarter", "semester", "year"];
/** Kinds of period whose services are recounted too; four more recounts for each index take their time. */
const WITH_SERVICES: readonly PeriodKind[] = ["quarter", "year"];
/** What the answers do not tell. */
const BEYOND = ["unit", "received", "excluded", "otherVersions", "sample"];

/** What was compared, so that the end can tell whether it was worth anything. */
const compared = {
  indices: 0,
  values: 0,
  withoutValue: 0,
  excluded: 0,
  otherVersions: 0,
  services: 0,
  ranges: 0,
  recalculated: 0,
  mutu: new Set<string>(),
};

type Asked = Pick<IndexJson, "unit" | "survey" | "period">;

interface Counted {
  readonly index: IndexJson;
  readonly ranges: RangesJson;
}

/** Two, so that both scripts run while the pages are read. */
let strangers: readonly [Stranger, Stranger];
beforeAll(() => {
  needPython();
  needLibreOffice();
  strangers = [openStranger(), openStranger()];
});
afterAll(() => strangers.forEach((stranger) => stranger.leave()));

describe.each(places)("the figures of $title", ({ units, own, fill }) => {
  let at: Installation;
  beforeAll(async () => {
    at = await openInstallation(own);
    await fill(at);
  });
  afterAll(() => at?.close());

  const definitionFile = (ref: string): string => {
    const file = `${ref.replace("@", "/")}.json`;
    return own.has(file) ? join(at.folder, "data", "survey-definitions", file) : projectPath(`survey-definitions/${file}`);
  };

  /** Every period of a kind in which the unit has answers, and one in which it has none. */
  const periodsOf = async (unitId: number, kind: PeriodKind): Promise<readonly Period[]> => {
    const cells = await at.parts.store.responses.cells({ unitId, from: "2000-01", until: "2999-12" });
    const periods = cells.map(({ month }) => periodOf(kind, `${month}-01`));
    const named = new Map([...periods, parsePeriod("2019-01")].map((period) => [period.name, period]));
    return [...named.values()];
  };

  const get = async (url: string): Promise<string> => (await at.get(url)).text;
  const answersFile = (): string => join(at.folder, "answers.csv");

  /** Holds everything against one index as the command line tells it; `computed` is a workbook that LibreOffice computed. */
  const compareAll = async ({ unit, survey, period }: Asked, computed: Sheets | null): Promise<Counted> => {
    const call = ["--unit", unit, "--period", period, "--survey", survey];
    const index = JSON.parse(await at.suara("index", ...call, "--json")) as IndexJson;
    const where = `${unit} ${index.survey} ${period}`;
    const definition = at.parts.definitions.byRef(index.survey)!;
    await at.suara("export", ...call, "--format", "csv", "--out", answersFile());
    const [first, second] = strangers;
    const recounting = first.recount("--definition", definitionFile(index.survey), "--period", period, answersFile());
    const file = JSON.parse(await get(`/laporan/${unit}/${period}.json?survei=${survey}`)) as { ranges: RangesJson[] };
    expect(file, where).toMatchObject({ indices: [index] });
    const ranges = file.ranges[0]!;
    const ranging = second.ranges("--definition", definitionFile(index.survey), ...served(ranges), answersFile());

    expect(JSON.parse(await get(`/api/v1/units/${unit}/indices?survey=${survey}&period=${period}`)), where).toEqual(index);
    expect(toldByReport(await get(`/laporan/${unit}/${period}?survei=${survey}`)), where).toEqual(toldByJson(index));

    const workbook = (await at.get(`/laporan/${unit}/${period}.xlsx?survei=${survey}`)).bytes;
    const [inWorkbook, sheet] = [figuresForWorkbook(index, definition, range100(ranges.index)), definition.abbreviation];
    expect(plain(figuresInWorkbook(await keptValues(workbook), definition, sheet)), where).toEqual(plain(inWorkbook));
    const own = await recounting;
    expect(own.err, where).toBe("");
    expect(figuresOnly(JSON.parse(own.out) as IndexJson), where).toEqual(figuresOnly(index));
    compareRanges(ranges, await ranging, where);
    if (computed) {
      expect(figuresInWorkbook(computed, definition, sheet), where).toEqual(inWorkbook);
      compared.recalculated += 1;
    }
    note(index);
    return { index, ranges };
  };

  const served = ({ served: people }: RangesJson): readonly string[] => (people === null ? [] : ["--served", String(people)]);

  /** The dashboard, and the services it shows, each of them recounted from the answers that were given for it. */
  const compareDashboard = async (dashboard: string, { index, ranges }: Counted, kind: PeriodKind): Promise<void> => {
    const { id, index: rule } = at.parts.definitions.byRef(index.survey)!;
    const where = `${index.unit} ${index.survey} ${index.period}`;
    const { items, ...told } = toldByJson(index);
    expect(toldByDashboard(dashboard, id, rule.abbreviation), where).toEqual({
      ...told,
      items: items.map(([key, answered, nrr, , points, mutu]) => [key, answered, nrr, "", points, mutu]),
    });
    expect(rangesByDashboard(dashboard, id, rule.abbreviation), where).toEqual({
      index: range100(ranges.index),
      items: new Map(ranges.items.map((item) => [item.key, item.kind === "range" ? words(item.low, item.high) : "–"])),
    });
    if (!WITH_SERVICES.includes(kind)) return;
    for (const row of figureTable(dashboard, `layanan-${id}`)) {
      const [service, respondents, points] = [row("Layanan"), row("Responden"), row("Nilai")];
      if (respondents === "disembunyikan") continue;
      const name = service === "Tanpa layanan" ? "" : service;
      const { out } = await strangers[0].recount("--definition", definitionFile(index.survey), "--service", name, answersFile());
      const split = JSON.parse(out) as IndexJson;
      expect([String(split.respondents), split.index.kind === "value" ? split.index.index100 : "–"], where).toEqual([
        number(respondents),
        number(points),
      ]);
      compared.services += 1;
    }
  };

  const computedWorkbook = async (unit: string, period: string): Promise<Sheets> =>
    recalculated(withoutKeptValues((await at.get(`/laporan/${unit}/${period}.xlsx`)).bytes));

  describe.each(units)("%s", (code) => {
    it.each(KINDS)("are the same digits everywhere, each %s", async (kind) => {
      const unit = (await at.parts.store.units.byCode(code))!;
      for (const { name: period } of await periodsOf(unit.id, kind)) {
        const dashboard = await get(`/staf/unit/${code}?periode=${period}`);
        const computed = kind === "year" ? await computedWorkbook(code, period) : null;
        for (const survey of unit.surveys) {
          const asked = { unit: code, survey, period };
          const counted = await compareAll(asked, computed);
          const { index } = counted;
          if (index.respondents > 0) await compareDashboard(dashboard, counted, kind);
          for (const other of index.otherVersions ?? []) {
            const older = await compareAll({ ...asked, survey: other }, null);
            expect(older.index.index).not.toEqual(index.index);
            compared.otherVersions += 1;
          }
        }
      }
    });
  });
});

afterAll(() => {
  const { mutu, ...counts } = compared;
  process.stdout.write(`compared ${JSON.stringify({ ...counts, mutu: [...mutu].sort().join("") })}\n`);
});

it("were many, of all kinds", () => {
  expect(compared.indices).toBeGreaterThan(500);
  expect(compared.values).toBeGreaterThan(300);
  expect(compared.withoutValue).toBeGreaterThan(50);
  expect(compared.excluded).toBeGreaterThan(5);
  expect(compared.otherVersions).toBeGreaterThan(5);
  expect(compared.services).toBeGreaterThan(200);
  expect(compared.ranges).toBeGreaterThan(2000);
  expect(compared.recalculated).toBeGreaterThan(30);
  expect([...compared.mutu]).toEqual(expect.arrayContaining(["A", "B", "C", "D", "A+"]));
});

function note({ index, excluded }: IndexJson): void {
  compared.indices += 1;
  if (excluded > 0) compared.excluded += 1;
  if (index.kind === "no-value") compared.withoutValue += 1;
  else {
    compared.values += 1;
    compared.mutu.add(index.mutu);
  }
}

/** Every range as the file tells it and as the stranger finds it. */
function compareRanges(told: RangesJson, { out, err }: Recounted, where: string): void {
  expect(err, where).toBe("");
  const withoutReasons = JSON.parse(JSON.stringify(told), (key, value: unknown) =>
    key === "reason" ? undefined : value,
  ) as RangesJson;
  expect(JSON.parse(out), where).toEqual(withoutReasons);
  compared.ranges += [told.index, ...told.items].filter(({ kind }) => kind === "range").length;
}

function range100(range: RangesJson["index"]): string | null {
  return range.kind === "range" ? words(range.low100, range.high100) : null;
}

/** "81.9" and "84.9" as pages print them. */
function words(low: string, high: string): string {
  return `${low}–${high}`.replaceAll(".", ",");
}

/** An index without what cannot be recounted; of a missing value only that it is missing. */
function figuresOnly(json: IndexJson): object {
  const kept = Object.fromEntries(Object.entries(json).filter(([key]) => !BEYOND.includes(key)));
  return { ...kept, index: json.index.kind === "value" ? json.index : { kind: json.index.kind } };
}

/** The sheets of a workbook with the values that lie beside the formulas. */
async function keptValues(workbook: Uint8Array): Promise<Sheets> {
  const { sheets } = await readXlsx(workbook);
  return new Map(sheets.map(({ name, rows }) => [name, rows.map((row) => Array.from(row, (cell) => String(cell ?? "")))]));
}

/** Figures as numbers are kept: without zeros at the end. */
function plain(figures: WorkbookFigures): object {
  return JSON.parse(JSON.stringify(figures), (_, value: unknown) =>
    typeof value === "string" && /^\d+\.\d+$/.test(value) ? String(Number(value)) : value,
  ) as object;
}
