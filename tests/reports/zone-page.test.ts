import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Person } from "../../server/domain/person.ts";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import type { Answers, Unit } from "../../server/domain/response.ts";
import type { ZonePage } from "../../server/reports/zone-page.ts";
import { zonePage } from "../../server/reports/zone-page.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import { importScores, visitor } from "./answered-unit.ts";

const YEAR = parsePeriod("2026");
const keyed = (letter: string, count: number, score: number, over: Record<string, number> = {}): Answers =>
  new Map(Array.from({ length: count }, (_, at) => [`${letter}${at + 1}`, over[`${letter}${at + 1}`] ?? score]));

describe("the page of WBK and WBBM", () => {
  let house: House;
  let unit: Unit;
  let model: ZonePage;
  const person = (of: Unit): Person => ({
    id: 1,
    login: "sari",
    name: "Sari",
    role: "manager",
    unitId: of.id,
    disabled: false,
    passwordHash: null,
    grants: [],
  });
  const pageOf = (of: Unit) => zonePage(house.parts, of, YEAR, person(of));
  beforeAll(async () => {
    house = await openHouse();
    unit = await house.make.unit({ code: "zona", surveys: ["spkp", "spak"] });
    const rows = (date: string, people: number, answers: Answers) => Array.from({ length: people }, () => ({ answers, date }));
    // 60 and 40 answers: pooled the year is 60 % of 3 and 40 % of 4 = 3.4, while the mean of the two quarters would be 3.5.
    await importScores(house, unit, "spak@1", [
      ...rows("2026-02-10", 60, keyed("A", 5, 3)),
      ...rows("2026-08-10", 40, keyed("A", 5, 4)),
    ]);
    await importScores(house, unit, "spkp@1", rows("2026-02-10", 60, keyed("K", 8, 4, { K3: 3 })));
    for (const [quarter, people] of [
      ["2026-TW1", 80],
      ["2026-TW3", 44],
    ] as const)
      await house.store.units.setPopulation(unit.id, quarter, people);
    model = await pageOf(unit);
  });
  afterAll(() => house.close());

  it("pools the answers of the year and never averages the quarters", () => {
    const [ipak] = model.indices;
    expect(ipak).toMatchObject({ abbreviation: "IPAK", four: "3,400", points: "14,88 dari 17,50 poin" });
    expect(
      ipak!.rows.map(({ predicate, atLeast, points, verdict, icon }) => [predicate, atLeast, points, verdict, icon]),
    ).toEqual([
      ["WBK", "3,60", "15,75", "Kurang 0,200", "ring"],
      ["WBBM", "3,60", "15,75", "Kurang 0,200", "ring"],
    ]);
    for (const { source } of ipak!.rows) expect(source).toMatch(/\(belum terverifikasi\)$/);
  });

  it("says what would close the gap, exactly", () => {
    // 0.2 of 5 items times 100 ratings: 100 ratings one step better, of 60 in each item that can still rise.
    expect(model.indices[0]!.raises).toEqual([
      {
        target: "Mencapai 3,60 (WBK, WBBM)",
        words: "Satu unsur saja tidak cukup. Bersama-sama, unsur terendah lebih dulu:",
        ways: [
          expect.stringContaining("bila 60 dari 100 penilaian A1 naik satu tingkat") as unknown,
          expect.stringContaining("bila 40 dari 100 penilaian A2 naik satu tingkat") as unknown,
        ],
      },
    ]);
  });

  it("has nothing to close where a threshold is met", () => {
    const ipkp = model.indices[1]!;
    expect(ipkp).toMatchObject({ abbreviation: "IPKP", four: "3,875", raises: [] });
    expect(ipkp.rows.map(({ verdict, icon }) => [verdict, icon])).toEqual([
      ["Tercapai", "tick"],
      ["Tercapai", "tick"],
    ]);
  });

  it("names quarters held and missing, with their sample", () => {
    expect(model.quarters.map(({ held, time, surveys }) => [held, time, surveys])).toEqual([
      [true, "berakhir", ["SPKP, SPAK: 60 responden, belum memenuhi sampel minimum (60 dari 66)"]],
      [false, "berakhir", []],
      [true, "berakhir", ["SPKP: 0 responden", "SPAK: 40 responden, memenuhi sampel minimum (40 dari 40)"]],
      [false, "masih berjalan", []],
    ]);
    expect(model.checklist[0]).toMatchObject({ icon: "ring", state: "Belum lengkap" });
    expect(model.checklist[0]!.words).toBe(
      "2 dari 4 triwulan sudah berakhir dengan jawaban; Triwulan IV 2026 masih berjalan. Menurut LKE: C (A bila empat kali setahun).",
    );
  });

  it("does not count a quarter that still runs, and says so", async () => {
    const running = await house.make.unit({ code: "berjalan", surveys: ["spak"] });
    await importScores(
      house,
      running,
      "spak@1",
      ["2026-02-10", "2026-05-10", "2026-08-10", "2026-11-10"].map((date) => ({ answers: keyed("A", 5, 4), date })),
    );
    const page = await pageOf(running);
    expect(page.quarters.map(({ held, time }) => [held, time])).toEqual([
      [true, "berakhir"],
      [true, "berakhir"],
      [true, "berakhir"],
      [false, "masih berjalan"],
    ]);
    expect(page.quarters[3]!.surveys).toEqual(["SPAK: 1 responden"]);
    expect(page.checklist[0]).toMatchObject({
      icon: "ring",
      words:
        "3 dari 4 triwulan sudah berakhir dengan jawaban; Triwulan IV 2026 masih berjalan. Menurut LKE: B (A bila empat kali setahun).",
    });
  });

  it("gives an A for four quarters that are over", async () => {
    const whole = await house.make.unit({ code: "lengkap", surveys: ["spak"] });
    await importScores(
      house,
      whole,
      "spak@1",
      ["2025-02-10", "2025-05-10", "2025-08-10", "2025-11-10"].map((date) => ({ answers: keyed("A", 5, 4), date })),
    );
    const { checklist } = await zonePage(house.parts, whole, parsePeriod("2025"), person(whole));
    expect(checklist[0]).toMatchObject({ icon: "tick", state: "Ada di sini" });
    expect(checklist[0]!.words).toBe("4 dari 4 triwulan sudah berakhir dengan jawaban. Menurut LKE: A.");
  });

  it("claims nothing that is not recorded here", () => {
    const unknown = model.checklist.filter(({ state }) => state === "Belum dicatat di sini");
    expect(unknown.map(({ icon }) => icon)).toEqual(unknown.map(() => "info"));
    expect(unknown).toHaveLength(3);
    expect(model.checklist.find(({ item }) => item.includes("6.iv.b"))).toMatchObject({
      icon: "ring",
      state: "Belum ada",
      words: expect.stringContaining("0 dari 4 triwulan diumumkan daring.") as string,
    });
  });

  it("raises nothing on fewer than thirty answers, and says what it is", async () => {
    const few = await house.make.unit({ code: "sedikit", surveys: ["spak"] });
    await importScores(
      house,
      few,
      "spak@1",
      Array.from({ length: 12 }, () => ({ answers: keyed("A", 5, 3), date: "2026-02-10" })),
    );
    const page = await pageOf(few);
    expect(page.indices[0]).toMatchObject({
      four: "3,000",
      raises: [],
      remark: "Baru 12 jawaban: perlakukan sebagai gambaran awal.",
    });
    expect(page.indices[1]).toMatchObject({ four: null, respondents: null });
    expect(page.indices[1]!.remark).toContain("belum memakai survei yang menghasilkan IPKP");
  });

  it("of a year without answers has words instead of figures", async () => {
    const look = await visitor(house, { role: "head", unit });
    const { status, text } = await look("/staf/unit/zona/zi/2025");
    expect(status).toBe(200);
    expect(text).toContain("Tidak ada jawaban pada Tahun 2025.");
    expect(text).not.toContain("Cetak poster");
    expect(text).not.toMatch(/NaN|undefined|null/);
  });

  it("offers the poster to who waits for answers in the running year", async () => {
    const empty = await house.make.unit({ code: "kosong" });
    const { emptyWords, posterHref, indices } = await pageOf(empty);
    expect(emptyWords).toBe("Belum ada jawaban pada Tahun 2026. Angka muncul di sini setelah jawaban masuk.");
    expect(posterHref).toBe("/staf/unit/kosong/loket");
    expect(indices.map(({ ruler }) => ruler)).toEqual([null, null]);
  });

  it("draws index and thresholds where they are on the scale", () => {
    // From 1 to 4: 3.40 lies at 80 %, 3.60 at 86.67 %, 3.20 at 73.33 %.
    const [ipak, ipkp] = model.indices;
    expect(ipak!.ruler).toMatch(/<circle class="ruler-dot" cx="80\.00%"/);
    expect([...ipak!.ruler!.matchAll(/ruler-tick" x1="([\d.]+%)"/g)].map(([, x]) => x)).toEqual(["86.67%"]);
    expect(ipak!.ruler).toContain(">WBK, WBBM<");
    expect([...ipkp!.ruler!.matchAll(/ruler-tick" x1="([\d.]+%)"/g)].map(([, x]) => x)).toEqual(["73.33%", "86.67%"]);
    expect(ipkp!.ruler).toContain(">3,20<");
  });

  it("is asked by the year", async () => {
    const look = await visitor(house, { role: "manager", unit });
    expect((await look("/staf/unit/zona/zi/2026-TW1")).status).toBe(422);
    expect((await look("/staf/unit/zona/zi/dua")).status).toBe(422);
    expect((await look("/staf/unit/zona")).text).toContain('href="/staf/unit/zona/zi/2026"');
  });
});
