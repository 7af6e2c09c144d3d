import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Unit } from "../../server/domain/response.ts";
import { MANIFEST_PATH } from "../../server/reports/evidence/manifest.ts";
import { verifyPack } from "../../server/ops/verify/verify-pack.ts";
import { sessionCookie } from "../../server/web/visitor.ts";
import { filesOf, zipOf } from "../ops/verify/made-pack.ts";
import type { Stage } from "./stage.ts";
import { DESK, isAccessible, misdeeds, openStage, PHONE } from "./stage.ts";

let stage: Stage;
let unit: Unit;
let page: Page;
const pages: Page[] = [];
const PERIOD = "/staf/unit/pkm-melati/periode/2026-TW3";

/** Somebody of the unit in a browser of their own. */
async function signedIn(login: string): Promise<Page> {
  const person = (await stage.house.store.people.byLogin(login))!;
  const [name = "", value = ""] = (await stage.house.make.signIn(person)).split("=");
  expect(name).toBe(sessionCookie(stage.origin));
  const fresh = await stage.visitor(DESK);
  await fresh.context().addCookies([{ name, value, url: stage.origin }]);
  pages.push(fresh);
  return fresh;
}

beforeAll(async () => {
  stage = await openStage();
  const { make, store } = stage.house;
  unit = await make.unit({ code: "pkm-melati", name: "Puskesmas Melati", surveys: ["skm"] });
  await make.person({ role: "manager", unit, login: "sari", name: "Sari Wulandari" });
  await make.person({ role: "inspectorate", unit, login: "inspektur", name: "Ratna Sari" });
  await make.person({ role: "evaluator", unit, login: "penilai", name: "Hendra Wijaya" });
  await make.person({ role: "admin", login: "rini" });
  for (let n = 0; n < 60; n += 1)
    await make.response(unit, {
      date: `2026-0${7 + (n % 3)}-1${n % 7}`,
      answers: { U3: 1 + (n % 4), U9: 3 },
      profile: new Map([["jenis_kelamin", n % 3 === 0 ? "L" : "P"]]),
      comment: `Saran ${n}`,
    });
  await store.units.setPopulation(unit.id, "2026-TW3", 900);
  page = await signedIn("sari");
});
afterAll(() => stage.close());
afterEach(() => {
  for (const one of pages) expect(misdeeds(one)).toEqual([]);
});

const on = (where: Page, path: string) => where.goto(`${stage.origin}${path}`);
const press = (name: string, where = page): Promise<void> => where.getByRole("button", { name, exact: true }).first().click();
const fill = (label: string, value: string): Promise<void> => page.getByLabel(label, { exact: true }).first().fill(value);
const saved = async (link: string): Promise<{ name: string; bytes: Buffer }> => {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: link }).first().click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
};

describe("a quarter, from its end to the evidence", () => {
  test("the dashboard asks to close it, and the page of periods shows how each stands", async () => {
    await on(page, "/staf/unit/pkm-melati");
    await page.getByRole("link", { name: "Tutup Triwulan III 2026" }).waitFor();
    await isAccessible(page, "dashboard with a reminder");
    await on(page, "/staf/unit/pkm-melati/periode");
    await isAccessible(page, "periods");
    await page.getByRole("link", { name: "Tutup Triwulan III 2026" }).click();
    await page.getByRole("heading", { name: "Tutup Triwulan III 2026" }).waitFor();
    await isAccessible(page, "a period to be closed");
  });

  test("two answers are set aside by two people", async () => {
    await page.getByRole("link", { name: "Lihat pengecualian" }).click();
    await isAccessible(page, "no exclusion yet");
    await fill("Tanggal jawaban", "2026-08-99");
    await press("Tampilkan jawaban hari itu");
    await isAccessible(page, "a day that is none");
    await fill("Tanggal jawaban", "2026-08-14");
    await press("Tampilkan jawaban hari itu");
    const boxes = page.locator('input[name="jawaban"]');
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    await press("Usulkan pengecualian");
    await isAccessible(page, "exclusion refused without a reason");
    await page.getByLabel("Alasan", { exact: true }).selectOption("uji-coba");
    await fill("Bagaimana ini diketahui", "Diisi petugas saat pelatihan");
    await press("Usulkan pengecualian");
    await page.getByText("Menunggu orang kedua").first().waitFor();
    const inspector = await signedIn("inspektur");
    await on(inspector, "/staf/unit/pkm-melati/pengecualian?periode=2026-TW3");
    await isAccessible(inspector, "exclusions to decide");
    for (let at = 0; at < 2; at += 1) {
      await inspector.locator('button[value="setuju"]').first().click();
      await inspector.waitForURL(/tersimpan=1/);
    }
    expect(await inspector.locator('button[value="setuju"]').count()).toBe(0);
    await on(page, PERIOD);
    expect((await page.locator(".stations table").first().textContent())!.replace(/\s+/g, " ")).toContain("SKM60258");
  });

  test("it is closed once the unit's name was typed, and its seal shown", async () => {
    await fill("Ketik nama unit untuk menetapkan", "Puskesmas Mawar");
    await press("Tutup Triwulan III 2026");
    await isAccessible(page, "closing refused");
    await page.getByLabel("Tutup dengan catatan di atas").check();
    await fill("Ketik nama unit untuk menetapkan", "Puskesmas Melati");
    await press("Tutup Triwulan III 2026");
    await page.locator(".seal-code").waitFor();
    await isAccessible(page, "closed and sealed");
  });

  test("two measures are planned, one with its proof", async () => {
    await page.getByRole("link", { name: "Tindak lanjut dan bukti pengumuman" }).click();
    await isAccessible(page, "no plan yet");
    for (const action of ["Tambah satu loket pendaftaran", "Pasang layar antrean"]) {
      const adding = page.locator('section[aria-labelledby="tambah"]');
      await adding.getByLabel("Program atau kegiatan", { exact: true }).fill(action);
      await adding.getByLabel("Selesai paling lambat", { exact: true }).fill("2026-12-15");
      await adding.getByLabel("Penanggung jawab", { exact: true }).fill("Kepala tata usaha");
      await adding.getByRole("button", { name: "Tambah rencana" }).click();
      await page.getByText(action).first().waitFor();
    }
    await page.getByText("Ubah atau laporkan pelaksanaannya").first().click();
    const proof = page.locator("details[open]");
    await proof.getByLabel("Apa yang terlihat", { exact: true }).fill("Loket baru");
    await proof
      .locator('input[type="file"]')
      .setInputFiles({ name: "bukti.txt", mimeType: "text/plain", buffer: Buffer.from("bukan gambar") });
    await proof.getByRole("button", { name: "Simpan bukti" }).click();
    await page.getByText("Isi berkas ini bukan PDF, JPEG, atau PNG.").first().waitFor();
    await isAccessible(page, "proof refused");
    await on(page, `${PERIOD}/tindak-lanjut`);
    await page.getByText("Ubah atau laporkan pelaksanaannya").first().click();
    const again = page.locator("details[open]");
    await again.getByLabel("Keadaan", { exact: true }).selectOption("selesai");
    await again.getByLabel("Kabar untuk masyarakat", { exact: true }).fill("Loket 3 kini dibuka");
    await again.getByRole("button", { name: "Simpan pelaksanaan" }).click();
    await page.getByText("1 dari 2 selesai (50%).").waitFor();
    await isAccessible(page, "a plan");
  });

  test("the words of the report are the unit's own", async () => {
    await on(page, `${PERIOD}/laporan`);
    await isAccessible(page, "words of the report");
    await fill("Nama penanda tangan", "dr. Budi Santoso");
    await press("Simpan kop dan penanda tangan");
    await page.waitForURL(/tersimpan=1/);
  });

  test("it is published, and anybody reads it on a phone without signing in", async () => {
    await on(page, PERIOD);
    await press("Umumkan hasil");
    await page.getByText("Diumumkan").first().waitFor();
    const citizen = await stage.visitor(PHONE);
    pages.push(citizen);
    await on(citizen, "/hasil/pkm-melati");
    await citizen.getByText("Anda bilang, kami lakukan").waitFor();
    await isAccessible(citizen, "results");
    expect(await citizen.context().cookies()).toEqual([]);
    await on(citizen, "/hasil/pkm-melati/2026-TW2");
    await isAccessible(citizen, "results that are not published");
    await on(citizen, "/hasil/pkm-melati/layar");
    await isAccessible(citizen, "screen of the waiting room");
  });

  test("a citizen answers, keeps the receipt, and finds the answer counted; a report's seal and checkpoint are found too", async () => {
    const citizen = await stage.visitor(PHONE);
    pages.push(citizen);
    await on(citizen, "/s/pkm-melati/terima-kasih?tanda=KV7T-TGM5-2N9V-KM72");
    await isAccessible(citizen, "thanks with a receipt");
    await citizen.getByRole("link", { name: "Periksa tanda terima" }).click();
    await isAccessible(citizen, "the page of verification");
    const ask = async (typed: string, told: string): Promise<void> => {
      await citizen.locator("textarea").fill(typed);
      await citizen.getByRole("button", { name: "Periksa", exact: true }).click();
      await citizen.getByText(told).waitFor();
    };
    await ask("KV7T-TGM5-2N9V-KM72", "Kode ini tidak ada di unit ini.");
    await isAccessible(citizen, "an unknown receipt");
    const sent = await stage.house.app.inject({
      method: "POST",
      url: "/s/pkm-melati",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      payload: stage.house.make.body(unit, { kunci: "kunci-seorang-warga" }),
    });
    await ask(/tanda=([^&]*)/.exec(String(sent.headers.location))![1]!, "Jawaban Anda tersimpan dan ikut dihitung.");
    await isAccessible(citizen, "a receipt that is known");
    await ask((await page.locator(".seal-code").textContent())!, "Segel ini milik Triwulan III 2026 dan masih berlaku.");
    await ask((await citizen.locator(".log-lines").textContent())!, "Titik ini ada dalam catatan.");
    expect(await citizen.context().cookies()).toEqual([]);
  });

  test("an evaluator who was granted the quarter reads it, writes a remark, and the unit answers", async () => {
    const admin = await signedIn("rini");
    await on(admin, "/staf/orang");
    await admin.getByRole("link", { name: "Izin baca Hendra Wijaya" }).click();
    await isAccessible(admin, "what an evaluator may read");
    await admin.getByLabel("Unit", { exact: true }).selectOption({ label: "Puskesmas Melati" });
    await admin.getByLabel("Periode", { exact: true }).fill("2026-TW3");
    await admin.getByLabel("Boleh dibaca sampai", { exact: true }).fill("2000-01-01");
    await press("Beri izin", admin);
    await isAccessible(admin, "a grant refused");
    await admin.getByLabel("Boleh dibaca sampai", { exact: true }).fill("2099-12-31");
    await press("Beri izin", admin);
    await admin.waitForURL(/tersimpan=1/);
    const evaluator = await signedIn("penilai");
    await on(evaluator, "/staf");
    await isAccessible(evaluator, "what may be read");
    await evaluator.getByRole("link", { name: "Triwulan III 2026" }).click();
    await evaluator.getByRole("heading", { name: "Ringkasan" }).or(evaluator.locator(".plate").first()).first().waitFor();
    await on(evaluator, `${PERIOD}/catatan`);
    await isAccessible(evaluator, "steps of the log");
    await on(evaluator, `${PERIOD}/penilaian`);
    await evaluator.getByLabel("Catatan baru", { exact: true }).fill("ya");
    await press("Kirim catatan", evaluator);
    await isAccessible(evaluator, "a remark refused");
    await evaluator.getByLabel("Catatan baru", { exact: true }).fill("Mengapa hari Jumat tidak ada jawaban?");
    await press("Kirim catatan", evaluator);
    await evaluator.getByText("Belum dijawab unit").waitFor();
    await on(page, `${PERIOD}/penilaian`);
    await isAccessible(page, "a remark to answer");
    await fill("Jawaban unit", "Loket tutup setiap Jumat siang.");
    await press("Kirim jawaban");
    await page.waitForURL(/tersimpan=1/);
    await isAccessible(page, "a remark that was answered");
    await on(page, PERIOD);
  });

  test("report, banner and pack are taken away, and the pack verifies", async () => {
    for (const [link, begins] of [
      ["Laporan lengkap (DOCX)", "PK"],
      ["Laporan lengkap (PDF)", "%PDF-"],
      ["Banner hasil (PDF, A3)", "%PDF-"],
      ["Gambar hasil (PNG)", "\x89PNG"],
    ] as const)
      expect((await saved(link)).bytes.subarray(0, begins.length).toString("latin1")).toBe(begins);
    const pack = await saved("Berkas bukti (ZIP)");
    expect(pack.name).toBe("suara-loket_pkm-melati_2026-TW3_bukti.zip");
    const found = await verifyPack(pack.bytes, stage.house.parts.signer.key());
    expect(found).toMatchObject({ findings: [], signer: "known", of: { unit: "pkm-melati", period: "2026-TW3" } });
  });

  test("whoever was given a pack with a damaged list reads on a phone what is wrong with it", async () => {
    const files = await filesOf((await saved("Berkas bukti (ZIP)")).bytes);
    // The end of a line is lost, and two lines are one with a very long name.
    const list = files
      .get(MANIFEST_PATH)!
      .toString()
      .replace(/(kuesioner\/skm@1\.json)\n/, "$1*");
    const phone = await stage.visitor(PHONE);
    pages.push(phone);
    await on(phone, "/hasil/pkm-melati/periksa");
    await phone.getByLabel("Berkas bukti (ZIP)").setInputFiles({
      name: "bukti.zip",
      mimeType: "application/zip",
      buffer: await zipOf(new Map([...files, [MANIFEST_PATH, Buffer.from(list)]])),
    });
    // It is checked in a process that lets everybody go first; other tests may keep the machine busy for long.
    await phone.getByRole("button", { name: "Periksa berkas" }).click({ timeout: 90_000 });
    await phone.getByText("Berkas bukti ini tidak cocok. Jangan dipakai.").waitFor({ timeout: 90_000 });
    expect(await phone.locator("main").innerText()).toMatch(/kuesioner\/skm@1\.json\*[0-9a-f]{64} \S+ tidak ada\./);
    await isAccessible(phone, "a pack with a damaged list");
  });
});
