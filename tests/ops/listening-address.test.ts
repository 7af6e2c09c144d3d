import { describe, expect, it } from "vitest";
import { listeningAddress } from "../../server/ops/listening-address.ts";

describe("the address of a server", () => {
  it.each([
    ["127.0.0.1", "http://127.0.0.1:8080"],
    ["0.0.0.0", "http://127.0.0.1:8080"],
    ["::", "http://127.0.0.1:8080"],
    ["::1", "http://[::1]:8080"],
    ["kantor.lan", "http://kantor.lan:8080"],
  ])("that listens on %s opens in a browser of the same machine", (host, address) => {
    expect(listeningAddress(host, 8080)).toBe(address);
    expect(URL.canParse(address)).toBe(true);
  });
});
