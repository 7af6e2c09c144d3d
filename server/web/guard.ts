import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { Refusal } from "../domain/refusal.ts";

/** Headers that every answer carries. HSTS only when the installation is published under https. */
export function commonHeaders(publicUrl: string): Readonly<Record<string, string>> {
  return {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "x-frame-options": "DENY",
    ...(isHttps(publicUrl) ? { "strict-transport-security": "max-age=31536000" } : {}),
  };
}

/** Policy of pages that load their own style sheets and scripts and nothing else. */
export function pagePolicy(publicUrl: string): string {
  return policy(publicUrl, "'self'", "'self'");
}

/** Policy of a page that carries its style and script inside, by their hashes; it loads nothing. */
export function inlinePolicy(
  publicUrl: string,
  inline: { readonly styles: readonly string[]; readonly scripts: readonly string[] },
): string {
  const hashes = (texts: readonly string[]): string =>
    texts.map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`).join(" ") || "'none'";
  return policy(publicUrl, hashes(inline.styles), hashes(inline.scripts));
}

function policy(publicUrl: string, styles: string, scripts: string): string {
  return [
    "default-src 'none'",
    `style-src ${styles}`,
    `script-src ${scripts}`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(isHttps(publicUrl) ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

export function isHttps(publicUrl: string): boolean {
  return publicUrl.startsWith("https://");
}

/**
 * Refuses an unsafe request that did not come from our own pages. A browser says where a request comes from by
 * `Sec-Fetch-Site`, or, on an office network without TLS, by `Origin` alone; whoever says neither is refused as well.
 */
export function refuseForeignOrigin(request: FastifyRequest, publicUrl: string): void {
  if (["GET", "HEAD", "OPTIONS"].includes(request.method)) return;
  const site = request.headers["sec-fetch-site"];
  const origin = request.headers.origin;
  const own = [publicUrl, `${request.protocol}://${request.host}`];
  const fine =
    site === undefined
      ? origin !== undefined && own.includes(origin)
      : site === "same-origin" && (origin === undefined || own.includes(origin));
  if (!fine)
    throw new Refusal("not-allowed", "Kiriman ini tidak berasal dari halaman kami. Buka halamannya lagi, lalu kirim dari sana.");
}

/** For pages with a person's data: never kept by a browser or a proxy. */
export function noStore(reply: FastifyReply): void {
  reply.header("cache-control", "no-store");
}
