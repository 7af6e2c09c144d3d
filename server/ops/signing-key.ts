import type { KeyObject } from "node:crypto";
import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { LocalDate } from "../domain/periods/period.ts";
import { openNote, signNote, verifierKey } from "../log/note.ts";
import type { Signer } from "../parts.ts";
import { StoreProblem } from "../store/store-problem.ts";

/** Where the key lies with which an installation signs, and the notes by which one key named the next; both go into every backup. */
export const KEY_FILE = "keys/signing-key.pem";
export const SUCCESSION_FILE = "keys/succession.txt";

/** Signs with the key of the installation, which is made when it is first needed. */
export function openSigner(data: string): Signer {
  let key: KeyObject | undefined;
  const known = (): KeyObject => (key ??= readOrMake(join(data, KEY_FILE)));
  return {
    note: (text) => signNote(text, known()),
    key: () => verifierKey(known()),
    keys: () => [verifierKey(known()), ...earlierKeys(data)],
    succession: () => readSuccession(data),
  };
}

/**
 * Puts a new key in the place of the old one, which is destroyed; a note that both have signed says so, so that whoever holds the
 * old public key can follow. Gives the new public key. Servers that run take it up when they are started again.
 */
export function rotateKey(data: string, day: LocalDate, reason: string): string {
  const file = join(data, KEY_FILE);
  const old = readOrMake(file);
  const next = generateKeyPairSync("ed25519").privateKey;
  const text = `suara-loket-key-1\n${verifierKey(old)}\n${verifierKey(next)}\n${day}\n${reason}\n`;
  const [byOld, byNext] = [signNote(text, old), signNote(text, next)];
  const note = `${byOld}${byNext.slice(text.length + 1)}`;
  const fresh = `${file}.new`;
  rmSync(fresh, { force: true });
  writeFileSync(fresh, pemOf(next), { flag: "wx", mode: 0o600, flush: true });
  writeFileSync(join(data, SUCCESSION_FILE), `${readSuccession(data)}${note}\n`, { mode: 0o600, flush: true });
  renameSync(fresh, file);
  return verifierKey(next);
}

/** Notes behind one another, the oldest first; empty before the first rotation. */
function readSuccession(data: string): string {
  const file = join(data, SUCCESSION_FILE);
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/** Public keys that were in use before, the latest first. */
function earlierKeys(data: string): readonly string[] {
  const notes = readSuccession(data).split(/(?<=\n)\n(?=suara-loket-key-1\n)/);
  return notes.flatMap((note) => openNote(note.replace(/\n\n$/, "\n"))?.text.split("\n")[1] ?? []).reverse();
}

function readOrMake(file: string): KeyObject {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const { privateKey } = generateKeyPairSync("ed25519");
    try {
      writeFileSync(file, pemOf(privateKey), { flag: "wx", mode: 0o600, flush: true });
    } catch (error) {
      // Another process may have made it a moment ago.
      if ((error as { code?: unknown }).code !== "EEXIST") throw error;
    }
  }
  try {
    const key = createPrivateKey(readFileSync(file));
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch {
    // Said below.
  }
  throw new StoreProblem(`${file} is no Ed25519 private key; restore it from a backup, or move it away to begin a new one`);
}

function pemOf(key: KeyObject): string | Buffer {
  return key.export({ format: "pem", type: "pkcs8" });
}
