import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PEOPLE, UNITS } from "../../demo/agency.ts";
import { fillDemo } from "../../demo/fill.ts";
import { serve } from "../../main.ts";
import { createPasswords } from "../../staff/passwords.ts";
import type { Command } from "../command.ts";
import { closeDemoQuarters } from "../close-demo-quarters.ts";
import { withParts } from "../open-unit.ts";

/** Printed and known to all: it opens nothing but made-up data that is thrown away. */
const PASSWORD = "loket-yang-tenang";

export const demo: Command = {
  name: "demo",
  usage: "",
  help: "Fills a throw-away data directory with a made-up agency, serves it, and prints the addresses and the sign-in.\nEverything is removed when it ends (Ctrl+C).",
  options: {},
  words: [],
  async run({ settings, console }) {
    const data = mkdtempSync(join(tmpdir(), "suara-demo-"));
    const remove = (): void => rmSync(data, { recursive: true, force: true });
    process.once("exit", remove);
    try {
      const own = { ...settings, data, log: "warn" as const };
      const hash = await createPasswords().hash(PASSWORD);
      await withParts(own, async (parts) => {
        await fillDemo(parts, hash);
        await closeDemoQuarters(parts);
      });
      const server = await serve(own, console).catch((error: unknown) => {
        if ((error as { code?: unknown }).code !== "EADDRINUSE") throw error;
        console.out(`Port ${settings.port} is taken; a free one is used instead.\n`);
        return serve({ ...own, port: 0 }, console);
      });
      const at = settings.publicUrl || server.address;
      console.out(
        [
          "",
          "Demonstration with made-up answers. Forms of the counters:",
          ...UNITS.map(({ code, name }) => `  ${at}/s/${code}    ${name}`),
          "",
          `Staff pages: ${at}/masuk   (password for everyone: ${PASSWORD})`,
          ...PEOPLE.map(({ login, role, unit }) => `  ${login.padEnd(10)}${role.padEnd(13)}${unit ?? "all units"}`),
          "",
          "Ctrl+C ends it and removes the data.",
          "",
        ].join("\n"),
      );
      await server.ended;
      return 0;
    } finally {
      remove();
      process.off("exit", remove);
    }
  },
};
