import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runCommand } from "../../server/ops/run-command.ts";
import { projectPath } from "../../server/project-path.ts";
import { databaseFile } from "../../server/store/open-store.ts";
import type { Program } from "../support/program.ts";
import { openProgram } from "../support/program.ts";

let program: Program;
let folder: string;
beforeEach(async () => {
  program = await openProgram();
  folder = mkdtempSync(join(tmpdir(), "suara-"));
  await program.suara("unit", "add", "--code", "pkm-satu", "--name", "Puskesmas Satu");
});
afterEach(async () => {
  await program.close();
  rmSync(folder, { recursive: true });
});

// What openProgram has compiled, without looking each time whether it is compiled.
const COMPILED = projectPath("dist/server/suara.js");

const SCORES = Object.fromEntries(["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8", "U9"].map((key) => [key, "4"]));
const YEAR = String(new Date().getFullYear());

/** Sends at most 800 submissions a second over 16 connections until told to stop; counts those that were thanked for. */
function startLoad(address: string): { readonly kept: () => number; stop(): Promise<void> } {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  let [kept, going, serial] = [0, true, 0];
  const post = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const body = new URLSearchParams({
        ...SCORES,
        U1: String(1 + (serial % 4)),
        kunci: `kunci-uji-beban-${serial++}`,
      }).toString();
      const sent = request(
        `${address}/s/pkm-satu`,
        { method: "POST", agent, headers: { "content-type": "application/x-www-form-urlencoded" } },
        (reply) => {
          if (reply.statusCode === 303) kept += 1;
          reply.resume().on("end", resolve);
        },
      );
      sent.on("error", reject).end(body);
    });
  const visitor = async (): Promise<void> => {
    while (going) {
      await post();
      await seconds(0.02);
    }
  };
  const visitors = Array.from({ length: 16 }, visitor);
  return {
    kept: () => kept,
    async stop() {
      going = false;
      await Promise.all(visitors);
      agent.destroy();
    },
  };
}

/** A command with the data directory at that place. */
function command(data: string, ...argv: string[]): ChildProcess {
  const env = { ...process.env, SUARA_DATA: data };
  return spawn(process.execPath, [COMPILED, ...argv], { env, stdio: ["ignore", "pipe", "pipe"] });
}

async function run(data: string, ...argv: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const child = command(data, ...argv);
  let [out, err] = ["", ""];
  child.stdout!.on("data", (chunk: Buffer) => (out += chunk.toString()));
  child.stderr!.on("data", (chunk: Buffer) => (err += chunk.toString()));
  const [code] = (await once(child, "close")) as [number | null];
  return { code, out, err };
}

/** The same in this process, where nothing is promised about processes. */
async function suaraIn(data: string, ...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ["", ""];
  const console = { out: (text: string) => void (out += text), err: (text: string) => void (err += text) };
  return { code: await runCommand(argv, { SUARA_DATA: data }, console), out, err };
}

const seconds = (n: number): Promise<void> => new Promise((later) => setTimeout(later, n * 1000));

test(
  "a backup beside a loaded server holds every answer that was thanked for before it began, and agrees with itself",
  {
    timeout: 300_000,
  },
  async () => {
    const { address } = await program.startServer();
    const load = startLoad(address);
    await seconds(2);
    const before = load.kept();
    const backup = join(folder, "salinan.suara");
    const made = await run(program.data, "backup", backup);
    const after = load.kept();
    await seconds(0.5);
    const later = load.kept();
    await load.stop();
    expect(made).toMatchObject({ code: 0, err: "" });
    expect(before).toBeGreaterThan(0);
    expect(later).toBeGreaterThan(after);

    const restored = join(folder, "pulih");
    expect(await suaraIn(restored, "restore", backup)).toMatchObject({ code: 0, err: "" });
    expect(await suaraIn(restored, "check")).toMatchObject({ code: 0 });
    const index = ["index", "--unit", "pkm-satu", "--survey", "skm", "--period", YEAR, "--json"];
    const { out } = await suaraIn(restored, ...index);
    const { respondents, items } = JSON.parse(out) as { respondents: number; items: { answered: number }[] };
    expect(respondents).toBeGreaterThanOrEqual(before);
    expect(respondents).toBeLessThanOrEqual(later);
    for (const { answered } of items) expect(answered).toBe(respondents);

    const raw = new Database(databaseFile(restored));
    const rows = raw.prepare<[], { n: number }>("SELECT count(*) AS n FROM responses").get()!.n;
    const keys = raw.prepare<[], { n: number }>("SELECT count(*) AS n FROM spent_keys").get()!.n;
    raw.close();
    expect([rows, keys]).toEqual([respondents, respondents]);

    // The same file, restored once more, gives the same bytes.
    const twice = join(folder, "pulih-lagi");
    expect(await suaraIn(twice, "restore", backup)).toMatchObject({ code: 0 });
    expect((await suaraIn(twice, ...index)).out).toBe(out);
    expect(await suaraIn(program.data, "check")).toMatchObject({ code: 0 });
  },
);

test("a backup that is killed, or ended, or finds no room leaves nothing under its name", { timeout: 300_000 }, async () => {
  const raw = new Database(databaseFile(program.data));
  raw.exec(`INSERT INTO comments (id, unit_id, month, words) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60000)
    SELECT randomblob(12), 1, '2026-01', hex(randomblob(60)) FROM n`);
  raw.close();
  const backup = join(folder, "salinan.suara");
  const begun = async (child: ChildProcess): Promise<void> => {
    while (child.exitCode === null && !readdirSync(folder).some((name) => name.endsWith(".part"))) await seconds(0.005);
  };

  const killed = command(program.data, "backup", backup);
  await begun(killed);
  killed.kill("SIGKILL");
  const [, signal] = (await once(killed, "close")) as [number | null, string | null];
  expect([signal, existsSync(backup)]).toEqual(["SIGKILL", false]);
  for (const name of readdirSync(folder)) rmSync(join(folder, name));

  const ended = command(program.data, "backup", backup);
  await begun(ended);
  ended.kill("SIGTERM");
  expect(await once(ended, "close")).toEqual([1, null]);
  expect(readdirSync(folder)).toEqual([]);

  // Files of this process may grow to four MiB; the backup is larger.
  const full = spawn("/bin/sh", ["-c", 'ulimit -f 8192; exec "$@"', "sh", process.execPath, COMPILED, "backup", backup], {
    env: { ...process.env, SUARA_DATA: program.data },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let err = "";
  full.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
  const [code] = (await once(full, "close")) as [number];
  expect([code, err]).toEqual([1, expect.stringMatching(/^suara backup: cannot use the database [^\n]*\n$/)]);
  expect(readdirSync(folder)).toEqual([]);

  expect(await run(program.data, "backup", backup)).toMatchObject({ code: 0, err: "" });
  expect(readdirSync(folder)).toEqual(["salinan.suara"]);
});
