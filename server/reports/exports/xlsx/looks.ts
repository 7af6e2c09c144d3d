/** How a cell looks. Each look names its font, because a style without one falls back to the reader's own. */
interface LookOf {
  readonly bold?: true;
  /** In points; 10 unless said. */
  readonly size?: number;
  /** Six hexadecimal digits. */
  readonly colour?: string;
  readonly fill?: string;
  readonly box?: true;
  readonly side?: "left" | "center";
  /** Format of numbers. */
  readonly digits?: "0" | "0.00" | "0.000";
}

/** The few looks of our sheets. */
const looks = {
  title: { bold: true, size: 14 },
  plain: { side: "left" },
  soft: { colour: "525252" },
  head: { bold: true, fill: "EFF5FD", side: "center", box: true },
  label: { bold: true, side: "left", box: true },
  text: { side: "center", box: true },
  whole: { digits: "0", side: "center", box: true },
  three: { digits: "0.000", side: "center", box: true },
  two: { digits: "0.00", side: "center", box: true },
  strong: { bold: true, size: 11, digits: "0.00", side: "center", box: true },
} as const satisfies Record<string, LookOf>;

export type Look = keyof typeof looks;

const BOX = "8C8C8C";
const names = Object.keys(looks) as Look[];
/** The first two of the format are built in, the third is ours. */
const FORMATS = { "0": 1, "0.00": 2, "0.000": 164 } as const;

/** The number under which a cell refers to its look; 0 is a cell without any. */
export function styleNumber(look: Look): number {
  return names.indexOf(look) + 1;
}

/** The part of a workbook that describes all looks (ECMA-376, 18.8). */
export function stylesXml(): string {
  const all: readonly LookOf[] = [{}, ...names.map((name) => looks[name])];
  const fills = [...new Set(all.flatMap(({ fill }) => fill ?? []))];
  const side = (name: string): string => `<${name} style="thin"><color rgb="FF${BOX}"/></${name}>`;
  const xfs = all.map((look, at) => {
    const format = look.digits ? FORMATS[look.digits] : 0;
    const fill = look.fill === undefined ? 0 : 2 + fills.indexOf(look.fill);
    const applied = `${format ? ' applyNumberFormat="1"' : ""} applyFont="1"${fill ? ' applyFill="1"' : ""}${look.box ? ' applyBorder="1"' : ""}`;
    const start = `<xf numFmtId="${format}" fontId="${at}" fillId="${fill}" borderId="${look.box ? 1 : 0}" xfId="0"${applied}`;
    return look.side ? `${start} applyAlignment="1"><alignment horizontal="${look.side}" vertical="center"/></xf>` : `${start}/>`;
  });
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    `<numFmts count="1"><numFmt numFmtId="${FORMATS["0.000"]}" formatCode="0.000"/></numFmts>`,
    `<fonts count="${all.length}">${all.map(fontXml).join("")}</fonts>`,
    `<fills count="${2 + fills.length}"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>`,
    ...fills.map((fill) => `<fill><patternFill patternType="solid"><fgColor rgb="FF${fill}"/></patternFill></fill>`),
    "</fills>",
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>',
    `<border>${side("left")}${side("right")}${side("top")}${side("bottom")}<diagonal/></border></borders>`,
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${xfs.length}">${xfs.join("")}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
    "</styleSheet>",
  ].join("");
}

function fontXml({ bold, size = 10, colour }: LookOf): string {
  return `<font>${bold ? "<b/>" : ""}<sz val="${size}"/>${colour ? `<color rgb="FF${colour}"/>` : ""}<name val="Arial"/></font>`;
}
