import type { IncomingMessage, ServerResponse } from "node:http";
import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { FastifyReply, FastifyRequest } from "fastify";

/** A request that no browser sends; answered like any other mistake of a caller. */
class OddRequest extends Error {
  readonly statusCode: number;

  constructor(statusCode: number) {
    super(STATUS_CODES[statusCode]);
    this.statusCode = statusCode;
  }
}

/**
 * Refuses what no browser and no proxy sends, before anything is done for it:
 * - what programs between us and the caller could understand in another way than we do: two Host headers, or an address with
 *   a host of its own, meant for a proxy;
 * - a compressed body: a little one may unfold into a huge one;
 * - a request that does not wait for the answer to the one before: hundreds of them fit into one packet, and all would be
 *   worked on at once.
 * What the parser refuses by itself never comes here (answerBroken).
 */
export function refuseOddRequest(request: FastifyRequest, reply: FastifyReply): void {
  const status = oddStatus(request.raw, reply.raw);
  if (status === null) return;
  if (reply.raw.socket === null) reply.header("connection", "close");
  throw new OddRequest(status);
}

/** The status that such a request is refused with; null for one that is as it should be. */
export function oddStatus({ url, rawHeaders, headers }: IncomingMessage, response: ServerResponse): number | null {
  // An answer has its connection from the beginning, unless another one is still before it.
  if (response.socket === null) return 400;
  if (url?.startsWith("/") !== true) return 400;
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (rawHeaders[at]!.length === 4 && rawHeaders[at]!.toLowerCase() === "host") hosts += 1;
  }
  if (hosts > 1) return 400;
  const coding = headers["content-encoding"];
  return coding !== undefined && coding !== "identity" ? 415 : null;
}

const BROKEN: Readonly<Record<string, { readonly status: number; readonly words: string }>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, words: "Kiriman tidak selesai pada waktunya. Periksa sambungan, lalu coba lagi." },
  HPE_HEADER_OVERFLOW: { status: 431, words: "Permintaan terlalu besar. Hapus kuki situs ini, lalu coba lagi." },
};
const UNREADABLE = { status: 400, words: "Permintaan tidak dapat dibaca." };

/** Answers what is not HTTP, or never becomes whole, and closes the connection; repeats nothing of what came. */
export function answerBroken(error: NodeJS.ErrnoException, socket: Socket): void {
  // Whatever comes after the first fault meets a connection that is being closed.
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const { status, words } = BROKEN[error.code ?? ""] ?? UNREADABLE;
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "Content-Type: text/plain; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(words)}`,
    "X-Content-Type-Options: nosniff",
    "Connection: close",
  ];
  socket.write(`${head.join("\r\n")}\r\n\r\n${words}`);
  socket.destroySoon();
}
