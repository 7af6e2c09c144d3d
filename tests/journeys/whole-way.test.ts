import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../support/chromium.ts";
import { perpusnasFile } from "../support/perpusnas.ts";
import type { Program } from "../support/program.ts";
import { openProgram } from "../support/program.ts";

let program: Program;
let browser: Browser;
beforeAll(async () => {
  program = await openProgram();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await program.close();
});

/** By the clock of the unit, which is in WIB. */
const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
const quarter = `${today.slice(0, 4)}-TW${Math.ceil(Number(today.slice(5, 7)) / 3)}`;
const index = async () =>
  JSON.parse(await program.suara("index", "--unit", "perpus", "--survey", "skm", "--period", quarter, "--json")) as {
    respondents: number;
    index: object;
  };

test("187 imported answers give the published index, and a citizen at the counter is the 188th", async () => {
  await program.suara("unit", "add", "--code", "perpus", "--name", "Perpustakaan");
  const { address } = await program.startServer();
  const file = join(program.data, "jawaban.csv");
  writeFileSync(file, perpusnasFile(today));
  await program.suara("import", "--unit", "perpus", "--survey", "skm", file);
  expect(await index()).toMatchObject({ respondents: 187, index: { index4: "3.506", index100: "87.64", mutu: "B" } });

  const page = await browser.newPage({ viewport: { width: 360, height: 740 }, hasTouch: true });
  await page.goto(`${address}/s/perpus`);
  for (const key of ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U9", "U8"]) {
    await page.locator(`input[name="${key}"][value="3"]`).locator("xpath=..").tap();
  }
  await page.getByRole("button", { name: "Kirim jawaban" }).tap();
  await page.waitForURL(/terima-kasih/);
  expect(await index()).toMatchObject({ respondents: 188 });
});
