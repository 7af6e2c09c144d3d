import * as fc from "fast-check";
import { expect, it } from "vitest";
import { readSigns, sixteenSigns } from "../../server/log/sixteen-signs.ts";

it("sixteen signs are read however they were typed", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (bytes) => {
      const signs = sixteenSigns(bytes);
      expect(readSigns(signs)).toBe(signs);
      expect(readSigns(` ${signs.toLowerCase().replaceAll("-", " ")} `)).toBe(signs);
      expect(readSigns(signs.replaceAll("0", "O").replaceAll("1", "l"))).toBe(signs);
    }),
  );
});

it("differ whenever the bytes do", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), fc.nat(79), (bytes, bit) => {
      const changed = Uint8Array.from(bytes);
      changed[bit >> 3]! ^= 1 << (bit & 7);
      expect(sixteenSigns(changed)).not.toBe(sixteenSigns(bytes));
    }),
  );
});

it.each(["", "KV7T-TGM5-2N9V-KM7", "KV7T-TGM5-2N9V-KM722", "KV7U-TGM5-2N9V-KM72", "KV7T-TGM5-2N9V-KM7!"])(
  "%j is none",
  (typed) => {
    expect(readSigns(typed)).toBeUndefined();
  },
);

it("fewer than ten bytes are refused", () => {
  expect(() => sixteenSigns(new Uint8Array(9))).toThrow(RangeError);
});
