import type { KeyObject } from "node:crypto";
import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Signer } from "../parts.ts";
import { signNote, verifierKey } from "../reports/evidence/note.ts";
import { StoreProblem } from "../store/store-problem.ts";

/** Where the key lies with which an installation signs; to be kept as safe as the database, and backed up beside it. */
export function signingKeyFile(data: string): string {
  return join(data, "keys", "signing-key.pem");
}

/** Signs with the key of the installation, which is made when it is first needed. */
export function openSigner(data: string): Signer {
  let key: KeyObject | undefined;
  const known = (): KeyObject => (key ??= readOrMake(signingKeyFile(data)));
  return { note: (text) => signNote(text, known()), key: () => verifierKey(known()) };
}

function readOrMake(file: string): KeyObject {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const { privateKey } = generateKeyPairSync("ed25519");
    try {
      writeFileSync(file, privateKey.export({ format: "pem", type: "pkcs8" }), { flag: "wx", mode: 0o600, flush: true });
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
