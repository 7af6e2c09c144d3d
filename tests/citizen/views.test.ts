import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formPage } from "../../server/citizen/form-page.ts";
import { readInlined } from "../../server/citizen/inlined.ts";
import { noFormPage, startPage } from "../../server/citizen/notice-page.ts";
import { openForm } from "../../server/citizen/open-form.ts";
import { thanksPage } from "../../server/citizen/thanks-page.ts";
import { projectPath } from "../../server/project-path.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(async () => house.close());

/** What a view asks of its page model, the layout's questions included. */
function asked(view: string): string[] {
  const text = ["layout", view].map((name) => readFileSync(projectPath(`views/citizen/${name}.eta`), "utf8")).join("\n");
  return [...new Set([...text.matchAll(/\bit\.(\w+)/g)].map(([, name]) => name!))].filter((name) => name !== "body");
}

describe("each view of a citizen", () => {
  it("asks its page model for nothing that it does not hold", async () => {
    const inlined = readInlined(house.parts.publicUrl);
    const unit = await house.make.unit({ code: "pkm-contoh" });
    await house.make.service(unit);
    const form = await openForm(house.parts, "pkm-contoh");
    if (form.kind !== "open") throw new Error("the form is not open");
    const models = {
      form: formPage(inlined, form, "id", { key: "" }),
      notice: startPage(inlined, "id", "/"),
      thanks: thanksPage(inlined, "id", form, 0, { tanda: "KV7T-TGM5-2N9V-KM72" }),
    };
    for (const [view, model] of Object.entries(models)) {
      expect(asked(view).length, view).toBeGreaterThan(8);
      expect(
        asked(view).filter((name) => !Object.hasOwn(model, name)),
        view,
      ).toEqual([]);
    }
    const unknown = noFormPage(inlined, "en", "x/y", { kind: "unknown" });
    expect(unknown.otherLanguage).toEqual({ code: "id", href: "/s/x%2Fy" });
  });
});
