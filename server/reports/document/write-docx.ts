import type { ISectionOptions, ParagraphChild } from "docx";
import {
  AlignmentType,
  BorderStyle,
  convertMillimetersToTwip as millimetres,
  Document,
  Footer,
  HeadingLevel,
  HorizontalPositionAlign,
  HorizontalPositionRelativeFrom,
  ImageRun,
  LevelFormat,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TabStopType,
  TextRun,
  TextWrappingType,
  VerticalAlignTable,
  VerticalPositionRelativeFrom,
  WidthType,
} from "docx";
import type { Block, ChartBlock, CheckpointBlock, ReportDocument, TableBlock } from "./blocks.ts";
import type { Logo } from "./logo.ts";
import { chartSvg } from "./chart-svg.ts";

const PAPER = { A4: { width: 210, height: 297 }, F4: { width: 215, height: 330 } } as const;
const MARGIN = { left: 30, right: 20, top: 25, bottom: 25 } as const;
const ENTRIES = "butir";
/** A table of so many lines stands on one page. */
const WHOLE_ROWS = 15;

/**
 * The report as DOCX, for whoever wants to go on writing: real styles, headings and table heads, the seal at the foot of every
 * page. `draw` turns an SVG into a PNG of that width in pixels, for readers that draw no SVG.
 */
export async function writeDocx(
  report: ReportDocument,
  draw: (svg: string, width: number) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const { width, height } = PAPER[report.paper];
  const text = width - MARGIN.left - MARGIN.right;
  const children: (Paragraph | Table)[] = [...head(report)];
  let list = 0;
  for (const block of report.blocks) {
    if (block.kind === "list") list += 1;
    if (block.kind === "chart") children.push(...(await chart(block, draw)));
    else if (block.kind === "checkpoint") children.push(await checkpoint(block, text, draw));
    else children.push(...written(block, text, list));
  }
  const section: ISectionOptions = {
    properties: {
      page: {
        size: { width: millimetres(width), height: millimetres(height) },
        margin: {
          left: millimetres(MARGIN.left),
          right: millimetres(MARGIN.right),
          top: millimetres(MARGIN.top),
          bottom: millimetres(MARGIN.bottom),
        },
      },
    },
    footers: { default: foot(report.footer, text) },
    children,
  };
  const file = new Document({
    title: report.title,
    creator: report.letterhead.name,
    description: report.standing,
    styles: {
      default: {
        document: {
          run: { font: "Arial", size: 22, language: { value: "id-ID" } },
          paragraph: { spacing: { line: 300, after: 120 } },
        },
        heading1: {
          run: { bold: true, size: 22, color: "000000" },
          paragraph: { keepNext: true, spacing: { before: 360, after: 200 } },
        },
        heading2: {
          run: { bold: true, size: 22, color: "000000" },
          paragraph: { keepNext: true, spacing: { before: 240, after: 120 } },
        },
        title: { run: { bold: true, size: 26 }, paragraph: { alignment: AlignmentType.CENTER, spacing: { after: 60 } } },
      },
      paragraphStyles: [
        {
          id: "Keterangan",
          name: "Keterangan",
          basedOn: "Normal",
          run: { size: 18 },
          paragraph: { spacing: { line: 240, after: 60 } },
        },
        {
          id: "Judul tabel",
          name: "Judul tabel",
          basedOn: "Normal",
          run: { bold: true, size: 20 },
          paragraph: { keepNext: true, spacing: { before: 160, after: 60 } },
        },
        {
          id: "Sel",
          name: "Sel",
          basedOn: "Normal",
          run: { size: 19 },
          paragraph: { spacing: { line: 240, before: 20, after: 20 } },
        },
      ],
    },
    numbering: {
      config: [
        {
          reference: ENTRIES,
          levels: [
            {
              level: 0,
              format: LevelFormat.DECIMAL,
              text: "%1.",
              alignment: AlignmentType.START,
              style: { paragraph: { indent: { left: 360, hanging: 360 } } },
            },
          ],
        },
      ],
    },
    sections: [section],
  });
  return Packer.toBuffer(file);
}

/** In millimetres, whichever side is longer. */
const LOGO = 17;

/** At the left edge, beside the letterhead and not in its way. */
function floatingLogo({ png, width, height }: Logo): ImageRun {
  const scale = millimetresInPixels(LOGO) / Math.max(width, height);
  return new ImageRun({
    type: "png",
    data: Buffer.from(png.buffer, png.byteOffset, png.byteLength),
    transformation: { width: Math.round(width * scale), height: Math.round(height * scale) },
    altText: { name: "Logo", title: "Logo", description: "Logo unit" },
    floating: {
      horizontalPosition: { relative: HorizontalPositionRelativeFrom.MARGIN, align: HorizontalPositionAlign.LEFT },
      verticalPosition: { relative: VerticalPositionRelativeFrom.PARAGRAPH, offset: 0 },
      wrap: { type: TextWrappingType.NONE },
    },
  });
}

function head({ letterhead, logo, title, subtitle, standing }: ReportDocument): readonly Paragraph[] {
  const centred = (words: string, run: { size: number; bold?: boolean }, after = 0): Paragraph =>
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { after, line: 260 },
      children: [new TextRun({ text: words, ...run })],
    });
  return [
    ...(logo ? [new Paragraph({ spacing: { after: 0, line: 20 }, children: [floatingLogo(logo)] })] : []),
    ...(letterhead.above === "" ? [] : [centred(letterhead.above.toUpperCase(), { size: 24 })]),
    centred(letterhead.name.toUpperCase(), { size: 28, bold: true }),
    ...(letterhead.below === "" ? [] : [centred(letterhead.below, { size: 18 })]),
    new Paragraph({
      // Below the logo, which is taller than the words beside it.
      spacing: { before: logo ? 240 : 0, after: 240, line: 120 },
      border: { bottom: { style: BorderStyle.THICK_THIN_SMALL_GAP, size: 18, space: 1, color: "000000" } },
    }),
    new Paragraph({ heading: HeadingLevel.TITLE, text: title }),
    ...subtitle.map((line) => centred(line, { size: 22 })),
    centred(standing, { size: 19 }, 240),
  ];
}

function foot(words: string, text: number): Footer {
  return new Footer({
    children: [
      new Paragraph({
        style: "Keterangan",
        border: { top: { style: BorderStyle.SINGLE, size: 4, space: 4, color: "000000" } },
        tabStops: [{ type: TabStopType.RIGHT, position: millimetres(text) }],
        children: [
          new TextRun({ text: `${words}\t`, size: 17 }),
          new TextRun({ children: [PageNumber.CURRENT, " / ", PageNumber.TOTAL_PAGES], size: 17 }),
        ],
      }),
    ],
  });
}

/** `text` is the width of the text in millimetres, `list` the number of the list one is in. */
function written(
  block: Exclude<Block, ChartBlock | CheckpointBlock>,
  text: number,
  list: number,
): readonly (Paragraph | Table)[] {
  switch (block.kind) {
    case "chapter":
      return [
        new Paragraph({
          heading: HeadingLevel.HEADING_1,
          alignment: AlignmentType.CENTER,
          children: [new TextRun(block.number), new TextRun({ text: block.title, break: 1 })],
        }),
      ];
    case "heading":
      return [new Paragraph({ heading: HeadingLevel.HEADING_2, text: block.text })];
    case "paragraph":
      return [
        block.look === "small"
          ? new Paragraph({ style: "Keterangan", text: block.text })
          : new Paragraph({ children: [new TextRun({ text: block.text, bold: block.look === "mark" })] }),
      ];
    case "list":
      return block.items.map(
        (item) => new Paragraph({ text: item, numbering: { reference: ENTRIES, level: 0, instance: list } }),
      );
    case "table":
      return table(block, text);
    case "signature":
      return signature(block, text);
  }
}

function table({ caption, heads, rows, feet, widths, figures, note }: TableBlock, text: number): readonly (Paragraph | Table)[] {
  const whole = widths.reduce((sum, share) => sum + share, 0);
  const columns = widths.map((share) => Math.round(millimetres((text * share) / whole)));
  const lines = rows.length + feet.length;
  // A short table is not torn apart: each line stays with the next.
  const stays = (line: number): boolean => lines <= WHOLE_ROWS && line < lines;
  const cell = (words: string, at: number, line: number, look: { bold?: boolean; head?: boolean } = {}): TableCell =>
    new TableCell({
      width: { size: columns[at]!, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      margins: { left: 70, right: 70 },
      children: [
        new Paragraph({
          style: "Sel",
          keepNext: stays(line),
          alignment: look.head ? AlignmentType.CENTER : figures[at] ? AlignmentType.END : AlignmentType.START,
          children: [new TextRun({ text: words, bold: look.bold ?? false })],
        }),
      ],
    });
  return [
    new Paragraph({ style: "Judul tabel", text: caption }),
    new Table({
      columnWidths: columns,
      width: { size: columns.reduce((sum, one) => sum + one, 0), type: WidthType.DXA },
      rows: [
        new TableRow({
          tableHeader: true,
          cantSplit: true,
          children: heads.map((words, at) => cell(words, at, 0, { bold: true, head: true })),
        }),
        ...rows.map(
          (row, line) => new TableRow({ cantSplit: true, children: row.map((words, at) => cell(words, at, line + 1)) }),
        ),
        ...feet.map(
          (row, foot) =>
            new TableRow({
              cantSplit: true,
              children: row.map((words, at) => cell(words, at, rows.length + foot + 1, { bold: true })),
            }),
        ),
      ],
    }),
    new Paragraph(note === null ? { text: "", spacing: { after: 60, line: 120 } } : { style: "Keterangan", text: note }),
  ];
}

async function chart(
  block: ChartBlock,
  draw: (svg: string, width: number) => Promise<Uint8Array>,
): Promise<readonly Paragraph[]> {
  const { svg, width, height } = chartSvg(block);
  const name = block.caption;
  const drawing: ParagraphChild = new ImageRun({
    type: "svg",
    data: Buffer.from(svg),
    fallback: { type: "png", data: Buffer.from(await draw(svg, 3 * width)) },
    // In pixels of 1/96 inch, while the drawing is measured in points.
    transformation: { width: (width * 96) / 72, height: (height * 96) / 72 },
    altText: { name, title: name, description: block.alternative },
  });
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      keepNext: true,
      spacing: { line: 240, lineRule: LineRuleType.AUTO },
      children: [drawing],
    }),
    new Paragraph({ style: "Judul tabel", text: name }),
  ];
}

/** The code, and beside it the same in letters. */
async function checkpoint(
  { lines, svg, alternative }: CheckpointBlock,
  text: number,
  draw: (svg: string, width: number) => Promise<Uint8Array>,
): Promise<Table> {
  const side = millimetresInPixels(QR);
  const code: ParagraphChild = new ImageRun({
    type: "svg",
    data: Buffer.from(svg),
    fallback: { type: "png", data: Buffer.from(await draw(svg, 8 * QR)) },
    transformation: { width: side, height: side },
    altText: { name: "Kode QR", title: "Kode QR", description: alternative },
  });
  const bare = { style: BorderStyle.NONE, size: 0, color: "auto" };
  const borders = { top: bare, bottom: bare, left: bare, right: bare };
  const widths = [millimetres(QR + 4), millimetres(text - QR - 4)];
  const cell = (at: number, children: readonly Paragraph[]): TableCell =>
    new TableCell({
      width: { size: widths[at]!, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      borders,
      children: [...children],
    });
  return new Table({
    columnWidths: widths,
    width: { size: widths[0]! + widths[1]!, type: WidthType.DXA },
    rows: [
      new TableRow({
        cantSplit: true,
        children: [
          cell(0, [new Paragraph({ spacing: { line: 240, lineRule: LineRuleType.AUTO }, children: [code] })]),
          cell(
            1,
            lines.map((line) => new Paragraph({ style: "Sel", text: line })),
          ),
        ],
      }),
    ],
  });
}

/** Width of the code in millimetres. */
const QR = 34;

function millimetresInPixels(length: number): number {
  return Math.round((length * 96) / 25.4);
}

/** On the right half, with room to sign, never apart from its name. */
function signature({ lines, name, under }: Extract<Block, { kind: "signature" }>, text: number): readonly Paragraph[] {
  const indent = { left: millimetres(text / 2) };
  const line = (words: string, more: { bold?: boolean; before?: number; last?: boolean } = {}): Paragraph =>
    new Paragraph({
      indent,
      keepNext: !more.last,
      keepLines: true,
      spacing: { before: more.before ?? 0, after: 0 },
      children: [new TextRun({ text: words, bold: more.bold ?? false })],
    });
  return [
    ...lines.map((words, at) => line(words, at === 0 ? { before: 360 } : {})),
    line(name === "" ? "………………………………" : name, { bold: true, before: millimetres(25) }),
    ...under.map((words, at) => line(words, { last: at === under.length - 1 })),
  ];
}
