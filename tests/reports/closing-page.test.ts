import JSZip from "jszip";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import type { Unit } from "../../server/domain/response.ts";
import { closingOf } from "../../server/reports/closing/close-period.ts";
import { sealCode } from "../../server/reports/closing/frozen-document.ts";
import { visitor, words } from "../staff/visitor.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";

let house: House;
let unit: Unit;
let sari: ReturnType<typeof visitor>;
const PAGE = "/staf/unit/pkm-citeureup/periode/2026-TW3";

async function open(now: string): Promise<void> {
  house = await openHouse({ now });
  unit = await house.make.unit({ code: "pkm-citeureup", name: "Puskesmas Citeureup", surveys: ["skm"] });
  sari = visitor(house.app, await house.make.signIn(await house.make.person({ role: "manager", unit, login: "sari" })));
  for (let n = 0; n < 40; n += 1) await house.make.response(unit, { date: `2026-0${7 + (n % 3)}-11`, answers: { U3: 2 } });
}
beforeEach(() => open("2026-10-05T03:00:00Z"));
afterEach(() => house.close());

const text = async (url: string): Promise<string> => words((await sari.get(url)).body);

describe("the page on which a period is closed", () => {
  it("shows what would be frozen, closes after the unit's name was typed, and then shows the seal", async () => {
    const before = await text(PAGE);
    expect(before).toContain("Tutup Triwulan III 2026");
    expect(before).toContain("Sudah berakhir, belum ditutup");
    expect(before).toMatch(/SKM 40 0 40/);
    expect(before).toContain("Jumlah orang yang dilayani pada periode ini belum diisi");
    expect(before).not.toContain("Perlu diperhatikan");

    const wrong = await sari.post(PAGE, { tindakan: "tutup", nama: "Puskesmas Cibinong" });
    expect(wrong.statusCode).toBe(422);
    expect(words(wrong.body)).toContain("Yang diketik belum sama dengan nama unit: Puskesmas Citeureup");
    expect(wrong.body).toContain('value="Puskesmas Cibinong"');
    expect(await house.store.closings.list(unit.id)).toEqual([]);

    const done = await sari.post(PAGE, { tindakan: "tutup", nama: " puskesmas  CITEUREUP " });
    expect(done.statusCode).toBe(303);
    expect(done.headers.location).toBe(`${PAGE}?tersimpan=1`);
    const sealed = (await closingOf(house.parts, unit, parsePeriod("2026-TW3")))!;
    const after = await text(PAGE);
    expect(after).toContain(sealCode(sealed.document));
    expect(after).toContain("Ditutup 5 Oktober 2026 oleh sari");
    expect(after).not.toContain("Ketik nama unit");

    const again = await sari.post(PAGE, { tindakan: "tutup", nama: "Puskesmas Citeureup" });
    expect(again.statusCode).toBe(422);
    expect(words(again.body)).toContain("sudah ditutup pada 5 Oktober 2026");
    expect((await sari.post(PAGE, { tindakan: "buka" })).statusCode).toBe(422);
  });

  it("says how many answers came too late, and so do report and document", async () => {
    expect(await text(PAGE)).not.toContain("terlambat");
    await sari.post(PAGE, { tindakan: "tutup", nama: unit.name });
    for (const [n, diisi] of ["2026-09-29", "2026-09-30", "2026-10-01"].entries())
      await house.app.inject({
        method: "POST",
        url: "/s/pkm-citeureup",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        payload: house.make.body(unit, { kunci: `kunci-terlambat-${n}`, diisi }),
      });
    const said = "2 jawaban yang diisi pada periode ini baru sampai sesudah periode ditutup";
    const page = await text(PAGE);
    expect(page).toContain(said);
    expect(page).toMatch(/SKM 40 0 40/);
    expect(await text("/laporan/pkm-citeureup/2026-TW3")).toContain(said);
    expect(await text("/laporan/pkm-citeureup/2026-TW4")).not.toContain(said);
    const docx = await JSZip.loadAsync((await sari.get("/laporan/pkm-citeureup/2026-TW3.docx")).rawPayload);
    expect(await docx.file("word/document.xml")!.async("text")).toContain(said);
  });

  it("wants a tick where the sample is too small or the period still runs", async () => {
    await house.store.units.setPopulation(unit.id, "2026-TW3", 500);
    const page = await text(PAGE);
    expect(page).toContain("Angka ini belum memenuhi sampel minimum (40 dari 217), dan catatan itu tercetak di laporan.");
    const without = await sari.post(PAGE, { tindakan: "tutup", nama: unit.name });
    expect(without.statusCode).toBe(422);
    expect(words(without.body)).toContain("Beri tanda di sini");
    expect((await sari.post(PAGE, { tindakan: "tutup", nama: unit.name, catatan: "ya" })).statusCode).toBe(303);

    const running = await text("/staf/unit/pkm-citeureup/periode/2026-TW4");
    expect(running).toContain("Periode ini baru berakhir 31 Desember 2026.");
    expect(running).toContain("Belum ada satu pun jawaban yang dihitung");
    expect(await text("/staf/unit/pkm-citeureup/periode/2027-TW1")).toContain("Triwulan I 2027 belum mulai.");
  });

  it("does not close over answers that staff pages still hold back", async () => {
    await house.make.response(unit, { date: "2026-10-05", score: 1 });
    const page = "/staf/unit/pkm-citeureup/periode/2026-TW4";
    const refused = await sari.post(page, { tindakan: "tutup", nama: unit.name, catatan: "ya" });
    expect(refused.statusCode).toBe(422);
    expect(words(refused.body)).toContain("Tutup periode ini setelah hari berganti.");
    expect(await house.store.closings.list(unit.id)).toEqual([]);
  });

  it("lists the periods of a kind with how each stands", async () => {
    await sari.post(PAGE, { tindakan: "tutup", nama: unit.name });
    expect(await text("/staf/unit/pkm-citeureup/periode")).toMatch(
      /Triwulan IV 2026 .*Terbuka belum ada jawaban Tutup .*Triwulan III 2026 .*Ditutup 5 Oktober 2026 40 jawaban Lihat/,
    );
    expect(await text("/staf/unit/pkm-citeureup/periode?jenis=bulan")).toMatch(
      /September 2026 .*Ditutup bersama bulan-bulannya 13 jawaban/,
    );
    expect(await text("/staf/unit/pkm-citeureup/periode/2026-08")).toContain("Semua bulannya sudah ditutup");
    expect((await sari.get("/staf/unit/pkm-citeureup/periode?jenis=pekan")).statusCode).toBe(422);
  });
});

describe("the reminder on the dashboard", () => {
  it("asks to close the quarter that is over, until it is closed", async () => {
    const dashboard = "/staf/unit/pkm-citeureup";
    expect(await text(dashboard)).toContain("Triwulan III 2026 sudah berakhir dan belum ditutup");
    expect(await text(`${dashboard}?periode=2026-TW3`)).toContain("berakhir 30 September 2026, belum ditutup");
    await sari.post(PAGE, { tindakan: "tutup", nama: unit.name });
    expect(await text(dashboard)).not.toContain("belum ditutup");
    expect(await text(`${dashboard}?periode=2026-TW3`)).toContain("ditutup 5 Oktober 2026");
  });

  it("speaks of the running quarter in its last fortnight", async () => {
    await house.close();
    await open("2026-09-16T03:00:00Z");
    const before = await text("/staf/unit/pkm-citeureup");
    expect(before).not.toContain("Lihat kecukupannya");
    await house.close();
    await open("2026-09-30T03:00:00Z");
    expect(await text("/staf/unit/pkm-citeureup")).toContain("Triwulan III 2026 berakhir 30 September 2026, hari ini.");
  });
});
