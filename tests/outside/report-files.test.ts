import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import type { Unit } from "../../server/domain/response.ts";
import { closePeriod } from "../../server/reports/closing/close-period.ts";
import { sealCode } from "../../server/reports/closing/frozen-document.ts";
import { openExport } from "../../server/reports/exports/open-export.ts";
import { importScores, perpusnasAnswers } from "../reports/answered-unit.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";

const QUARTER = parsePeriod("2026-TW4");

/** What the published table says of the 187 answers, as pages print it. */
const PRINTED = ["3,506", "87,64", "3,369", "84,22"];

describe("the report, opened by programs of others", () => {
  let house: House;
  let unit: Unit;
  let folder: string;
  let seal: string;
  beforeAll(async () => {
    for (const [program, flag, name] of [
      ["soffice", "--version", "libreoffice-writer-nogui"],
      ["pdftotext", "-v", "poppler-utils"],
    ] as const)
      if (spawnSync(program, [flag], { stdio: "ignore" }).error)
        throw new Error(`${program} is missing: apt-get install ${name}`);
    folder = mkdtempSync(join(tmpdir(), "suara-report-"));
    house = await openHouse({ now: "2027-01-05T03:00:00Z" });
    unit = await house.make.unit({ name: "Perpustakaan Contoh" });
    await importScores(
      house,
      unit,
      "skm@1",
      perpusnasAnswers().map((answers) => ({ answers })),
    );
    const person = await house.make.person({ role: "manager", unit, login: "sari" });
    seal = sealCode((await closePeriod(house.parts, unit, QUARTER, person)).document);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await house?.close();
  });

  const made = async (format: "docx" | "pdf"): Promise<string> => {
    const { chunks } = await openExport(house.parts, { unit, period: QUARTER, surveys: [], format, audience: "operator" });
    const path = join(folder, `laporan.${format}`);
    const pieces: Uint8Array[] = [];
    for await (const chunk of chunks) pieces.push(Buffer.from(chunk));
    writeFileSync(path, Buffer.concat(pieces));
    return path;
  };
  const pagesOf = (pdf: string): readonly string[] => {
    const run = spawnSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" });
    if (run.status !== 0) throw new Error(run.stderr);
    return run.stdout.split("\f").filter((page) => page.trim() !== "");
  };

  it.each(["docx", "pdf"] as const)("%s holds the figures of the index, and the seal on every page", async (format) => {
    let path = await made(format);
    if (format === "docx") {
      const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
      const run = spawnSync(
        "soffice",
        [profile, "--headless", "--convert-to", "pdf:writer_pdf_Export", "--outdir", join(folder, "opened"), path],
        {
          encoding: "utf8",
          timeout: 120_000,
        },
      );
      if (run.status !== 0) throw new Error(`LibreOffice failed: ${run.stderr}`);
      path = join(folder, "opened", "laporan.pdf");
    }
    const pages = pagesOf(path);
    expect(pages.length).toBeGreaterThan(2);
    for (const figure of PRINTED) expect(pages.join("\n")).toContain(figure);
    for (const page of pages) expect(page).toContain(seal);
    expect(pages.at(-1)).toContain("Kepala Perpustakaan Contoh");
  });

  it("the PDF says that it is PDF/A-2b and embeds every font", async () => {
    const path = await made("pdf");
    const bytes = readFileSync(path, "latin1");
    expect(bytes).toMatch(/<pdfaid:part>2<\/pdfaid:part>\s*<pdfaid:conformance>B</);
    const fonts = spawnSync("pdffonts", [path], { encoding: "utf8" }).stdout.split("\n").slice(2).filter(Boolean);
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) expect(font).toMatch(/Arimo.*\byes yes yes\b/);
  });
});
