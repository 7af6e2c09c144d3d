import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Stage } from "./stage.ts";
import { DESK, isAccessible, misdeeds, openStage } from "./stage.ts";

let stage: Stage;
let page: Page;
const PASSWORD = "kursi biru di lorong";
beforeAll(async () => {
  stage = await openStage({ setUp: true });
  page = await stage.visitor(DESK);
});
afterAll(() => stage.close());
afterEach(() => {
  expect(misdeeds(page)).toEqual([]);
});

const press = (name: string): Promise<void> => page.getByRole("button", { name, exact: true }).click();
const fill = (label: string, value: string): Promise<void> => page.getByLabel(label, { exact: true }).fill(value);
const savedFile = async (link: string): Promise<{ name: string; text: string }> => {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: link }).first().click()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "latin1") };
};

describe("from set-up to export, on an office network without TLS", () => {
  let oneTime = "";

  test("the first administrator opens the printed address and chooses a password", async () => {
    await page.goto(stage.house.setUp!.address()!);
    await isAccessible(page, "set-up");
    await fill("Nama Anda", "Rini Astuti");
    await fill("Nama masuk", "rini");
    await fill("Kata sandi", "pendek");
    await fill("Ulangi kata sandi", "pendek");
    await page.locator("button[type=submit]").click();
    await isAccessible(page, "set-up refused");
    expect(await page.getByLabel("Nama Anda", { exact: true }).inputValue()).toBe("Rini Astuti");
    await fill("Kata sandi", PASSWORD);
    await fill("Ulangi kata sandi", PASSWORD);
    await page.locator("button[type=submit]").click();
    await page.waitForURL(`${stage.origin}/staf`);
    await isAccessible(page, "no unit yet");
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ name: "suara", httpOnly: true, secure: false, sameSite: "Lax" });
  });

  test("adds a unit, and its manager, whose address is shown once", async () => {
    await fill("Nama unit", "Puskesmas Citeureup");
    await fill("Kode", "pkm-citeureup");
    await press("Tambah unit");
    await page.getByRole("link", { name: "Puskesmas Citeureup", exact: true }).first().waitFor();
    await isAccessible(page, "units");
    await page.goto(`${stage.origin}/staf/unit/pkm-citeureup/orang`);
    await fill("Nama", "Sari Wulandari");
    await fill("Nama masuk", "sari");
    await page.getByLabel("Peran", { exact: true }).selectOption("manager");
    await press("Tambah orang");
    oneTime = (await page.locator(".address code").textContent())!.trim();
    expect(oneTime).toMatch(/\/masuk\/sekali\/[\w-]{43}$/);
    await isAccessible(page, "one-time address");
    await page.reload();
    expect(await page.content()).not.toContain(oneTime);
    await page.getByRole("button", { name: "Keluar" }).click();
    await page.waitForURL(/\/masuk/);
    await isAccessible(page, "signed out");
  });

  test("the manager signs in by that address, chooses surveys, adds services and a counter", async () => {
    await page.goto(oneTime);
    await isAccessible(page, "one-time sign-in");
    await fill("Kata sandi", PASSWORD);
    await fill("Ulangi kata sandi", PASSWORD);
    await page.locator("button[type=submit]").click();
    await page.waitForURL(/\/staf\/unit\/pkm-citeureup/);
    await isAccessible(page, "empty dashboard");
    expect(await page.textContent("body")).toContain("Belum ada jawaban");
    await page.goto(`${stage.origin}/staf/unit/pkm-citeureup/pengaturan`);
    await page.getByLabel(/SPAK/).first().check();
    await press("Simpan pengaturan");
    await fill("Orang yang dilayani", "120");
    await press("Simpan jumlah");
    await isAccessible(page, "settings");
    await page.goto(`${stage.origin}/staf/unit/pkm-citeureup/loket`);
    await fill("Nama layanan", "Poli Umum");
    await press("Tambah layanan");
    await page.waitForURL(/\/loket\?/);
    await page.getByLabel("Nama loket", { exact: true }).last().fill("Loket 2");
    await press("Tambah loket");
    await page.getByRole("heading", { name: "Loket 2" }).waitFor();
    await isAccessible(page, "counters");
    await page
      .getByRole("link", { name: /Poster A4/ })
      .first()
      .click();
    await isAccessible(page, "poster");
    expect(await page.textContent("body")).toContain("/s/pkm-citeureup");
  });

  test("prints slips for those who were served", async () => {
    const toSlips = () =>
      page
        .getByRole("link", { name: /Karcis kunjungan/ })
        .first()
        .click();
    await page.getByRole("link", { name: "Kembali ke loket dan QR" }).click();
    await toSlips();
    await isAccessible(page, "slips");
    await fill("Banyaknya lembar", "banyak");
    await press("Buat karcis");
    await isAccessible(page, "slips refused");
    await page.setViewportSize({ width: 360, height: 740 });
    await isAccessible(page, "slips refused, on a phone");
    await page.setViewportSize(DESK.viewport);
    await fill("Banyaknya lembar", "1");
    // The server takes its time, and the hand that waits for it presses again.
    const { slips } = stage.house.store;
    const issue = slips.issue.bind(slips);
    Object.assign(slips, {
      issue: async (...given: Parameters<typeof issue>) => {
        await issue(...given);
        await new Promise((later) => setTimeout(later, 500));
      },
    });
    await Promise.all([
      page.getByRole("heading", { name: "24 karcis di 1 lembar" }).waitFor(),
      page.evaluate(() => {
        const press = () => document.querySelector<HTMLElement>("form.sheet button")?.click();
        press();
        setTimeout(press, 200);
      }),
    ]);
    Object.assign(slips, { issue });
    await isAccessible(page, "a sheet of slips");
    expect(await page.getByRole("img", { name: "Kode QR karcis" }).count()).toBe(24);
    await page.getByRole("link", { name: "Kembali ke loket dan QR" }).click();
    await toSlips();
    await page.getByText("dibuat 24 karcis").waitFor();
  });

  test("writes down opening hours, a holiday, and how many people were served", async () => {
    await page.goto(`${stage.origin}/staf/unit/pkm-citeureup/jam-layanan`);
    await isAccessible(page, "no hours yet");
    for (const day of ["Senin", "Selasa", "Rabu", "Kamis", "Jumat"]) {
      await fill(`${day}, jam buka`, "08.00");
      await fill(`${day}, jam tutup`, day === "Jumat" ? "7.00" : "15.00");
    }
    await press("Simpan jam layanan");
    await isAccessible(page, "hours refused");
    await fill("Jumat, jam tutup", "11.00");
    await press("Simpan jam layanan");
    await fill("Tambah hari libur", "2026-11-10 Hari Pahlawan");
    await press("Simpan hari libur");
    await page.getByRole("button", { name: "Hapus 10 November 2026" }).waitFor();
    await isAccessible(page, "hours and a holiday");
    await page.goto(`${stage.origin}/staf/unit/pkm-citeureup/dilayani`);
    await fill("Kamis, 19 November", "empat puluh");
    await fill("Jumat, 20 November", "35");
    await press("Simpan jumlah");
    await isAccessible(page, "people served refused");
    expect(await page.getByLabel("Jumat, 20 November", { exact: true }).inputValue()).toBe("35");
    await fill("Kamis, 19 November", "40");
    await page.keyboard.press("Enter");
    await page.waitForURL(/tersimpan=1/);
    expect(await page.textContent("body")).toContain("75 orang dari 2 hari");
    await page.getByLabel("Layanan", { exact: true }).selectOption({ label: "Poli Umum" });
    await press("Tampilkan");
    await fill("Kamis, 19 November", "30");
    await press("Simpan jumlah");
    await page.getByText("Jumlah untuk Poli Umum").waitFor();
    await isAccessible(page, "people served");
    await page.setViewportSize({ width: 360, height: 740 });
    await isAccessible(page, "people served on a phone");
    await page.setViewportSize(DESK.viewport);
    await page.goto(`${stage.origin}/staf/unit/pkm-citeureup/pengaturan`);
    await press("Buat kunci baru");
    await isAccessible(page, "key of the queue system");
    expect(await page.locator(".address code").textContent()).toMatch(/^[\w-]{43}$/);
  });

  test("sees figures once five answers came in, reads comments of earlier days, and takes the files away", async () => {
    const unit = (await stage.house.store.units.byCode("pkm-citeureup"))!;
    const [service] = await stage.house.store.units.services(unit.id);
    for (let n = 0; n < 36; n += 1) {
      const comment = n === 0 ? "Antrean lama" : n === 1 ? "=1+1" : undefined;
      await stage.house.make.response(unit, {
        serviceId: service!.id,
        date: "2026-11-19",
        answers: { U3: 2 },
        ...(comment === undefined ? {} : { comment }),
      });
    }
    const [counter] = await stage.house.store.units.counters(unit.id);
    for (const kind of ["rush", "device", "hours"] as const) {
      const sign = { date: "2026-11-19", counterId: counter!.id, kind, answers: 25 };
      await stage.house.store.records.noteSignal(unit.id, sign);
    }
    await page.goto(`${stage.origin}/staf/unit/pkm-citeureup`);
    await page.locator("canvas").first().waitFor();
    expect(await page.textContent("body")).toContain("masuk beruntun");
    await isAccessible(page, "dashboard with signs to check");
    expect(await page.textContent("body")).toContain("94,44");
    await page.setViewportSize({ width: 360, height: 740 });
    await isAccessible(page, "dashboard on a phone");
    await page.setViewportSize(DESK.viewport);
    await page.goto(`${stage.origin}/staf/unit/pkm-citeureup/saran`);
    expect(await page.textContent("body")).toContain("Antrean lama");
    await isAccessible(page, "comments");
    await page.goto(`${stage.origin}/staf/unit/pkm-citeureup/zi/2026`);
    expect(await page.textContent("main")).toContain("belum terverifikasi");
    await isAccessible(page, "WBK and WBBM");
    await page.setViewportSize({ width: 360, height: 740 });
    await isAccessible(page, "WBK and WBBM on a phone");
    await page.setViewportSize(DESK.viewport);
    await page.getByRole("link", { name: "Tahun 2025" }).click();
    await page.getByText("Tidak ada jawaban pada Tahun 2025").waitFor();
    await isAccessible(page, "WBK and WBBM of a year without answers");

    await page.goto(`${stage.origin}/laporan/pkm-citeureup/2026-TW4`);
    await isAccessible(page, "report");
    const csv = await savedFile("Jawaban (CSV)");
    expect(csv.name).toMatch(/^suara-loket_pkm-citeureup_2026-TW4_\w+-sementara\.csv$/);
    expect(csv.text).toContain("2026-11-19");
    expect(csv.text).not.toContain("Antrean");
    expect((await savedFile("Tabel pengolahan (XLSX)")).text.slice(0, 2)).toBe("PK");
    expect(JSON.parse((await savedFile("Indeks (JSON)")).text)).toMatchObject({
      unit: "pkm-citeureup",
      period: "2026-TW4",
      provisional: true,
    });
  });

  test("ends the session on the server when signing out", async () => {
    await page.goto(`${stage.origin}/staf/akun`);
    await isAccessible(page, "account");
    const [cookie] = await page.context().cookies();
    await page.getByRole("button", { name: "Keluar" }).first().click();
    await page.waitForURL(/\/masuk/);
    await page.context().addCookies([cookie!]);
    const reply = await page.goto(`${stage.origin}/staf/akun`);
    expect(reply!.status()).toBe(401);
    await isAccessible(page, "not signed in");
  });

  test("is told kindly of a wrong password and of a page that is not there", async () => {
    await page.goto(`${stage.origin}/masuk`);
    await isAccessible(page, "sign-in");
    await fill("Nama masuk", "sari");
    await fill("Kata sandi", "bukan kata sandinya");
    await press("Masuk");
    await isAccessible(page, "sign-in refused");
    await fill("Nama masuk", "sari");
    await fill("Kata sandi", PASSWORD);
    await press("Masuk");
    await page.waitForURL(/\/staf\/unit\/pkm-citeureup/);
    expect((await page.goto(`${stage.origin}/staf/unit/unit-lain`))!.status()).toBe(404);
    await isAccessible(page, "not found");
    await stage.house.store.people.update({ ...(await stage.house.store.people.byLogin("sari"))!, role: "staff" });
    await page.goto(`${stage.origin}/masuk`);
    await fill("Nama masuk", "sari");
    await fill("Kata sandi", PASSWORD);
    await press("Masuk");
    await page.waitForURL(/\/staf\/unit\/pkm-citeureup/);
    await isAccessible(page, "progress of counter staff");
    expect((await page.goto(`${stage.origin}/laporan/pkm-citeureup/2026-TW4`))!.status()).toBe(403);
    await isAccessible(page, "not allowed");
  });
});
