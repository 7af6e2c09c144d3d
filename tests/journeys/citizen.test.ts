import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { localDate } from "../../server/domain/periods/zone.ts";
import type { Unit } from "../../server/domain/response.ts";
import { slipDigestOf } from "../../server/log/receipt.ts";
import type { Stage } from "./stage.ts";
import { isAccessible, misdeeds, openStage, PHONE, received } from "./stage.ts";

let stage: Stage;
let unit: Unit;
let page: Page;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

let serial = 0;
beforeEach(async () => {
  serial += 1;
  unit = await stage.house.make.unit({ code: `loket-${serial}00`, name: "Puskesmas Citeureup" });
});
afterEach(async () => {
  expect(misdeeds(page)).toEqual([]);
  expect(await page.context().cookies()).toEqual([]);
});

const scan = (path = ""): Promise<unknown> => page.goto(`${stage.origin}/s/${unit.code}${path}`);
const U = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U9", "U8"];
const score = (key: string, value: number) => page.locator(`input[name="${key}"][value="${value}"]`);

describe("a citizen without JavaScript", () => {
  beforeEach(async () => {
    page = await stage.visitor({ ...PHONE, javaScriptEnabled: false });
  });
  const openWithKey = async (): Promise<void> => {
    await scan();
    await page.locator(`a[href*="/kunci"]`).click();
    await page.waitForURL(/\/kunci/);
  };
  const rateEverything = async (): Promise<void> => {
    for (const key of U) await score(key, 4).check();
  };

  test("scans the code, answers, and is thanked; going back and sending again keeps one answer", async () => {
    await openWithKey();
    await rateEverything();
    await page.getByLabel(/saran/i).fill("Antrean cepat hari ini");
    await page.getByRole("button", { name: "Kirim jawaban" }).click();
    await page.waitForURL(/terima-kasih/);
    expect(await page.textContent("h1")).toContain("Terima kasih");
    expect(await page.textContent("body")).not.toMatch(/\d{1,2}[.:]\d{2}/);
    expect(await received(stage.house, unit.id)).toBe(1);
    await page.reload();
    await page.goBack();
    if ((await score("U1", 4).isChecked()) === false) await rateEverything();
    expect(await received(stage.house, unit.id)).toBe(1);
  });

  test("presses the button twice and is counted once", async () => {
    await openWithKey();
    await rateEverything();
    await page.getByRole("button", { name: "Kirim jawaban" }).dblclick();
    // The second press breaks off the page that the first one opens: to wait for an address would be to fail with it.
    await page.getByRole("heading", { name: "Terima kasih" }).waitFor();
    expect(page.url()).toMatch(/terima-kasih/);
    expect(await received(stage.house, unit.id)).toBe(1);
  });

  test("forgets a question, is told which one, finds everything else as it was, and finishes", async () => {
    await openWithKey();
    await rateEverything();
    await page.locator('textarea[name="saran"]').fill('Kursi <kurang> & "keras"');
    await page.reload();
    for (const key of U.filter((one) => one !== "U3")) await score(key, 3).check();
    await page.locator('textarea[name="saran"]').fill('Kursi <kurang> & "keras"');
    await page.getByRole("button", { name: "Kirim jawaban" }).click();
    expect(await page.title()).toMatch(/^Ada yang belum lengkap/);
    await page.getByRole("alert").getByRole("link").click();
    expect(page.url()).toMatch(/#f-U3$/);
    expect(await score("U2", 3).isChecked()).toBe(true);
    expect(await page.locator('textarea[name="saran"]').inputValue()).toBe('Kursi <kurang> & "keras"');
    expect(await received(stage.house, unit.id)).toBe(0);
    await score("U3", 1).check();
    await page.getByRole("button", { name: "Kirim jawaban" }).click();
    await page.waitForURL(/terima-kasih/);
    expect(await received(stage.house, unit.id)).toBe(1);
  });

  test("may answer on the first page as well, where no key is filled in", async () => {
    await scan();
    await rateEverything();
    await page.getByRole("button", { name: "Kirim jawaban" }).click();
    await page.waitForURL(/terima-kasih/);
    expect(await received(stage.house, unit.id)).toBe(1);
  });
});

describe("a citizen with JavaScript", () => {
  beforeEach(async () => {
    page = await stage.visitor();
  });
  const rateEverything = async (value = 4): Promise<void> => {
    for (const key of U) await score(key, value).locator("xpath=..").tap();
  };

  test("taps through one question at a time, looks once more, and is thanked", async () => {
    await scan();
    expect(await page.locator("fieldset:visible").count()).toBe(1);
    await rateEverything();
    await page.getByText("Periksa jawaban").waitFor();
    await page.getByRole("button", { name: "Kirim jawaban" }).tap();
    await page.waitForURL(/terima-kasih/);
    expect(await received(stage.house, unit.id)).toBe(1);
    expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBe(0);
  });

  test("taps the button in a hurry and is counted once; the next person at the same phone starts empty and is counted too", async () => {
    await scan();
    await rateEverything();
    await page.getByText("Periksa jawaban").waitFor();
    await page.getByRole("button", { name: "Kirim jawaban" }).dblclick();
    await page.waitForURL(/terima-kasih/);
    expect(await received(stage.house, unit.id)).toBe(1);
    await page.goBack();
    await score("U1", 4).waitFor();
    expect(await page.locator("input:checked").count()).toBe(0);
    await rateEverything(3);
    await page.getByRole("button", { name: "Kirim jawaban" }).tap();
    await page.waitForURL(/terima-kasih/);
    expect(await received(stage.house, unit.id)).toBe(2);
  });

  test("scans a slip: its visit counts once, and no address on the way names it", async () => {
    const { store } = stage.house;
    const [counter] = await store.units.counters(unit.id);
    const slip = "AbCdEfGhIjKlMnOpQrSt-_";
    const today = localDate(stage.house.clock.now, unit.zone);
    const digests = [slipDigestOf(unit.id, slip)];
    await store.slips.issue(unit.id, { counterId: counter!.id, on: today, lastDay: "9999-12-31", digests });
    const asked: string[] = [];
    page.on("request", (request) => asked.push(`${request.url()} ${JSON.stringify(request.headers())}`));
    await scan(`#${slip}`);
    await rateEverything();
    await page.getByText("Periksa jawaban").waitFor();
    await page.getByRole("button", { name: "Kirim jawaban" }).tap();
    await page.waitForURL(/terima-kasih/);
    const days = () => store.slips.days({ unitId: unit.id, from: "2000-01-01", until: "9999-12-31" });
    await vi.waitFor(async () => expect(await days()).toMatchObject([{ issued: 1, spent: 1 }]), 30_000);
    expect(asked.filter((words) => words.includes(slip))).toEqual([]);
  });

  test("reads everything in English", async () => {
    await scan();
    await page.getByRole("link", { name: "English" }).tap();
    expect(await page.getAttribute("html", "lang")).toBe("en");
    await rateEverything();
    await page.getByRole("button", { name: "Send answers" }).tap();
    await page.waitForURL(/terima-kasih/);
    expect(await page.textContent("h1")).toContain("Thank you");
  });
});

describe("every state of the citizen's pages is accessible", () => {
  beforeEach(async () => {
    page = await stage.visitor();
    unit = await stage.house.make.unit({
      code: `semua-${serial}`,
      surveys: ["skm", "spkp", "spak"],
      optionalQuestions: ["ragam_disabilitas"],
    });
    await stage.house.make.service(unit, "Poli Umum");
    await stage.house.make.service(unit, "Poli Gigi");
  });

  test("the form, first question and last look", async () => {
    await scan();
    await isAccessible(page, "first question");
    for (;;) {
      const question = page.locator("fieldset.now");
      if ((await question.count()) === 0) break;
      await question.locator("input").first().focus();
      await page.keyboard.press("Space");
      await page.keyboard.press("Enter");
    }
    await isAccessible(page, "last look");
    await page.getByRole("button", { name: "Kirim jawaban" }).tap();
    await page.locator(".summary").waitFor();
    await isAccessible(page, "service missing");
    await page.selectOption("[name=layanan]", { index: 1 });
    await page.route(/\/s\//, (route) => route.abort());
    await page.getByRole("button", { name: "Kirim jawaban" }).tap();
    await page.getByRole("heading", { name: "Menunggu sambungan" }).waitFor();
    await isAccessible(page, "waiting for a connection");
    await page.unroute(/\/s\//);
  });

  test("the whole form at once, in both languages", async () => {
    await scan("/kunci");
    await page.evaluate(() => document.documentElement.classList.remove("steps"));
    await isAccessible(page, "whole form");
    await scan("/kunci?bahasa=en");
    await page.evaluate(() => document.documentElement.classList.remove("steps"));
    await isAccessible(page, "whole form in English");
  });

  test("a refused form, thanks, start, unknown code, closed counter", async () => {
    await scan("/kunci");
    await page.evaluate(() => (document.getElementById("form") as HTMLFormElement).submit());
    await page.locator(".summary").waitFor();
    await isAccessible(page, "refused form");
    await scan("/terima-kasih");
    await isAccessible(page, "thanks");
    await scan("/terima-kasih?terlambat");
    await isAccessible(page, "thanks for what came late");
    await page.goto(`${stage.origin}/`);
    await isAccessible(page, "start");
    await page.goto(`${stage.origin}/s/tidak-ada`);
    await isAccessible(page, "unknown code");
    const shared = await stage.house.make.counter(unit, { kiosk: true });
    await page.clock.install();
    await page.goto(`${stage.origin}/s/${shared.code}/terima-kasih`);
    await isAccessible(page, "thanks on a shared screen");
    await page.reload();
    await page.clock.runFor(31_000);
    await page.waitForURL(new RegExp(`/s/${shared.code}\\??$`));
    const closed = await stage.house.make.counter(unit, { closedSince: "2026-11-01" });
    await page.goto(`${stage.origin}/s/${closed.code}`);
    expect(await page.textContent("body")).toContain("1 November 2026");
    await isAccessible(page, "closed counter");
  });
});
