import { readFileSync } from "node:fs";
import { projectPath } from "../project-path.ts";
import { inlinePolicy } from "../web/guard.ts";
import { squeezeScript } from "./squeeze-script.ts";

/** Style and script that stand inside each citizen page, so that a page is one request. */
export interface Inlined {
  readonly style: string;
  /** Makes the form nicer. */
  readonly script: string;
  /** On a shared screen: empties a form that was left alone, and goes back to it after the thanks. */
  readonly kioskScript: string;
  /** The content security policy that lets exactly these run. */
  readonly policy: () => string;
}

/** Reads the sources once, at the start. `publicUrl` is asked late: the server knows its address only when it listens. */
export function readInlined(publicUrl: () => string): Inlined {
  const read = (...path: string[]): string => readFileSync(projectPath("static", ...path), "utf8");
  const style = squeezeStyle(read("css", "tokens.css") + read("css", "citizen.css"));
  const script = squeezeScript(read("js", "form.js"));
  const kioskScript = squeezeScript(read("js", "kiosk.js"));
  let known: { readonly url: string; readonly policy: string } | undefined;
  return {
    style,
    script,
    kioskScript,
    policy: () => {
      const url = publicUrl();
      if (known?.url !== url) known = { url, policy: inlinePolicy(url, { styles: [style], scripts: [script, kioskScript] }) };
      return known.policy;
    },
  };
}

/**
 * Makes our own style sheets small: no comments, no needless blanks, and no custom property that the page does without,
 * because nothing asks for it or because it has one value in all themes. They never ask for the light theme by name. Colours for print stay out: browsers print such pages
 * well by themselves. The sheets hold no string with any of these in it.
 */
export function squeezeStyle(source: string): string {
  const bare = source
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/@media print\s*\{(?:[^{}]*\{[^{}]*\})*\s*\}/g, "")
    .replaceAll(':not([data-theme="light"])', "");
  return shortNames(settleProperties(bare))
    .replace(/\s+/g, " ")
    .replace(/ ?([{};,>]) ?/g, "$1")
    .replace(/: /g, ":")
    .replace(/;}/g, "}")
    .replace(/(?<![\d.])0\./g, ".")
    .replace(/#(\w)\1(\w)\2(\w)\3\b/g, "#$1$2$3")
    .replace(/[^{}]+\{\}/g, "")
    .trim();
}

/** The custom properties that are left, by letters in the order of their first use; nothing outside the sheet names one. */
function shortNames(style: string): string {
  const names = [...new Set(style.match(/--[\w-]+/g))];
  return style.replace(/--[\w-]+/g, (name) => `--${names.indexOf(name).toString(36)}`);
}

const DECLARATION = /(--[\w-]+):\s*([^;{}]+);/g;

/** Puts single values in place and leaves out what nothing asks for, until nothing is left to do. */
function settleProperties(style: string): string {
  const values = new Map<string, Set<string>>();
  for (const [, name = "", value = ""] of style.matchAll(DECLARATION))
    values.set(name, (values.get(name) ?? new Set()).add(value));
  const single = (name: string): string | undefined => {
    const [value, ...others] = values.get(name) ?? [];
    return others.length === 0 ? value : undefined;
  };
  const asked = style.replace(/var\((--[\w-]+)\)/g, (use, name: string) => single(name) ?? use);
  const used = new Set([...asked.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name));
  const settled = asked.replace(DECLARATION, (declaration, name: string) => (used.has(name) ? declaration : ""));
  return settled === style ? style : settleProperties(settled);
}
