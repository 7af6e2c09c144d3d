import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import type { Person } from "../../server/domain/person.ts";
import type { Unit } from "../../server/domain/response.ts";
import { closePeriod } from "../../server/reports/closing/close-period.ts";
import { sealCode } from "../../server/reports/closing/frozen-document.ts";
import type { PublicIndexJson } from "../../server/reports/index-json.ts";
import { indexJson, publicIndexSchema } from "../../server/reports/index-json.ts";
import { publishPeriod } from "../../server/reports/publishing/publish.ts";
import { surveyIn, unitReport } from "../../server/reports/unit-report.ts";
import { visitor, words } from "../staff/visitor.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";

let house: House;
let unit: Unit;
let sari: Person;
const third = parsePeriod("2026-TW3");
const PAGE = "/staf/unit/pkm-citeureup/periode/2026-TW3";
const API = "/api/v1/units/pkm-citeureup/indices?survey=skm&period=2026-TW3";

beforeEach(async () => {
  house = await openHouse({ now: "2026-10-05T03:00:00Z" });
  unit = await house.make.unit({ code: "pkm-citeureup", name: "Puskesmas Citeureup", surveys: ["skm", "spak"] });
  sari = await house.make.person({ role: "manager", unit, login: "sari" });
  for (let n = 0; n < 40; n += 1)
    await house.make.response(unit, { date: `2026-0${7 + (n % 3)}-11`, answers: { U3: 2, U4: n < 30 ? 4 : 3 } });
});
afterEach(() => house.close());

const anybody = () => visitor(house.app);
const text = async (url: string): Promise<string> => words((await anybody().get(url)).body);

describe("before anything is published", () => {
  it("a closed period is nobody's business yet", async () => {
    await closePeriod(house.parts, unit, third, sari);
    const page = await anybody().get("/hasil/pkm-citeureup");
    expect(page.statusCode).toBe(200);
    expect(words(page.body)).toContain("Belum ada hasil yang diumumkan");
    for (const path of [
      "/hasil/pkm-citeureup/2026-TW3",
      "/hasil/pkm-citeureup/2026-TW3.csv",
      "/hasil/pkm-citeureup/2026-TW3.json",
    ]) {
      const answer = await anybody().get(path);
      expect(answer.statusCode).toBe(404);
      expect(answer.body).not.toContain("3.1");
    }
    expect((await anybody().get(API)).statusCode).toBe(401);
    expect((await anybody().get("/hasil/tidak-ada")).statusCode).toBe(404);
    const screen = await text("/hasil/pkm-citeureup/layar");
    expect(screen).toContain("akan tampil di sini setelah diumumkan");
    expect(screen).not.toMatch(/IKM|Indeks|Mutu/);
  });

  it("a running period says how many answered, in steps of five, and no figure", async () => {
    for (let n = 0; n < 13; n += 1) await house.make.response(unit, { date: "2026-10-02" });
    const page = await text("/hasil/PKM-Citeureup");
    expect(page).toContain("Triwulan IV 2026 masih berjalan: sudah ada sedikitnya 10 jawaban.");
    expect(page).not.toMatch(/IKM|Mutu/);
  });

  it("only a closed period can be published, once, and by whoever may", async () => {
    const head = await house.make.person({ role: "head", unit, login: "budi" });
    const staff = await house.make.person({ role: "staff", unit });
    await expect(publishPeriod(house.parts, unit, third, head)).rejects.toThrow("Triwulan III 2026 belum ditutup.");
    await closePeriod(house.parts, unit, third, sari);
    await expect(publishPeriod(house.parts, unit, third, staff)).rejects.toMatchObject({ code: "not-allowed" });
    await publishPeriod(house.parts, unit, third, head);
    await expect(publishPeriod(house.parts, unit, third, head)).rejects.toThrow("sudah diumumkan pada 5 Oktober 2026");
  });
});

describe("what was published", () => {
  it("is published from the page of the period, and shows the frozen figures everywhere", async () => {
    const manager = visitor(house.app, await house.make.signIn(sari));
    await manager.post(PAGE, { tindakan: "tutup", nama: unit.name });
    expect(words((await manager.get(PAGE)).body)).toContain("Umumkan hasil");
    expect((await manager.post(PAGE, { tindakan: "umumkan" })).statusCode).toBe(303);
    expect(words((await manager.get(PAGE)).body)).toContain(
      "Diumumkan 5 Oktober 2026: http://127.0.0.1:8080/hasil/pkm-citeureup",
    );
    expect((await manager.post(PAGE, { tindakan: "umumkan" })).statusCode).toBe(422);

    const report = await unitReport(house.parts, unit, third, "operator", { trend: false });
    const told = indexJson(report, surveyIn(report, "skm"));
    const answer = await anybody().get(API);
    expect(answer.statusCode).toBe(200);
    expect(publicIndexSchema.parse(answer.json())).toEqual(told);

    const page = await text("/hasil/pkm-citeureup/2026-TW3");
    if (told.index.kind !== "value") throw new Error("no value");
    expect(page).toContain(
      `${told.index.index100.replace(".", ",")} ${told.index.index4.replace(".", ",")} dari 4 Mutu ${told.index.mutu}`,
    );
    for (const { key, nrr, points } of told.items)
      expect(page).toMatch(new RegExp(`${key} [^0-9]+ ${nrr!.replace(".", ",")} \\S+ ${points!.replace(".", ",")}`));
    expect(page).toContain("Paling perlu diperbaiki Waktu Penyelesaian (2,000)");
    const [closing] = await house.store.closings.list(unit.id);
    expect(page).toContain(sealCode(closing!.document!));

    const screen = await anybody().get("/hasil/pkm-citeureup/layar");
    expect(words(screen.body)).toContain(
      `Indeks Kepuasan Masyarakat ${told.index.index100.replace(".", ",")} Mutu ${told.index.mutu}`,
    );
    expect([screen.headers["cache-control"], screen.headers["set-cookie"]]).toEqual(["public, max-age=60", undefined]);

    const json = (await anybody().get("/hasil/pkm-citeureup/2026-TW3.json")).json<{ indices: PublicIndexJson[]; seal: string }>();
    expect(json.indices[0]).toEqual(told);
    expect(json.seal).toBe(sealCode(closing!.document!));
    const csv = (await anybody().get("/hasil/pkm-citeureup/2026-TW3.csv")).body;
    expect(csv).toContain(`2026-TW3,skm@1,indeks,40,,,,,${told.index.index4},${told.index.index100},${told.index.mutu}\r\n`);
    expect(csv).toContain("2026-TW3,skm@1,U3,40,0,40,0,0,2.000,50.00,D\r\n");
    for (const path of ["", ".csv", ".json"]) {
      const { headers } = await anybody().get(`/hasil/pkm-citeureup/2026-TW3${path}`);
      expect(headers["cache-control"]).toBe("public, max-age=60");
      expect(headers["set-cookie"]).toBeUndefined();
    }
  });

  it("bears no mutu below the unit's floor of answers", async () => {
    await house.store.units.update({ ...unit, publicFloor: 41 });
    await closePeriod(house.parts, unit, third, sari);
    await publishPeriod(house.parts, unit, third, sari);
    const told = (await anybody().get(API)).json<PublicIndexJson>();
    expect(told.index).toMatchObject({ kind: "value", mutu: null, label: null });
    expect(told.items.map(({ mutu }) => mutu)).toEqual(Array(9).fill(null));
    const page = await text("/hasil/pkm-citeureup");
    expect(page).toContain("Kurang dari 41 jawaban: angka ini hanya gambaran awal, jadi tidak diberi mutu.");
    expect(page).not.toMatch(/Mutu [ABCD],/);
    expect(page).toContain("(tanpa mutu)");
    expect((await anybody().get("/hasil/pkm-citeureup/2026-TW3.csv")).body).not.toMatch(/,[ABCD]\r\n/);
    // Whoever may read the unit's results has the mutu.
    const manager = visitor(house.app, await house.make.signIn(sari));
    expect((await manager.get(API)).json<PublicIndexJson>().index).toMatchObject({ mutu: expect.any(String) as string });
  });

  it("hides groups of fewer than five people, and lists every published period", async () => {
    const other = parsePeriod("2026-TW2");
    for (let n = 0; n < 30; n += 1)
      await house.make.response(unit, { date: "2026-05-11", profile: new Map([["jenis_kelamin", n < 3 ? "L" : "P"]]) });
    for (const period of [other, third]) {
      await closePeriod(house.parts, unit, period, sari);
      await publishPeriod(house.parts, unit, period, sari);
    }
    const page = await text("/hasil/pkm-citeureup/2026-TW2");
    expect(page).toMatch(/Laki-laki disembunyikan/);
    expect(page).toMatch(/Semua hasil .*Triwulan III 2026 .*Triwulan II 2026/);
    expect(await text("/hasil/pkm-citeureup")).toContain("Hasil survei Triwulan III 2026");
  });
});
