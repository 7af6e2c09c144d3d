import { createWriteStream, lstatSync, statSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parsePeriod } from "../../domain/periods/period.ts";
import type { Chunks } from "../../reports/exports/export-format.ts";
import { exportFormats } from "../../reports/exports/exports.ts";
import { openExport } from "../../reports/exports/open-export.ts";
import type { Command } from "../command.ts";
import { given, needed, WrongUsage } from "../command.ts";
import { surveysOf, unitOf, withParts } from "../open-unit.ts";

const formats = exportFormats.map(({ extension }) => extension);

export const exportCommand: Command = {
  name: "export",
  usage: `--unit CODE --period P [--survey ID[,ID]] --format ${formats.join("|")} --out FILE`,
  help: [
    "Writes the same files as the staff page. csv holds the answers in the shape that import reads.",
    "When --out is a directory the file gets its own name there, which says so while the period is provisional.",
  ].join("\n"),
  options: {
    unit: { type: "string" },
    period: { type: "string" },
    survey: { type: "string" },
    format: { type: "string" },
    out: { type: "string" },
  },
  words: [],
  async run({ flags, settings, console }) {
    const [code, period, format, out] = [
      needed(flags, "unit"),
      parsePeriod(needed(flags, "period")),
      needed(flags, "format"),
      needed(flags, "out"),
    ];
    if (!formats.includes(format)) throw new WrongUsage(`--format is one of ${formats.join(", ")}`);
    return withParts(settings, async (parts) => {
      const unit = await unitOf(parts, code);
      const survey = given(flags, "survey");
      if (survey !== undefined) surveysOf(parts, survey);
      const surveys = survey === undefined ? [] : survey.split(",").map((name) => name.trim());
      const opened = await openExport(parts, { unit, period, surveys, format, audience: "operator" });
      const file = isDirectory(out) ? join(out, opened.fileName) : out;
      await write(file, opened.chunks);
      if (opened.provisional) console.err(`suara export: ${period.name} is still open; ${file} is provisional (sementara)\n`);
      console.out(`${file}\n`);
      return 0;
    });
  },
};

/**
 * Writes beside the file and puts it in its place when it is whole, so that a failed export leaves what stood there before.
 * What is not a plain file (a device, a pipe, a link) is written to as it is and never removed.
 */
async function write(file: string, chunks: Chunks): Promise<void> {
  const before = lstatSync(file, { throwIfNoEntry: false });
  if (before && !before.isFile()) return pipeline(Readable.from(chunks), createWriteStream(file));
  const part = `${file}.part`;
  const handle = await open(part, "w");
  try {
    // On the disk before it takes the place of what is there.
    await pipeline(Readable.from(chunks), handle.createWriteStream({ flush: true }));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
