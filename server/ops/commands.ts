import type { Command } from "./command.ts";
import { backup } from "./commands/backup.ts";
import { check } from "./commands/check.ts";
import { demo } from "./commands/demo.ts";
import { exportCommand } from "./commands/export.ts";
import { importCommand } from "./commands/import.ts";
import { importUndo } from "./commands/import-undo.ts";
import { indexCommand } from "./commands/index.ts";
import { move } from "./commands/move.ts";
import { personAdd } from "./commands/person-add.ts";
import { restore } from "./commands/restore.ts";
import { serveCommand } from "./commands/serve.ts";
import { unitAdd } from "./commands/unit-add.ts";

/** Every command; a longer name stands before a shorter one with the same beginning. */
export const commands: readonly Command[] = [
  serveCommand,
  unitAdd,
  personAdd,
  importUndo,
  importCommand,
  indexCommand,
  exportCommand,
  backup,
  restore,
  move,
  check,
  demo,
];
