import type { AddressInfo } from "node:net";
import type { Result } from "axe-core";
import axe from "axe-core";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import { OFFICE, openBrowser } from "../support/chromium.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";

/** A house that really listens, under an office's plain-http name, and a browser in front of it. */
export interface Stage {
  readonly house: House;
  readonly origin: string;
  /** A fresh visitor: no cookies, no history. */
  visitor(options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

export const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true } as const;
export const DESK = { viewport: { width: 1280, height: 900 } } as const;

export async function openStage(options: { setUp?: boolean } = {}): Promise<Stage> {
  let origin = "";
  const house = await openHouse({ publicUrl: () => origin, ...options });
  await house.app.listen({ host: "127.0.0.1", port: 0 });
  origin = `http://${OFFICE}:${(house.app.server.address() as AddressInfo).port}`;
  const browser: Browser = await openBrowser();
  const contexts: BrowserContext[] = [];
  return {
    house,
    origin,
    async visitor(wishes = PHONE) {
      const context = await browser.newContext({ locale: "id-ID", ...wishes });
      contexts.push(context);
      context.setDefaultTimeout(15_000);
      const page = await context.newPage();
      listen(page, origin);
      return page;
    },
    async close() {
      for (const context of contexts) await context.close();
      await browser.close();
      await house.close();
    },
  };
}

const troubles = new WeakMap<Page, string[]>();

/** Notes whatever a page should never do: break a policy, throw, or ask anybody else for anything. */
function listen(page: Page, origin: string): void {
  const list: string[] = [];
  troubles.set(page, list);
  page.on("pageerror", (error) => list.push(`threw ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && /Content Security Policy|Refused to/.test(message.text())) list.push(message.text());
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(?:data|blob|about):/.test(url)) list.push(`asked ${url}`);
  });
}

/** What the page did that it should not have done. */
export function misdeeds(page: Page): readonly string[] {
  return troubles.get(page) ?? [];
}

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** axe finds nothing, as it stands, at 320 px, at 200 % zoom, and in the dark; and nothing has to be scrolled sideways. */
export async function isAccessible(page: Page, state: string): Promise<void> {
  const before = page.viewportSize()!;
  const look = async (how: string, size: { width: number; height: number }): Promise<void> => {
    await page.setViewportSize(size);
    // Asked as the style sheets do: the window's own width grows with what sticks out of a phone's page.
    await page.waitForFunction((width) => matchMedia(`(width: ${width}px)`).matches, size.width);
    // A colour half-way from light to dark is nobody's colour: axe looks when everything has come to rest.
    await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== "running"));
    const found = await violations(page);
    expect(found, `${state}, ${how}: ${found.join("; ")}`).toEqual([]);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(sideways, `${state}, ${how}: sideways scroll in px`).toBeLessThanOrEqual(0);
  };
  await look("as it stands", before);
  await look("320 px", { width: 320, height: 640 });
  // Zoom to 200 % is half the room for the same page.
  await look("200 % zoom", { width: Math.max(320, before.width / 2), height: before.height / 2 });
  await page.emulateMedia({ colorScheme: "dark" });
  await look("dark", before);
  await page.emulateMedia({ colorScheme: null });
}

/** What axe finds, rule by rule. It is read once by each page (half a megabyte) and looks four times. */
async function violations(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe.source);
  // Written as words: it is run by the page, not here.
  const run = `axe.run(document, ${JSON.stringify({ resultTypes: ["violations"], runOnly: RULES })})`;
  const found = await page.evaluate<readonly Result[]>(`${run}.then(({ violations }) => violations)`);
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
}

/** How many responses the unit has, to the last one. */
export async function received(house: House, unitId: number): Promise<number> {
  const cells = await house.store.responses.cells({ unitId, from: "2000-01", until: "2100-01" });
  return cells.filter(({ survey }) => survey.startsWith("skm@")).reduce((n, cell) => n + cell.tally.received, 0);
}
