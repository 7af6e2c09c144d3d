import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPastFigure } from "../../server/domain/indices/past-figure.ts";

describe("the figure of an earlier report", () => {
  test.each([
    ["82,5", "82.50", "100"],
    ["82.5", "82.50", "100"],
    [" 100 ", "100.00", "100"],
    ["25", "25.00", "100"],
    ["3,314", "82.85", "4"],
    ["3.3145", "82.86", "4"],
    ["4", "100.00", "4"],
    ["1,0", "25.00", "4"],
  ])("%s is %s, from the scale to %s", (text, index100, scale) => {
    expect(readPastFigure(text)).toEqual({ kind: "value", index100, scale });
  });

  test.each(["", "-", "82,505", "82,5%", "1.082,5", "0,99", "4,01", "24,99", "100,01", "1e2", "٤"])("%j is refused", (text) => {
    expect(readPastFigure(text)).toMatchObject({ kind: "refused", reason: expect.stringMatching(/\.$/) as string });
  });

  test("with comma or point is the same, and on 100 it stays what it is", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2500, max: 10_000 }), (hundredths) => {
        const text = `${Math.floor(hundredths / 100)},${String(hundredths % 100).padStart(2, "0")}`;
        expect(readPastFigure(text)).toEqual({ kind: "value", index100: text.replace(",", "."), scale: "100" });
        expect(readPastFigure(text.replace(",", "."))).toEqual(readPastFigure(text));
      }),
    );
  });

  test("on 4 is multiplied by 25 exactly, and rounded half up once", () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000, max: 40_000 }), (tenThousandths) => {
        const text = `${Math.floor(tenThousandths / 10_000)},${String(tenThousandths % 10_000).padStart(4, "0")}`;
        // 25/10,000 of a point is a quarter of a hundredth.
        const hundredths = String(Math.floor((tenThousandths + 2) / 4)).padStart(4, "0");
        const index100 = `${hundredths.slice(0, -2)}.${hundredths.slice(-2)}`;
        expect(readPastFigure(text)).toEqual({ kind: "value", index100, scale: "4" });
      }),
    );
  });
});
