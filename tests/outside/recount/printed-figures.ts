import type { IndexJson } from "../../../server/reports/index-json.ts";

/** The figures of one survey over one period as they are told anywhere, decimals with a point. */
export interface Told {
  readonly respondents: string;
  readonly index: { readonly index4: string; readonly index100: string; readonly mutu: string; readonly label: string } | null;
  /** By key; `weighted` is left out where only some pages print it. */
  readonly items: readonly (readonly [
    key: string,
    answered: string,
    nrr: string,
    weighted: string,
    points: string,
    mutu: string,
  ])[];
}

/** What the JSON tells. */
export function toldByJson({ respondents, index, items }: IndexJson): Told {
  return {
    respondents: String(respondents),
    index:
      index.kind === "value"
        ? { index4: index.index4, index100: index.index100, mutu: index.mutu, label: index.label.toLowerCase() }
        : null,
    items: items.map(({ key, answered, nrr, weighted, points, mutu }) => [
      key,
      String(answered),
      nrr ?? "–",
      weighted ?? "–",
      points ?? "–",
      mutu ?? "–",
    ]),
  };
}

/** What the report page prints: every place of the index must say the same. */
export function toldByReport(html: string): Told {
  const table = between(html, '<table class="official" aria-labelledby="unsur">', "</table>");
  const rows = rowsOf(table.slice(table.indexOf("<tbody>")));
  const foot = (end: string): readonly string[] | undefined => rows.find(([first]) => first!.endsWith(end));
  const [four, points] = [foot("pada skala 4"), foot("unit pelayanan")];
  const head = between(html, '<section class="paper-result', "</section>");
  const mutu = /mutu ([A-Za-z0-9+-]{1,3}), ([^<.]+)/i.exec(head);
  const index =
    four && points && mutu ? { index4: number(four[1]!), index100: number(points[2]!), mutu: mutu[1]!, label: mutu[2]! } : null;
  if (index) {
    const said = [...head.matchAll(/\d+,\d{2,3}/g)].map(([text]) => number(text));
    for (const figure of [index.index4, index.index100])
      if (!said.includes(figure)) throw new Error(`the head of the report does not say ${figure}: ${said.join(" ")}`);
    if (points![3] !== index.mutu) throw new Error(`the table says mutu ${points![3]}, the head ${index.mutu}`);
  }
  return {
    respondents: number(/<dt>Responden<\/dt><dd>([\d.]+) responden/.exec(html)![1]!),
    index,
    items: rows
      .filter(({ length }) => length === 8)
      .map(
        ([key, , answered, , nrr, weighted, printed, letter]) =>
          [key!, ...[answered, nrr, weighted, printed].map((text) => number(text!)), letter!] as unknown as Told["items"][number],
      ),
  };
}

/** The ranges that the dashboard prints beside the index (on 100, null where there is none) and beside each NRR. */
export function rangesByDashboard(
  html: string,
  survey: string,
  abbreviation: string,
): { readonly index: string | null; readonly items: ReadonlyMap<string, string> } {
  const rows = figureTable(html, `unsur-${survey}`).map((row) => [row("Unsur").split(" ")[0]!, row("Rentang")] as const);
  return {
    index: /<p class="plate-range">Rentang ([\d,–]+)/.exec(plateOf(html, abbreviation))?.[1] ?? null,
    items: new Map(rows.sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }))),
  };
}

/** What the dashboard prints of one survey; it leaves out the weighted NRR and, with few answers, nothing else. */
export function toldByDashboard(html: string, survey: string, abbreviation: string): Told {
  const plate = plateOf(html, abbreviation);
  const [index100, index4] = [...plate.matchAll(/(\d+,\d{2})(?:<\/strong>| pada skala 100)[^]*?(\d+,\d{3})/g)].flatMap(
    ([, a, b]) => [a!, b!],
  );
  const mutu = /Mutu ([A-Za-z0-9+-]{1,3}), ([^<.]+)/.exec(plate);
  return {
    respondents: number(/<p class="plate-n">([\d.]+) responden/.exec(plate)![1]!),
    index:
      index100 !== undefined && index4 !== undefined && mutu
        ? { index4: number(index4), index100: number(index100), mutu: mutu[1]!, label: mutu[2]! }
        : null,
    items: figureTable(html, `unsur-${survey}`)
      .map((row): Told["items"][number] => [
        row("Unsur").split(" ")[0]!,
        number(row("Penilai")),
        number(row("NRR")),
        "",
        number(row("Nilai skala 100")),
        row("Mutu"),
      ])
      .sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true })),
  };
}

function plateOf(html: string, abbreviation: string): string {
  const plate = html.split('<article class="plate').find((part) => part.includes(`<span>(${abbreviation})</span>`));
  if (plate === undefined) throw new Error(`no plate of ${abbreviation}`);
  return plate;
}

/** The rows of a table of figures on the dashboard, each by the words over its columns; none when there is no such table. */
export function figureTable(html: string, id: string): readonly ((head: string) => string)[] {
  const from = html.indexOf(` id="${id}" `);
  if (from === -1) return [];
  const [heads, ...rows] = rowsOf(between(html.slice(from), "<thead>", "</tbody>"));
  return rows.map((cells) => (head) => {
    const at = heads!.indexOf(head);
    if (at === -1) throw new Error(`the table ${id} has no column ${head}: ${heads!.join(", ")}`);
    return cells[at]!;
  });
}

/** "1.234" and "3,506" with a point or none; "tidak ada data" and a dash are both nothing. */
export function number(text: string): string {
  return text === "tidak ada data"
    ? "–"
    : text
        .replace(/ \*+\)$/, "")
        .replaceAll(".", "")
        .replace(",", ".");
}

function rowsOf(html: string): readonly (readonly string[])[] {
  return [...html.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map(([, row]) =>
    [...row!.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map(([, cell]) => unescaped(cell!)),
  );
}

function unescaped(html: string): string {
  const characters: Readonly<Record<string, string>> = { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" };
  return html.replace(/&([#\w]+);/g, (entity, name: string) => characters[name] ?? entity);
}

function between(html: string, start: string, end: string): string {
  const from = html.indexOf(start);
  if (from === -1) throw new Error(`the page has no ${start}`);
  return html.slice(from, html.indexOf(end, from));
}
