import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { DefinitionProblem } from "../../server/definitions/definition-problem.ts";
import { fileSchema } from "../../server/definitions/definition-schema.ts";
import { jsonFault } from "../../server/definitions/json-fault.ts";
import { loadDefinitions } from "../../server/definitions/load-definitions.ts";
import { sealFolder } from "../../server/definitions/seal-folder.ts";
import { canonicalText, defaults, sealOf } from "../../server/definitions/seal.ts";
import { projectPath } from "../../server/project-path.ts";
import { changed, put, readShipped, shippedCopy, shippedSeals } from "./folders.ts";

const files = [
  "skm/1.json",
  "spkp/1.json",
  "spak/1.json",
  "spkp-6/1.json",
  "spak-6/1.json",
  "ipk-peradilan/1.json",
  "profil/1.json",
];

test("sealing writes the new versions' seals, keeps the old ones, and what it wrote loads", () => {
  const shipped = shippedCopy();
  put(shipped, "skm/2.json", changed("skm/1.json", { version: 2 }));
  expect(sealFolder(shipped)).toEqual(["skm@2"]);
  const seals = JSON.parse(readFileSync(join(shipped, "sealed.json"), "utf8")) as Record<string, string>;
  expect(seals).toMatchObject(shippedSeals());
  expect(seals["skm@2"]).not.toBe(seals["skm@1"]);
  expect(loadDefinitions({ shipped }).latest("skm")!.version).toBe(2);
  expect(sealFolder(shipped)).toEqual([]);
});

test("sealing refuses a version that was sealed otherwise, and leaves every file as it was", () => {
  const shipped = shippedCopy();
  put(shipped, "skm/1.json", changed("skm/1.json", { "index.weight": "0.11" }));
  put(shipped, "spak/2.json", changed("spak/1.json", { version: 2 }));
  put(shipped, "definition.schema.json", "stale");
  const before = readFileSync(join(shipped, "sealed.json"), "utf8");
  expect(() => sealFolder(shipped)).toThrow(DefinitionProblem);
  expect(() => sealFolder(shipped)).toThrow(/skm@1 was changed after it was sealed/);
  expect(readFileSync(join(shipped, "sealed.json"), "utf8")).toBe(before);
  expect(readFileSync(join(shipped, "definition.schema.json"), "utf8")).toBe("stale");
  expect(readdirSync(shipped).filter((name) => name.startsWith("."))).toEqual([]);
});

test("the command seals a folder, and answers a changed version with one line and exit code 1", () => {
  const shipped = shippedCopy();
  const command = [projectPath("node_modules/tsx/dist/cli.mjs"), projectPath("server/ops/commands/seal-definitions.ts"), shipped];
  put(shipped, "skm/2.json", changed("skm/1.json", { version: 2 }));
  expect(execFileSync(process.execPath, command, { encoding: "utf8" })).toBe("Sealed: skm@2\n");
  put(shipped, "skm/2.json", changed("skm/1.json", { version: 2, abbreviation: "X" }));
  const refused = spawnSync(process.execPath, command, { encoding: "utf8" });
  expect(refused.status).toBe(1);
  expect(refused.stdout).toBe("");
  expect(refused.stderr).toMatch(/^\S+skm\/2\.json: skm@2 was changed after it was sealed;[^\n]*\n$/);
});

test("the seal is the same for a file and for what the schema made of it", () => {
  for (const file of files) expect(sealOf(fileSchema.parse(readShipped(file)))).toBe(sealOf(readShipped(file)));
});

test("the canonical form knows every default of the schema", () => {
  const found = new Map<string, unknown>();
  const walk = (schema: unknown): void => {
    if (schema === null || typeof schema !== "object") return;
    for (const [name, held] of Object.entries((schema as { properties?: object }).properties ?? {})) {
      if (held !== null && typeof held === "object" && "default" in held) found.set(name, (held as { default: unknown }).default);
    }
    Object.values(schema).forEach(walk);
  };
  walk(z.toJSONSchema(fileSchema, { io: "input" }));
  expect(Object.fromEntries(found)).toEqual(defaults);
});

test("the canonical text is sorted, without spaces and without the top $schema", () => {
  expect(canonicalText({ $schema: "x", b: [2, { d: " a ", c: null }], a: { $schema: "y" } })).toBe(
    '{"a":{"$schema":"y"},"b":[2,{"c":null,"d":"a"}]}',
  );
  expect(sealOf({ a: [1, 2] })).not.toBe(sealOf({ a: [2, 1] }));
});

test("the finder of faults finds one exactly when JSON.parse does, in mutilated files too", () => {
  const text = JSON.stringify(readShipped("spak/1.json"), null, 1).slice(0, 1500);
  const accepted = (json: string): boolean => {
    try {
      JSON.parse(json);
      return true;
    } catch {
      return false;
    }
  };
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), (json) => {
      expect(jsonFault(json)).toBeUndefined();
    }),
  );
  fc.assert(
    fc.property(
      fc.nat({ max: text.length }),
      fc.nat({ max: 3 }),
      fc.constantFrom("", ",", '"', "}", "]", "\\", "\n", "0", "x", "{"),
      (at, cut, put) => {
        const broken = `${text.slice(0, at)}${put}${text.slice(at + cut)}`;
        if (!accepted(broken)) expect(jsonFault(broken)).toBeDefined();
      },
    ),
    { numRuns: 500 },
  );
  fc.assert(
    fc.property(fc.json({ maxDepth: 3 }), fc.nat(), fc.string({ maxLength: 2 }), (json, where, put) => {
      const at = where % (json.length + 1);
      const changed = `${json.slice(0, at)}${put}${json.slice(at)}`;
      const fault = jsonFault(changed);
      if (!accepted(changed)) expect(fault).toBeDefined();
      else if (fault) expect(fault.reason).toBe("the field stands twice");
    }),
    { numRuns: 1000 },
  );
});
