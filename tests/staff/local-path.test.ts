import { describe, expect, it } from "vitest";
import { localPath } from "../../server/staff/local-path.ts";

describe("the way back after signing in", () => {
  it.each(["/staf/akun", "/staf/unit/pkm-citeureup/loket?tersimpan=1", "/laporan/pkm/2026-TW4", "/"])("goes to %s", (path) => {
    expect(localPath(path)).toBe(path);
  });

  it.each([
    undefined,
    "",
    "https://jahat.example/",
    "//jahat.example",
    "/\\jahat.example",
    "/\t/jahat.example",
    "/\n/jahat.example",
    "\\\\jahat.example",
    "javascript:alert(1)",
    "staf",
    " /staf",
    "/staf\r\nset-cookie: a=b",
    "/" + "a".repeat(600),
  ])("never leaves this site: %j leads to /staf", (path) => {
    expect(localPath(path)).toBe("/staf");
  });

  it("stays on this site however a browser reads what is let through", () => {
    for (const path of ["/a//b", "/@jahat.example", "/:80", "/%2f%2fjahat.example", "/..//jahat.example", "/.//jahat.example"]) {
      const host = new URL(localPath(path), "http://kami.example/masuk").host;
      expect(host).toBe("kami.example");
    }
  });
});
