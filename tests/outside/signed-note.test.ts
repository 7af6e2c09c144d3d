import { spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectPath } from "../../server/project-path.ts";
import { checkpointText } from "../../server/log/checkpoint.ts";
import { consistencyProof, GrowingTree, leafHash } from "../../server/log/merkle.ts";
import { signNote, verifierKey, verifyNote } from "../../server/log/note.ts";

const LIBRARY = "/usr/share/gocode/src/golang.org/x/mod/sumdb/note";

describe("what is signed here, read by Go's sumdb/note and tlog", () => {
  let folder: string;
  let program: string;
  let proofs: string;
  beforeAll(() => {
    if (!existsSync(LIBRARY) || spawnSync("go", ["version"], { stdio: "ignore" }).status !== 0)
      throw new Error("Go and its library are missing: apt-get install golang-go golang-golang-x-mod-dev");
    folder = mkdtempSync(join(tmpdir(), "suara-note-"));
    [program, proofs] = [build("open"), build("proof")];
  }, 120_000);
  const build = (name: string): string => {
    const built = spawnSync("go", ["build", "-o", join(folder, name), projectPath(`tests/outside/note/${name}.go`)], {
      encoding: "utf8",
      env: { ...process.env, GO111MODULE: "off", GOPATH: "/usr/share/gocode", GOCACHE: join(folder, "cache"), GOFLAGS: "" },
    });
    if (built.status !== 0) throw new Error(`go build failed: ${built.stderr}`);
    return join(folder, name);
  };
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const opened = (note: string, key: string) => spawnSync(program, [key], { input: note, encoding: "utf8" });
  const { privateKey } = generateKeyPairSync("ed25519");
  const text = "suara-loket-pack-1\npkm-melati 2026-TW3 KV7T-TGM5-2N9V-KM72\n";

  it("is a note that is accepted with our key, and its text comes out", () => {
    const told = opened(signNote(text, privateKey), verifierKey(privateKey));
    expect([told.stderr, told.stdout]).toEqual(["", text]);
  });

  it("is a note that is refused by both after every change of a byte, and with another key", () => {
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

  it("are checkpoints that go on from one another, for all pairs of 1 to 300 leaves, and not from a changed one", async () => {
    const leaves = Array.from({ length: 300 }, (_, at) => leafHash(`leaf ${at}`));
    const tree = new GrowingTree();
    const notes = leaves.map((leaf) => {
      tree.add(leaf);
      return signNote(checkpointText({ origin: "suara-loket/pkm-melati", size: tree.size, root: tree.root() }), privateKey);
    });
    const forged = signNote(
      checkpointText({ origin: "suara-loket/pkm-melati", size: 100, root: leafHash("forged") }),
      privateKey,
    );
    const proof = async (first: number, second: number) =>
      (await consistencyProof(leaves.slice(0, second), first)).map((hash) => hash.toString("base64"));
    const pairs = [];
    for (let at = 0; at < notes.length; at++)
      for (let later = at; later < notes.length; later++)
        pairs.push({ old: at, new: later, proof: await proof(at + 1, later + 1) });
    const wrong = { old: 300, new: 299, proof: await proof(100, 300) };
    const input = JSON.stringify({ key: verifierKey(privateKey), notes: [...notes, forged], pairs: [...pairs, wrong] });
    const told = spawnSync(proofs, { input, encoding: "utf8", maxBuffer: 1 << 26 });
    expect(told.stderr).toBe("");
    const lines = told.stdout.trimEnd().split("\n");
    expect(lines.slice(0, -1).filter((line) => line !== "consistent")).toEqual([]);
    expect(lines).toHaveLength(45_151);
    expect(lines.at(-1)).not.toBe("consistent");
  }, 120_000);
});
