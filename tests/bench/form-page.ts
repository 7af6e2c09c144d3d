import { writeFileSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { get } from "node:http";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import type { Bench, Variant } from "./bench-case.ts";
import { BenchFault } from "./bench-case.ts";
import type { ChildServer } from "./child-server.ts";
import { startApp, startBare } from "./child-server.ts";
import { makeInstallation } from "./installation.ts";
import { loadServer } from "./load.ts";

const CONNECTIONS = 50;

interface Page {
  readonly status: number | undefined;
  readonly encoding: string | undefined;
  readonly bytes: Buffer;
}

/** The citizen's form: from memory as everybody gets it, rendered anew, and the least that could send as many bytes. */
export const formPageBench: Bench = {
  name: "form-page",
  title: "form page, GET /s/CODE, brotli from memory",
  async open(folder) {
    const data = join(folder, "data");
    const { parts, unit } = await makeInstallation(data);
    await parts.store.close();
    const app = await startApp(data);
    const path = `/s/${unit.code}`;
    const page = await fetchPage(app.address + path, "br");
    const html = page.encoding === "br" ? brotliDecompressSync(page.bytes) : Buffer.alloc(0);
    if (page.status !== 200 || !html.includes("<form")) throw new BenchFault("the app did not send its form in brotli");
    const file = join(folder, "page.br");
    writeFileSync(file, page.bytes);
    const [bare, node] = [await startBare("bare-page", file), await startBare("bare-node", file)];

    const variant = (
      name: string,
      server: ChildServer,
      at: string,
      encoding: "br" | "identity",
      good: (page: Page) => boolean,
    ): Variant => ({
      name,
      measure: (seconds) =>
        loadServer(
          server,
          {
            method: "GET",
            headers: { "accept-encoding": encoding },
            sheets: [{ path: at, body: "" }],
            keyField: null,
            connections: CONNECTIONS,
            status: 200,
          },
          seconds,
        ),
      async check() {
        const now = await fetchPage(server.address + at, encoding);
        if (now.status !== 200 || !good(now)) throw new BenchFault(`${name}: the page is not what it was`);
      },
    });
    const samePage = ({ encoding, bytes }: Page): boolean => encoding === "br" && bytes.equals(page.bytes);
    // The same form with a key of its own, and without the lead to itself: nearly, but never quite, as long.
    const freshPage = ({ encoding, bytes }: Page): boolean =>
      encoding === undefined && bytes.includes("<form") && Math.abs(bytes.length - html.length) < html.length / 20;
    return {
      variants: [
        variant("app, page from memory", app, path, "br", samePage),
        variant("app, rendered per request", app, `${path}/kunci`, "identity", freshPage),
        variant("bare Fastify, Buffer", bare, path, "br", samePage),
        variant("bare node:http, Buffer", node, path, "br", samePage),
      ],
      comparisons: [
        { subject: "app, page from memory", limit: "bare Fastify, Buffer" },
        { subject: "app, page from memory", limit: "bare node:http, Buffer", bar: 0.8 },
        { subject: "app, page from memory", limit: "app, rendered per request", bar: 3 },
      ],
      notes: [
        `${page.bytes.length} bytes of brotli (${html.length} of HTML); the bare routes send the same bytes under the same content-encoding`,
        "rendered per request is the app's own /s/CODE/kunci, not compressed",
      ],
      doubts: [],
      beside: async () => [{ name: "page, compressed", value: page.bytes.length, unit: "bytes" }],
      close: async () => undefined,
    };
  },
};

/** The page as it travels, not decoded. */
function fetchPage(url: string, encoding: string): Promise<Page> {
  return new Promise((resolve, reject) => {
    const take = (response: IncomingMessage): void => {
      const pieces: Buffer[] = [];
      response.on("data", (piece: Buffer) => pieces.push(piece));
      response.on("error", reject);
      response.on("end", () =>
        resolve({ status: response.statusCode, encoding: response.headers["content-encoding"], bytes: Buffer.concat(pieces) }),
      );
    };
    get(url, { agent: false, headers: { "accept-encoding": encoding } }, take).on("error", reject);
  });
}
