import { bandTable } from "../domain/indices/bands.ts";
import type { IndexValue } from "../domain/indices/compute-index.ts";
import type { SurveyDefinition } from "../domain/questionnaire/definition.ts";
import { figure } from "../web/format.ts";

/**
 * The penggaris mutu: a ruler from 25 to 100 with a tick at each edge of the band table, the letters under their fields and
 * a dot at the value. Drawn as SVG here, from our own tables and figures alone, so that it needs no script; it takes the
 * width it is given, while its words keep their size. The same words stand beside it, so it is hidden from screen readers.
 */
export function mutuRuler(definition: SurveyDefinition, index: Pick<IndexValue, "index100" | "mutu">): string {
  const { bands } = bandTable(definition.index.bands);
  const [low, high] = [lowestPoints(definition), 100];
  const place = (points: number): string =>
    `${((100 * (Math.min(high, Math.max(low, points)) - low)) / (high - low)).toFixed(2)}%`;
  const edges = bands.slice(1).map((band) => Number(band.from));
  const starts = [low, ...edges];
  const ends = [...edges, high];
  const fields = bands.map((band, at) => {
    const chosen = band.mutu === index.mutu ? ' class="ruler-here"' : "";
    return `<text${chosen} x="${place((starts[at]! + ends[at]!) / 2)}" y="62" text-anchor="middle">${band.mutu}</text>`;
  });
  const ticks = bands
    .slice(1)
    .map(
      (band) =>
        `<line class="ruler-tick" x1="${place(Number(band.from))}" x2="${place(Number(band.from))}" y1="24" y2="42"/>` +
        `<text class="ruler-edge" x="${place(Number(band.from))}" y="14" text-anchor="middle">${figure(band.from)}</text>`,
    );
  const own = bands.findIndex((band) => band.mutu === index.mutu);
  return [
    '<div class="ruler-room"><svg class="ruler" width="100%" height="68" aria-hidden="true" focusable="false">',
    '<line class="ruler-line" x1="0" x2="100%" y1="33" y2="33"/>',
    `<line class="ruler-field" x1="${place(starts[own]!)}" x2="${place(ends[own]!)}" y1="33" y2="33"/>`,
    ...ticks,
    `<text class="ruler-edge" x="0" y="14">${figure(String(Math.round(low)))}</text>`,
    '<text class="ruler-edge ruler-end" x="100%" y="14" text-anchor="end">100</text>',
    ...fields,
    `<circle class="ruler-dot" cx="${place(Number(index.index100))}" cy="33" r="7"/>`,
    "</svg></div>",
  ].join("");
}

/** All answers at the lowest score: 25 on a 1–4 scale, 16,67 on 1–6 converted proportionally. */
function lowestPoints(definition: SurveyDefinition): number {
  const { conversion, conversionTo100 = conversion } = definition.index;
  return conversionTo100 === "proportional" ? 100 / definition.scale.max : 25;
}
