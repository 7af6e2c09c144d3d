import { serve } from "../../main.ts";
import type { Command } from "../command.ts";

export const serveCommand: Command = {
  name: "serve",
  usage: "",
  help: "Serves the citizens' forms and the staff pages. On an empty data directory it prints a one-time set-up address.",
  options: {},
  words: [],
  async run({ settings, console }) {
    const server = await serve(settings, console);
    await server.ended;
    return 0;
  },
};
