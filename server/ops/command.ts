import type { ParseArgsConfig } from "node:util";
import { plainLine } from "../domain/plain-line.ts";
import type { Settings } from "../settings.ts";

/** Where a command writes; results on `out`, everything else on `err`. */
export interface Console {
  out(text: string): void;
  err(text: string): void;
}

export type Flags = Readonly<Record<string, string | boolean | undefined>>;

/** One command of the command line; extension by list (commands.ts). */
export interface Command {
  /** As it is typed: "unit add". */
  readonly name: string;
  /** What follows the name in the usage line. */
  readonly usage: string;
  readonly help: string;
  readonly options: NonNullable<ParseArgsConfig["options"]>;
  /** Names of the words that follow without a flag, all needed. */
  readonly words: readonly string[];
  /** Gives the exit code: 0 done, 1 refused. Throws WrongUsage for 2, a Refusal or a problem for 1. */
  run(call: {
    readonly flags: Flags;
    readonly words: readonly string[];
    readonly settings: Settings;
    readonly console: Console;
  }): Promise<number>;
}

/** The command was typed wrongly: exit code 2. */
export class WrongUsage extends Error {}

/** A flag that must be there. */
export function needed(flags: Flags, name: string): string {
  const value = flags[name];
  if (typeof value !== "string" || value === "") throw new WrongUsage(`--${name} is needed`);
  return value;
}

/** The name that must be given: one line, as the staff pages take it. */
export function neededName(flags: Flags, least: number, most: number): string {
  const name = plainLine(needed(flags, "name"));
  if (name.length < least || name.length > most || /\p{Cc}/u.test(name))
    throw new WrongUsage(`--name needs ${least} to ${most} characters in one line`);
  return name;
}

export function given(flags: Flags, name: string): string | undefined {
  const value = flags[name];
  return typeof value === "string" ? value : undefined;
}
