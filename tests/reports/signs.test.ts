import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { signalKinds } from "../../server/domain/integrity/signal.ts";
import type { Unit } from "../../server/domain/response.ts";
import type { House } from "../support/house.ts";
import { slipDigestOf } from "../../server/log/receipt.ts";
import { openHouse } from "../support/house.ts";
import type { Answer } from "./answered-unit.ts";
import { importScores, perpusnasUnit, skm, visitor } from "./answered-unit.ts";

const DASHBOARD = "/staf/unit/perpus";
const REPORT = "/laporan/perpus/2026-TW4";

/** The words of the section of signs, without its tags. */
function section({ text }: Answer): string {
  const found = /<section[^>]*aria-labelledby="tanda"[\s\S]*?<\/section>/.exec(text)?.[0] ?? "";
  return found
    .replace(/<svg[\s\S]*?<\/svg>/g, "")
    .replace(/<[^>]*>/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

describe("signs to look at", () => {
  let house: House;
  let unit: Unit;
  let manager: (url: string) => Promise<Answer>;

  beforeAll(async () => {
    house = await openHouse();
    unit = await perpusnasUnit(house);
    manager = await visitor(house, { role: "manager", unit });
  });
  afterAll(() => house.close());

  it("are none at first, and the page says so", async () => {
    for (const url of [DASHBOARD, REPORT]) expect(section(await manager(url))).toContain("Tidak ada tanda pada periode ini.");
    expect((await manager(DASHBOARD)).text).not.toContain('href="#tanda"');
  });

  it("say what was noticed, where and when, and what to do", async () => {
    const counter = (await house.store.units.counters(unit.id))[0]!;
    for (const [at, kind] of signalKinds.entries())
      await house.store.records.noteSignal(unit.id, { date: `2026-11-0${at + 2}`, counterId: counter.id, kind, answers: 25 });
    await house.store.records.setServed(unit.id, [{ date: "2026-11-10", serviceId: null, counterId: null, people: 150 }]);
    for (const url of [DASHBOARD, REPORT]) {
      const words = section(await manager(url));
      expect(words).toContain(`2 November 2026, ${counter.name}. Sedikitnya 25 jawaban masuk beruntun`);
      expect(words).toContain(`3 November 2026, ${counter.name}. Sedikitnya 25 jawaban tampaknya dikirim dari satu perangkat`);
      expect(words).toContain("Tablet di loket yang dipakai bergantian");
      expect(words).toContain(`4 November 2026, ${counter.name}. Sedikitnya 25 jawaban masuk di luar jam layanan`);
      expect(words).toContain("10 November 2026, seluruh unit. 187 jawaban masuk, padahal yang tercatat dilayani 150 orang");
      expect(words).toContain("Periksa, jangan hapus.");
    }
    expect((await manager(DASHBOARD)).text).toContain("Ada 4 tanda");
  });

  it("change no figure", async () => {
    expect((await manager(REPORT)).text).toContain("87,64");
    expect((await manager(REPORT)).text).toContain("187 jawaban masuk, tidak ada yang dikecualikan");
  });

  it("belong to their period", async () => {
    expect(section(await manager("/laporan/perpus/2026-TW3"))).toContain("Tidak ada tanda");
  });

  it("are read by whoever reads results, and not by an officer at the counter", async () => {
    for (const role of ["head", "admin"] as const)
      expect(section(await (await visitor(house, { role, unit: role === "admin" ? null : unit }))(DASHBOARD))).toContain(
        "Periksa",
      );
    const officer = await (await visitor(house, { role: "staff", unit }))(DASHBOARD);
    expect([officer.status, section(officer)]).toEqual([200, ""]);
  });
});

describe("slips of visits", () => {
  it("say how far answers came with them, from the first day on and of days that are over", async () => {
    const house = await openHouse();
    const unit = await house.make.unit({ code: "perpus", name: "Perpustakaan Contoh" });
    const counterId = (await house.store.units.counters(unit.id))[0]!.id;
    const row = { answers: skm(3), channel: "qr" } as const;
    const rows = Array.from({ length: 50 }, (_, at) => ({ ...row, date: at < 10 ? "2026-11-09" : "2026-11-11" }));
    await importScores(house, unit, "skm@1", [...rows, { ...row, channel: "kiosk", date: "2026-11-11" }]);
    const manager = await visitor(house, { role: "manager", unit });
    expect(section(await manager(REPORT))).not.toContain("Karcis");

    const digests = Array.from({ length: 60 }, (_, at) => slipDigestOf(unit.id, `karcis ${at}`));
    await house.store.slips.issue(unit.id, { counterId, on: "2026-11-10", lastDay: "2026-12-31", digests });
    const spend = (day: string, from: number, until: number) =>
      house.store.slips.spend(
        unit.id,
        day,
        digests.slice(from, until).map((digest) => ({ counterId, digest })),
      );
    await spend("2026-11-11", 0, 30);
    await spend("2026-11-22", 30, 40);
    for (const url of [DASHBOARD, REPORT]) {
      const words = section(await manager(url));
      expect(words).toContain("Karcis kunjungan dipakai sejak 10 November 2026: 30 dari 40 jawaban di loket yang membagikannya");
      expect(words).toContain("(75%), 10 tanpa karcis.");
      expect(words).not.toContain("lebih banyak");
    }
    await house.store.records.setServed(unit.id, [{ date: "2026-11-11", serviceId: null, counterId: null, people: 55 }]);
    expect(section(await manager(REPORT))).toContain(
      "Karcis yang dibuat (60) lebih banyak daripada orang yang tercatat dilayani (55).",
    );
    await house.close();
  });
});
