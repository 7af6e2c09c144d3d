import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import type { Unit } from "../../server/domain/response.ts";
import { closePeriod } from "../../server/reports/closing/close-period.ts";
import { reportDocument } from "../../server/reports/document/report-document.ts";
import { surveyIn, unitReport } from "../../server/reports/unit-report.ts";
import { visitor, words } from "../staff/visitor.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";

let house: House;
let unit: Unit;
const browsers = new Map<string, ReturnType<typeof visitor>>();
const PAGE = "/staf/unit/pkm-citeureup/pengecualian";
const OF = { periode: "2026-TW4", tanggal: "2026-10-05" };
const quarter = parsePeriod("2026-TW4");

beforeEach(async () => {
  house = await openHouse({ now: "2026-10-20T03:00:00Z" });
  const above = await house.make.unit({ code: "dinkes", name: "Dinas Kesehatan" });
  unit = await house.make.unit({ code: "pkm-citeureup", name: "Puskesmas Citeureup", surveys: ["skm"], parentId: above.id });
  for (let n = 0; n < 10; n += 1) await house.make.response(unit, { date: "2026-10-05", score: n < 2 ? 1 : 3 });
  const people = [
    ["sari", { role: "manager", unit }],
    ["budi", { role: "head", unit }],
    ["inspektur", { role: "inspectorate", unit }],
    ["agus", { role: "manager", unit: above }],
    ["rina", { role: "inspectorate", unit: above }],
    ["tono", { role: "manager", unit: await house.make.unit({ code: "kec-lain" }) }],
  ] as const;
  for (const [login, wishes] of people)
    browsers.set(login, visitor(house.app, await house.make.signIn(await house.make.person({ login, ...wishes }))));
});
afterEach(() => house.close());

const as = (login: string) => browsers.get(login)!;
const idsShown = (page: string): string[] => [...page.matchAll(/name="jawaban" value="([0-9a-f]{24})"/g)].map(([, id]) => id!);
const propose = async (by: string, count: number, over: Record<string, string> = {}) => {
  const ids = idsShown((await as(by).get(`${PAGE}?periode=2026-TW4&tanggal=2026-10-05`)).body).slice(0, count);
  const form = { tindakan: "usul", ...OF, jawaban: ids, alasan: "uji-coba", catatan: "diisi petugas saat pelatihan", ...over };
  return as(by).post(PAGE, form);
};
const proposals = () => house.store.exclusions.list({ unitId: unit.id, from: "2026-10", until: "2027-01" });
const decide = async (by: string, deed: "setuju" | "tolak", at = 0) =>
  as(by).post(PAGE, { tindakan: deed, periode: "2026-TW4", id: String((await proposals())[at]!.id) });
const report = () => unitReport(house.parts, unit, quarter, "operator", { trend: true, certainty: true });

describe("setting an answer aside", () => {
  it("takes a coded reason and two persons, and choosers see no score", async () => {
    const day = await as("sari").get(`${PAGE}?periode=2026-TW4&tanggal=2026-10-05`);
    expect(idsShown(day.body)).toHaveLength(10);
    expect(words(day.body)).not.toMatch(/NRR|Sangat|[1-4] dari 4/);
    // The number of a row leads to the salt of its record in a pack, where its scores stand.
    for (const { id } of await house.store.exclusions.candidates(unit.id, "2026-10-05")) expect(day.body).not.toContain(id);
    expect((await propose("sari", 2)).statusCode).toBe(303);
    expect((await report()).surveys[0]!.result).toMatchObject({ received: 10, excluded: 0, respondents: 10 });
    expect(words((await as("sari").get(PAGE)).body)).toContain("Menunggu orang kedua");
    expect((await as("sari").get(PAGE)).body).not.toContain('value="setuju"');

    for (const [who, status] of [
      ["sari", 403],
      ["budi", 403],
      ["tono", 404],
    ] as const)
      expect((await decide(who, "setuju")).statusCode).toBe(status);
    expect((await decide("inspektur", "setuju")).statusCode).toBe(303);
    expect((await decide("agus", "tolak", 1)).statusCode).toBe(303);
    expect((await decide("rina", "setuju", 1)).statusCode).toBe(409);
    expect((await report()).surveys[0]!.result).toMatchObject({ received: 10, excluded: 1, respondents: 9 });
    const page = words((await as("sari").get(PAGE)).body);
    expect(page).toContain("isian uji coba: diisi petugas saat pelatihan Diusulkan 20 Oktober 2026 oleh sari");
    expect(page).toContain("Dikecualikan 20 Oktober 2026 oleh inspektur");
    expect(page).toContain("Ditolak 20 Oktober 2026 oleh agus");
  });

  it("is not decided by whoever proposed it, even where they might", async () => {
    const both = await house.make.person({ role: "manager", unit, login: "dua" });
    browsers.set("dua", visitor(house.app, await house.make.signIn(both)));
    await propose("dua", 1);
    await house.store.people.update({ id: both.id, name: both.name, role: "inspectorate", unitId: unit.id });
    browsers.set("dua", visitor(house.app, await house.make.signIn({ ...both, role: "inspectorate" })));
    expect((await decide("dua", "setuju")).statusCode).toBe(403);
    expect((await proposals())[0]!.decided).toBeNull();
  });

  it("is refused without an answer, a reason or a word on how it is known, and for a day that is not over", async () => {
    const refused = async (over: Record<string, string>, sentence: string): Promise<void> => {
      const answer = await propose("sari", 1, over);
      expect(answer.statusCode).toBe(422);
      expect(words(answer.body)).toContain(sentence);
    };
    await refused({ jawaban: "00".repeat(12) }, "Pilih jawaban dari daftar.");
    await refused({ alasan: "nilai-rendah" }, "Pilih satu alasan.");
    await refused({ catatan: "" }, "Tulis bagaimana ini diketahui");
    await refused({ tanggal: "2026-10-20" }, "Hari itu belum lewat.");
    await refused({ tanggal: "2026-09-30" }, "Tanggal itu tidak ada pada Triwulan IV 2026.");
    expect(await proposals()).toEqual([]);
  });

  it("waits for the second person on their page of periods, and for nobody in a closed month", async () => {
    await propose("sari", 2);
    expect(words((await as("agus").get("/staf/unit/dinkes/periode")).body)).toContain(
      "Puskesmas Citeureup: 2 usul pengecualian menunggu keputusan Anda",
    );
    expect(words((await as("sari").get("/staf/unit/pkm-citeureup/periode")).body)).not.toContain("menunggu keputusan Anda");
    expect(words((await as("sari").get("/staf/unit/pkm-citeureup/periode/2026-TW4")).body)).toContain(
      "2 usul pengecualian masih menunggu keputusan orang kedua.",
    );
    await closePeriod(house.parts, unit, quarter, (await house.store.people.byLogin("sari"))!);
    expect((await decide("inspektur", "setuju")).statusCode).toBe(409);
    expect((await as("sari").get(PAGE)).body).not.toContain('name="jawaban"');
  });
});

describe("what was set aside", () => {
  it("stands on the report: received, excluded, used, and the index without and with it", async () => {
    // Which of the ten it is nobody who chooses knows; the two low ones are among them.
    await propose("sari", 10);
    for (let at = 0; at < 10; at += 1) await decide("inspektur", at < 4 ? "setuju" : "tolak", at);
    const made = await report();
    const skm = surveyIn(made, "skm");
    expect(skm.result).toMatchObject({ received: 10, excluded: 4, respondents: 6 });
    if (skm.withSetAside?.index.kind !== "value") throw new Error("no value");
    expect(skm.withSetAside.index.index100).toBe("65.00");
    const without = skm.result.index.kind === "value" ? skm.result.index.index100.replace(".", ",") : "";
    const sentence = `IKM ${without} tanpa dan 65,00 dengan 4 jawaban yang dikecualikan satu per satu: 4 isian uji coba.`;
    expect(words((await as("sari").get("/laporan/pkm-citeureup/2026-TW4")).body)).toContain(sentence);
    const texts = { narrative: new Map(), facts: new Map() };
    const { blocks } = reportDocument({
      report: made,
      surveys: made.surveys,
      texts,
      plan: [],
      planBefore: [],
      key: house.parts.signer.key(),
      checkpoint: null,
      logo: null,
    });
    expect(blocks).toContainEqual({ kind: "paragraph", text: sentence });
    const sealed = await closePeriod(house.parts, unit, quarter, (await house.store.people.byLogin("sari"))!);
    expect(JSON.parse(sealed.document)).toMatchObject({
      exclusions: [{ reason: "uji-coba", times: 4 }],
      withSetAside: [{ survey: "skm@1", index100: "65.00" }],
    });
    expect(await house.store.upkeep.check()).toEqual([]);
  });
});

describe("people who watch a unit", () => {
  it("are made by an admin alone: whoever keeps the unit neither sees nor makes nor changes them", async () => {
    const page = await as("sari").get("/staf/unit/pkm-citeureup/orang");
    expect(page.body).not.toContain("inspektur");
    const form = { tindakan: "tambah", nama: "Teman Sari", login: "teman", peran: "inspectorate" };
    expect((await as("sari").post("/staf/unit/pkm-citeureup/orang", form)).statusCode).toBe(422);
    const inspector = (await house.store.people.byLogin("inspektur"))!;
    const address = await as("sari").post("/staf/unit/pkm-citeureup/orang", { tindakan: "alamat", orang: String(inspector.id) });
    expect(address.statusCode).toBe(404);
  });
});
