import type { Requirement } from "../domain/indices/thresholds.ts";
import { figure } from "../web/format.ts";
import type { SurveyReport } from "./unit-report.ts";

/**
 * A ruler up to 4 with the thresholds as ticks, the range of the index as a bar and the index as a dot. Drawn as SVG from our
 * own figures alone, without a script; the words beside it say the same, so it is hidden from screen readers. Null without a value.
 */
export function zoneRuler({ definition, result, certainty }: SurveyReport, wanted: readonly Requirement[]): string | null {
  if (result.index.kind === "no-value") return null;
  const low = definition.index.conversion === "proportional" ? 4 / definition.scale.max : 1;
  const place = (index: number): string => `${((100 * (Math.min(4, Math.max(low, index)) - low)) / (4 - low)).toFixed(2)}%`;
  const edges = [...new Set(wanted.map(({ atLeast }) => atLeast))].sort();
  const ticks = edges.map((atLeast, at) => {
    // The words of neighbours lean away from each other, or they would touch on a phone.
    const anchor = edges.length === 1 ? "middle" : at === 0 ? "end" : at === edges.length - 1 ? "start" : "middle";
    const names = wanted.filter((one) => one.atLeast === atLeast).map(({ predicate }) => predicate);
    const x = place(Number(atLeast));
    return (
      `<line class="ruler-tick" x1="${x}" x2="${x}" y1="22" y2="44"/>` +
      `<text class="ruler-edge" x="${x}" y="14" text-anchor="${anchor}">${figure(atLeast)}</text>` +
      `<text x="${x}" y="62" text-anchor="${anchor}">${names.join(", ")}</text>`
    );
  });
  const range = certainty?.index.kind === "interval" ? certainty.index.own : null;
  return [
    '<svg class="ruler" width="100%" height="68" aria-hidden="true" focusable="false">',
    '<line class="ruler-line" x1="0" x2="100%" y1="33" y2="33"/>',
    range ? `<line class="ruler-field" x1="${place(Number(range.low))}" x2="${place(Number(range.high))}" y1="33" y2="33"/>` : "",
    ...ticks,
    `<text class="ruler-edge" x="0" y="14">${figure(String(Number(low.toFixed(2))))}</text>`,
    `<circle class="ruler-dot" cx="${place(Number(result.index.index4))}" cy="33" r="7"/>`,
    "</svg>",
  ].join("");
}
