import { parseArgs } from "node:util";
import { DefinitionProblem } from "../definitions/definition-problem.ts";
import { Refusal } from "../domain/refusal.ts";
import { readSettings, SettingsProblem } from "../settings.ts";
import { StoreProblem } from "../store/store-problem.ts";
import type { Command, Console, Flags } from "./command.ts";
import { WrongUsage } from "./command.ts";
import { allCommands, commandOf } from "./commands.ts";

/** Runs one call of the command line and gives its exit code: 0 done, 1 refused or failed, 2 wrong usage. */
export async function runCommand(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  console: Console,
): Promise<number> {
  if (argv.length === 0 || argv[0] === "--help" || argv[0] === "-h" || argv[0] === "help") {
    console[argv.length === 0 ? "err" : "out"](await overview());
    return argv.length === 0 ? 2 : 0;
  }
  const command = await commandOf(argv);
  if (!command) {
    console.err(`suara: unknown command "${argv.slice(0, 2).join(" ")}"; suara --help lists them\n`);
    return 2;
  }
  const rest = argv.slice(command.name.split(" ").length);
  if (rest.includes("--help") || rest.includes("-h")) {
    console.out(`${usage(command)}\n\n${command.help}\n`);
    return 0;
  }
  try {
    const { flags, words } = readCall(command, rest);
    return await command.run({ flags, words, settings: readSettings(environment), console });
  } catch (error) {
    if (error instanceof WrongUsage) {
      console.err(`suara ${command.name}: ${error.message}\n${usage(command)}\n`);
      return 2;
    }
    console.err(`suara ${command.name}: ${reasonOf(error)}\n`);
    return 1;
  }
}

function readCall(command: Command, rest: readonly string[]): { readonly flags: Flags; readonly words: readonly string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: [...rest],
      options: command.options,
      allowPositionals: true,
      strict: true,
    });
    if (positionals.length !== command.words.length) {
      throw new WrongUsage(
        command.words.length === 0 ? `unexpected "${positionals[0]!}"` : `needs ${command.words.join(" and ")}, and nothing more`,
      );
    }
    return { flags: values as Flags, words: positionals };
  } catch (error) {
    if (error instanceof WrongUsage) throw error;
    throw new WrongUsage((error as Error).message.split("\n", 1).join(""));
  }
}

/** One line, never a stack and never the database's own words. */
function reasonOf(error: unknown): string {
  if (
    error instanceof Refusal ||
    error instanceof SettingsProblem ||
    error instanceof StoreProblem ||
    error instanceof DefinitionProblem
  ) {
    return error.message.replace(/\s+/g, " ");
  }
  const code = (error as { code?: unknown }).code;
  if (typeof code === "string" && /^E[A-Z]+$/.test(code)) return (error as Error).message.replace(/\s+/g, " ");
  if (typeof code === "string" && code.startsWith("SQLITE_")) return `the database cannot do this now (${code})`;
  return `failed unexpectedly (${error instanceof Error ? error.name : typeof error}); this is a fault of the program`;
}

function usage({ name, usage: rest }: Command): string {
  return `usage: suara ${name}${rest === "" ? "" : ` ${rest}`}`;
}

async function overview(): Promise<string> {
  const commands = await allCommands();
  const width = Math.max(...commands.map(({ name }) => name.length)) + 2;
  const lines = commands.map(({ name, help }) => `  ${name.padEnd(width)}${help.split("\n")[0]!}`);
  return `usage: suara COMMAND …\n\n${lines.join("\n")}\n\nsuara COMMAND --help says more. Settings are environment variables, listed in README.md.\n`;
}
