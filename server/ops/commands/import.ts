import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import type { ColumnMap } from "../../imports/column-map.ts";
import { parseColumnMap } from "../../imports/column-map.ts";
import type { RefusedCell } from "../../imports/decode-file.ts";
import { importAnswers, rulesFor } from "../../imports/import-answers.ts";
import type { ImportPreview } from "../../imports/preview-import.ts";
import { previewImport } from "../../imports/preview-import.ts";
import type { Command } from "../command.ts";
import { needed } from "../command.ts";
import { surveysOf, unitOf, withParts } from "../open-unit.ts";

export const importCommand: Command = {
  name: "import",
  usage: "--unit CODE --survey ID[,ID] [--map MAP.json [--map-preview]] [--keep-valid] [--json] FILE.csv",
  help: [
    "Takes answers from a CSV file, one row for each respondent: tanggal, the item keys, and if wanted layanan, kanal, saran",
    "and the profile. All or nothing, unless --keep-valid takes the good rows; every refused cell is named by line and column.",
    "A file of another tool (Google Forms, SurveiKu) comes in through a map of its columns: --map-preview writes a first one to",
    "MAP.json where there is none, shows what would be taken, and keeps nothing.",
  ].join("\n"),
  options: {
    unit: { type: "string" },
    survey: { type: "string" },
    map: { type: "string" },
    "map-preview": { type: "boolean" },
    "keep-valid": { type: "boolean" },
    json: { type: "boolean" },
  },
  words: ["FILE.csv"],
  async run({ flags, words: [file = ""], settings, console }) {
    const code = needed(flags, "unit");
    const surveys = needed(flags, "survey");
    const preview = flags["map-preview"] === true;
    const mapFile = preview ? needed(flags, "map") : (flags["map"] as string | undefined);
    const bytes = readFileSync(file);
    const map = mapFile === undefined || (preview && !existsSync(mapFile)) ? undefined : readMap(mapFile);
    return withParts(settings, async (parts) => {
      const unit = await unitOf(parts, code);
      const chosen = surveysOf(parts, surveys);
      if (preview) {
        const shown = previewImport(bytes, await rulesFor(parts, unit, chosen), map);
        if (!("map" in shown)) {
          console.err(`suara import: ${basename(file)}: line ${shown.line}: ${shown.reason}\n`);
          return 1;
        }
        if (!map) writeFileSync(mapFile!, `${JSON.stringify(shown.map, null, 2)}\n`, { flag: "wx" });
        console.out(flags["json"] === true ? `${JSON.stringify(shown)}\n` : previewText(shown, basename(mapFile!), !map));
        return 0;
      }
      const outcome = await importAnswers(parts, unit, chosen, bytes, {
        keepValid: flags["keep-valid"] === true,
        ...(map ? { map } : {}),
      });
      if (flags["json"] === true) console.out(`${JSON.stringify(outcome)}\n`);
      else
        console.out(
          [`imported ${outcome.imported}, refused ${outcome.refused.length}`, ...outcome.refused.map(refusedLine), ""].join("\n"),
        );
      if (outcome.imported > 0) {
        if (outcome.imported < FEW) console.err(fewNote(outcome.imported));
        return 0;
      }
      const [first] = outcome.refused;
      console.err(
        `suara import: ${basename(file)}: nothing was kept; ${outcome.refused.length} refused, the first on line ${first?.line ?? 1}: ${(first?.reason ?? "").replace(/\s+/g, " ")}\n`,
      );
      return 1;
    });
  },
};

/** As many answers as staff figures move by (server/decisions/2026-11-22-figures-in-steps.md): fewer can be told by subtraction. */
const FEW = 5;

function fewNote(imported: number): string {
  return `note: figures move at once by ${imported === 1 ? "this one answer" : `these ${imported} answers`}, so whoever saw them before can subtract; bring in five or more together\n`;
}

function readMap(file: string): ColumnMap {
  return parseColumnMap(readFileSync(file, "utf8"));
}

function refusedLine({ line, column, value, reason }: RefusedCell): string {
  return `line ${line}${column === "" ? "" : `, column ${column}`}${value === "" ? "" : `, value ${JSON.stringify(value)}`}: ${reason}`;
}

/** Columns with what they become, then what would be refused, and what to do next. */
function previewText({ columns, rows, good, refused }: ImportPreview, mapName: string, written: boolean): string {
  const open = refused.some(({ line }) => line === 1);
  return [
    ...(written ? [`a first map was written to ${mapName}; correct it and look again`] : []),
    ...columns.map(
      ({ name, as, examples }) =>
        `${name} -> ${as}${examples.length === 0 ? "" : ` (${examples.map(({ written, becomes }) => `${JSON.stringify(written)} = ${becomes}`).join(", ")})`}`,
    ),
    `rows ${rows}, would be taken ${good}`,
    ...refused.map((cell) => `${cell.times > 1 ? `${cell.times} times, first on ` : ""}${refusedLine(cell)}`),
    open
      ? `decide what is named above in ${mapName}, then look again`
      : refused.length > 0
        ? `say in ${mapName} under "values" what these cells mean ("" leaves one empty), or take only the good rows with --keep-valid`
        : "nothing was kept; the same command without --map-preview takes them",
    "",
  ].join("\n");
}
