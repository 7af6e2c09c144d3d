/** The router splits an address at its last point, a period ends at the first: "2026-TW1.rekap.csv". */
export function fileAddress({ period, format }: { readonly period: string; readonly format: string }): {
  readonly period: string;
  readonly format: string;
} {
  const whole = `${period}.${format}`;
  const point = whole.indexOf(".");
  return { period: whole.slice(0, point), format: whole.slice(point + 1) };
}
