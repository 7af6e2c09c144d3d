import { inSheet } from "./sheet-builder.ts";
import { stylesXml } from "./looks.ts";
import { xmlText } from "./xml-text.ts";
import type { ZipEntry } from "./zip-stream.ts";

/** A sheet of a workbook, in the order in which a reader sees them. */
export interface SheetPart {
  readonly name: string;
  /** Its part inside the package: "xl/worksheets/sheet2.xml". */
  readonly path: string;
  /** The row that is printed on top of each page, counted from 1. */
  readonly titleRow?: number;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml";

export function sheetPath(number: number): string {
  return `xl/worksheets/sheet${number}.xml`;
}

/** The parts that can be written before any sheet. */
export function openingParts(title: string, madeAt: number): ZipEntry[] {
  const made = new Date(madeAt).toISOString().replace(/\.\d+Z$/, "Z");
  return [
    part(
      "_rels/.rels",
      relations([
        [`${OFFICE}/officeDocument`, "xl/workbook.xml"],
        [`${PACKAGE}/relationships/metadata/core-properties`, "docProps/core.xml"],
      ]),
    ),
    part(
      "docProps/core.xml",
      `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xmlText(title)}</dc:title><dc:creator>Suara Loket</dc:creator><dcterms:modified xsi:type="dcterms:W3CDTF">${made}</dcterms:modified></cp:coreProperties>`,
    ),
    { name: "xl/styles.xml", content: [stylesXml()] },
  ];
}

/** The parts that name all sheets. Whoever opens the workbook computes every formula anew. */
export function closingParts(sheets: readonly SheetPart[]): ZipEntry[] {
  const list = sheets.map(({ name }, at) => `<sheet name="${xmlText(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join("");
  const titles = sheets
    .map(({ name, titleRow }, at) =>
      titleRow === undefined
        ? ""
        : `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${xmlText(inSheet(name, `$${titleRow}:$${titleRow}`))}</definedName>`,
    )
    .join("");
  const types = sheets.map(({ path }) => override(path, `${SPREADSHEET}.worksheet+xml`)).join("");
  return [
    part(
      "xl/workbook.xml",
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${list}</sheets>${titles && `<definedNames>${titles}</definedNames>`}<calcPr calcId="0" fullCalcOnLoad="1"/></workbook>`,
    ),
    part(
      "xl/_rels/workbook.xml.rels",
      relations([
        ...sheets.map(({ path }) => [`${OFFICE}/worksheet`, path.replace(/^xl\//, "")] as const),
        [`${OFFICE}/styles`, "styles.xml"],
      ]),
    ),
    part(
      "[Content_Types].xml",
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override("xl/workbook.xml", `${SPREADSHEET}.sheet.main+xml`)}${types}${override("xl/styles.xml", `${SPREADSHEET}.styles+xml`)}${override("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")}</Types>`,
    ),
  ];
}

function part(name: string, xml: string): ZipEntry {
  return { name, content: [XML + xml] };
}

function override(path: string, type: string): string {
  return `<Override PartName="/${path}" ContentType="${type}"/>`;
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const list = targets.map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${type}" Target="${target}"/>`);
  return `<Relationships xmlns="${PACKAGE}/relationships">${list.join("")}</Relationships>`;
}
