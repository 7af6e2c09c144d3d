import type { Command } from "./command.ts";

/**
 * Every command by its name, in the order in which they are listed; a longer name stands before a shorter one with the same
 * beginning. Each is loaded when it is called, so that a server does not carry the others in memory.
 */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import("./commands/serve.ts")).serveCommand,
  "unit add": async () => (await import("./commands/unit-add.ts")).unitAdd,
  "person add": async () => (await import("./commands/person-add.ts")).personAdd,
  "import undo": async () => (await import("./commands/import-undo.ts")).importUndo,
  import: async () => (await import("./commands/import.ts")).importCommand,
  index: async () => (await import("./commands/index.ts")).indexCommand,
  export: async () => (await import("./commands/export.ts")).exportCommand,
  close: async () => (await import("./commands/close.ts")).close,
  publish: async () => (await import("./commands/publish.ts")).publish,
  verify: async () => (await import("./commands/verify.ts")).verify,
  "log epoch": async () => (await import("./commands/log-epoch.ts")).logEpoch,
  "key rotate": async () => (await import("./commands/key.ts")).keyRotate,
  key: async () => (await import("./commands/key.ts")).key,
  backup: async () => (await import("./commands/backup.ts")).backup,
  restore: async () => (await import("./commands/restore.ts")).restore,
  move: async () => (await import("./commands/move.ts")).move,
  check: async () => (await import("./commands/check.ts")).check,
  demo: async () => (await import("./commands/demo.ts")).demo,
};

export function allCommands(): Promise<Command[]> {
  return Promise.all(Object.values(commands).map((load) => load()));
}

/** The command whose name begins the call; undefined when there is none. */
export async function commandOf(argv: readonly string[]): Promise<Command | undefined> {
  const found = Object.keys(commands).find((name) => argv.slice(0, name.split(" ").length).join(" ") === name);
  return found === undefined ? undefined : commands[found]!();
}
