import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Person } from "../../server/domain/person.ts";
import type { Unit } from "../../server/domain/response.ts";
import { visitor, words } from "../staff/visitor.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";

let house: House;
let unit: Unit;
let evaluator: Person;
const browsers = new Map<string, ReturnType<typeof visitor>>();
const as = (login: string) => browsers.get(login)!;

beforeEach(async () => {
  house = await openHouse({ now: "2026-11-22T03:00:00Z" });
  unit = await house.make.unit({ code: "pkm-melati", name: "Puskesmas Melati" });
  for (let n = 0; n < 12; n += 1) await house.make.response(unit, { date: n < 6 ? "2026-08-20" : "2026-11-20" });
  for (const [login, wishes] of [
    ["penilai", { role: "evaluator", unit }],
    ["sari", { role: "manager", unit }],
    ["kepala", { role: "head", unit }],
    ["rini", { role: "admin" }],
  ] as const)
    browsers.set(login, visitor(house.app, await house.make.signIn(await house.make.person({ login, ...wishes }))));
  evaluator = (await house.store.people.byLogin("penilai"))!;
});
afterEach(() => house.close());

const grants = async () => (await house.store.people.byId(evaluator.id))!.grants;
const PAGE = () => `/staf/orang/${evaluator.id}/izin`;

describe("what an evaluator may read", () => {
  it("is given by an admin for units, periods and a last day, shown, replaced and taken away", async () => {
    const other = await house.make.unit({ code: "pkm-mawar", name: "Puskesmas Mawar" });
    const give = { tindakan: "beri", unit: String(other.id), periode: "2026-tw3, 2026-TW4 2026-tw3", sampai: "2026-12-31" };
    expect((await as("rini").post(PAGE(), give)).statusCode).toBe(303);
    expect(await grants()).toEqual([
      { unitId: unit.id, periods: [], until: "2027-02-20" },
      { unitId: other.id, periods: ["2026-TW3", "2026-TW4"], until: "2026-12-31" },
    ]);
    expect(words((await as("rini").get(PAGE())).body)).toContain("Triwulan III 2026, Triwulan IV 2026");
    expect((await as("rini").get("/staf/orang")).body).toContain(PAGE());
    const start = await as("penilai").get("/staf");
    expect(words(start.body)).toContain("Puskesmas Mawar sampai 31 Desember 2026");
    expect(start.body).toContain('href="/staf/unit/pkm-mawar?periode=2026-TW3"');
    await as("rini").post(PAGE(), { tindakan: "cabut", unit: String(unit.id) });
    expect((await as("penilai").get("/staf/unit/pkm-melati")).statusCode).toBe(404);
    expect((await as("penilai").get("/staf/unit/pkm-mawar")).statusCode).toBe(200);
  });

  it.each([
    [{ unit: "99" }, "Pilih unit yang boleh dibaca."],
    [{ periode: "2026-TW9" }, "Periode &quot;2026-TW9&quot; tidak dikenal."],
    [{ sampai: "besok" }, "Tulis hari terakhirnya"],
    [{ sampai: "2026-11-21" }, "Tulis hari terakhirnya"],
  ])("is refused with a sentence where %j", async (over, sentence) => {
    const form = { tindakan: "beri", unit: String(unit.id), periode: "", sampai: "2026-12-31", ...over };
    const answer = await as("rini").post(PAGE(), form);
    expect(answer.statusCode).toBe(422);
    expect(answer.body.replaceAll("&#34;", "&quot;")).toContain(sentence);
  });

  it("ends with its last day, at once and without another sign-in", async () => {
    await house.store.people.setGrant(evaluator.id, { unitId: unit.id, periods: [], until: "2026-11-22" });
    expect((await as("penilai").get("/staf/unit/pkm-melati")).statusCode).toBe(200);
    house.clock.now += 24 * 3_600_000;
    browsers.set("penilai", visitor(house.app, await house.make.signIn(evaluator)));
    for (const path of ["/staf/unit/pkm-melati", "/laporan/pkm-melati/2026-TW4", "/laporan/pkm-melati/2026-TW4.csv"])
      expect((await as("penilai").get(path)).statusCode, path).toBe(404);
    expect((await as("penilai").get("/staf")).body).toContain("Izin Anda sudah lewat");
  });

  it("is held to its periods at every address", async () => {
    await house.store.people.setGrant(evaluator.id, { unitId: unit.id, periods: ["2026-TW3"], until: "2026-12-31" });
    const status = async (path: string) => (await as("penilai").get(path)).statusCode;
    for (const path of [
      "/staf/unit/pkm-melati?periode=2026-TW3",
      "/staf/unit/pkm-melati?periode=2026-08",
      "/laporan/pkm-melati/2026-TW3",
      "/laporan/pkm-melati/2026-TW3.csv",
      "/staf/unit/pkm-melati/periode/2026-TW3",
      "/staf/unit/pkm-melati/periode/2026-TW3/catatan",
      "/api/v1/units/pkm-melati/indices?survey=skm&period=2026-TW3",
    ])
      expect(await status(path), path).toBe(200);
    for (const path of [
      "/staf/unit/pkm-melati",
      "/staf/unit/pkm-melati?periode=2026-TW4",
      "/staf/unit/pkm-melati?periode=2026",
      "/laporan/pkm-melati/2026-TW4",
      "/laporan/pkm-melati/2026-TW4.csv",
      "/laporan/pkm-melati/2026-S2.json",
      "/staf/unit/pkm-melati/periode/2026-TW4",
      "/staf/unit/pkm-melati/zi/2026",
      "/api/v1/units/pkm-melati/indices?survey=skm",
      "/api/v1/units/pkm-melati/indices?survey=skm&period=2026-TW4",
    ])
      expect(await status(path), path).toBe(403);
  });

  it("does not reach a file of another period by its number", async () => {
    const upload = {
      followUpId: null,
      purpose: "notula" as const,
      caption: "Notula",
      mediaType: "application/pdf",
      bytes: Buffer.from("%PDF-"),
      addedOn: "2026-11-20",
      addedBy: "sari",
    };
    for (const period of ["2026-TW3", "2026-TW4"]) await house.store.followUps.addUpload(unit.id, { ...upload, period });
    await house.store.people.setGrant(evaluator.id, { unitId: unit.id, periods: ["2026-TW3"], until: "2026-12-31" });
    const status = async (login: string, id: number) => (await as(login).get(`/staf/unit/pkm-melati/berkas/${id}`)).statusCode;
    expect([await status("penilai", 1), await status("penilai", 2), await status("sari", 2)]).toEqual([200, 404, 200]);
  });
});

describe("what an evaluator writes down about a period", () => {
  const REMARKS = "/staf/unit/pkm-melati/periode/2026-TW4/penilaian";

  it("is read by the unit, answered once, and changed by nobody", async () => {
    const remark = "Mengapa hari Jumat kosong?\nQR tidak terlihat.";
    expect((await as("penilai").post(REMARKS, { tindakan: "catat", catatan: remark })).statusCode).toBe(303);
    const shown = await as("sari").get(REMARKS);
    expect(words(shown.body)).toContain("Mengapa hari Jumat kosong?");
    expect(words((await as("sari").get("/staf/unit/pkm-melati/periode/2026-TW4")).body)).toContain("1, 1 belum dijawab");
    const { id } = (await house.store.remarks.list(unit.id))[0]!;
    const answer = { tindakan: "jawab", id: String(id), jawaban: "Loket tutup Jumat siang." };
    expect((await as("kepala").post(REMARKS, answer)).statusCode).toBe(303);
    expect((await as("sari").post(REMARKS, answer)).statusCode).toBe(409);
    expect(words((await as("penilai").get(REMARKS)).body)).toContain(
      "Loket tutup Jumat siang. Jawaban unit, 22 November 2026, kepala",
    );
    expect((await as("penilai").get(REMARKS)).body).not.toContain('value="jawab"');
    expect(words((await as("sari").get("/staf/unit/pkm-melati/periode/2026-TW4")).body)).toContain("1, semua sudah dijawab");
  });

  it("is refused where it says nothing, and kept in the box", async () => {
    const answer = await as("penilai").post(REMARKS, { tindakan: "catat", catatan: "ya" });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain("paling sedikit lima huruf");
    expect((await as("penilai").post(REMARKS, { tindakan: "catat", catatan: "x".repeat(2001) })).body).toContain("2.000 huruf");
  });

  it("stands in another period's page nowhere", async () => {
    await as("penilai").post(REMARKS, { tindakan: "catat", catatan: "Hanya triwulan ini." });
    expect((await as("sari").get(REMARKS.replace("TW4", "TW3"))).body).toContain("Belum ada catatan");
  });
});

it("the steps of the log are shown to whoever reads the results", async () => {
  const path = "/staf/unit/pkm-melati/periode/2026-TW4/catatan";
  expect((await as("penilai").get(path)).body).toContain("Belum ada langkah catatan");
  const { bringUpLog } = await import("../../server/reports/log/bring-up-log.ts");
  await bringUpLog(house.parts, unit, { answers: "2026-11-22", imports: "2026-11-22", comments: "2026-11" });
  const page = words((await as("penilai").get(path)).body);
  expect(page).toContain("Jawaban 20 November 2026");
  expect(page).not.toContain("20 Agustus 2026");
});
