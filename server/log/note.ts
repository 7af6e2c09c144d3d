import type { KeyObject } from "node:crypto";
import { createHash, createPublicKey, sign, verify } from "node:crypto";

/**
 * Signed notes as C2SP signed-note has them (https://c2sp.org/signed-note), with Ed25519: a text that ends with a line break, an
 * empty line, then one line for each signature. Programs of others read them too, among them Go's sumdb/note.
 */
const ED25519 = 0x01;
const DASH = "— ";

/** A name that may stand in a key and in a signature line: no blank, no plus sign. */
export const SIGNER_NAME = "suara-loket";

/** The public key of an Ed25519 private key, as others are given it: "suara-loket+1a2b3c4d+AU…". */
export function verifierKey(key: KeyObject): string {
  const raw = rawPublicKey(createPublicKey(key));
  return `${SIGNER_NAME}+${keyId(SIGNER_NAME, raw).toString("hex")}+${Buffer.concat([Buffer.from([ED25519]), raw]).toString("base64")}`;
}

/** The text with a signature under it. Throws RangeError for a text that does not end with a line break. */
export function signNote(text: string, key: KeyObject): string {
  if (!text.endsWith("\n")) throw new RangeError("the text of a note ends with a line break");
  const id = keyId(SIGNER_NAME, rawPublicKey(createPublicKey(key)));
  const signature = sign(null, Buffer.from(text), key);
  return `${text}\n${DASH}${SIGNER_NAME} ${Buffer.concat([id, signature]).toString("base64")}\n`;
}

/** The text of a note and the names and key numbers under it; undefined for what is no note. Nothing is verified. */
export function openNote(note: string): { readonly text: string; readonly signers: readonly string[] } | undefined {
  const read = readNote(note);
  return read && { text: read.text, signers: read.signatures.map(({ name, id }) => `${name}+${id.toString("hex")}`) };
}

/**
 * Whether the holder of `key` (as verifierKey gives it) signed the note: "signed", "not-signed" (only others did), "broken" (a
 * signature by that key that does not fit the text, or what is no note) or "no-key" (what was handed in is no such key).
 */
export function verifyNote(note: string, key: string): "signed" | "not-signed" | "broken" | "no-key" {
  const known = readKey(key);
  if (!known) return "no-key";
  const read = readNote(note);
  if (!read) return "broken";
  const own = read.signatures.find(({ name, id }) => name === known.name && id.equals(known.id));
  if (!own) return "not-signed";
  return verify(null, Buffer.from(read.text), known.key, own.signature) ? "signed" : "broken";
}

interface ReadNote {
  readonly text: string;
  readonly signatures: readonly { readonly name: string; readonly id: Buffer; readonly signature: Buffer }[];
}

/** Strictly: no control characters but line breaks, and every line under the text a signature written in the one right way. */
function readNote(note: string): ReadNote | undefined {
  const end = note.lastIndexOf("\n\n");
  if (end < 0 || !note.endsWith("\n") || /[^\P{Cc}\n]/u.test(note)) return undefined;
  const signatures = note
    .slice(end + 2, -1)
    .split("\n")
    .map((line) => {
      const found = /^— ([^\s+]+) ([A-Za-z0-9+/=]+)$/u.exec(line);
      const bytes = Buffer.from(found?.[2] ?? "", "base64");
      if (!found || bytes.length < 5 || bytes.toString("base64") !== found[2]) return undefined;
      return { name: found[1]!, id: bytes.subarray(0, 4), signature: bytes.subarray(4) };
    });
  if (signatures.some((one) => one === undefined)) return undefined;
  return { text: note.slice(0, end + 1), signatures: signatures.map((one) => one!) };
}

function readKey(text: string): { readonly name: string; readonly id: Buffer; readonly key: KeyObject } | undefined {
  const [name = "", id = "", ...encoded] = text.trim().split("+");
  const bytes = Buffer.from(encoded.join("+"), "base64");
  if (bytes.length !== 33 || bytes[0] !== ED25519) return undefined;
  const raw = bytes.subarray(1);
  if (keyId(name, raw).toString("hex") !== id) return undefined;
  const jwk = { kty: "OKP", crv: "Ed25519", x: raw.toString("base64url") };
  return { name, id: keyId(name, raw), key: createPublicKey({ key: jwk, format: "jwk" }) };
}

function keyId(name: string, raw: Buffer): Buffer {
  return createHash("sha256")
    .update(`${name}\n`)
    .update(Buffer.from([ED25519]))
    .update(raw)
    .digest()
    .subarray(0, 4);
}

function rawPublicKey(key: KeyObject): Buffer {
  return Buffer.from(key.export({ format: "jwk" }).x!, "base64url");
}
