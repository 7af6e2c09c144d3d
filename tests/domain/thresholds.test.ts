import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compare, fraction, fractionFrom } from "../../server/domain/exact/fraction.ts";
import type { Thresholds } from "../../server/domain/indices/thresholds.ts";
import { shortOf, thresholdsSchema, zonePoints } from "../../server/domain/indices/thresholds.ts";
import { shippedDefinitions } from "../support/house.ts";

describe("thresholds of Zona Integritas", () => {
  it("are those of a scoring application, said to be unverified", () => {
    const { requirements, points } = shippedDefinitions().thresholds;
    expect(requirements.map(({ predicate, index, atLeast }) => [predicate, index, atLeast])).toEqual([
      ["WBK", "IPAK", "3.60"],
      ["WBBM", "IPAK", "3.60"],
      ["WBK", "IPKP", "3.20"],
      ["WBBM", "IPKP", "3.60"],
    ]);
    expect(points.highest).toBe("17.50");
    expect([points, ...requirements].filter(({ verified }) => verified)).toEqual([]);
  });

  it("give points in proportion", () => {
    // 3.60 of 4 is 15.75 of 17.50, 3.20 is 14.00.
    expect(zonePoints(fractionFrom("3.60"), "17.50")).toEqual(fraction(63, 4));
    expect(zonePoints(fractionFrom("3.20"), "17.50")).toEqual(fraction(14));
    expect(zonePoints(fraction(0), "17.50")).toEqual(fraction(0));
  });

  it("are missed by what remains of the exact index, however little", () => {
    expect(shortOf(fraction(351, 100), "3.60")).toBe("0.090");
    expect(shortOf(fraction(18, 5), "3.60")).toBeNull();
    // Prints as 3.600 and is not 3.60.
    expect(shortOf(fraction(35_999_999, 10_000_000), "3.60")).toBe("0.001");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000 }), fc.integer({ min: 0, max: 400 }), (millionths, hundredths) => {
        const index = fraction(millionths, 1_000_000);
        const atLeast = (hundredths / 100).toFixed(2);
        const short = shortOf(index, atLeast);
        expect(short === null).toBe(compare(index, fractionFrom(atLeast)) >= 0);
        if (short === null) return;
        const gap = hundredths * 10_000 - millionths;
        expect(Number(short) * 1_000_000 - gap).toBeGreaterThanOrEqual(-0.001);
        expect(Number(short) * 1_000_000 - gap).toBeLessThan(1000);
      }),
    );
  });

  it("are refused when they ask twice, or of a predicate that is not named", () => {
    const good = shippedDefinitions().thresholds;
    const refused = (over: Partial<Thresholds>) =>
      thresholdsSchema.safeParse({ ...good, ...over }).error?.issues.map(({ message }) => message);
    expect(refused({})).toBeUndefined();
    expect(refused({ requirements: [good.requirements[0]!, good.requirements[0]!] })).toEqual(["WBK asks twice for IPAK"]);
    expect(refused({ requirements: [{ ...good.requirements[0]!, predicate: "WBX" }] })).toEqual([
      "is no key among the predicates",
    ]);
    expect(refused({ requirements: [{ ...good.requirements[0]!, atLeast: "4.01" }] })).toHaveLength(1);
  });
});
