import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import type { RefusalCode } from "../domain/refusal.ts";
import { Refusal } from "../domain/refusal.ts";

/** The one table from what went wrong to an HTTP status. */
export const STATUS: Record<RefusalCode, number> = {
  invalid: 422,
  "not-signed-in": 401,
  "not-allowed": 403,
  "not-found": 404,
  gone: 410,
  conflict: 409,
  "too-large": 413,
  "too-many": 429,
  busy: 503,
  unavailable: 503,
};

/** Seconds after which trying again makes sense when a refusal with 503 does not say. */
const RETRY_AFTER = 5;

/** What the error page needs; its view is views/errors/trouble.eta. */
export interface TroublePage {
  /** The page's title and heading. */
  readonly title: string;
  /** What happened and what to do, in Indonesian. */
  readonly message: string;
  /** Number of the request in the log; only for our own faults. */
  readonly reference: string | null;
  /** True when signing in may help. */
  readonly offerSignIn: boolean;
  /** Where signing in happens; it leads back to the page that was asked for. */
  readonly signInAddress: string;
}

const TITLES: Record<number, string> = {
  400: "Permintaan tidak dapat dibaca",
  401: "Silakan masuk dahulu",
  403: "Tidak diizinkan",
  404: "Halaman tidak ditemukan",
  405: "Cara ini tidak tersedia",
  409: "Bertabrakan dengan data yang ada",
  410: "Sudah ditutup",
  413: "Kiriman terlalu besar",
  415: "Bentuk kiriman tidak dikenal",
  422: "Isian perlu diperbaiki",
  429: "Terlalu banyak percobaan",
  431: "Permintaan terlalu besar",
  500: "Ada gangguan di pihak kami",
  503: "Sedang sibuk",
};

/** 503 when the disk or the database is the cause, not a rush of people. */
const UNAVAILABLE_TITLE = "Data sedang tidak dapat diolah";

const WORDS: Record<number, string> = {
  400: "Alamat atau isian tidak dapat kami baca. Periksa kembali alamatnya.",
  404: "Alamat ini tidak ada. Periksa kembali ejaannya.",
  405: "Halaman ini tidak menerima cara kirim tersebut.",
  413: "Kiriman terlalu besar. Kurangi isinya, lalu kirim lagi.",
  415: "Kirim isian lewat formulir di halaman ini.",
  500: "Ada gangguan di pihak kami. Tunggu sebentar, lalu coba lagi.",
  503: "Peladen sedang sibuk. Tunggu sebentar, lalu coba lagi.",
};

/**
 * Answers every thrown thing, as a page or as JSON by what was asked for. A refusal says its own words; anything else says
 * only that something went wrong, with a reference, while the log holds the cause.
 */
export async function answerTrouble(
  error: FastifyError | Refusal,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const refusal = error instanceof Refusal ? error : undefined;
  const status = statusOf(error);
  noteTrouble(error, request);
  const retryAfter = retryAfterOf(error);
  if (retryAfter !== undefined) reply.header("retry-after", String(retryAfter));
  return showTrouble(request, reply, {
    status,
    ...(refusal ? { message: refusal.message } : {}),
    ...(refusal?.code === "unavailable" ? { title: UNAVAILABLE_TITLE } : {}),
    reference: status >= 500 && !refusal ? request.id : null,
  });
}

export async function answerNotFound(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  return showTrouble(request, reply, { status: 404, reference: null });
}

/**
 * The one line that the log gets for each trouble of ours: number of the request and pattern of its address, never the
 * address itself. Refusals are answers, not trouble, except when the store cannot work.
 */
export function noteTrouble(error: FastifyError | Refusal, request: FastifyRequest): void {
  const place = { request: request.id, route: request.routeOptions.url ?? null };
  if (error instanceof Refusal) {
    if (error.code === "unavailable") noteUnavailable({ ...place, err: error.cause }, request);
    return;
  }
  if (statusOf(error) >= 500) request.log.error({ ...place, err: error }, "request failed");
}

const UNAVAILABLE_LINE_EVERY_MS = 1000;
let unavailableSaid = -Infinity;
let unsaid = 0;

/** At most one line a second: a full disk is not to be filled with hundreds of lines that say so. */
function noteUnavailable(details: object, request: FastifyRequest): void {
  const now = performance.now();
  if (now - unavailableSaid < UNAVAILABLE_LINE_EVERY_MS) {
    unsaid += 1;
    return;
  }
  request.log.error({ ...details, moreBefore: unsaid }, "the store could not be used");
  unavailableSaid = now;
  unsaid = 0;
}

/** Seconds for the Retry-After header; undefined when trying again would not help. */
export function retryAfterOf(error: FastifyError | Refusal): number | undefined {
  if (!(error instanceof Refusal)) return undefined;
  return error.retryAfter ?? (STATUS[error.code] === 503 ? RETRY_AFTER : undefined);
}

async function showTrouble(
  request: FastifyRequest,
  reply: FastifyReply,
  trouble: {
    readonly status: number;
    readonly reference: string | null;
    readonly title?: string;
    readonly message?: string;
  },
): Promise<FastifyReply> {
  const { status, reference, message } = trouble;
  const words = message ?? WORDS[status] ?? (status >= 500 ? WORDS[500]! : WORDS[400]!);
  reply.code(status).header("cache-control", "no-store");
  if (wantsJson(request)) return reply.send({ error: words, ...(reference === null ? {} : { reference }) });
  const title = trouble.title ?? TITLES[status] ?? TITLES[status >= 500 ? 500 : 400]!;
  // A malformed address is answered before there are views.
  if (!Reflect.has(reply, "view")) return reply.type("text/plain; charset=utf-8").send(`${title}. ${words}`);
  const page: TroublePage = {
    title,
    message: words,
    reference,
    offerSignIn: status === 401,
    signInAddress: request.method === "GET" ? `/masuk?kembali=${encodeURIComponent(request.url)}` : "/masuk",
  };
  return reply.view("errors/trouble.eta", page);
}

/** True when the caller asked for JSON rather than a page. */
export function wantsJson(request: FastifyRequest): boolean {
  const accept = request.headers.accept ?? "";
  return request.url.startsWith("/api/") || (accept.includes("application/json") && !accept.includes("text/html"));
}

/** The HTTP status of anything that was thrown. */
export function statusOf(error: FastifyError | Refusal): number {
  if (error instanceof Refusal) return STATUS[error.code];
  const status = error.statusCode ?? 500;
  return status >= 400 && status < 600 ? status : 500;
}
