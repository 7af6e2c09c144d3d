import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { verifyNote } from "../../server/log/note.ts";
import { openCheckpointFiles } from "../../server/ops/checkpoint-files.ts";
import { openSigner, rotateKey } from "../../server/ops/signing-key.ts";

let data: string;
beforeEach(() => (data = mkdtempSync(join(tmpdir(), "suara-key-"))));
afterEach(() => rmSync(data, { recursive: true, force: true }));

test("the key is made once, and for its owner alone", () => {
  const key = openSigner(data).key();
  expect(key).toMatch(/^suara-loket\+[0-9a-f]{8}\+/);
  expect(openSigner(data).key()).toBe(key);
  expect(statSync(join(data, "keys/signing-key.pem")).mode & 0o077).toBe(0);
});

test("what is no key is not written over", () => {
  openSigner(data).key();
  writeFileSync(join(data, "keys/signing-key.pem"), "something else");
  expect(() => openSigner(data).key()).toThrow(/no Ed25519 private key/);
});

test("a new key is named to whoever holds the old one, however often it changes, and old notes stay valid", () => {
  const first = openSigner(data).key();
  const note = openSigner(data).note("a text\n");
  const second = rotateKey(data, "2026-11-27", "kunci tersalin");
  const third = rotateKey(data, "2026-11-28", "diganti lagi");
  const signer = openSigner(data);
  expect(signer.keys()).toEqual([third, second, first]);
  expect(verifyNote(note, first)).toBe("signed");
  expect(verifyNote(signer.note("a text\n"), third)).toBe("signed");
  const [one, two] = signer
    .succession()
    .split(/(?<=\n)\n(?=suara-loket-key-1\n)/)
    .map((text) => text.replace(/\n\n$/, "\n"));
  for (const [succession, older, newer] of [
    [one!, first, second],
    [two!, second, third],
  ] as const)
    expect([older, newer].map((key) => verifyNote(succession, key))).toEqual(["signed", "signed"]);
  expect(one).toContain(`${first}\n${second}\n2026-11-27\nkunci tersalin\n`);
  expect(readdirSync(join(data, "keys")).sort()).toEqual(["signing-key.pem", "succession.txt"]);
});

test("the last checkpoint is found again, and one that was cut short is none", () => {
  const files = openCheckpointFiles(data);
  const { note } = openSigner(data);
  expect(files.last("pkm-melati")).toBeNull();
  const notes = [1, 2, 3].map((size) => note(`suara-loket/pkm-melati\n${size}\n${"A".repeat(43)}=\n`));
  for (const one of notes) files.keep("pkm-melati", one);
  expect(openCheckpointFiles(data).last("pkm-melati")).toBe(notes[2]);
  expect(files.last("pkm-lain")).toBeNull();
  writeFileSync(join(data, "checkpoints/pkm-melati.txt"), `\n${notes[0]}\n${notes[1]}\n${notes[2]!.slice(0, 60)}`);
  expect(files.last("pkm-melati")).toBe(notes[1]);
  files.keep("pkm-melati", notes[2]!);
  expect(files.last("pkm-melati")).toBe(notes[2]);
});
