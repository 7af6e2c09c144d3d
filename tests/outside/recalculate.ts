import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";

const PROGRAM = process.env["SOFFICE"] ?? "soffice";

/** Throws one line when LibreOffice is not there. */
export function needLibreOffice(): void {
  if (spawnSync(PROGRAM, ["--version"], { stdio: "ignore" }).status !== 0) {
    throw new Error("LibreOffice Calc is missing: install it with `apt-get install libreoffice-calc-nogui`");
  }
}

/**
 * What LibreOffice shows in every sheet of a workbook after computing all of its formulas, as rows of text by sheet name.
 * The workbook must hold no values beside its formulas (see withoutKeptValues), so nothing can be read that was not computed.
 */
export function recalculated(workbook: Uint8Array): ReadonlyMap<string, readonly (readonly string[])[]> {
  const folder = mkdtempSync(join(tmpdir(), "suara-loket-"));
  try {
    writeFileSync(join(folder, "tabel.xlsx"), workbook);
    const everySheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1";
    const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
    const run = spawnSync(
      PROGRAM,
      [profile, "--headless", "--convert-to", everySheet, "--outdir", folder, join(folder, "tabel.xlsx")],
      { encoding: "utf8", timeout: 120_000 },
    );
    if (run.status !== 0) throw new Error(`LibreOffice failed: ${run.stderr}`);
    const files = readdirSync(folder).filter((name) => name.endsWith(".csv"));
    return new Map(
      files.map((name) => [
        name.replace(/^tabel-/, "").replace(/\.csv$/, ""),
        parse(readFileSync(join(folder, name), "utf8"), { relax_column_count: true }),
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
