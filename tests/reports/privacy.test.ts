import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import type { Unit } from "../../server/domain/response.ts";
import type { IndexJson } from "../../server/reports/index-json.ts";
import { surveyIn, unitReport } from "../../server/reports/unit-report.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import type { Answer } from "./answered-unit.ts";
import { importScores, skm, visitor } from "./answered-unit.ts";

const QUARTER = parsePeriod("2026-TW4");

describe("answers of today", () => {
  let house: House;
  let unit: Unit;
  let get: (url: string) => Promise<Answer>;
  const index = async (): Promise<IndexJson> => JSON.parse((await get(`/api/v1/units/${unit.code}/indices`)).text) as IndexJson;
  const lines = async (): Promise<number> => (await get(`/laporan/${unit.code}/2026-TW4.csv`)).text.trim().split("\n").length - 1;

  beforeEach(async () => {
    house = await openHouse();
    unit = await house.make.unit();
    get = await visitor(house, { role: "manager", unit });
  });
  afterEach(() => house.close());

  it("move the figures of staff five at a time, while the number received is live", async () => {
    const seen: [number, number, number][] = [];
    for (let visit = 1; visit <= 11; visit += 1) {
      await house.make.response(unit, { score: 3 });
      const { received, respondents } = await index();
      seen.push([received, respondents, await lines()]);
    }
    expect(seen.map(([received]) => received)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(seen.map(([, respondents]) => respondents)).toEqual([0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10]);
    expect(seen.map(([, , rows]) => rows)).toEqual([0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10]);
  });

  it("do not show a visitor between two readings of any figure", async () => {
    for (let visit = 0; visit < 5; visit += 1)
      await house.make.response(unit, { score: 4, profile: new Map([["jenis_kelamin", "P"]]) });
    const before = await unitReport(house.parts, unit, QUARTER, "staff page");
    await house.make.response(unit, { score: 1, profile: new Map([["jenis_kelamin", "L"]]) });
    const after = await unitReport(house.parts, unit, QUARTER, "staff page");
    const still = ({ surveys }: typeof before): unknown =>
      surveys.map(({ result, byService, byCounter, profile, trend, certainty }) => ({
        result: { ...result, received: 0 },
        byService,
        byCounter,
        profile,
        trend,
        certainty,
      }));
    expect(still(after)).toEqual(still(before));
    expect(surveyIn(after, "skm").certainty?.index.kind).toBe("interval");
    expect(surveyIn(after, "skm").result.received).toBe(6);
  });

  it("count from the first one on for the operator at the command line", async () => {
    await house.make.response(unit, { score: 2 });
    const report = await unitReport(house.parts, unit, QUARTER, "operator");
    expect(surveyIn(report, "skm").result).toMatchObject({
      received: 1,
      respondents: 1,
      index: { kind: "value", index100: "50.00" },
    });
  });

  it("count the day after", async () => {
    for (let visit = 0; visit < 3; visit += 1) await house.make.response(unit, { score: 4 });
    expect((await get(`/staf/unit/${unit.code}`)).text).toContain("belum cukup untuk dihitung");
    house.clock.now += 24 * 3_600_000;
    get = await visitor(house, { role: "manager", unit });
    expect((await index()).respondents).toBe(3);
  });

  it("are explained on the page", async () => {
    await house.make.response(unit);
    expect((await get(`/staf/unit/${unit.code}`)).text).toContain("bergerak lima jawaban sekaligus");
  });
});

describe("small groups", () => {
  let house: House;
  beforeEach(async () => {
    house = await openHouse();
  });
  afterEach(() => house.close());

  it("are hidden in splits, with one more where the total would tell them", async () => {
    const unit = await house.make.unit();
    const [umum, gigi, lab] = [
      await house.make.service(unit, "Poli Umum"),
      await house.make.service(unit, "Poli Gigi"),
      await house.make.service(unit, "Laboratorium"),
    ];
    const rows = [...Array<number>(30).fill(umum.id), ...Array<number>(12).fill(gigi.id), ...Array<number>(2).fill(lab.id)];
    await importScores(
      house,
      unit,
      "skm@1",
      rows.map((serviceId, at) => ({ serviceId, answers: skm(at < 42 ? 3 : 1) })),
    );
    const report = await unitReport(house.parts, unit, QUARTER, "staff page");
    expect(surveyIn(report, "skm").byService.map(({ name, shown }) => [name, shown?.respondents ?? null])).toEqual([
      ["Laboratorium", null],
      ["Poli Gigi", null],
      ["Poli Umum", 30],
    ]);
    const get = await visitor(house, { role: "head", unit });
    const page = (await get(`/staf/unit/${unit.code}`)).text;
    expect(page).toMatch(/<th scope="row">Laboratorium<\/th><td class="number"[^>]*>disembunyikan<\/td>/);
    expect(page).toMatch(/<th scope="row">Poli Umum<\/th><td class="number"[^>]*>30<\/td><td class="number"[^>]*>75,00<\/td>/);
    expect(page).not.toContain(">12<");
  });

  it("are hidden among the counters where a service beside them would tell two people", async () => {
    const unit = await house.make.unit();
    const [gigi, umum] = [await house.make.service(unit, "Poli Gigi"), await house.make.service(unit, "Poli Umum")];
    const first = (await house.store.units.counters(unit.id))[0]!.id;
    const second = (await house.make.counter(unit)).id;
    const rows = [
      ...Array.from({ length: 10 }, () => ({ serviceId: gigi.id, counterId: first })),
      ...Array.from({ length: 2 }, () => ({ serviceId: gigi.id, counterId: second })),
      ...Array.from({ length: 10 }, () => ({ serviceId: umum.id, counterId: second })),
    ];
    await importScores(
      house,
      unit,
      "skm@1",
      rows.map((row) => ({ ...row, answers: skm(3) })),
    );
    const { byService, byCounter } = surveyIn(await unitReport(house.parts, unit, QUARTER, "staff page"), "skm");
    expect(byService.map(({ shown }) => shown?.respondents ?? null)).toEqual([12, 10]);
    expect(byCounter.map(({ shown }) => shown)).toEqual([null, null]);
  });

  it("of a quarter are hidden in its semester and year, too, and a month has no groups at all", async () => {
    const unit = await house.make.unit();
    const [gigi, umum] = [await house.make.service(unit, "Poli Gigi"), await house.make.service(unit, "Poli Umum")];
    const rows = (date: string, small: number) => [
      ...Array.from({ length: small }, () => ({ serviceId: gigi.id, date })),
      ...Array.from({ length: 20 }, () => ({ serviceId: umum.id, date })),
    ];
    await importScores(
      house,
      unit,
      "skm@1",
      [...rows("2026-08-03", 10), ...rows("2026-11-03", 2)].map((row) => ({
        ...row,
        answers: skm(3),
        profile: new Map([["jenis_kelamin", row.serviceId === gigi.id ? "P" : "L"]]),
      })),
    );
    const seen = async (period: string): Promise<unknown[]> => {
      const survey = surveyIn(await unitReport(house.parts, unit, parsePeriod(period), "staff page"), "skm");
      const sexes = survey.profile.find(({ key }) => key === "jenis_kelamin")?.groups ?? [];
      return [...survey.byService.map(({ shown }) => shown?.respondents ?? null), ...sexes.map(({ people }) => people)];
    };
    expect(await seen("2026-TW3")).toEqual([10, 20, 20, 10, 0]);
    expect(await seen("2026-TW4")).toEqual([null, null, null, null, 0]);
    expect(await seen("2026-S2")).toEqual([null, null, null, null, 0]);
    expect(await seen("2026")).toEqual([null, null, null, null, 0]);
    expect(await seen("2026-08")).toEqual([]);
    const page = (await (await visitor(house, { role: "head", unit }))(`/staf/unit/${unit.code}?periode=2026-08`)).text;
    expect(page).toContain("Rincian menurut layanan, loket, kanal");
    expect(page).not.toContain("Poli Gigi");
  });

  it("get their own index by channel at once, and by profile when nobody can be subtracted any more", async () => {
    const unit = await house.make.unit();
    await importScores(
      house,
      unit,
      "skm@1",
      Array.from({ length: 40 }, (_, at) => ({
        answers: skm(at < 20 ? 4 : 2),
        channel: at < 20 ? ("kertas" as const) : ("impor" as const),
        profile: new Map([["jenis_kelamin", at < 20 ? "P" : "L"]]),
      })),
    );
    const page = async (): Promise<string> =>
      (await (await visitor(house, { role: "head", unit }))(`/staf/unit/${unit.code}?periode=2026-TW4`)).text;
    const running = await page();
    expect(running).toMatch(/<th scope="row">Kertas<\/th><td class="number"[^>]*>20<\/td><td class="number"[^>]*>100,00<\/td>/);
    expect(running).toMatch(/<th scope="row">Laki-laki<\/th><td class="number">20<\/td><td class="number">50%<\/td><\/tr>/);
    expect(running).toContain("Nilai tiap kelompok responden muncul setelah periode ini berakhir");
    house.clock.now = Date.parse("2027-01-02T03:00:00Z");
    const over = await page();
    expect(over).toMatch(
      /<th scope="row">Laki-laki<\/th><td class="number">20<\/td><td class="number">50%<\/td><td class="number">50,00<\/td>/,
    );
    expect(over).not.toContain("Nilai tiap kelompok responden muncul");
  });

  it("are hidden where the total of a month beside them would tell two people", async () => {
    const unit = await house.make.unit();
    const [gigi, umum] = [await house.make.service(unit, "Poli Gigi"), await house.make.service(unit, "Poli Umum")];
    const rows = [
      ...Array.from({ length: 10 }, () => ({ serviceId: gigi.id, date: "2026-10-05", sex: "P" })),
      ...Array.from({ length: 2 }, () => ({ serviceId: umum.id, date: "2026-10-05", sex: "L" })),
      ...Array.from({ length: 10 }, () => ({ serviceId: umum.id, date: "2026-11-05", sex: "L" })),
    ];
    await importScores(
      house,
      unit,
      "skm@1",
      rows.map(({ sex, ...row }) => ({ ...row, answers: skm(3), profile: new Map([["jenis_kelamin", sex]]) })),
    );
    const survey = surveyIn(await unitReport(house.parts, unit, QUARTER, "staff page"), "skm");
    expect(survey.byService.map(({ shown }) => shown)).toEqual([null, null, null]);
    const sexes = survey.profile.find(({ key }) => key === "jenis_kelamin")!;
    expect(sexes.groups.map(({ people }) => people)).toEqual([null, null, null]);
  });

  it("are hidden in the profile, on the page and in its file, and get no share under twenty people", async () => {
    const unit = await house.make.unit();
    const sexes = [...Array<string>(9).fill("P"), ...Array<string>(8).fill("L")];
    await importScores(
      house,
      unit,
      "skm@1",
      sexes.map((code, at) => ({
        answers: skm(3),
        profile: new Map([
          ["jenis_kelamin", code],
          ["usia", at < 2 ? "<17" : "26-35"],
        ]),
      })),
    );
    const get = await visitor(house, { role: "head", unit });
    const page = (await get(`/staf/unit/${unit.code}`)).text;
    expect(page).toContain('<th scope="row">Perempuan</th><td class="number">9</td><td class="number">–</td>');
    expect(page).toContain('<th scope="row">Di bawah 17 tahun</th><td class="number">disembunyikan</td>');
    const file = (await get(`/laporan/${unit.code}/2026-TW4.profil.csv`)).text;
    expect(file).toContain("skm@1;jenis_kelamin;P;Perempuan;9");
    expect(file).toContain("skm@1;usia;<17;Di bawah 17 tahun;disembunyikan");
    expect(file).toContain("skm@1;usia;26-35;26–35 tahun;disembunyikan");
  });

  it("leave the whole profile unsaid while fewer than five have answered", async () => {
    const unit = await house.make.unit();
    await importScores(house, unit, "skm@1", [{ answers: skm(3), profile: new Map([["jenis_kelamin", "P"]]) }]);
    const page = (await (await visitor(house, { role: "head", unit }))(`/staf/unit/${unit.code}`)).text;
    expect(page).toContain("Sekarang baru 1.");
    expect(page).not.toContain("Perempuan");
  });
});

describe("comments", () => {
  let house: House;
  let unit: Unit;
  let get: (url: string) => Promise<Answer>;
  const write = (n: number) =>
    importScores(
      house,
      unit,
      "skm@1",
      Array.from({ length: n }, (_, at) => ({ answers: skm(3), comment: `Saran nomor ${at}` })),
    );
  beforeEach(async () => {
    house = await openHouse();
    unit = await house.make.unit();
    get = await visitor(house, { role: "head", unit });
  });
  afterEach(() => house.close());

  it("stay closed under ten answers, and the page says why", async () => {
    await write(9);
    const { status, text } = await get(`/staf/unit/${unit.code}/saran`);
    expect(status).toBe(200);
    expect(text).toContain("Saran baru dibuka setelah ada 10 jawaban");
    expect(text).not.toContain("Saran nomor");
    expect((await get(`/laporan/${unit.code}/2026-TW4.saran.csv`)).status).toBe(409);
  });

  it("open with ten, beside no score and no date", async () => {
    await write(10);
    const { text } = await get(`/staf/unit/${unit.code}/saran`);
    expect([...text.matchAll(/Saran nomor \d/g)]).toHaveLength(10);
    expect(text).not.toMatch(/75,00|IKM|NRR|10 November/);
    const file = (await get(`/laporan/${unit.code}/2026-TW4.saran.csv`)).text;
    expect(
      file
        .trim()
        .split("\r\n")
        .map((line) => line.replace("\ufeff", "").replace(/ nomor \d$/, "")),
    ).toEqual(["saran", ...Array<string>(10).fill("Saran")]);
  });

  it("come by the quarter, so that no batch less another is a smaller one", async () => {
    await write(12);
    await importScores(
      house,
      unit,
      "skm@1",
      Array.from({ length: 3 }, () => ({ answers: skm(3), comment: "Dari triwulan sepi", date: "2026-08-05" })),
    );
    const page = async (period: string): Promise<string> => (await get(`/staf/unit/${unit.code}/saran?periode=${period}`)).text;
    expect(await page("2026-11")).toContain("Saran dibuka per triwulan");
    expect(await page("2026-11")).not.toContain("Saran nomor");
    expect(await page("2026-TW3")).not.toContain("triwulan sepi");
    for (const period of ["2026-S2", "2026"]) {
      expect([...(await page(period)).matchAll(/Saran nomor/g)]).toHaveLength(12);
      expect(await page(period)).not.toContain("triwulan sepi");
    }
    const dashboard = async (period: string): Promise<string> => (await get(`/staf/unit/${unit.code}?periode=${period}`)).text;
    for (const file of ["saran.csv", "profil.csv"]) {
      expect((await get(`/laporan/${unit.code}/2026-11.${file}`)).status, file).toBe(409);
      expect(await dashboard("2026-11")).not.toContain(file);
      expect(await dashboard("2026-TW4")).toContain(file);
    }
  });

  it("of today are read tomorrow", async () => {
    await write(10);
    for (let visit = 0; visit < 5; visit += 1) await house.make.response(unit, { comment: "Baru saja" });
    expect((await get(`/staf/unit/${unit.code}/saran`)).text).not.toContain("Baru saja");
    house.clock.now += 24 * 3_600_000;
    get = await visitor(house, { role: "head", unit });
    expect((await get(`/staf/unit/${unit.code}/saran`)).text).toContain("Baru saja");
  });

  it("never stand in a file with scores", async () => {
    await write(12);
    for (const extension of ["csv", "rekap.csv", "json", "xlsx", "profil.csv"]) {
      expect(
        Buffer.from((await get(`/laporan/${unit.code}/2026-TW4.${extension}`)).bytes).includes("Saran nomor"),
        extension,
      ).toBe(false);
    }
    const header = (await get(`/laporan/${unit.code}/2026-TW4.csv`)).text.split("\r\n")[0];
    expect(header).toBe("\ufefftanggal,layanan,kanal,U1,U2,U3,U4,U5,U6,U7,U8,U9");
  });
});
