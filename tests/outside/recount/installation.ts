import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildApp } from "../../../server/app.ts";
import { openParts } from "../../../server/ops/open-parts.ts";
import { runCommand } from "../../../server/ops/run-command.ts";
import type { Parts } from "../../../server/parts.ts";
import { readSettings } from "../../../server/settings.ts";
import type { Make } from "../../support/house.ts";
import { makeWith } from "../../support/house.ts";

/** A data directory with the command line and the pages over it, all in this process. */
export interface Installation {
  readonly folder: string;
  readonly parts: Parts;
  readonly make: Make;
  /** One call of the command line; gives what it printed. */
  suara(...argv: string[]): Promise<string>;
  /** A page as somebody sees it who may see everything. */
  get(url: string): Promise<{ readonly text: string; readonly bytes: Uint8Array }>;
  close(): Promise<void>;
}

const SILENT = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** `own` are survey definitions of the installation, by the names of their files below `survey-definitions`. */
export async function openInstallation(own: ReadonlyMap<string, object> = new Map()): Promise<Installation> {
  const folder = mkdtempSync(join(tmpdir(), "suara-recount-"));
  const environment = { SUARA_DATA: join(folder, "data") };
  for (const [name, definition] of own) {
    const path = join(environment.SUARA_DATA, "survey-definitions", name);
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, JSON.stringify(definition));
  }
  const parts = await openParts(readSettings(environment), SILENT, () => "http://127.0.0.1:8080");
  const app = await buildApp(parts);
  const make = makeWith(parts);
  const cookie = await make.signIn(await make.person({ role: "admin", login: "pemeriksa" }));
  return {
    folder,
    parts,
    make,
    async suara(...argv) {
      let [out, err] = ["", ""];
      const console = { out: (text: string) => void (out += text), err: (text: string) => void (err += text) };
      const code = await runCommand(argv, environment, console);
      if (code !== 0) throw new Error(`suara ${argv.join(" ")} left with ${code}: ${err}`);
      return out;
    },
    async get(url) {
      const reply = await app.inject({ url, headers: { cookie } });
      if (reply.statusCode !== 200) throw new Error(`${url} answered ${reply.statusCode}`);
      return { text: reply.body, bytes: reply.rawPayload };
    },
    async close() {
      await app.close();
      await parts.store.close();
      rmSync(folder, { recursive: true });
    },
  };
}
