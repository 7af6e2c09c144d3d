#!/usr/bin/env node
import { runCommand } from "./ops/run-command.ts";

// A reader that has seen enough (`suara check | head -1`) closes the pipe; that is no failure of the command.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

/** The command line's door. The exit code is set rather than forced, so that everything written is written out. */
process.exitCode = await runCommand(process.argv.slice(2), process.env, {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
