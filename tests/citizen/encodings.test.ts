import { describe, expect, it } from "vitest";
import { chooseEncoding, matchesTag } from "../../server/citizen/encodings.ts";
import { squeezeStyle } from "../../server/citizen/inlined.ts";
import { squeezeScript } from "../../server/citizen/squeeze-script.ts";

describe("choosing how a page travels", () => {
  it.each([
    [undefined, "identity"],
    ["", "identity"],
    ["gzip, deflate", "gzip"],
    ["gzip, deflate, br, zstd", "br"],
    ["GZIP", "gzip"],
    ["br;q=0, gzip;q=0.5", "gzip"],
    ["br; q=0.0, gzip; q=0", "identity"],
    ["deflate, *", "identity"],
    ["nonsense;;;=,,", "identity"],
  ])("%s gets %s", (header, encoding) => {
    expect(chooseEncoding(header)).toBe(encoding);
  });

  it("knows a tag in a list, weak or strong", () => {
    expect(matchesTag('"a", W/"b-br"', '"b-br"')).toBe(true);
    expect(matchesTag("*", '"b"')).toBe(true);
    expect(matchesTag('"b-gz"', '"b-br"')).toBe(false);
    expect(matchesTag(undefined, '"b"')).toBe(false);
  });
});

describe("what stands inside each page", () => {
  it("keeps of the style what is asked for, with single values in place and short names", () => {
    const sheet =
      ":root { --a: #ffffff; --b: 0.5rem; --c: red; --d: var(--a); }\n/* dark */ @media (x) { :root { --a: #000000; } }\n p { color: var(--d); margin: var(--b) 10.5px; }";
    expect(squeezeStyle(sheet)).toBe(":root{--0:#fff}@media (x){:root{--0:#000}}p{color:var(--0);margin:.5rem 10.5px}");
  });

  it("keeps what a script says and does, in words that old phones know, the same each time", () => {
    const script =
      '// a word\n(function () {\n  const first = { text: "x - y, \\"z\\" ; q" };\n  globalThis.said = first.text ?? "";\n})();\n';
    const small = squeezeScript(script);
    expect(small).not.toMatch(/a word|first|\?\?|\n/);
    expect(small).toContain('x - y, "z" ; q');
    expect(squeezeScript(script)).toBe(small);
  });
});
