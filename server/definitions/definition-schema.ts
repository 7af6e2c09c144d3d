import { z } from "zod";
import { definitionSchema } from "../domain/questionnaire/definition.ts";
import { thresholdsSchema } from "../domain/indices/thresholds.ts";
import { profileSchema } from "../domain/questionnaire/profile.ts";
import { reasonsSchema } from "../domain/questionnaire/reasons.ts";

/** Every kind of file under survey-definitions. */
export const fileSchema = z.discriminatedUnion("kind", [definitionSchema, profileSchema, reasonsSchema, thresholdsSchema]);
export type DefinitionFile = z.infer<typeof fileSchema>;

/**
 * The JSON Schema for editors, as the text of survey-definitions/definition.schema.json. It says what a schema can say;
 * checks across fields (number of labels, doubled keys) are made when the program starts.
 */
export function definitionJsonSchema(): string {
  const schema = { title: "Survey definition of Suara Loket", ...z.toJSONSchema(fileSchema, { io: "input" }) };
  return `${shortListsOnOneLine(JSON.stringify(schema, null, 2))}\n`;
}

/** The form that the formatter gives to lists of words, so that a generated file passes the check of formatting. */
function shortListsOnOneLine(json: string): string {
  return json.replace(
    /^( *)(.*)\[\n((?: *"[^"\n]*",?\n)+) *\](,?)$/gm,
    (whole, indent: string, before: string, list: string, comma: string) => {
      const line = `${indent}${before}[${list.trim().split(/\n */).join(" ")}]${comma}`;
      return line.length <= 130 ? line : whole;
    },
  );
}
