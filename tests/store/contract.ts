import { createHash } from "node:crypto";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { tallyOf } from "../../server/domain/tally.ts";
import { questionKeys, refOf } from "../../server/domain/questionnaire/definition.ts";
import type { Tally } from "../../server/domain/tally.ts";
import type { Answer, Answers, Channel, Response, Unit } from "../../server/domain/response.ts";
import { surveyVersions } from "../../server/definitions/survey-versions.ts";
import { digest } from "../../server/log/receipt.ts";
import { packAnswers } from "../../server/store/rows.ts";
import type { ImportBatch, KeptResponse, LogEntry, LogPart, Store, Submission } from "../../server/store/store.ts";
import { shippedDefinitions } from "../support/house.ts";
import type { PlainRow } from "../support/plain-rows.ts";
import { plainRows } from "../support/plain-rows.ts";

const definitions = shippedDefinitions();
const skm = definitions.latest("skm")!;
const spak = definitions.latest("spak")!;
const YEAR = { from: "2026-01", until: "2027-01" };

/** What every engine must do, told once. An engine's own test file may add to it and skips nothing. */
export function storeContract(engine: string, open: () => Promise<Store>): void {
  describe(`the store on ${engine}`, () => {
    let store: Store;
    let unit: Unit;

    beforeEach(async () => {
      store = await open();
      await store.upkeep.registerSurveys(surveyVersions(definitions));
      unit = await addUnit(store, "pkm-satu");
    });
    afterEach(async () => {
      await store.close();
    });

    const submit = async (over: Partial<Response> = {}, key = "k", more: Partial<Submission> = {}) =>
      store.responses.add(await submission(store, unit, over, key, more));
    const rows = async (options?: { withoutHeldSince?: string }): Promise<KeptResponse[]> => {
      const list: KeptResponse[] = [];
      for await (const row of store.responses.rows({ unitId: unit.id, ...YEAR }, options)) list.push(row);
      return list;
    };
    const cells = () => store.responses.cells({ unitId: unit.id, ...YEAR });

    describe("responses", () => {
      test("a response is read back as it was kept, with nothing that tells its moment", async () => {
        await submit({
          profile: new Map([
            ["usia", "26-35"],
            ["jenis_kelamin", "P"],
          ]),
          session: "siang",
        });
        const [kept] = await rows();
        expect(kept).toEqual({
          counterId: expect.any(Number) as number,
          serviceId: null,
          channel: "qr",
          date: "2026-11-20",
          session: "siang",
          surveys: new Map([[refOf(skm), skmAnswers(4)]]),
          profile: new Map([
            ["jenis_kelamin", "P"],
            ["usia", "26-35"],
          ]),
          excluded: false,
        });
      });

      test("the same submission sent twice is kept once and answered alike", async () => {
        expect(await submit()).toBe("kept");
        expect(await submit()).toBe("repeated");
        expect(await rows()).toHaveLength(1);
      });

      test("the same key with other answers is a conflict, and the first stands", async () => {
        await submit({ surveys: new Map([[refOf(skm), skmAnswers(4)]]) });
        expect(await submit({ surveys: new Map([[refOf(skm), skmAnswers(1)]]) })).toBe("conflict");
        expect((await rows())[0]!.surveys.get(refOf(skm))!.get("U1")).toBe(4);
      });

      test("of a hundred racers with one key one wins", async () => {
        const outcomes = await Promise.all(Array.from({ length: 100 }, () => submit()));
        expect(outcomes.filter((outcome) => outcome === "kept")).toHaveLength(1);
        expect(outcomes.filter((outcome) => outcome === "repeated")).toHaveLength(99);
        expect(await rows()).toHaveLength(1);
        expect(await store.upkeep.check()).toEqual([]);
      });

      test("a response that cannot be kept whole leaves no trace and spends no key", async () => {
        await expect(submit({ counterId: 999_999 })).rejects.toThrow();
        expect(await rows()).toEqual([]);
        expect(await cells()).toEqual([]);
        expect(await store.responses.comments({ unitId: unit.id, ...YEAR }, "2026-11-22")).toEqual([]);
        expect(await submit()).toBe("kept");
      });

      test("of many that arrive together one bad response sinks none of its neighbours", async () => {
        const outcomes = await Promise.allSettled(
          Array.from({ length: 60 }, (_, n) => submit(n % 20 === 7 ? { counterId: 999_999 } : {}, `visitor ${n}`)),
        );
        expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(3);
        expect(await rows()).toHaveLength(57);
        expect(await store.upkeep.check()).toEqual([]);
        expect(await submit({}, "visitor 7")).toBe("kept");
      });

      test("a range of months includes its first day and excludes the day after its last", async () => {
        for (const [at, date] of ["2026-09-30", "2026-10-01", "2026-12-31", "2027-01-01"].entries())
          await submit({ date }, `edge ${at}`);
        const dates: string[] = [];
        for await (const row of store.responses.rows({ unitId: unit.id, from: "2026-10", until: "2027-01" }))
          dates.push(row.date);
        expect(dates).toEqual(["2026-10-01", "2026-12-31"]);
        const counted = await store.responses.cells({ unitId: unit.id, from: "2026-10", until: "2027-01" });
        expect(counted.map((cell) => cell.month).sort()).toEqual(["2026-10", "2026-12"]);
      });

      test("units never see one another's answers", async () => {
        const other = await addUnit(store, "pkm-dua");
        await submit();
        expect(await store.responses.cells({ unitId: other.id, ...YEAR })).toEqual([]);
        for await (const _row of store.responses.rows({ unitId: other.id, ...YEAR })) expect.unreachable();
      });

      test("several surveys of one visit are counted each for itself, and an unrated one has no respondent", async () => {
        const surveys = new Map<string, Answers>([
          [refOf(skm), skmAnswers(3)],
          [refOf(spak), new Map(questionKeys(spak).map((key) => [key, "opted-out" as const]))],
        ]);
        await submit({ surveys });
        const byRef = new Map((await cells()).map((cell) => [cell.survey, cell.tally]));
        expect(byRef.get(refOf(skm))).toMatchObject({ received: 1, respondents: 1, excluded: 0 });
        expect(byRef.get(refOf(spak))).toMatchObject({ received: 1, respondents: 0, excluded: 0 });
        expect(byRef.get(refOf(spak))!.questions.get("A1")).toEqual({ counts: [0, 0, 0, 0], optedOut: 1 });
      });

      test("a reader for staff sees what was counted when it began, whatever comes or is let go meanwhile", async () => {
        await store.responses.importBatch(await batch(store, unit, 2300, "2026-11-02"));
        for (let n = 0; n < 8; n += 1) await submit({}, `before ${n}`);
        const seen: PlainRow[] = [];
        let came = false;
        for await (const page of store.responses.pages({ unitId: unit.id, ...YEAR }, { withoutHeldSince: "2026-11-20" })) {
          seen.push(...plainRows(page));
          if (came) continue;
          came = true;
          expect(seen.length).toBeLessThan(2300);
          for (let n = 0; n < 4; n += 1) await submit({}, `meanwhile ${n}`);
          await store.responses.importBatch(await batch(store, unit, 3, "2026-11-20"));
        }
        expect(seen.filter(({ date }) => date === "2026-11-20")).toHaveLength(5);
        expect(seen).toHaveLength(2305);
      });

      test.each([{}, { withoutHeldSince: "2026-11-20" }])(
        "an import that was not whole when a reading began is left out of it to the end (%o)",
        async (reading) => {
          await store.responses.importBatch(await batch(store, unit, 1100, "2026-11-02"));
          const { response } = await submission(store, unit, { channel: "impor", session: null }, "unused", {});
          let underWay = (): void => undefined;
          const halfWritten = new Promise<void>((resolve) => (underWay = resolve));
          const coming = store.responses.importBatch({
            ...(await batch(store, unit, 3)),
            *rows() {
              for (let at = 0; at < 3000; at += 1) {
                if (at === 1000) underWay();
                yield { response: { ...response, date: at % 2 === 0 ? "2026-11-20" : "2026-11-03" }, comment: null };
              }
            },
          });
          await halfWritten;
          const seen: PlainRow[] = [];
          for await (const page of store.responses.pages({ unitId: unit.id, ...YEAR }, reading)) {
            seen.push(...plainRows(page));
            await coming;
          }
          expect(seen.map(({ date }) => date)).toEqual(Array<string>(1100).fill("2026-11-02"));
        },
      );

      test("pages hold exactly the used rows, in the same order", async () => {
        const services: (number | null)[] = [null];
        for (const name of ["Poli Gigi", "Poli Umum", "KIA"]) {
          const service = await store.units.addService({ unitId: unit.id, name, closedSince: null });
          if (service === "taken") throw new Error("taken");
          services.push(service.id);
        }
        const days = ["2026-10-05", "2026-10-31", "2026-11-19", "2026-11-20", "2026-11-21"];
        const various = (n: number, channel: Channel): Partial<Response> => ({
          channel,
          serviceId: services[n % 4]!,
          date: days[n % 5]!,
          profile: new Map(n % 3 === 0 ? [] : [["usia", "26-35"]]),
          surveys: new Map([
            ...(n % 7 === 0 ? [] : [[refOf(skm), new Map([["U1", 1 + (n % 4)]])] as const]),
            ...(n % 7 < 2 ? [[refOf(spak), new Map<string, Answer>([["A2", n % 2 ? "opted-out" : 3]])] as const] : []),
          ]),
        });
        const bring = async (size: number): Promise<number> => {
          const { response } = await submission(store, unit, { channel: "impor", session: null }, "unused", {});
          const outcome = await store.responses.importBatch({
            ...(await batch(store, unit, size)),
            rows: () =>
              Array.from({ length: size }, (_, n) => ({ response: { ...response, ...various(n, "impor") }, comment: null })),
          });
          if (typeof outcome === "string") throw new Error(outcome);
          return outcome.batchId;
        };
        await bring(2400);
        const undone = await bring(1300);
        await bring(700);
        expect(await store.responses.undoImport(unit.id, undone, "sari")).toBe("undone");
        for (let n = 0; n < 60; n += 1) await submit(various(n, (["qr", "kiosk", "dibantu"] as const)[n % 3]!), `visitor ${n}`);

        const versions = surveyVersions(definitions);
        for (const reading of [{}, ...["2026-01-01", "2026-10-05", "2026-11-20", "2026-11-21", "2027-02-01"].map(since)]) {
          const pages: PlainRow[][] = [];
          for await (const page of store.responses.pages({ unitId: unit.id, ...YEAR }, reading)) {
            const { count } = page;
            const list = plainRows(page);
            expect(list).toHaveLength(count);
            pages.push(list);
          }
          const used = (await rows(reading)).filter(({ excluded }) => !excluded);
          expect(pages.flat().map(({ sheet, ...row }) => ({ ...row, surveys: sheet.surveys.map(({ ref }) => ref) }))).toEqual(
            used.map(({ date, serviceId, channel, surveys }) => {
              const own = versions.filter(({ ref }) => surveys.has(ref));
              const refs = own.map(({ ref }) => ref);
              return { date, serviceId, channel, answers: packAnswers(own, surveys), surveys: refs };
            }),
          );
          expect(pages.length).toBeGreaterThan(3);
        }
      });

      test.each([0, 999, 1000, 1001, 2000, 2001])("pages of %d rows lose and double none", async (size) => {
        if (size > 0) await store.responses.importBatch(await batch(store, unit, size));
        let seen = 0;
        for await (const page of store.responses.pages({ unitId: unit.id, ...YEAR })) seen += plainRows(page).length;
        expect(seen).toBe(size);
      });

      test("rows are streamed in pages without losing or doubling one", async () => {
        await store.responses.importBatch(await batch(store, unit, 1203));
        expect(await rows()).toHaveLength(1203);
      });
    });

    describe("figures that staff see", () => {
      const today = "2026-11-20";
      const held = async () => (await store.responses.heldBack(unit.id, today)).length;

      test("are held back until five answers of a counter came in, then let go together", async () => {
        const seen: number[] = [];
        for (let n = 1; n <= 11; n += 1) {
          await submit({}, `visitor ${n}`);
          seen.push(n - (await held()));
        }
        expect(seen).toEqual([0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10]);
        expect(await rows({ withoutHeldSince: today })).toHaveLength(10);
        expect(await rows()).toHaveLength(11);
      });

      test("are let go when the day is over", async () => {
        await submit();
        expect(await store.responses.heldBack(unit.id, "2026-11-21")).toEqual([]);
        expect(await rows({ withoutHeldSince: "2026-11-21" })).toHaveLength(1);
      });

      test("are held until the day is over in every zone, whatever zone the unit is set to meanwhile", async () => {
        await submit({ date: "2026-11-21" }, "after midnight in the east");
        await submit({ date: "2026-11-20" }, "before");
        expect(await store.responses.heldBack(unit.id, "2026-11-20")).toHaveLength(2);
        expect(await rows({ withoutHeldSince: "2026-11-20" })).toEqual([]);
        expect(await rows({ withoutHeldSince: "2026-11-21" })).toHaveLength(1);
      });

      test("count services apart, so that no service moves by one", async () => {
        const service = await store.units.addService({ unitId: unit.id, name: "Poli Gigi", closedSince: null });
        if (service === "taken") throw new Error("taken");
        for (let n = 0; n < 4; n += 1) await submit({}, `a${n}`);
        await submit({ serviceId: service.id }, "b");
        expect(await held()).toBe(5);
      });

      test("imported answers are not held back, because no visitor stands behind them today", async () => {
        await store.responses.importBatch(await batch(store, unit, 3, today));
        expect(await held()).toBe(0);
      });
    });

    describe("imports", () => {
      test("the same file for the same unit is taken once; another unit may take it", async () => {
        const file = await batch(store, unit, 3);
        expect(await store.responses.importBatch(file)).toMatchObject({ batchId: expect.any(Number) as number });
        expect(await store.responses.importBatch(file)).toBe("repeated");
        expect(await rows()).toHaveLength(3);
        const other = await addUnit(store, "pkm-dua");
        const same = { ...(await batch(store, other, 3)), fileDigest: file.fileDigest };
        expect(await store.responses.importBatch(same)).toEqual({ batchId: expect.any(Number) as number, rows: 3 });
      });

      test("equal rows are never merged", async () => {
        await store.responses.importBatch(await batch(store, unit, 7));
        expect((await cells())[0]!.tally.respondents).toBe(7);
      });

      test("a batch with one bad row leaves no trace", async () => {
        const good = await batch(store, unit, 3);
        const [first, ...rest] = [...(await batch(store, unit, 700)).rows(new Map())];
        const bad = {
          ...good,
          newServices: ["Poli Umum"],
          rows: () => [...rest, { ...first!, response: { ...first!.response, counterId: 999_999 } }],
        };
        await expect(store.responses.importBatch(bad)).rejects.toThrow();
        expect(await rows()).toEqual([]);
        expect(await store.units.services(unit.id)).toEqual([]);
        expect(await store.responses.batches(unit.id)).toEqual([]);
        expect(await store.responses.importBatch(good)).toMatchObject({ batchId: expect.any(Number) as number });
      });

      test("brings the services it names, which are seen with its rows and not before", async () => {
        const { response } = await submission(store, unit, { channel: "impor", session: null, date: "2026-10-05" }, "unused", {});
        const before = await store.units.version();
        const coming = store.responses.importBatch({
          ...(await batch(store, unit, 3)),
          newServices: ["Poli Gigi", "Poli Umum"],
          *rows(numberOf) {
            for (let at = 0; at < 1300; at += 1)
              yield {
                response: { ...response, serviceId: numberOf.get(at % 2 === 0 ? "Poli Gigi" : "Poli Umum")! },
                comment: "lama",
              };
          },
        });
        // The first look falls into the staging of the rows; a later one may find them all, and never a part of them.
        const [noRows, noServices, noCells, noComments, noBatches] = await Promise.all([
          rows(),
          store.units.services(unit.id),
          cells(),
          store.responses.comments({ unitId: unit.id, ...YEAR }, "2026-11-22"),
          store.responses.batches(unit.id),
        ]);
        expect([noRows, noServices, noCells, noComments, noBatches]).toEqual([[], [], [], [], []]);
        for (let look = 0; look < 3; look += 1) {
          const servicesBefore = (await store.units.services(unit.id)).length;
          const seen = (await rows()).length;
          const servicesAfter = (await store.units.services(unit.id)).length;
          expect([0, 1300]).toContain(seen);
          if (servicesBefore > 0) expect(seen).toBe(1300);
          if (seen > 0) expect(servicesAfter).toBe(2);
        }
        expect(await submit({}, "a citizen meanwhile")).toBe("kept");
        expect(await coming).toMatchObject({ rows: 1300 });
        expect((await store.units.services(unit.id)).map(({ name }) => name)).toEqual(["Poli Gigi", "Poli Umum"]);
        expect(await rows()).toHaveLength(1301);
        expect(await store.units.version()).toBeGreaterThan(before);
        expect(await store.upkeep.check()).toEqual([]);
      });

      test("gives way when a service it brings has come meanwhile by another way", async () => {
        await store.units.addService({ unitId: unit.id, name: "poli  gigi", closedSince: null });
        const file = { ...(await batch(store, unit, 3)), newServices: ["Poli Gigi"] };
        expect(await store.responses.importBatch(file)).toBe("services-changed");
        expect(await rows()).toEqual([]);
      });

      test("two who bring the same file at once: one of them keeps it", async () => {
        const outcomes = await Promise.all([
          store.responses.importBatch(await batch(store, unit, 1200)),
          store.responses.importBatch(await batch(store, unit, 1200)),
        ]);
        expect(outcomes).toContain("repeated");
        expect(await rows()).toHaveLength(1200);
        expect(await store.upkeep.check()).toEqual([]);
      });

      test("undone, its rows stay but are excluded, its comments are gone from sight, and the file may come again", async () => {
        await submit({}, "by form");
        const file = await batch(store, unit, 4, "2026-10-05", "lambat");
        const done = await store.responses.importBatch(file);
        if (typeof done === "string") throw new Error(done);
        expect(await store.responses.undoImport(unit.id, done.batchId, "sari")).toBe("undone");
        expect(await store.responses.undoImport(unit.id, done.batchId, "sari")).toBe("done");
        expect(await store.responses.undoImport(unit.id + 1, done.batchId, "sari")).toBe("not-found");
        expect((await rows()).map((row) => row.excluded).sort()).toEqual([false, true, true, true, true]);
        const october = (await cells()).find((cell) => cell.month === "2026-10")!.tally;
        expect(october).toMatchObject({ received: 4, excluded: 4, respondents: 0 });
        expect(october.questions.get("U1")!.counts).toEqual([0, 0, 0, 0]);
        expect(await store.responses.comments({ unitId: unit.id, ...YEAR }, "2026-11-22")).toEqual([]);
        expect(await store.upkeep.check()).toEqual([]);
        expect(await store.responses.importBatch(file)).toMatchObject({ batchId: expect.any(Number) as number });
        expect(await store.upkeep.check()).toEqual([]);
      });
    });

    describe("setting single responses aside", () => {
      const DAY = "2026-11-20";
      const about = { unitId: 0, date: DAY, reason: "uji-coba", note: "sebelum loket dibuka", on: "2026-11-23", by: "sari" };
      const propose = async (count: number, over: Partial<typeof about> = {}): Promise<string> => {
        const ids = (await store.exclusions.candidates(unit.id, DAY)).slice(0, count).map(({ id }) => id);
        return store.exclusions.propose({ ...about, unitId: unit.id, responseIds: ids, ...over });
      };
      const months = () => ({ unitId: unit.id, from: "2026-11", until: "2026-12" });
      const decide = async (agreed: boolean, at = 0): Promise<string> => {
        const waiting = (await store.exclusions.list(months())).filter(({ decided }) => decided === null);
        return store.exclusions.decide({ unitId: unit.id, id: waiting[at]?.id ?? 0, agreed, on: "2026-11-24", by: "inspektur" });
      };
      const totals = async () => {
        const found = await cells();
        const sum = (of: (tally: Tally) => number): number => found.reduce((all, { tally }) => all + of(tally), 0);
        return [sum(({ received }) => received), sum(({ excluded }) => excluded), sum(({ respondents }) => respondents)];
      };
      const pageCount = async (): Promise<number> => {
        let count = 0;
        for await (const page of store.responses.pages(months())) count += page.count;
        return count;
      };

      test("moves a response from used to excluded, in counters, pages, days and profile; its row stays", async () => {
        for (let n = 0; n < 6; n += 1) await submit({ date: DAY, profile: new Map([["usia", "17-25"]]) }, `visitor ${n}`);
        await submit({ date: "2026-11-21" }, "another day");
        const candidates = await store.exclusions.candidates(unit.id, DAY);
        expect(candidates).toHaveLength(6);
        expect(candidates[0]).toEqual({
          id: expect.stringMatching(/^[0-9a-f]{24}$/) as string,
          counterId: expect.any(Number) as number,
          serviceId: null,
          channel: "qr",
          session: expect.anything() as string,
        });
        expect(await store.exclusions.waiting([unit.id])).toEqual(new Map());
        expect(await propose(2)).toBe("proposed");
        expect(await store.exclusions.waiting([unit.id, 9_999])).toEqual(new Map([[unit.id, 2]]));
        expect(await store.exclusions.waiting([9_999])).toEqual(new Map());
        expect(await totals()).toEqual([7, 0, 7]);
        expect(await store.exclusions.candidates(unit.id, DAY)).toHaveLength(4);
        expect(await decide(true)).toBe("done");
        expect(await decide(false)).toBe("done");
        expect(await totals()).toEqual([7, 1, 6]);
        expect(await pageCount()).toBe(6);
        expect((await rows()).map(({ excluded }) => excluded).sort()).toEqual([false, false, false, false, false, false, true]);
        expect((await store.responses.days(months())).map(({ date, answers }) => [date, answers])).toEqual([
          [DAY, 5],
          ["2026-11-21", 1],
        ]);
        const people = await store.responses.profile(months());
        expect(people.map(({ tally }) => tally.received)).toEqual([5]);
        expect(await store.exclusions.setAside(months())).toHaveLength(1);
        // The one that was turned down is a candidate again, the one set aside is not.
        expect(await store.exclusions.candidates(unit.id, DAY)).toHaveLength(5);
        expect(await store.upkeep.check()).toEqual([]);
      });

      test("says who proposed and who decided, once", async () => {
        await submit({ date: DAY });
        await propose(1);
        const [proposal] = await store.exclusions.list(months());
        expect(proposal).toMatchObject({
          date: DAY,
          reason: "uji-coba",
          proposedBy: "sari",
          proposedOn: "2026-11-23",
          decided: null,
        });
        expect(await decide(true)).toBe("done");
        const again = { unitId: unit.id, id: proposal!.id, agreed: false, on: "2026-11-25", by: "sari" };
        expect(await store.exclusions.decide(again)).toBe("decided");
        const other = await addUnit(store, "pkm-dua");
        expect(await store.exclusions.decide({ ...again, unitId: other.id })).toBe("not-found");
        expect(await store.exclusions.decide({ ...again, id: 9_999 })).toBe("not-found");
        expect((await store.exclusions.list(months()))[0]!.decided).toEqual({ on: "2026-11-24", by: "inspektur", agreed: true });
        expect(await store.exclusions.list({ unitId: other.id, from: "2026-11", until: "2026-12" })).toEqual([]);
      });

      test("takes no response twice, none that is not there, none of a closed month", async () => {
        await submit({ date: DAY }, "one");
        await submit({ date: DAY }, "two");
        const [first] = await store.exclusions.candidates(unit.id, DAY);
        const of = { ...about, unitId: unit.id };
        expect(await store.exclusions.propose({ ...of, responseIds: [first!.id, first!.id] })).toBe("not-found");
        expect(await store.exclusions.propose({ ...of, responseIds: [first!.id, "00".repeat(12)] })).toBe("not-found");
        expect(await store.exclusions.propose({ ...of, responseIds: [first!.id] })).toBe("proposed");
        expect(await store.exclusions.propose({ ...of, responseIds: [first!.id] })).toBe("not-found");
        await store.closings.close({ unitId: unit.id, period: "2026-11", months: ["2026-11"], on: "2026-12-01", by: "sari" });
        expect(await decide(true)).toBe("closed");
        expect(await propose(1)).toBe("closed");
        expect(await totals()).toEqual([2, 0, 2]);
        expect(await store.upkeep.check()).toEqual([]);
      });

      test("of an import stays apart when the import is set aside whole, before or after", async () => {
        const kept = await store.responses.importBatch(await batch(store, unit, 4, DAY));
        if (typeof kept === "string") throw new Error(kept);
        await propose(2);
        expect(await decide(true)).toBe("done");
        expect(await store.responses.undoImport(unit.id, kept.batchId, "sari")).toBe("undone");
        expect(await totals()).toEqual([4, 4, 0]);
        expect(await decide(true)).toBe("not-found");
        expect(await store.exclusions.candidates(unit.id, DAY)).toEqual([]);
        expect(await store.responses.days(months())).toEqual([]);
        expect(await store.upkeep.check()).toEqual([]);
      });
    });

    describe("what is done about results", () => {
      const plan = {
        period: "2026-TW3",
        survey: "skm",
        item: "U3",
        action: "Tambah satu loket pendaftaran",
        due: "2026-12-15",
        responsible: "Kepala tata usaha",
        state: "belum",
        obstacles: "",
        recommendation: "",
        told: "",
        changedOn: "2026-10-10",
        changedBy: "sari",
      } as const;
      const photo = {
        period: "2026-TW3",
        followUpId: null,
        purpose: "pengumuman",
        caption: "Papan pengumuman",
        mediaType: "image/png",
        addedOn: "2026-10-12",
        addedBy: "sari",
        bytes: Buffer.from([1, 2, 3]),
      } as const;

      test("is kept by unit and period, changed and removed with its proofs", async () => {
        const other = await addUnit(store, "pkm-dua");
        await store.followUps.add(unit.id, plan);
        await store.followUps.add(unit.id, { ...plan, period: "2026-TW2", item: "U9" });
        const [older, kept] = await store.followUps.list(unit.id);
        expect([older!.item, kept]).toEqual(["U9", { ...plan, id: kept!.id }]);
        expect(await store.followUps.list(unit.id, ["2026-TW2"])).toEqual([older]);
        expect(await store.followUps.list(other.id)).toEqual([]);
        const { period: _period, ...changed } = { ...kept!, state: "selesai" as const, told: "Loket 3 dibuka" };
        expect(await store.followUps.update(other.id, changed)).toBe(false);
        expect(await store.followUps.update(unit.id, changed)).toBe(true);
        expect((await store.followUps.list(unit.id, ["2026-TW3"]))[0]).toEqual({ ...changed, period: "2026-TW3" });
        expect(await store.followUps.addUpload(unit.id, { ...photo, followUpId: kept!.id, purpose: "sesudah" })).toBe(true);
        expect(await store.followUps.addUpload(unit.id, { ...photo, followUpId: older!.id })).toBe(false);
        expect(await store.followUps.addUpload(other.id, { ...photo, followUpId: kept!.id })).toBe(false);
        await store.followUps.remove(other.id, kept!.id);
        expect(await store.followUps.uploads(unit.id, "2026-TW3")).toHaveLength(1);
        await store.followUps.remove(unit.id, kept!.id);
        expect(await store.followUps.uploads(unit.id, "2026-TW3")).toEqual([]);
        expect(await store.followUps.list(unit.id)).toEqual([older]);
      });

      test("files are read back byte by byte, by their unit alone", async () => {
        const other = await addUnit(store, "pkm-dua");
        await store.followUps.addUpload(unit.id, photo);
        const { bytes, ...said } = photo;
        const [listed] = await store.followUps.uploads(unit.id, "2026-TW3");
        expect(listed).toEqual({ ...said, id: listed!.id, size: 3 });
        const read = await store.followUps.upload(unit.id, listed!.id);
        expect([...read!.bytes]).toEqual([...bytes]);
        expect(await store.followUps.upload(other.id, listed!.id)).toBeUndefined();
        await store.followUps.removeUpload(other.id, listed!.id);
        expect(await store.followUps.uploads(unit.id, "2026-TW3")).toHaveLength(1);
        await store.followUps.removeUpload(unit.id, listed!.id);
        expect(await store.followUps.upload(unit.id, listed!.id)).toBeUndefined();
        expect(await store.upkeep.check()).toEqual([]);
      });
    });

    describe("closing a period", () => {
      const close = (period: string, months: readonly string[]) =>
        store.closings.close({ unitId: unit.id, period, months, on: "2026-12-31", by: "sari" });
      const QUARTER = ["2026-10", "2026-11", "2026-12"];

      test("takes no answers of its months any more, keeps no key of them, and others of the unit and of other units go on", async () => {
        const other = await addUnit(store, "pkm-dua");
        await submit({}, "before");
        expect(await close("2026-TW4", QUARTER)).toEqual({
          id: expect.any(Number) as number,
          period: "2026-TW4",
          closedOn: "2026-12-31",
          closedBy: "sari",
          document: null,
          reopened: false,
        });
        expect(await store.closings.months(unit.id)).toEqual(QUARTER);
        expect(await store.closings.months(other.id)).toEqual([]);
        expect(await submit({}, "late")).toBe("closed");
        expect(await submit({ date: "2027-01-01" }, "late")).toBe("kept");
        expect(await submit({ date: "2026-09-30" }, "september")).toBe("kept");
        expect(await store.responses.add(await submission(store, other, {}, "other", {}))).toBe("kept");
        expect(await rows()).toHaveLength(2);
        expect(await store.upkeep.check()).toEqual([]);
      });

      test("a key that was kept before is answered as ever", async () => {
        await submit();
        await close("2026-11", ["2026-11"]);
        expect(await submit()).toBe("repeated");
        expect(await submit({ surveys: new Map([[refOf(skm), skmAnswers(1)]]) })).toBe("conflict");
      });

      test("of many that arrive together those of open months are kept", async () => {
        await close("2026-11", ["2026-11"]);
        const outcomes = await Promise.all(
          Array.from({ length: 40 }, (_, n) => submit({ date: n % 2 === 0 ? "2026-11-20" : "2026-12-01" }, `visitor ${n}`)),
        );
        expect(outcomes).toEqual(Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? "closed" : "kept")));
        expect(await store.upkeep.check()).toEqual([]);
      });

      test("of answers that race with it each is counted before or refused: what it finds does not change after", async () => {
        await submit({}, "known");
        const racing = Array.from({ length: 120 }, async (_, n) => {
          await new Promise((resolve) => setTimeout(resolve, n % 30));
          return submit({}, `racer ${n}`);
        });
        await new Promise((resolve) => setTimeout(resolve, 12));
        await close("2026-11", ["2026-11"]);
        const found = (await cells()).reduce((n, cell) => n + cell.tally.received, 0);
        const outcomes = await Promise.all(racing);
        expect(outcomes.filter((outcome) => outcome === "kept")).toHaveLength(found - 1);
        expect(outcomes.filter((outcome) => outcome === "closed")).toHaveLength(120 - found + 1);
        expect((await cells()).reduce((n, cell) => n + cell.tally.received, 0)).toBe(found);
        expect(await store.upkeep.check()).toEqual([]);
      });

      test("nothing is imported into it, and no import of it is set aside any more", async () => {
        const before = await store.responses.importBatch(await batch(store, unit, 3, "2026-11-03"));
        if (typeof before === "string") throw new Error(before);
        await close("2026-TW4", QUARTER);
        expect(
          await store.responses.importBatch({ ...(await batch(store, unit, 700, "2026-11-04")), fileDigest: "0f".repeat(32) }),
        ).toBe("closed");
        expect(await store.responses.undoImport(unit.id, before.batchId, "sari")).toBe("closed");
        expect(await rows()).toHaveLength(3);
        expect(await store.responses.batches(unit.id)).toHaveLength(1);
        expect(await store.upkeep.check()).toEqual([]);
      });

      test("is done once for a period; a longer one may follow, and the ready forms hear of it", async () => {
        const version = await store.units.version();
        const month = await close("2026-11", ["2026-11"]);
        expect(await store.units.version()).not.toBe(version);
        expect(await close("2026-11", ["2026-11"])).toBe("closed");
        const quarter = await close("2026-TW4", QUARTER);
        expect(await store.closings.list(unit.id)).toEqual([month, quarter]);
        expect(await store.closings.months(unit.id)).toEqual(QUARTER);
      });

      test("is opened again by two people: the months that are named take answers, and the edition stays", async () => {
        const other = await addUnit(store, "pkm-dua");
        const first = await close("2026-TW4", QUARTER);
        if (first === "closed") throw new Error(first);
        await store.closings.freeze(first.id, '{"a":1}');
        const about = { unitId: unit.id, closingId: first.id, reason: "Berkas kertas tertinggal", on: "2027-01-05", by: "sari" };
        expect(await store.closings.proposeReopening({ ...about, unitId: other.id })).toBe("not-found");
        expect(await store.closings.proposeReopening(about)).toBe("proposed");
        expect(await store.closings.proposeReopening(about)).toBe("waiting");
        const [proposal] = await store.closings.reopenings(unit.id);
        expect(proposal).toMatchObject({ closingId: first.id, reason: about.reason, proposedBy: "sari", decided: null });
        const decision = { unitId: unit.id, id: proposal!.id, on: "2027-01-06", by: "rina", months: QUARTER };
        expect(await store.closings.decideReopening({ ...decision, agreed: true, standing: [] })).toBe("changed");
        expect(await store.closings.decideReopening({ ...decision, unitId: other.id, agreed: true, standing: [] })).toBe(
          "not-found",
        );
        expect(await store.closings.decideReopening({ ...decision, agreed: false, standing: [first.id] })).toBe("done");
        expect(await store.closings.months(unit.id)).toEqual(QUARTER);
        expect(await store.closings.proposeReopening(about)).toBe("proposed");
        const again = { ...decision, id: (await store.closings.reopenings(unit.id))[1]!.id, agreed: true };
        const version = await store.units.version();
        expect(await store.closings.decideReopening({ ...again, standing: [first.id] })).toBe("done");
        expect(await store.closings.decideReopening({ ...again, standing: [] })).toBe("decided");
        expect(await store.units.version()).not.toBe(version);
        expect(await store.closings.months(unit.id)).toEqual([]);
        expect(await store.closings.list(unit.id)).toEqual([{ ...first, document: '{"a":1}', reopened: true }]);
        expect(await submit({}, "after")).toBe("kept");
        const second = await close("2026-TW4", QUARTER);
        expect(second).toMatchObject({ document: null, reopened: false });
        expect(await close("2026-TW4", QUARTER)).toBe("closed");
        expect(await store.closings.proposeReopening(about)).toBe("not-found");
        expect(await store.upkeep.check()).toEqual([]);
      });

      test("a closing is published once, and belongs to its unit", async () => {
        const other = await addUnit(store, "pkm-dua");
        const closing = await close("2026-11", ["2026-11"]);
        if (closing === "closed") throw new Error(closing);
        expect(await store.closings.publications(unit.id)).toEqual([]);
        const publication = { closingId: closing.id, publishedOn: "2027-01-04", publishedBy: "budi" };
        expect(await store.closings.publish(publication)).toBeUndefined();
        expect(await store.closings.publish({ ...publication, publishedBy: "sari" })).toBe("published");
        expect(await store.closings.publications(unit.id)).toEqual([publication]);
        expect(await store.closings.publications(other.id)).toEqual([]);
        expect(await store.upkeep.check()).toEqual([]);
      });

      test("what was frozen stands: the first time counts", async () => {
        const closing = await close("2026-11", ["2026-11"]);
        if (closing === "closed") throw new Error(closing);
        expect(await store.closings.freeze(closing.id, '{"a":1}')).toBe('{"a":1}');
        expect(await store.closings.freeze(closing.id, '{"a":2}')).toBe('{"a":1}');
        expect(await store.closings.list(unit.id)).toEqual([{ ...closing, document: '{"a":1}' }]);
      });
    });

    describe("an answer that comes after its period was closed", () => {
      const arrive = async (
        over: Partial<Response> = {},
        key = "k",
        more: Partial<Submission> = {},
        arrivedOn = "2026-12-02",
      ) => {
        const { reasons: _reasons, ...late } = await submission(store, unit, { session: null, ...over }, key, more);
        return store.late.add({ ...late, arrivedOn });
      };
      const count = (range = YEAR) => store.late.count({ unitId: unit.id, ...range });
      const answers = async (of: string) => {
        const found = [];
        for await (const page of store.log.answers(unit.id, { kind: "late", of })) found.push(...page);
        return found;
      };
      beforeEach(async () => {
        await submit({}, "in time");
        await store.closings.close({ unitId: unit.id, period: "2026-11", months: ["2026-11"], on: "2026-12-01", by: "sari" });
      });

      test("is kept apart, counted by the month in which it was given, and moves no figure", async () => {
        const before = [await cells(), await rows(), await store.responses.profile({ unitId: unit.id, ...YEAR })];
        expect(await arrive({ profile: new Map([["usia", "26-35"]]) })).toBe("kept");
        expect([await cells(), await rows(), await store.responses.profile({ unitId: unit.id, ...YEAR })]).toEqual(before);
        expect([await count(), await count({ from: "2026-12", until: "2027-01" })]).toEqual([1, 0]);
        expect(await store.late.count({ unitId: unit.id + 1, ...YEAR })).toBe(0);
        const [row] = await answers("2026-12-02");
        expect(row!.response).toMatchObject({ date: "2026-11-20", session: null, channel: "qr" });
        expect(row!.response.surveys.get(refOf(skm))).toEqual(skmAnswers(4));
        expect([...row!.response.profile]).toEqual([["usia", "26-35"]]);
        expect(await answers("2026-11-20")).toEqual([]);
        expect(await store.upkeep.check()).toEqual([]);
      });

      test("is kept once for its key, also after the day is closed", async () => {
        const other = { surveys: new Map([[refOf(skm), skmAnswers(1)]]) };
        const outcomes = await Promise.all(Array.from({ length: 20 }, () => arrive()));
        expect(outcomes.sort()).toEqual(["kept", ...Array.from({ length: 19 }, () => "repeated")]);
        expect(await arrive(other)).toBe("conflict");
        await store.upkeep.closeDay("2026-12-03");
        expect(await arrive({}, "k", {}, "2026-12-03")).toBe("repeated");
        expect(await arrive(other, "k", {}, "2026-12-03")).toBe("repeated");
        expect(await count()).toBe(1);
        expect(await answers("2026-12-02")).toHaveLength(1);
      });

      test("is none of this where its month takes answers, or where it was counted in time", async () => {
        expect(await arrive({ date: "2026-12-01" })).toBe("open");
        expect(await arrive({}, "in time")).toBe("open");
        expect([await count(), await answers("2026-12-02")]).toEqual([0, []]);
        expect(await submit({ date: "2026-12-02" })).toBe("kept");
      });

      test("gives its words to the comments of the month in which it arrived", async () => {
        await arrive({}, "k", { comment: "Antre lama" });
        const december = { unitId: unit.id, from: "2026-12", until: "2027-01" };
        expect(await store.responses.comments(december, "2026-12-02")).toEqual([]);
        expect(await store.responses.comments(december, "2026-12-03")).toEqual(["Antre lama"]);
        await store.upkeep.closeDay("2026-12-03");
        expect(await store.responses.comments(december, "2026-12-02")).toEqual(["Antre lama"]);
      });

      test("leaves no trace when it cannot be kept whole", async () => {
        await expect(arrive({ counterId: 999_999 })).rejects.toThrow();
        expect([await count(), await arrive()]).toEqual([0, "kept"]);
      });

      test("is lacking in the log once its day of arrival is over", async () => {
        await arrive();
        await arrive({ date: "2026-11-21" }, "another");
        const pending = async (answersUntil: string) => {
          const bounds = { answers: answersUntil, imports: "2026-11-01", comments: "2026-11" };
          return (await store.log.pending(unit.id, bounds)).map(({ kind, of }) => `${kind} ${of}`);
        };
        expect(await pending("2026-12-02")).toEqual(["day 2026-11-20"]);
        expect(await pending("2026-12-03")).toEqual(["day 2026-11-20", "late 2026-12-02"]);
        expect((await answers("2026-12-02")).map(({ response }) => response.date)).toEqual(["2026-11-20", "2026-11-21"]);
        const bytes = { leaves: Buffer.alloc(96), frontier: Buffer.alloc(32), receipts: Buffer.alloc(0) };
        const entry = { kind: "late", of: "2026-12-02", records: 2, about: "", number: 1, epoch: 1, size: 3 } as const;
        await store.log.append(unit.id, { ...entry, ...bytes, checkpoint: "c" });
        expect(await pending("2026-12-03")).toEqual(["day 2026-11-20"]);
      });
    });

    test("counters equal a recount after any acts, and equal the tally of the rows", async () => {
      const service = await store.units.addService({ unitId: unit.id, name: "Poli Gigi", closedSince: null });
      if (service === "taken") throw new Error("taken");
      const act = fc.record({
        kind: fc.constantFrom("submit", "submit", "submit", "import", "undo", "close-day"),
        key: fc.integer({ min: 0, max: 30 }),
        score: fc.integer({ min: 1, max: 4 }),
        skip: fc.constantFrom("U1", "U4", "none"),
        service: fc.boolean(),
        month: fc.constantFrom("2026-09", "2026-10", "2026-11"),
        profile: fc.constantFrom<[string, string][]>(
          [],
          [["usia", "26-35"]],
          [
            ["usia", "<17"],
            ["jenis_kelamin", "L"],
          ],
        ),
      });
      let serial = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
          for (const { kind, key, score, skip, service: served, month, profile } of acts) {
            const answers = new Map<string, Answer>(skmAnswers(score));
            if (skip !== "none") answers.set(skip, "opted-out");
            if (kind === "submit") {
              const over = {
                date: `${month}-11`,
                serviceId: served ? service.id : null,
                surveys: new Map([[refOf(skm), answers]]),
                profile: new Map(profile),
              };
              await submit(over, `${serial} ${key}`, { comment: score === 1 ? "antre lama" : null });
            } else if (kind === "import") {
              const file = await batch(store, unit, key % 4, `${month}-03`);
              await store.responses.importBatch({
                ...file,
                fileDigest: createHash("sha256").update(`${serial} ${key}`).digest("hex"),
              });
            } else if (kind === "undo") {
              const list = await store.responses.batches(unit.id);
              if (list.length > 0) await store.responses.undoImport(unit.id, list[key % list.length]!.id, "sari");
            } else {
              await store.upkeep.closeDay(`2026-12-${String(1 + (serial % 28)).padStart(2, "0")}`);
            }
          }
          serial += 1;
          expect(await store.upkeep.check()).toEqual([]);
          const used = (await rows()).filter((row) => !row.excluded).map((row) => row.surveys.get(refOf(skm))!);
          const counted = (await cells()).reduce((n, cell) => n + cell.tally.respondents, 0);
          expect(counted).toBe(tallyOf(skm, used).respondents);
          const groups = new Map<string, Answers[]>();
          for (const row of await rows()) {
            if (row.excluded) continue;
            for (const [question, code] of row.profile) {
              const name = `${row.date.slice(0, 7)} ${question} ${code}`;
              groups.set(name, [...(groups.get(name) ?? []), row.surveys.get(refOf(skm))!]);
            }
          }
          const people = await store.responses.profile({ unitId: unit.id, ...YEAR });
          expect(new Map(people.map(({ month, question, code, tally }) => [`${month} ${question} ${code}`, tally]))).toEqual(
            new Map([...groups].map(([name, answers]) => [name, tallyOf(skm, answers)])),
          );
        }),
        { numRuns: 30 },
      );
    });

    describe("comments", () => {
      test("are withheld on the day they are written and lose their day when it is closed", async () => {
        await submit({}, "k", { comment: "Antrean panjang" });
        const range = { unitId: unit.id, ...YEAR };
        expect(await store.responses.comments(range, "2026-11-20")).toEqual([]);
        expect(await store.responses.comments(range, "2026-11-21")).toEqual(["Antrean panjang"]);
        await store.upkeep.closeDay("2026-11-21");
        expect(await store.responses.comments(range, "2026-11-20")).toEqual(["Antrean panjang"]);
      });
    });

    describe("reasons", () => {
      const reason = (question: string, code: string) => ({ survey: refOf(skm), question, code });
      const counted = async (since: string) =>
        (await store.responses.reasons({ unitId: unit.id, ...YEAR }, since)).map(
          ({ survey, question, code, times }) => `${survey} ${question} ${code} ${times}`,
        );

      test("are counted by question, withheld on their day, and lose it when it is closed", async () => {
        await submit({}, "a", { reasons: [reason("U3", "lama"), reason("U9", "sarana")] });
        await submit({}, "b", { reasons: [reason("U3", "lama")] });
        await submit({}, "c", { reasons: [reason("U3", "berbelit")] });
        await submit({}, "d");
        expect(await counted("2026-11-20")).toEqual([]);
        const all = ["skm@1 U3 berbelit 1", "skm@1 U3 lama 2", "skm@1 U9 sarana 1"];
        expect(await counted("2026-11-21")).toEqual(all);
        await store.upkeep.closeDay("2026-11-21");
        expect(await counted("2026-11-20")).toEqual(all);
        expect(await store.upkeep.check()).toEqual([]);
      });

      test("are kept once for a submission that comes again, and not for one that is refused", async () => {
        const given = { reasons: [reason("U3", "lama")] };
        expect(await submit({}, "k", given)).toBe("kept");
        expect(await submit({}, "k", given)).toBe("repeated");
        expect(await submit({}, "k", { ...given, answersDigest: new Uint8Array(16) })).toBe("conflict");
        expect(await counted("2026-11-21")).toEqual(["skm@1 U3 lama 1"]);
      });

      test("are refused with everything beside them when their survey was not answered", async () => {
        const stray = { reasons: [{ survey: refOf(spak), question: "A1", code: "lama" }] };
        await expect(submit({}, "k", stray)).rejects.toThrow("was not answered");
        expect(await rows()).toEqual([]);
      });
    });

    describe("the close of a day", () => {
      test("forgets which answers belonged to a key, but not that the key was used", async () => {
        await submit({}, "k");
        expect(await store.upkeep.closeDay("2026-11-21")).toBe(true);
        expect(await store.upkeep.closeDay("2026-11-21")).toBe(false);
        expect(await submit({ surveys: new Map([[refOf(skm), skmAnswers(1)]]) }, "k")).toBe("repeated");
        expect(await rows()).toHaveLength(1);
      });

      test("comes also to days that a clock which was ahead once has closed before they came", async () => {
        expect(await store.upkeep.closeDay("2027-11-21")).toBe(true);
        expect(await store.upkeep.closeDay("2026-11-21")).toBe(false);
        await submit({}, "k");
        expect(await store.upkeep.closeDay("2026-11-21")).toBe(true);
        expect(await store.upkeep.closeDay("2026-11-21")).toBe(false);
        expect(await submit({ surveys: new Map([[refOf(skm), skmAnswers(1)]]) }, "k")).toBe("repeated");
      });

      test("keeps what belongs to the day that has begun", async () => {
        await submit({ date: "2026-11-21" }, "k");
        await store.upkeep.closeDay("2026-11-21");
        expect(await store.responses.heldBack(unit.id, "2026-11-21")).toHaveLength(1);
        expect(await submit({ date: "2026-11-21", surveys: new Map([[refOf(skm), skmAnswers(1)]]) }, "k")).toBe("conflict");
      });
    });

    describe("what is said from outside", () => {
      const remark = { period: "2026-TW4", text: "Mengapa kosong?", writtenOn: "2026-11-20", writtenBy: "penilai" };
      const answer = { text: "Tutup.", on: "2026-11-21", by: "sari" };

      test("is kept by period, and answered once", async () => {
        await store.remarks.add(unit.id, remark);
        await store.remarks.add(unit.id, { ...remark, period: "2026-TW3" });
        const [first] = await store.remarks.list(unit.id, "2026-TW4");
        expect(first).toEqual({ ...remark, id: first!.id, answer: null });
        expect(await store.remarks.list(unit.id)).toHaveLength(2);
        const other = await addUnit(store, "pkm-lain");
        expect(await store.remarks.answer(other.id, first!.id, answer)).toBe("not-found");
        expect(await store.remarks.answer(unit.id, 4711, answer)).toBe("not-found");
        expect(await store.remarks.answer(unit.id, first!.id, answer)).toBe("done");
        expect(await store.remarks.answer(unit.id, first!.id, { ...answer, text: "Lain." })).toBe("answered");
        expect((await store.remarks.list(unit.id, "2026-TW4"))[0]!.answer).toEqual(answer);
      });

      test("an evaluator's grants are known wherever the person is, replaced by unit, and taken away", async () => {
        const grants = [{ unitId: unit.id, periods: ["2026-TW3", "2026-TW4"], until: "2026-12-31" }];
        const person = await store.people.add({ login: "penilai", name: "Hendra", role: "evaluator", unitId: unit.id, grants });
        if (person === "taken") throw new Error("taken");
        expect(person.grants).toEqual(grants);
        expect((await store.people.byLogin("penilai"))!.grants).toEqual(grants);
        expect((await store.people.list()).find(({ id }) => id === person.id)!.grants).toEqual(grants);
        const later = { unitId: unit.id, periods: [], until: "2027-06-30" };
        await store.people.setGrant(person.id, later);
        expect((await store.people.byId(person.id))!.grants).toEqual([later]);
        const digest = Buffer.alloc(32, 7);
        await store.people.addSession({ personId: person.id, digest, startedAt: 0 });
        const limits = { idleMs: 1000, lifeMs: 1000 };
        expect((await store.people.personOfSession(digest, 1, limits))!.person.grants).toEqual([later]);
        await store.people.removeGrant(person.id, unit.id);
        expect((await store.people.byId(person.id))!.grants).toEqual([]);
      });
    });

    describe("the log of a unit", () => {
      const bounds = { answers: "2026-11-21", imports: "2026-11-21", comments: "2026-12" };
      const entry = (number: number, over: Partial<LogEntry> = {}): LogEntry => ({
        number,
        epoch: 1,
        kind: "day",
        of: "2026-11-20",
        records: 1,
        about: "",
        size: number * 2,
        leaves: Buffer.alloc(64, number),
        frontier: Buffer.alloc(32, number),
        receipts: Buffer.alloc(16, number),
        checkpoint: `checkpoint ${number}`,
        ...over,
      });
      const left = async () => (await store.log.pending(unit.id, bounds)).map(({ kind, of }) => `${kind} ${of}`);
      const all = async (part?: LogPart) => {
        const numbers: number[] = [];
        for await (const { number } of store.log.entries(unit.id, part)) numbers.push(number);
        return numbers;
      };

      test("lacks each day that is over, each import and each month of comments until they are appended", async () => {
        expect(await left()).toEqual([]);
        await submit({}, "a", { comment: "Antre lama" });
        await submit({}, "b");
        await submit({ date: "2026-11-21" }, "today");
        await store.responses.importBatch(await batch(store, unit, 3));
        const [file] = await store.responses.batches(unit.id);
        expect(await left()).toEqual(["day 2026-11-20", `import ${file!.id}`, "comments 2026-11"]);
        expect(await store.log.append(unit.id, entry(1, { records: 2 }))).toBe("appended");
        expect(await store.log.append(unit.id, entry(2, { kind: "import", of: String(file!.id), records: 2 }))).toBe("appended");
        expect(await left()).toEqual([`import ${file!.id}`, "comments 2026-11"]);
        await store.log.append(unit.id, entry(3, { kind: "import", of: String(file!.id), records: 1 }));
        await store.log.append(unit.id, entry(4, { kind: "comments", of: "2026-11", records: 1 }));
        expect(await left()).toEqual([]);
        await submit({}, "c");
        await submit({ date: "2026-01-05" }, "long ago");
        expect(await left()).toEqual(["day 2026-11-20"]);
        const ever = await store.log.pending(unit.id, { ...bounds, everyDay: true });
        expect(ever.map(({ of }) => of)).toEqual(["2026-01-05", "2026-11-20"]);
      });

      test("is given the answers of a part with their numbers, the comments of a month, and the keys of a day", async () => {
        await submit({ session: "siang", profile: new Map([["usia", "26-35"]]) }, "a", { comment: "Antre lama" });
        await submit({}, "b");
        await store.responses.importBatch(await batch(store, unit, 3));
        const [file] = await store.responses.batches(unit.id);
        const answers = async (part: LogPart) => {
          const found = [];
          for await (const page of store.log.answers(unit.id, part)) found.push(...page);
          return found;
        };
        const ofDay = await answers({ kind: "day", of: "2026-11-20" });
        expect(ofDay.map(({ response }) => response.session).sort()).toEqual(["pagi", "siang"]);
        expect(ofDay.map(({ response }) => [...response.profile]).sort()).toEqual([[], [["usia", "26-35"]]]);
        expect(ofDay[0]!.response.surveys.get(refOf(skm))).toEqual(skmAnswers(4));
        expect(new Set(ofDay.map(({ id }) => Buffer.from(id).toString("hex"))).size).toBe(2);
        expect(ofDay[0]!.id).toHaveLength(12);
        const ofFile = await answers({ kind: "import", of: String(file!.id) });
        expect(ofFile.map(({ response }) => `${response.date} ${response.channel}`)).toEqual(Array(3).fill("2026-10-05 impor"));
        expect(await answers({ kind: "comments", of: "2026-11" })).toEqual([]);
        expect((await store.log.comments(unit.id, "2026-11")).map(({ words }) => words)).toEqual(["Antre lama"]);
        expect(await store.log.comments(unit.id, "2026-10")).toEqual([]);

        const keys = await store.log.receipts(unit.id, "2026-11-20");
        expect(keys.map((key) => Buffer.from(key).toString("hex"))).toEqual(
          keys.map((key) => Buffer.from(key).toString("hex")).sort(),
        );
        expect(keys).toHaveLength(2);
        expect(await store.log.hasReceipt(keys[0]!)).toBe(true);
        expect(await store.log.hasReceipt(Buffer.alloc(16))).toBe(false);
        await store.upkeep.closeDay("2026-11-21");
        expect(await store.log.receipts(unit.id, "2026-11-20")).toEqual([]);
        expect(await store.log.hasReceipt(keys[0]!)).toBe(true);
      });

      test("gives more answers than a page holds, each once", async () => {
        await store.responses.importBatch(await batch(store, unit, 1203));
        const [file] = await store.responses.batches(unit.id);
        const ids = new Set<string>();
        for await (const page of store.log.answers(unit.id, { kind: "import", of: String(file!.id) }))
          for (const { id } of page) ids.add(Buffer.from(id).toString("hex"));
        expect(ids.size).toBe(1203);
      });

      test("is read back whole, by part, by size, and from its end; a number is taken once", async () => {
        expect(await store.log.last(unit.id)).toBeUndefined();
        for (let number = 1; number <= 45; number++)
          await store.log.append(unit.id, entry(number, { of: number % 2 === 0 ? "2026-11-20" : "2026-11-19" }));
        expect(await store.log.append(unit.id, entry(45, { about: "another" }))).toBe("taken");
        expect(await store.log.last(unit.id)).toEqual(entry(45, { of: "2026-11-19" }));
        expect(await store.log.ofSize(unit.id, 20)).toEqual(entry(10));
        expect(await store.log.ofSize(unit.id, 21)).toBeUndefined();
        expect(await store.log.ofSize(unit.id, 1e12)).toBeUndefined();
        expect(await all()).toEqual(Array.from({ length: 45 }, (_, at) => at + 1));
        expect(await all({ kind: "day", of: "2026-11-20" })).toHaveLength(22);
        expect(await all({ kind: "comments", of: "2026-11" })).toEqual([]);
      });

      test("is no other unit's", async () => {
        const other = await addUnit(store, "pkm-lain");
        await store.log.append(other.id, entry(1));
        expect([await store.log.last(unit.id), await store.log.ofSize(unit.id, 2), await all()]).toEqual([
          undefined,
          undefined,
          [],
        ]);
      });

      test("has no new epoch due where nothing was restored", async () => {
        expect(await store.log.isEpochDue()).toBe(false);
        await store.log.epochsBegun();
        expect(await store.log.isEpochDue()).toBe(false);
      });
    });

    describe("units", () => {
      test("a counter may be a shared screen, and stop being one", async () => {
        const tablet = await store.units.addCounter({
          unitId: unit.id,
          code: "tablet",
          name: "Tablet",
          serviceId: null,
          closedSince: null,
          kiosk: true,
        });
        if (tablet === "taken") throw new Error("the code is free");
        const kiosks = async () => (await store.units.counters(unit.id)).map(({ kiosk }) => kiosk);
        expect([tablet.kiosk, ...(await kiosks())]).toEqual([true, false, true]);
        await store.units.updateCounter({ ...tablet, kiosk: false });
        expect(await kiosks()).toEqual([false, false]);
        expect((await store.units.counterByCode("tablet"))?.counter.kiosk).toBe(false);
      });

      test("a unit comes with a first counter that bears its code, in one namespace with all counters", async () => {
        expect((await store.units.counters(unit.id)).map((counter) => counter.code)).toEqual(["pkm-satu"]);
        expect(await store.units.add({ ...unit, code: "pkm-satu" })).toBe("taken");
        await store.units.addCounter({ unitId: unit.id, code: "loket-b", name: "Loket B", serviceId: null, closedSince: null });
        expect(await store.units.add({ ...unit, code: "loket-b" })).toBe("taken");
        expect(
          await store.units.addCounter({ unitId: unit.id, code: "pkm-satu", name: "x", serviceId: null, closedSince: null }),
        ).toBe("taken");
        expect(await store.units.byCode("loket-b")).toBeUndefined();
        expect((await store.units.counterByCode("loket-b"))?.unit.code).toBe("pkm-satu");
      });

      test("names of services are unique within a unit whatever their case", async () => {
        const service = { unitId: unit.id, name: "Poli Gigi", closedSince: null };
        const first = await store.units.addService(service);
        expect(await store.units.addService({ ...service, name: "poli gigi" })).toBe("taken");
        const second = await store.units.addService({ ...service, name: "Poli Umum" });
        if (first === "taken" || second === "taken") throw new Error("taken");
        expect(await store.units.updateService({ ...second, name: "POLI GIGI" })).toBe("taken");
        expect(await store.units.updateService({ ...first, name: "Poli Gigi dan Mulut" })).toBeUndefined();
        expect((await store.units.services(unit.id)).map(({ name }) => name)).toEqual(["Poli Gigi dan Mulut", "Poli Umum"]);
      });

      test("every change raises the version that cached pages watch, and a response does not", async () => {
        const before = await store.units.version();
        await store.units.update({
          ...unit,
          name: "Puskesmas Baru",
          surveys: ["skm", "spak"],
          optionalQuestions: ["ragam_disabilitas"],
        });
        const [counter] = await store.units.counters(unit.id);
        await store.units.updateCounter({ ...counter!, closedSince: "2026-11-20" });
        expect(await store.units.version()).toBe(before + 2);
        await submit();
        expect(await store.units.version()).toBe(before + 2);
        expect(await store.units.byId(unit.id)).toEqual({
          ...unit,
          name: "Puskesmas Baru",
          surveys: ["skm", "spak"],
          optionalQuestions: ["ragam_disabilitas"],
        });
        expect((await store.units.counters(unit.id))[0]!.closedSince).toBe("2026-11-20");
      });

      test("people served are kept by period and may be taken away", async () => {
        await store.units.setPopulation(unit.id, "2026-TW4", 1200);
        await store.units.setPopulation(unit.id, "2026-TW4", 1250);
        await store.units.setPopulation(unit.id, "2026-TW3", 900);
        await store.units.setPopulation(unit.id, "2026-TW3", null);
        expect(await store.units.populations(unit.id)).toEqual(new Map([["2026-TW4", 1250]]));
      });
    });

    describe("people", () => {
      const digest = (text: string): Uint8Array => createHash("sha256").update(text).digest();
      const limits = { idleMs: 1000, lifeMs: 5000 };
      const add = async (login = "sari") => {
        const person = await store.people.add({ login, name: "Sari", role: "manager", unitId: unit.id });
        if (person === "taken") throw new Error("taken");
        return person;
      };

      test("the first administrator is first only once, and logins are unique", async () => {
        const first = { login: "admin", name: "Admin", passwordHash: "hash" };
        const both = await Promise.all([store.people.addFirst(first), store.people.addFirst({ ...first, login: "lain" })]);
        expect(both.filter((outcome) => outcome === "taken")).toHaveLength(1);
        expect(await store.people.count()).toBe(1);
        expect(await store.people.add({ login: "admin", name: "x", role: "staff", unitId: unit.id })).toBe("taken");
      });

      test("a one-time address is spent once, and a new one voids the one before", async () => {
        const person = await add();
        await store.people.addTicket({ personId: person.id, digest: digest("old"), expiresAt: 100 });
        await store.people.addTicket({ personId: person.id, digest: digest("new"), expiresAt: 100 });
        expect(await store.people.personOfTicket(digest("old"), 1)).toBeUndefined();
        expect(await store.people.personOfTicket(digest("new"), 100)).toBeUndefined();
        expect((await store.people.personOfTicket(digest("new"), 99))?.login).toBe("sari");
        const spent = await Promise.all([
          store.people.spendTicket(digest("new"), "a", 1),
          store.people.spendTicket(digest("new"), "b", 1),
        ]);
        expect(spent.filter((outcome) => outcome !== undefined)).toHaveLength(1);
      });

      test("a session ends when idle, when old, on sign-out, and with the person's password, role or account", async () => {
        const person = await add();
        const alive = async (now: number) => (await store.people.personOfSession(digest("s"), now, limits))?.person.login;
        const start = () => store.people.addSession({ personId: person.id, digest: digest("s"), startedAt: 0 });
        await start();
        expect(await alive(999)).toBe("sari");
        expect(await alive(1000)).toBeUndefined();
        expect(await alive(1)).toBeUndefined();
        for (const end of [
          () => store.people.endSession(digest("s")),
          () => store.people.setPassword(person.id, "hash"),
          () => store.people.update({ ...person, role: "staff" }),
          () => store.people.setDisabled(person.id, true),
          async () => store.people.endSessionById(person.id, (await store.people.sessions(person.id))[0]!.id),
        ]) {
          await store.people.setDisabled(person.id, false);
          await start();
          expect(await alive(1)).toBe("sari");
          await end();
          expect(await alive(2)).toBeUndefined();
        }
      });

      test("a change of name alone ends no session, and nobody ends the session of another", async () => {
        const person = await add();
        const other = await add("budi");
        await store.people.addSession({ personId: person.id, digest: digest("s"), startedAt: 0 });
        await store.people.update({ ...person, name: "Sari W." });
        await store.people.endSessionById(other.id, (await store.people.sessions(person.id))[0]!.id);
        expect((await store.people.personOfSession(digest("s"), 1, limits))?.person.name).toBe("Sari W.");
      });
    });

    describe("upkeep", () => {
      test("a known survey with another seal is named, and keeps its first seal", async () => {
        const [first] = surveyVersions(definitions);
        expect(await store.upkeep.registerSurveys([{ ...first!, seal: "another" }])).toEqual([first!.ref]);
        expect(await store.upkeep.registerSurveys(surveyVersions(definitions))).toEqual([]);
      });

      test("a mark can be written again and again", async () => {
        await store.upkeep.writeMark(1);
        await store.upkeep.writeMark(2);
        expect(await store.upkeep.check()).toEqual([]);
      });
    });

    describe("what a unit writes down about its days", () => {
      const DAYS = { from: "2026-11-01", until: "2026-12-01" };

      test("people served stand by day, service and counter, are replaced and taken away", async () => {
        const other = await addUnit(store, "pkm-dua");
        const [counter] = await store.units.counters(unit.id);
        const day = { date: "2026-11-20", serviceId: null, counterId: null };
        const at = { ...day, counterId: counter!.id };
        await store.records.setServed(unit.id, [
          { ...day, people: 80 },
          { ...at, people: 30 },
          { ...day, date: "2026-12-01", people: 7 },
        ]);
        await store.records.setServed(other.id, [{ ...day, people: 1 }]);
        await store.records.setServed(unit.id, [{ ...day, people: 90 }]);
        expect(await store.records.served({ unitId: unit.id, ...DAYS })).toEqual([
          { ...day, people: 90 },
          { ...at, people: 30 },
        ]);
        await store.records.setServed(unit.id, [{ ...day, people: null }]);
        expect(await store.records.served({ unitId: unit.id, ...DAYS })).toEqual([{ ...at, people: 30 }]);
      });

      test("a queue system is known by its key, one for each unit", async () => {
        const [first, second] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
        expect(await store.records.hasQueueKey(unit.id)).toBe(false);
        await store.records.setQueueKey(unit.id, first);
        expect(await store.records.unitOfQueueKey(first)).toEqual(unit);
        await store.records.setQueueKey(unit.id, second);
        expect(await store.records.unitOfQueueKey(first)).toBeUndefined();
        expect(await store.records.hasQueueKey(unit.id)).toBe(true);
        await store.records.setQueueKey(unit.id, null);
        expect(await store.records.unitOfQueueKey(second)).toBeUndefined();
        expect(await store.records.hasQueueKey(unit.id)).toBe(false);
      });

      test("opening hours are set together, holidays one by one", async () => {
        const hours = [
          { weekday: 1, opens: "08:00", closes: "15:00" },
          { weekday: 5, opens: "08:00", closes: "11:30" },
        ] as const;
        await store.records.setHours(unit.id, [{ weekday: 7, opens: "00:00", closes: "23:59" }]);
        await store.records.setHours(unit.id, hours);
        await store.records.setHoliday(unit.id, "2026-12-25", "Natal");
        await store.records.setHoliday(unit.id, "2026-08-17", "Kemerdekaan");
        await store.records.setHoliday(unit.id, "2026-08-17", "Hari Kemerdekaan");
        expect(await store.records.calendar(unit.id)).toEqual({
          hours,
          holidays: [
            { date: "2026-08-17", name: "Hari Kemerdekaan" },
            { date: "2026-12-25", name: "Natal" },
          ],
        });
        await store.records.setHoliday(unit.id, "2026-12-25", null);
        await store.records.setHours(unit.id, []);
        expect(await store.records.calendar(unit.id)).toMatchObject({ hours: [], holidays: [{ date: "2026-08-17" }] });
      });

      test("indices of earlier reports are added all or none, one for a period and survey", async () => {
        const past = {
          unitId: unit.id,
          survey: "skm",
          period: "2024-TW3",
          index100: "82.50",
          respondents: 150,
          questionnaire: "Sembilan unsur",
          source: "Laporan SKM 2024, halaman 12",
        };
        expect(await store.records.addPastIndices([past, { ...past, period: "2024-TW4", respondents: null }])).toBe("added");
        const taken = [{ ...past, period: "2025-TW1" }, past];
        expect(await store.records.addPastIndices(taken)).toBe("taken");
        expect(await store.records.addPastIndices([])).toBe("added");
        const kept = await store.records.pastIndices(unit.id);
        expect(kept).toEqual([
          { ...past, id: kept[0]!.id },
          { ...past, id: kept[1]!.id, period: "2024-TW4", respondents: null },
        ]);
        const other = await addUnit(store, "pkm-dua");
        await store.records.removePastIndex(other.id, kept[0]!.id);
        await store.records.removePastIndex(unit.id, kept[1]!.id);
        expect(await store.records.pastIndices(unit.id)).toEqual([kept[0]]);
      });

      test("texts of reports, by period and key; one that is taken away leaves the others", async () => {
        const other = await addUnit(store, "pkm-dua");
        await store.records.setReportTexts(
          unit.id,
          "2026-TW4",
          new Map([
            ["saran", "Satu"],
            ["dasar", "Dua\nbaris"],
          ]),
        );
        await store.records.setReportTexts(unit.id, "", new Map([["nama", "Budi"]]));
        await store.records.setReportTexts(
          unit.id,
          "2026-TW4",
          new Map<string, string | null>([
            ["saran", null],
            ["dasar", "Tiga"],
            ["lokasi", null],
          ]),
        );
        expect(await store.records.reportTexts(unit.id, "2026-TW4")).toEqual(new Map([["dasar", "Tiga"]]));
        expect(await store.records.reportTexts(unit.id, "")).toEqual(new Map([["nama", "Budi"]]));
        expect(await store.records.reportTexts(other.id, "2026-TW4")).toEqual(new Map());
        expect(await store.upkeep.check()).toEqual([]);
      });

      test("signals of a day and counter add up, each kind for itself", async () => {
        const [counter] = await store.units.counters(unit.id);
        const day = { date: "2026-11-20", counterId: counter!.id };
        await store.records.noteSignal(unit.id, { ...day, kind: "rush", answers: 30 });
        await store.records.noteSignal(unit.id, { ...day, kind: "device", answers: 1 });
        await store.records.noteSignal(unit.id, { ...day, kind: "device", answers: 2 });
        await store.records.noteSignal(unit.id, { ...day, date: "2026-12-01", kind: "hours", answers: 1 });
        expect(await store.records.signals({ unitId: unit.id, ...DAYS })).toEqual([
          { ...day, kind: "device", answers: 3 },
          { ...day, kind: "rush", answers: 30 },
        ]);
      });

      describe("a slip of a visit", () => {
        const slip = (name: string) => digest("karcis", name);
        const WEEK = { on: "2026-11-20", lastDay: "2026-11-26" };
        const spend = (on: string, ...slips: { counterId: number; digest: Uint8Array }[]) =>
          store.slips.spend(unit.id, on, slips);
        let counterId: number;
        beforeEach(async () => {
          counterId = (await store.units.counters(unit.id))[0]!.id;
          await store.slips.issue(unit.id, { counterId, ...WEEK, digests: ["a", "b", "c"].map(slip) });
        });
        const days = () => store.slips.days({ unitId: unit.id, ...DAYS });

        test("is struck out once, and counted where and when it was used", async () => {
          const second = await store.units.addCounter({
            unitId: unit.id,
            code: `${unit.code}-karcis`,
            name: "Loket 2",
            serviceId: null,
            closedSince: null,
            kiosk: false,
          });
          if (second === "taken") throw new Error("taken");
          const a = { counterId, digest: slip("a") };
          await spend("2026-11-20", a, a, { counterId: second.id, digest: slip("b") }, { counterId, digest: slip("never made") });
          await spend("2026-11-21", a, { counterId, digest: slip("c") });
          expect(await days()).toEqual([
            { date: "2026-11-20", counterId, issued: 3, spent: 1 },
            { date: "2026-11-20", counterId: second.id, issued: 0, spent: 1 },
            { date: "2026-11-21", counterId, issued: 0, spent: 1 },
          ]);
          await store.slips.issue(unit.id, { counterId, ...WEEK, digests: [slip("d")] });
          expect((await days())[0]).toEqual({ date: "2026-11-20", counterId, issued: 4, spent: 1 });
        });

        test("is good in its unit alone, up to its last day", async () => {
          const other = await addUnit(store, "pkm-lain-karcis");
          const [theirs] = await store.units.counters(other.id);
          await store.slips.spend(other.id, "2026-11-20", [{ counterId: theirs!.id, digest: slip("a") }]);
          expect(await store.slips.days({ unitId: other.id, ...DAYS })).toEqual([]);
          await spend("2026-11-27", { counterId, digest: slip("a") });
          await spend("2026-11-26", { counterId, digest: slip("b") });
          expect((await days()).map(({ date, spent }) => [date, spent])).toEqual([
            ["2026-11-20", 0],
            ["2026-11-26", 1],
          ]);
        });

        test("is removed at the close of a day when it is good no more", async () => {
          await store.upkeep.closeDay("2026-11-26");
          await spend("2026-11-26", { counterId, digest: slip("a") });
          await store.upkeep.closeDay("2026-11-27");
          await spend("2026-11-20", { counterId, digest: slip("b") });
          expect((await days()).map(({ spent }) => spent)).toEqual([0, 1]);
        });

        test("is used by one of many who come with it at once", async () => {
          await Promise.all(Array.from({ length: 100 }, () => spend("2026-11-20", { counterId, digest: slip("a") })));
          expect(await days()).toEqual([{ date: "2026-11-20", counterId, issued: 3, spent: 1 }]);
        });
      });

      test("used answers are counted by day, service, counter and channel", async () => {
        const service = await store.units.addService({ unitId: unit.id, name: "Poli Gigi", closedSince: null });
        if (service === "taken") throw new Error("taken");
        const [counter] = await store.units.counters(unit.id);
        const day = { date: "2026-11-20", serviceId: null, counterId: counter!.id, channel: "qr" };
        await submit({}, "a");
        await submit({}, "b");
        await submit({ serviceId: service.id, channel: "dibantu" }, "c");
        const outcome = await store.responses.importBatch(await batch(store, unit, 4, "2026-11-02"));
        const imported = (await store.responses.days({ unitId: unit.id, ...YEAR })).filter(({ date }) => date === "2026-11-02");
        expect(imported.reduce((sum, { answers }) => sum + answers, 0)).toBe(4);
        await store.responses.undoImport(unit.id, (outcome as { batchId: number }).batchId, "sari");
        expect(await store.responses.days({ unitId: unit.id, ...YEAR })).toEqual([
          { ...day, answers: 2 },
          { ...day, serviceId: service.id, channel: "dibantu", answers: 1 },
        ]);
      });
    });
  });
}

function since(withoutHeldSince: string): { readonly withoutHeldSince: string } {
  return { withoutHeldSince };
}

function skmAnswers(score: number): Answers {
  return new Map(questionKeys(skm).map((key) => [key, score]));
}

async function addUnit(store: Store, code: string): Promise<Unit> {
  const unit = await store.units.add({
    code,
    name: "Puskesmas Citeureup",
    zone: "WIB",
    parentId: null,
    surveys: ["skm"],
    contact: "Tata usaha",
    optionalQuestions: [],
  });
  if (unit === "taken") throw new Error("taken");
  return unit;
}

async function submission(
  store: Store,
  unit: Unit,
  over: Partial<Response>,
  key: string,
  more: Partial<Submission>,
): Promise<Submission> {
  const [counter] = await store.units.counters(unit.id);
  const response: Response = {
    counterId: counter!.id,
    serviceId: null,
    channel: "qr",
    date: "2026-11-20",
    session: "pagi",
    surveys: new Map([[refOf(skm), skmAnswers(4)]]),
    profile: new Map(),
    ...over,
  };
  const digest = (text: string): Uint8Array => createHash("sha256").update(text).digest().subarray(0, 16);
  const answers = [...response.surveys].map(([ref, given]) => [ref, [...given]]);
  return {
    unitId: unit.id,
    response,
    comment: null,
    reasons: [],
    keyDigest: digest(key),
    answersDigest: digest(JSON.stringify(answers)),
    ...more,
  };
}

async function batch(
  store: Store,
  unit: Unit,
  size: number,
  date = "2026-10-05",
  comment: string | null = null,
): Promise<ImportBatch> {
  const { response } = await submission(store, unit, { channel: "impor", session: null, date }, "unused", {});
  return {
    unitId: unit.id,
    fileDigest: createHash("sha256").update(`${size} ${date}`).digest("hex"),
    importedOn: "2026-11-20",
    newServices: [],
    rows: () => Array.from({ length: size }, () => ({ response, comment })),
  };
}
