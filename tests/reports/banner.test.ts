import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import type { Unit } from "../../server/domain/response.ts";
import { closePeriod } from "../../server/reports/closing/close-period.ts";
import { sealCode } from "../../server/reports/closing/frozen-document.ts";
import { readFrozen } from "../../server/reports/closing/read-frozen.ts";
import { banner } from "../../server/reports/document/banner.ts";
import { visitor, words } from "../staff/visitor.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import { perpusnasUnit } from "./answered-unit.ts";

const quarter = parsePeriod("2026-TW4");
let house: House;
let unit: Unit;
let sari: ReturnType<typeof visitor>;
beforeAll(async () => {
  house = await openHouse({ now: "2027-01-05T03:00:00Z" });
  unit = await perpusnasUnit(house);
  const person = await house.make.person({ role: "manager", unit, login: "sari" });
  sari = visitor(house.app, await house.make.signIn(person));
});
afterAll(() => house.close());

const file = (name: string) => sari.get(`/laporan/perpus/2026-TW4.${name}`);

describe("the banner of a period", () => {
  it("is made of figures that stand, and is refused before", async () => {
    for (const name of ["banner-a4.pdf", "banner-a3.pdf", "banner.png"]) {
      const early = await file(name);
      expect(early.statusCode).toBe(409);
      expect(words(early.body)).toContain("belum ditutup");
    }
    const person = (await house.store.people.byLogin("sari"))!;
    const { document } = await closePeriod(house.parts, unit, quarter, person);
    const frozen = readFrozen(document);
    const definition = house.parts.definitions.latest("skm")!;
    const facts = {
      unit,
      period: quarter,
      frozen,
      definition,
      seal: sealCode(document),
      above: "",
      told: [],
      address: "http://x/hasil/perpus",
    };
    expect(banner(facts)).toMatchObject({
      points: "87,64",
      mutu: "B — Baik",
      abbreviation: "IKM",
      respondents: [{ label: "Jumlah", value: "187 orang" }, ...banner(facts)!.respondents.slice(1)],
    });
    expect(banner(facts)!.ruler.value).toBeCloseTo((87.64 - 25) / 75, 6);
    expect(banner(facts)!.ruler.edges.map(({ label }) => label)).toEqual(["65,00", "76,61", "88,31"]);
    // Below the unit's floor of answers there is nothing to put up.
    expect(banner({ ...facts, unit: { ...unit, publicFloor: 188 } })).toBeNull();
  });

  it("comes as PDF in two sizes and as a picture", async () => {
    for (const name of ["banner-a4.pdf", "banner-a3.pdf"]) {
      const pdf = await file(name);
      expect(pdf.headers["content-type"]).toBe("application/pdf");
      expect(pdf.rawPayload.subarray(0, 5).toString()).toBe("%PDF-");
    }
    const png = await file("banner.png");
    expect(png.headers["content-type"]).toBe("image/png");
    expect([png.rawPayload.readUInt32BE(16), png.rawPayload.readUInt32BE(20)]).toEqual([1080, 1080]);
    await house.store.units.update({ ...unit, publicFloor: 188 });
    const few = await file("banner-a4.pdf");
    expect(few.statusCode).toBe(409);
    expect(words(few.body)).toContain("kurang dari 188");
  });
});

describe("what is typed into skm.go.id", () => {
  it("has the answers for each unsur", async () => {
    const { body } = await file("skm-nasional.csv");
    const lines = body.replace("\ufeff", "").trim().split("\r\n");
    expect(lines[0]).toBe("unit;periode;dari;sampai_sebelum;unsur;nama_unsur;jawaban_1;jawaban_2;jawaban_3;jawaban_4;penilai");
    expect(lines[1]).toBe("Perpustakaan Contoh;2026-TW4;2026-10-01;2027-01-01;U1;Persyaratan;0;0;118;69;187");
    expect(lines).toHaveLength(10);
  });
});
