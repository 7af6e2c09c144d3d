import { spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectPath } from "../../server/project-path.ts";
import { signNote, verifierKey, verifyNote } from "../../server/log/note.ts";

const LIBRARY = "/usr/share/gocode/src/golang.org/x/mod/sumdb/note";

describe("a note signed here, opened by Go's sumdb/note", () => {
  let folder: string;
  let program: string;
  beforeAll(() => {
    if (!existsSync(LIBRARY) || spawnSync("go", ["version"], { stdio: "ignore" }).status !== 0)
      throw new Error("Go and its library are missing: apt-get install golang-go golang-golang-x-mod-dev");
    folder = mkdtempSync(join(tmpdir(), "suara-note-"));
    program = join(folder, "open");
    const built = spawnSync("go", ["build", "-o", program, projectPath("tests/outside/note/open.go")], {
      encoding: "utf8",
      env: { ...process.env, GO111MODULE: "off", GOPATH: "/usr/share/gocode", GOCACHE: join(folder, "cache"), GOFLAGS: "" },
    });
    if (built.status !== 0) throw new Error(`go build failed: ${built.stderr}`);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const opened = (note: string, key: string) => spawnSync(program, [key], { input: note, encoding: "utf8" });
  const { privateKey } = generateKeyPairSync("ed25519");
  const text = "suara-loket-pack-1\npkm-melati 2026-TW3 KV7T-TGM5-2N9V-KM72\n";

  it("is accepted with our key, and its text comes out", () => {
    const told = opened(signNote(text, privateKey), verifierKey(privateKey));
    expect([told.stderr, told.stdout]).toEqual(["", text]);
  });

  it("is refused by both after every change of a byte, and with another key", () => {
    const note = signNote(text, privateKey);
    const key = verifierKey(privateKey);
    for (let at = 0; at < note.length; at += 7) {
      const bytes = Buffer.from(note);
      bytes[at]! ^= 1;
      const changed = bytes.toString("utf8");
      expect([opened(changed, key).status, verifyNote(changed, key) === "signed"], `byte ${at}`).toEqual([1, false]);
    }
    const other = verifierKey(generateKeyPairSync("ed25519").privateKey);
    expect([opened(note, other).status, verifyNote(note, other)]).toEqual([1, "not-signed"]);
  });
});
