import { describe, expect, it } from "vitest";
import { chooseEncoding, matchesTag } from "../../server/citizen/encodings.ts";
import { squeezeScript, squeezeStyle } from "../../server/citizen/inlined.ts";

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
  it("keeps of the style what is asked for, with single values in place", () => {
    const sheet =
      ":root { --a: #ffffff; --b: 0.5rem; --c: red; --d: var(--a); }\n/* dark */ @media (x) { :root { --a: #000000; } }\n p { color: var(--d); margin: var(--b) 10.5px; }";
    expect(squeezeStyle(sheet)).toBe(":root{--a:#fff}@media (x){:root{--a:#000}}p{color:var(--a);margin:.5rem 10.5px}");
  });

  it("keeps every text of the script as it is", () => {
    const script = '  // a word\n  const a = { b: 1, c: "x - y, \\"z\\" ; q" };\n\n  if (a && !b) go(a + 1);\n';
    expect(squeezeScript(script)).toBe('const a={b:1,c:"x - y, \\"z\\" ; q"};\nif(a&&!b)go(a+1);');
  });
});
