import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fileSchema } from "../../server/definitions/definition-schema.ts";
import { bandTables } from "../../server/domain/indices/bands.ts";
import { definitionSchema } from "../../server/domain/questionnaire/definition.ts";
import { ownBandsSchema } from "../../server/domain/questionnaire/own-bands.ts";
import { SHIPPED } from "./folders.ts";

const readme = readFileSync(join(SHIPPED, "README.md"), "utf8");
const examples = [...readme.matchAll(/^```json\n(.*?)^```$/gms)].map(([, json]) => JSON.parse(json!) as Record<string, unknown>);
const whole = examples[0]!;
/** As the README says: an example that is no whole definition takes the place of the fields of the same name in the first one. */
const definitions = examples.map((example) => ("kind" in example ? example : { ...whole, ...example }));

describe("the README of survey-definitions", () => {
  test("shows definitions that are good, the first of them whole", () => {
    expect(whole).toHaveProperty("kind", "survey");
    for (const definition of definitions) {
      const parsed = fileSchema.safeParse(definition);
      expect(parsed.error?.issues ?? [], JSON.stringify(definition)).toEqual([]);
    }
  });

  test("shows every variant of the schema", () => {
    const shown = JSON.stringify(examples);
    const values = [
      "mean-of-item-means",
      "pooled",
      "proportional",
      "affine",
      '"conversionTo100":"proportional"',
      '"rows":[{"from":',
      "highest-first",
      "0.111",
      "0.071",
      "1/n",
      "U3.1",
      "U3.2",
    ];
    const flags = [
      '"reversed":true',
      '"optOut":',
      '"help":',
      '"parts":',
      '"displayOrder":',
      '"ages":true',
      '"optional":true',
      '"reasons":',
      '"requirements":',
      '"attention":',
    ];
    const scales = [4, 5, 6].map((max) => `"scale":{"min":1,"max":${max}}`);
    for (const variant of [...values, ...flags, ...scales]) expect(shown).toContain(variant);
  });

  test("explains every field and every band table", () => {
    const item = definitionSchema.shape.items.element.shape;
    const fields = [
      ...Object.keys(definitionSchema.shape),
      ...Object.keys(item),
      ...Object.keys(definitionSchema.shape.index.shape),
    ];
    fields.push(...Object.keys(ownBandsSchema.shape), ...Object.keys(definitionSchema.shape.attention.unwrap().shape));
    for (const field of fields) expect(readme).toMatch(new RegExp(`^\\|[^|]*\`${field.replace("$", "\\$")}\``, "m"));
    for (const table of bandTables) expect(readme).toMatch(new RegExp(`^\\| \`${table.id}\``, "m"));
  });
});
