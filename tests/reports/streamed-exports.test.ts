import type { AddressInfo } from "node:net";
import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { buildApp } from "../../server/app.ts";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import { questionKeys, refOf } from "../../server/domain/questionnaire/definition.ts";
import type { SurveyDefinition } from "../../server/domain/questionnaire/definition.ts";
import type { Answer, Answers, Unit } from "../../server/domain/response.ts";
import { channels, isRated } from "../../server/domain/response.ts";
import type { Parts } from "../../server/parts.ts";
import { inertText } from "../../server/reports/exports/inert-text.ts";
import { openExport } from "../../server/reports/exports/open-export.ts";
import type { Lines } from "../../server/store/packed-rows.ts";
import { packedPages } from "../../server/store/packed-rows.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import { makeDefinition } from "../support/make-definition.ts";
import { importScores, skm } from "./answered-unit.ts";
import { knowing } from "./knowing.ts";
import { MOST_ANSWERS } from "../../server/reports/read-moments.ts";

const QUARTER = parsePeriod("2026-TW4");
const RANGE = { from: "2026-10", until: "2027-01" };
const OPEN_DAY = "2026-11-22";

describe("answers as CSV", () => {
  let house: House;
  let parts: Parts;
  let surveys: readonly SurveyDefinition[];
  beforeEach(async () => {
    house = await openHouse();
    const newer = makeDefinition({ id: "skm", version: 2, items: ["U3", "U1", "U7"] });
    parts = await knowing(house, newer);
    surveys = [house.parts.definitions.latest("skm")!, newer, ...["spkp", "spak"].map((id) => parts.definitions.latest(id)!)];
  });
  afterEach(() => house.close());

  /** The same file, made the plain way: each response unfolded, each line by the CSV library. */
  const plainly = async (unit: Unit, chosen: readonly SurveyDefinition[], held: boolean): Promise<string> => {
    const columns = chosen.flatMap((definition) => questionKeys(definition).map((key) => [refOf(definition), key] as const));
    const services = new Map((await parts.store.units.services(unit.id)).map(({ id, name }) => [id, inertText(name)]));
    const lines: (string | number | null | undefined)[][] = [["tanggal", "layanan", "kanal", ...columns.map(([, key]) => key)]];
    const rows = parts.store.responses.rows({ unitId: unit.id, ...RANGE }, held ? {} : { withoutHeldSince: OPEN_DAY });
    for await (const row of rows) {
      const answersTo = (definition: SurveyDefinition): Answers | undefined => row.surveys.get(refOf(definition));
      if (row.excluded || !chosen.some((one) => isRated(answersTo(one) ?? new Map()))) continue;
      const scores = columns.map(([ref, key]) => row.surveys.get(ref)?.get(key)).map((one) => (one === "opted-out" ? null : one));
      lines.push([row.date, row.serviceId === null ? null : services.get(row.serviceId), row.channel, ...scores]);
    }
    return `\ufeff${stringify(lines, { record_delimiter: "\r\n", quote_record_delimiter: true })}`;
  };

  it("are the same bytes as when each is unfolded and written alone", async () => {
    const answersFor = (definition: SurveyDefinition): fc.Arbitrary<Answers> =>
      fc
        .array(fc.option(fc.oneof(fc.integer({ min: 1, max: definition.scale.max }), fc.constant<Answer>("opted-out"))), {
          minLength: questionKeys(definition).length,
          maxLength: questionKeys(definition).length,
        })
        .map((list) => new Map(questionKeys(definition).flatMap((key, at) => (list[at] === null ? [] : [[key, list[at]!]]))));
    const visit = fc.record({
      survey: fc.subarray([...surveys.keys()], { minLength: 1 }),
      answers: fc.tuple(...surveys.map(answersFor)),
      service: fc.nat({ max: 3 }),
      channel: fc.constantFrom(...channels),
      date: fc.constantFrom("2026-09-30", "2026-10-01", "2026-11-10", "2026-12-31"),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ rows: fc.array(visit, { maxLength: 12 }), undone: fc.boolean() }), { maxLength: 3 }),
        fc.nat({ max: 7 }),
        fc.constantFrom(["skm"], ["skm@1"], ["spak", "skm@1"], ["skm@2", "spkp"], ["skm@1", "spkp", "spak"]),
        async (batches, visitors, wanted) => {
          const unit = await house.make.unit({ surveys: ["skm", "spkp", "spak"] });
          for (const name of ['=1+1 "Poli", umum', "Poli Gigi", "  é\n"]) await house.make.service(unit, name);
          const services = await parts.store.units.services(unit.id);
          const counterId = (await parts.store.units.counters(unit.id))[0]!.id;
          for (const [number, { rows, undone }] of batches.entries()) {
            const outcome = await parts.store.responses.importBatch({
              unitId: unit.id,
              fileDigest: String(number).padStart(64, "0"),
              importedOn: OPEN_DAY,
              newServices: [],
              rows: () =>
                rows.map(({ survey, answers, service, channel, date }) => ({
                  comment: null,
                  response: {
                    counterId,
                    serviceId: services[service]?.id ?? null,
                    channel,
                    date,
                    session: null,
                    profile: new Map(),
                    surveys: new Map(survey.map((at) => [refOf(surveys[at]!), answers[at]!])),
                  },
                })),
            });
            if (undone && typeof outcome !== "string") await parts.store.responses.undoImport(unit.id, outcome.batchId, "uji");
          }
          for (let visitor = 0; visitor < visitors; visitor += 1) await house.make.response(unit, { score: 1 + (visitor % 4) });
          for (const audience of ["staff page", "operator"] as const) {
            const request = { unit, period: QUARTER, surveys: wanted, format: "csv", audience };
            // Where nobody answered the older version in the period, there is no such survey to ask for.
            const opened = await openExport(parts, request).catch((error: Error) => error.message);
            if (typeof opened === "string") {
              expect(opened).toMatch(/tidak dipakai unit ini/);
              continue;
            }
            const header = (await written(opened.chunks)).toString("utf8");
            const chosen = wanted.map((name) =>
              name.includes("@") ? parts.definitions.byRef(name)! : newestAnswered(header, surveys, parts, name),
            );
            expect(header).toBe(await plainly(unit, chosen, audience === "operator"));
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  /** Which version of the survey the file holds, by its columns. */
  const newestAnswered = (
    text: string,
    all: readonly SurveyDefinition[],
    { definitions }: Parts,
    id: string,
  ): SurveyDefinition => {
    const columns = text.slice(1, text.indexOf("\r\n")).split(",").slice(3);
    const fits = all.filter((one) => one.id === id && questionKeys(one).every((key, at) => columns[at] === key));
    return fits.find(({ version }) => version === 2) ?? fits[0] ?? definitions.latest(id)!;
  };
});

describe("a large export", () => {
  const ROWS = 400;
  /** What is read beforehand to say how sure the figures are. */
  const BEFORE = MOST_ANSWERS / ROWS;
  const PAGES = BEFORE + 10;
  let house: House;
  let unit: Unit;
  let page: Lines;
  beforeEach(async () => {
    house = await openHouse();
    unit = await house.make.unit({ code: "besar" });
    await importScores(
      house,
      unit,
      "skm@1",
      Array.from({ length: ROWS }, (_, at) => ({ answers: skm(1 + (at % 4)) })),
    );
    for await (const one of house.store.responses.pages({ unitId: unit.id, ...RANGE })) {
      const text = Buffer.from(one.bytes).toString("latin1");
      expect([one.count, one.next()]).toEqual([ROWS, true]);
      const { count, sheet } = one;
      page = { text, count, sheetOf: () => sheet };
    }
  });
  afterEach(() => house.close());

  /** A store with many pages, which tells how many were asked for and whether whoever asked has let go. */
  const manyPages = (pages: number, failAt = Infinity) => {
    const seen = { asked: 0, over: false };
    const { store } = house;
    const paged = async function* (): AsyncGenerator<Lines> {
      try {
        for (let number = 0; number < pages; number += 1) {
          seen.asked += 1;
          await new Promise((turn) => setImmediate(turn));
          if (number === failAt) throw new Error("the disk is gone");
          yield page;
        }
      } finally {
        seen.over = true;
      }
    };
    const parts: Parts = {
      ...house.parts,
      store: { ...store, responses: { ...store.responses, pages: () => packedPages(paged()) } },
    };
    return { seen, parts };
  };
  const request = (format: string) => ({ unit, period: QUARTER, surveys: [], format, audience: "staff page" as const });
  const served = async (
    parts: Parts,
  ): Promise<{ get: (format: string, signal?: AbortSignal) => Promise<Response>; close: () => Promise<void> }> => {
    const app = await buildApp(parts);
    await app.listen({ host: "127.0.0.1", port: 0 });
    const { port } = app.server.address() as AddressInfo;
    const cookie = await house.make.signIn(await house.make.person({ role: "manager", unit }));
    return {
      get: (format, signal) =>
        fetch(`http://127.0.0.1:${port}/laporan/besar/2026-TW4.${format}`, { headers: { cookie }, signal: signal ?? null }),
      close: async () => {
        app.server.closeAllConnections();
        await app.close();
      },
    };
  };

  it("begins before the second page of answers is asked for, and asks for no page that nobody takes", async () => {
    const { seen, parts } = manyPages(PAGES);
    const chunks = (await openExport(parts, request("csv"))).chunks[Symbol.asyncIterator]();
    expect(String((await chunks.next()).value)).toContain("tanggal,layanan,kanal,U1");
    expect(seen.asked).toBe(0);
    const first = (await chunks.next()).value as Uint8Array;
    expect(Buffer.from(first).toString("utf8").trim().split("\r\n")).toHaveLength(ROWS);
    expect(seen.asked).toBe(1);
    await chunks.return?.();
    expect(seen).toEqual({ asked: 1, over: true });
  });

  it("of a workbook sends something while the answers are still gathered", async () => {
    const { seen, parts } = manyPages(PAGES);
    const sizes = new Map<number, number>();
    for await (const chunk of (await openExport(parts, request("xlsx"))).chunks)
      sizes.set(seen.asked, (sizes.get(seen.asked) ?? 0) + chunk.length);
    const whileGathering = [...sizes.keys()].filter((asked) => asked > BEFORE && asked < BEFORE + PAGES);
    expect(sizes.get(BEFORE)).toBeGreaterThan(0);
    expect(whileGathering.length).toBeGreaterThan(0);
  });

  it.each(["csv", "xlsx"])("as %s stops reading when whoever asked goes away", async (format) => {
    const { seen, parts } = manyPages(1_000_000);
    const { get, close } = await served(parts);
    const leave = new AbortController();
    expect((await get(format, leave.signal)).status).toBe(200);
    await vi.waitFor(() => expect(seen.asked).toBeGreaterThan(0));
    leave.abort();
    await vi.waitFor(() => expect(seen.over).toBe(true), { timeout: 20_000 });
    expect(seen.asked).toBeLessThan(1_000_000);
    await close();
  });

  it.each(["csv", "xlsx"])("as %s breaks off when the store fails, so that nobody takes a part for the whole", async (format) => {
    const { parts } = manyPages(PAGES, BEFORE + 5);
    const { get, close } = await served(parts);
    const answer = await get(format);
    expect(answer.status).toBe(200);
    await expect(answer.arrayBuffer()).rejects.toThrow();
    await close();
  });

  it("reads no answers for an index or a header alone, and few of them for a page or a file of figures", async () => {
    const { seen, parts } = manyPages(10 * PAGES);
    const app = await buildApp(parts);
    const cookie = await house.make.signIn(await house.make.person({ role: "head", unit }));
    const report = "/laporan/besar/2026-TW4";
    const figures = [report, "/staf/unit/besar", `${report}.json`, `${report}.rekap.csv`];
    expect((await app.inject({ url: "/api/v1/units/besar/indices", headers: { cookie } })).statusCode).toBe(200);
    expect((await app.inject({ url: `${report}.profil.csv`, headers: { cookie } })).statusCode).toBe(200);
    const header = await app.inject({ method: "HEAD", url: `${report}.csv`, headers: { cookie } });
    expect([header.statusCode, header.body]).toEqual([200, ""]);
    expect(header.headers["content-disposition"]).toContain("jawaban");
    expect(seen.asked).toBe(0);
    for (const url of figures) expect((await app.inject({ url, headers: { cookie } })).statusCode, url).toBe(200);
    expect(seen.asked).toBe(BEFORE * figures.length);
    await app.close();
  });
});

async function written(chunks: AsyncIterable<string | Uint8Array>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const chunk of chunks) pieces.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(pieces);
}
