import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

/** Ways a page may travel; the smallest first. */
const encodings = ["br", "gzip", "identity"] as const;
export type Encoding = (typeof encodings)[number];

/** One page as it is sent: bytes and strong entity tag for each encoding. */
export type EncodedPage = Readonly<Record<Encoding, { readonly bytes: Buffer; readonly etag: string }>>;

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** Compresses as hard as it goes, for a page that is made once and sent many times. */
export async function encodeOnce(html: string): Promise<EncodedPage> {
  const plain = Buffer.from(html);
  // Style, words and script are unlike each other: with little memory gzip begins a fresh table of codes sooner, and a page is smaller.
  const [br, gz] = await Promise.all([brotli(plain, 11), toGzip(plain, { level: 9, memLevel: 5 })]);
  const mark = createHash("sha256").update(plain).digest("base64url").slice(0, 22);
  return {
    br: { bytes: br, etag: `"${mark}-br"` },
    gzip: { bytes: gz, etag: `"${mark}-gz"` },
    identity: { bytes: plain, etag: `"${mark}"` },
  };
}

/** Compresses quickly, for a page that is made for one visitor. */
export async function encodeNow(html: string, encoding: Encoding): Promise<Buffer> {
  const plain = Buffer.from(html);
  return encoding === "br" ? brotli(plain, 5) : encoding === "gzip" ? toGzip(plain, { level: 6 }) : plain;
}

function brotli(plain: Buffer, quality: number): Promise<Buffer> {
  return toBrotli(plain, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
      // Looks back as far as a page is long, and takes no memory for more.
      [constants.BROTLI_PARAM_LGWIN]: Math.min(22, Math.max(16, Math.ceil(Math.log2(plain.length + 16)))),
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    },
  });
}

/** What browsers say is always the same few texts. */
const chosen = new Map<string, Encoding>();
const MOST_CHOSEN = 100;

/**
 * The smallest encoding that an Accept-Encoding header takes; identity when it says nothing of ours.
 * `chooseEncoding("gzip, br;q=0")` is "gzip".
 */
export function chooseEncoding(header: string | undefined): Encoding {
  if (header === undefined) return "identity";
  const known = chosen.get(header);
  if (known !== undefined) return known;
  const encoding = smallestOf(header);
  if (chosen.size < MOST_CHOSEN) chosen.set(header, encoding);
  return encoding;
}

function smallestOf(header: string): Encoding {
  const taken = new Set<string>();
  for (const part of header.toLowerCase().split(",")) {
    const [name = "", ...parameters] = part.split(";").map((text) => text.trim());
    if (!parameters.some((text) => /^q=0(?:\.0{0,3})?$/.test(text))) taken.add(name);
  }
  return encodings.find((encoding) => taken.has(encoding)) ?? "identity";
}

/** Whether an If-None-Match header names the tag; a weak mark counts, as HTTP asks for it. */
export function matchesTag(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(",").some((part) => ["*", etag, `W/${etag}`].includes(part.trim()));
}
