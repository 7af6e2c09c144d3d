import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Stage } from "./stage.ts";
import { isAccessible, openStage } from "./stage.ts";

/** What every journey relies on: a look that finds nothing wrong would say so of anything if it were blind. */
describe("the look at a page's accessibility", () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(() => stage?.close());

  it.each([
    ["a button without a name", "button-name", "button", "", ""],
    ["pale words", "color-contrast", "p", "background: #fff; color: #ccc", "Terima kasih"],
    ["words that are pale in the dark alone", "color-contrast", "p", "background: #fff; color: light-dark(#000, #eee)", "Ya"],
    ["what sticks out to the side", "sideways scroll", "div", "width: 2000px", "Lebar"],
  ])("sees %s", async (_what, name, tag, style, words) => {
    const page = await stage.visitor();
    await page.goto(stage.origin);
    await isAccessible(page, "as it should be");
    await page.evaluate(
      (wrong) => {
        const added = document.querySelector("main")!.appendChild(document.createElement(wrong.tag));
        // By the object: the policy of the page refuses styles that are written into it.
        added.style.cssText = wrong.style;
        added.textContent = wrong.words;
      },
      { tag, style, words },
    );
    await expect(isAccessible(page, "spoilt")).rejects.toThrow(name);
  });
});
