import { afterAll } from "vitest";

const met = new Map<string, Map<string, number>>();

/** Notes that a case was of some kind, `cover("weight", "1/n")`; a long run prints how many there were of each. */
export function cover(what: string, kind: string): void {
  const kinds = met.get(what) ?? new Map<string, number>();
  kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  met.set(what, kinds);
}

if (process.env["CASES"] !== undefined)
  afterAll(() => {
    for (const [what, kinds] of met) {
      const sorted = [...kinds].sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }));
      process.stdout.write(`  ${what}: ${sorted.map(([kind, count]) => `${kind} ${count}`).join(", ")}\n`);
    }
    met.clear();
  });
