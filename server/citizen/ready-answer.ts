import type { IncomingMessage, ServerResponse } from "node:http";
import type { EncodedPage, Encoding } from "./encodings.ts";
import { chooseEncoding, matchesTag } from "./encodings.ts";

/** A page that all visitors share, with its headers as they are written: name, value, name, value … */
export type ReadyPage = Readonly<Record<Encoding, ReadyAnswer>>;

interface ReadyAnswer {
  readonly bytes: Buffer;
  readonly etag: string;
  readonly headers: readonly string[];
  /** Of the answer to whoever has the page already. */
  readonly unchanged: readonly string[];
}

/** Puts the headers of a page together, once: those of every answer, then a minute in any cache. */
export function readyPage(page: EncodedPage, common: Readonly<Record<string, string>>): ReadyPage {
  const ready = (encoding: Encoding): ReadyAnswer => {
    const { bytes, etag } = page[encoding];
    const unchanged = Object.entries({ ...common, "cache-control": "public, max-age=60", vary: "Accept-Encoding", etag });
    const content = [
      ...(encoding === "identity" ? [] : [["content-encoding", encoding]]),
      ["content-type", "text/html; charset=utf-8"],
      ["content-length", String(bytes.length)],
    ];
    return { bytes, etag, headers: [...unchanged, ...content].flat(), unchanged: unchanged.flat() };
  };
  return { br: ready("br"), gzip: ready("gzip"), identity: ready("identity") };
}

/** Sends it: 304 to whoever has it already. */
export function sendReady(request: IncomingMessage, response: ServerResponse, page: ReadyPage): void {
  const { bytes, etag, headers, unchanged } = page[chooseEncoding(request.headers["accept-encoding"])];
  if (matchesTag(request.headers["if-none-match"], etag)) response.writeHead(304, unchanged as string[]).end();
  else response.writeHead(200, headers as string[]).end(bytes);
}
