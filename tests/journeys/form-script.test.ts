import type { Browser, BrowserContext, Page, Route } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { OFFICE, openBrowser } from "../support/chromium.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";

const ORDER = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U9", "U8"];

let browser: Browser;
let house: House;
let context: BrowserContext;
let page: Page;
let address: string;
let faults: string[];

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => browser.close());

beforeEach(async () => {
  house = await openHouse();
  const unit = await house.make.unit({ code: "pkm-contoh", name: "Puskesmas Contoh" });
  await house.make.service(unit, "Poli Umum");
  await house.make.service(unit, "Poli Gigi");
  const { port } = new URL(await house.app.listen({ host: "127.0.0.1", port: 0 }));
  // An office's own name without TLS: the browser treats the page as insecure.
  address = `http://${OFFICE}:${port}/s/pkm-contoh`;
  context = await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true });
  page = await context.newPage();
  faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
});
afterEach(async () => {
  await context.close();
  await house.close();
});

const inView = (): Promise<string[]> =>
  page.$$eval("fieldset", (all) => all.filter((one) => (one as HTMLElement).offsetParent !== null).map((one) => one.id.slice(2)));
const onReview = (): Promise<void> => page.getByRole("heading", { name: "Periksa jawaban" }).waitFor();

async function tapThrough(): Promise<void> {
  for (const key of ORDER) {
    await page.locator(`#f-${key}`).waitFor({ state: "visible" });
    await page.locator(`#f-${key} .tile`).nth(2).tap();
  }
  await onReview();
}

/** The same without a finger, for tests that are about what comes after. */
async function answerAll(): Promise<void> {
  await page.evaluate((keys) => {
    for (const key of keys) {
      document.querySelector<HTMLInputElement>(`[name=${key}][value="3"]`)!.checked = true;
      document.querySelector<HTMLButtonElement>(".next")!.click();
    }
  }, ORDER);
  await onReview();
}

async function send(): Promise<void> {
  await page.getByRole("button", { name: "Kirim jawaban" }).tap();
}

async function rows(): Promise<number> {
  let count = 0;
  const [unit] = await house.store.units.list();
  for await (const _row of house.store.responses.rows({ unitId: unit!.id, from: "2026-01", until: "2027-01" })) count += 1;
  return count;
}

describe("the form's script", { timeout: 180_000 }, () => {
  it("shows one question at a time, moves on after a finger's tap, and sends after a last look", async () => {
    await page.goto(address);
    expect(await page.evaluate(() => window.isSecureContext)).toBe(false);
    expect(await inView()).toEqual(["U1"]);
    await tapThrough();
    expect(await inView()).toEqual([]);
    expect(await page.locator(".review li").count()).toBe(9);
    expect(await page.locator(".review li").nth(7).innerText()).toContain("Sarana dan Prasarana\nBaik");
    await page.selectOption("[name=layanan]", { label: "Poli Gigi" });
    await send();
    await page.waitForURL("**/terima-kasih**");
    expect(await page.locator("h1").innerText()).toContain("Terima kasih");
    expect(await rows()).toBe(1);
    expect(faults).toEqual([]);
    expect(await context.cookies()).toEqual([]);
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  });

  it("never moves on by itself under a keyboard, asks for an answer, and puts the reader at the question", async () => {
    await page.goto(address);
    await page.getByRole("button", { name: "Lanjut" }).click();
    expect(await page.locator("#f-U1 .wrong-words").innerText()).toBe("Pilih satu jawaban untuk pertanyaan 1, Persyaratan.");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.waitForTimeout(600);
    expect(await inView()).toEqual(["U1"]);
    expect(await page.locator("#f-U1 .wrong-words").count()).toBe(0);
    await page.keyboard.press("Enter");
    expect(await inView()).toEqual(["U2"]);
    expect(await page.evaluate(() => document.activeElement?.closest("fieldset")?.id)).toBe("f-U2");
  });

  it("asks after a low score what was lacking, and waits there", async () => {
    await page.clock.install();
    await page.goto(address);
    const why = page.locator("#f-U1 select");
    // The page's time stands still until the second thought, however slow this machine is.
    await page.clock.pauseAt(Date.now() + 60_000);
    await page.locator("#f-U1 .tile").nth(2).tap();
    expect(await why.isVisible()).toBe(false);
    await page.locator("#f-U1 .tile").nth(1).tap();
    await why.waitFor({ state: "visible" });
    await page.clock.runFor(2000);
    await page.clock.resume();
    expect(await inView()).toEqual(["U1"]);
    await why.selectOption({ label: "Terlalu lama" });
    await page.getByRole("button", { name: "Lanjut" }).tap();
    expect(await inView()).toEqual(["U2"]);
  });

  it("goes one question back with the phone's own key, and from the last look to one question and back again", async () => {
    await page.goto(address);
    await answerAll();
    await page.goBack();
    expect(await inView()).toEqual(["U8"]);
    await page.goForward();
    await onReview();
    await page.getByRole("button", { name: "Ubah: Biaya/Tarif" }).tap();
    expect(await inView()).toEqual(["U4"]);
    await page.locator("#f-U4 .tile").nth(4).tap();
    await onReview();
    expect(await page.locator(".review li").nth(3).innerText()).toContain("Tidak berlaku untuk saya");
    await page.getByRole("button", { name: "Kembali" }).tap();
    expect(await inView()).toEqual(["U4"]);
  });

  it("keeps the answers on the phone while the signal is bad, and sends them once with the same key", async () => {
    await page.goto(address);
    await answerAll();
    await page.selectOption("[name=layanan]", { label: "Poli Umum" });
    await page.fill("[name=saran]", "Kursi kurang");
    const key = await page.inputValue("[name=kunci]");
    expect(key).toMatch(/^[\w-]{22,64}$/);
    const answers: ((route: Route) => Promise<void>)[] = [
      (route) => route.abort(),
      (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<h1>Wi-Fi gratis, masuk dahulu</h1>" }),
      (route) => route.fulfill({ status: 200, contentType: "application/json", body: "{}" }),
      (route) => route.fulfill({ status: 502, contentType: "application/json", body: '{"message":"upstream is gone"}' }),
      // The answer is kept, but the news of it is lost on the way back.
      async (route) => {
        const url = route.request().url().replace(OFFICE, "127.0.0.1");
        expect((await route.fetch({ url })).status()).toBe(200);
        await route.abort();
      },
      (route) =>
        route.fulfill({ status: 503, contentType: "application/json", body: '{"status":"sibuk","message":"Sedang ramai."}' }),
    ];
    const again = page.getByRole("button", { name: "Coba kirim sekarang" });
    for (const [at, answer] of answers.entries()) {
      await page.route(address, answer, { times: 1 });
      const met = page.waitForRequest((request) => request.method() === "POST");
      await (at === 0 ? send() : again.tap());
      await met;
      await page.getByRole("heading", { name: "Menunggu sambungan" }).waitFor();
      await again.waitFor();
      expect(await page.locator("#form").isVisible()).toBe(false);
      await page.unroute(address);
    }
    expect(await page.inputValue("[name=kunci]")).toBe(key);
    await again.tap();
    await page.waitForURL("**/terima-kasih**");
    expect(await rows()).toBe(1);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });

  it("sends what waits on the phone when the page is opened again, and says on which day it was answered", async () => {
    await page.goto(address);
    await answerAll();
    await page.selectOption("[name=layanan]", { label: "Poli Gigi" });
    await page.selectOption("[name=usia]", "26-35");
    await page.locator("[name=dibantu]").check();
    await page.fill("[name=saran]", "Kursi & meja kurang");
    await page.route(address, (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
    await send();
    await page.getByRole("heading", { name: "Menunggu sambungan" }).waitFor();
    // Opened again without a connection, then with one.
    await page.goto("about:blank");
    await page.goto(address);
    await page.getByText("Jawaban Anda ada di ponsel ini sejak").waitFor();
    expect(await page.locator("#form").isVisible()).toBe(false);
    await page.goto("about:blank");
    await page.unroute(address);
    const sent = page.waitForRequest((request) => request.method() === "POST");
    await page.goto(address);
    const fields = new URLSearchParams((await sent).postData()!);
    await page.waitForURL("**/terima-kasih**");
    expect(fields.get("diisi")).toBe(await page.evaluate(() => new Date().toLocaleDateString("sv")));
    expect(Object.fromEntries(fields)).toMatchObject({ U1: "3", usia: "26-35", dibantu: "ya", saran: "Kursi & meja kurang" });
    const kept = house.store.responses.rows({ unitId: 1, from: "2000-01", until: "2100-01" });
    for await (const row of kept) expect(row).toMatchObject({ channel: "dibantu", profile: new Map([["usia", "26-35"]]) });
    expect(await rows()).toBe(1);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });

  it("sends by itself once there is a connection", async () => {
    await page.goto(address);
    await answerAll();
    await page.selectOption("[name=layanan]", { index: 1 });
    await context.setOffline(true);
    await send();
    await page.getByRole("heading", { name: "Menunggu sambungan" }).waitFor();
    await context.setOffline(false);
    await page.waitForURL("**/terima-kasih**");
    expect(await rows()).toBe(1);
  });

  it("forgets what waits when the citizen says so, and begins anew", async () => {
    await page.goto(address);
    await answerAll();
    await page.selectOption("[name=layanan]", { index: 1 });
    const key = await page.inputValue("[name=kunci]");
    await page.route(address, (route) => route.abort());
    await send();
    await page.getByRole("button", { name: "Hapus dari ponsel ini" }).tap();
    expect(await inView()).toEqual(["U1"]);
    expect(await page.locator("input:checked").count()).toBe(0);
    expect(await page.inputValue("[name=kunci]")).not.toBe(key);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    expect(await rows()).toBe(0);
  });

  it("shows again what waited when the server wants it mended or does not take it any more", async () => {
    await page.goto(address);
    await answerAll();
    await page.selectOption("[name=layanan]", { label: "Poli Gigi" });
    await page.route(address, (route) => route.abort(), { times: 1 });
    await send();
    await page.getByRole("heading", { name: "Menunggu sambungan" }).waitFor();
    const unit = (await house.store.units.byCode("pkm-contoh"))!;
    const services = await house.store.units.services(unit.id);
    await house.store.units.updateService({ ...services.find(({ name }) => name === "Poli Gigi")!, closedSince: "2026-11-22" });
    house.clock.now += 2000;
    await page.getByRole("button", { name: "Coba kirim sekarang" }).tap();
    await page.locator("#summary a", { hasText: "Pilih lagi layanan" }).waitFor();
    expect(await page.locator("#form").isVisible()).toBe(true);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });

  it("keeps nothing on a shared screen, nor where the phone does not let it: then all stays on the page", async () => {
    const unit = (await house.store.units.byCode("pkm-contoh"))!;
    await house.make.counter(unit, { code: "tablet", kiosk: true });
    for (const place of [address.replace("pkm-contoh", "tablet"), address]) {
      if (place === address)
        await page.addInitScript(() => {
          Storage.prototype.setItem = () => {
            throw new Error("full");
          };
        });
      await page.goto(place);
      await answerAll();
      await page.selectOption("[name=layanan]", { index: 1 });
      await page.route(place, (route) => route.abort(), { times: 1 });
      await send();
      await page.locator(".notice.bad").filter({ hasText: "Jawaban belum terkirim" }).waitFor();
      expect(await page.evaluate(() => localStorage.length)).toBe(0);
      await page.route(
        place,
        (route) =>
          route.fulfill({ status: 503, contentType: "application/json", body: '{"status":"sibuk","message":"Sedang ramai."}' }),
        { times: 1 },
      );
      await send();
      await page.locator(".notice.bad").filter({ hasText: "Sedang ramai." }).waitFor();
      await send();
      await page.waitForURL("**/terima-kasih**");
    }
    expect(await rows()).toBe(2);
  });

  it("sends once under a double tap", async () => {
    await page.goto(address);
    await answerAll();
    await page.selectOption("[name=layanan]", { index: 1 });
    let posts = 0;
    page.on("request", (request) => (posts += request.method() === "POST" ? 1 : 0));
    await page.getByRole("button", { name: "Kirim jawaban" }).dblclick();
    await page.waitForURL("**/terima-kasih**");
    expect([posts, await rows()]).toEqual([1, 1]);
  });

  it("says what is missing before it sends, and what the server has found", async () => {
    await page.goto(address);
    await answerAll();
    await send();
    await page.locator("#summary").waitFor();
    expect(await page.title()).toBe("Ada yang belum lengkap: Survei Puskesmas Contoh");
    await page.locator("#summary a", { hasText: "Pilih layanan yang Anda terima." }).tap();
    expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("layanan");
    await page.selectOption("[name=layanan]", { index: 1 });
    await page.evaluate(() => document.querySelector("textarea")!.removeAttribute("maxlength"));
    await page.fill("[name=saran]", "a".repeat(1001));
    await send();
    await page.locator("#summary a", { hasText: "Pendekkan saran Anda" }).waitFor();
    await page.fill("[name=saran]", "Bagus");
    await send();
    await page.waitForURL("**/terima-kasih**");
    expect(await rows()).toBe(1);
  });

  it("is empty again, with another key, for whoever comes back after it was sent", async () => {
    await page.goto(address);
    await answerAll();
    await page.selectOption("[name=layanan]", { index: 1 });
    const key = await page.inputValue("[name=kunci]");
    await send();
    await page.waitForURL("**/terima-kasih**");
    await page.goBack();
    await page.getByText("Jawaban tadi sudah kami terima").waitFor();
    expect(await page.locator("input:checked").count()).toBe(0);
    expect(await page.inputValue("[name=kunci]")).not.toBe(key);
    expect(await inView()).toEqual(["U1"]);
    await answerAll();
    await page.selectOption("[name=layanan]", { index: 1 });
    await send();
    await page.waitForURL("**/terima-kasih**");
    expect(await rows()).toBe(2);
  });

  it("is empty again on a shared screen that was left alone, and not before", async () => {
    const [counter] = await house.store.units.counters((await house.store.units.byCode("pkm-contoh"))!.id);
    await house.store.units.updateCounter({ ...counter!, kiosk: true });
    await page.clock.install();
    await page.goto(address);
    await tapThrough();
    await page.fill("textarea", "Antrean lama");
    const key = await page.inputValue("[name=kunci]");
    await page.clock.runFor(119_000);
    expect(await page.inputValue("textarea")).toBe("Antrean lama");
    await page.keyboard.press("Shift");
    await page.clock.runFor(119_000);
    expect(await page.inputValue("textarea")).toBe("Antrean lama");
    await page.clock.runFor(2000);
    expect(await page.inputValue("textarea")).toBe("");
    expect(await inView()).toEqual(["U1"]);
    expect(await page.locator("input:checked").count()).toBe(0);
    expect(await page.inputValue("[name=kunci]")).not.toBe(key);
  });

  it("goes on where the citizen was after a reload, as far as the browser kept the answers", async () => {
    await page.goto(address);
    for (const key of ["U1", "U2"]) await page.locator(`#f-${key} .tile`).nth(2).tap();
    await page.locator("#f-U3").waitFor({ state: "visible" });
    await page.reload();
    const answered = await page.locator("input:checked").count();
    expect(await inView()).toEqual([ORDER[answered]]);
  });

  it("leaves the whole plain form when it fails, and that form can be sent", async () => {
    await page.addInitScript(() => {
      history.replaceState = () => {
        throw new Error("an odd browser");
      };
    });
    await page.goto(address);
    expect(await inView()).toEqual(ORDER);
    for (const key of ORDER) await page.locator(`#f-${key} .tile`).nth(3).tap();
    await page.selectOption("[name=layanan]", { index: 1 });
    await send();
    await page.waitForURL("**/terima-kasih**");
    expect(await rows()).toBe(1);
  });

  it("stays out of the way where the server has found something to mend", async () => {
    const plain = await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false });
    const page = await plain.newPage();
    await page.goto(address);
    await page.locator("noscript a, a", { hasText: "halaman untuk ponsel lama" }).click();
    for (const key of ORDER.slice(1)) await page.locator(`#f-${key} .tile`).nth(3).click();
    await page.selectOption("[name=layanan]", { index: 1 });
    await page.fill("[name=saran]", "Bagus");
    const key = await page.inputValue("[name=kunci]");
    await page.getByRole("button", { name: "Kirim jawaban" }).click();
    await page.locator("#summary a", { hasText: "pertanyaan 1, Persyaratan" }).waitFor();
    expect([await page.inputValue("[name=saran]"), await page.inputValue("[name=kunci]")]).toEqual(["Bagus", key]);
    await page.locator("#f-U1 .tile").nth(3).click();
    await page.getByRole("button", { name: "Kirim jawaban" }).click();
    await page.waitForURL("**/terima-kasih**");
    expect(await rows()).toBe(1);
    await plain.close();
  });
});
