import type { Bar, ChartBlock } from "./blocks.ts";

/** Sizes in points; the drawing is as wide as the text of an A4 page. */
const WIDTH = 454;
const NAMES = 190;
const VALUES = 40;
const ROW = 20;
const TOP = 6;
const AXIS = 20;

/**
 * The bars as SVG: every bar from the bottom of the scale, its range as a thin line with ends, its figure at the right. Black and
 * grey only, so that a photocopy keeps it. Gives the drawing and its size in points.
 */
export function chartSvg({ bars, min, max }: ChartBlock): {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
} {
  const height = TOP + bars.length * ROW + AXIS;
  const room = WIDTH - NAMES - VALUES;
  const place = (value: number): number => NAMES + (room * (Math.min(max, Math.max(min, value)) - min)) / (max - min);
  const ticks = Array.from({ length: max - min + 1 }, (_, at) => min + at).filter(
    (tick) => (max - min) % 25 !== 0 || tick % 25 === 0,
  );
  const bottom = TOP + bars.length * ROW;
  const parts = [
    ...ticks.map(
      (tick) =>
        `<line x1="${at(place(tick))}" y1="${TOP}" x2="${at(place(tick))}" y2="${bottom}" stroke="#bfbfbf" stroke-width="0.5"/>` +
        `<text x="${at(place(tick))}" y="${bottom + 13}" text-anchor="middle">${tick}</text>`,
    ),
    ...bars.map((bar, row) => drawn(bar, TOP + row * ROW, place)),
  ];
  return {
    width: WIDTH,
    height,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="Arimo, Arial, Liberation Sans, sans-serif" font-size="9" fill="#000000">${parts.join("")}</svg>`,
  };
}

function drawn({ name, value, label, range }: Bar, top: number, place: (value: number) => number): string {
  const middle = top + ROW / 2;
  const from = place(-Infinity);
  const line = range
    ? `<path d="M${at(place(range.low))} ${middle}H${at(place(range.high))}M${at(place(range.low))} ${middle - 3}v6M${at(place(range.high))} ${middle - 3}v6" stroke="#000000" stroke-width="0.9" fill="none"/>`
    : "";
  return (
    `<text x="${NAMES - 6}" y="${middle + 3}" text-anchor="end">${text(shortened(name))}</text>` +
    `<rect x="${at(from)}" y="${top + 4}" width="${at(place(value) - from)}" height="${ROW - 8}" fill="#8c8c8c"/>` +
    line +
    `<text x="${WIDTH - 4}" y="${middle + 3}" text-anchor="end" font-weight="bold">${text(label)}</text>`
  );
}

function at(points: number): string {
  return points.toFixed(1);
}

const LONGEST = 37;

function shortened(name: string): string {
  return name.length <= LONGEST ? name : `${name.slice(0, LONGEST - 1).trimEnd()}…`;
}

function text(raw: string): string {
  return raw.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
