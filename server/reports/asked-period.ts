import type { LocalDate, Period, PeriodKind } from "../domain/periods/period.ts";
import { holds, parsePeriod, periodOf, shift } from "../domain/periods/period.ts";
import { Refusal } from "../domain/refusal.ts";
import { periodTitle } from "../web/format.ts";

/** One value of a query; refuses ("invalid") a parameter that was given twice. Empty counts as not given. */
export function queryText(query: unknown, name: string): string | undefined {
  const value =
    typeof query === "object" && query !== null && Object.hasOwn(query, name)
      ? (query as Record<string, unknown>)[name]
      : undefined;
  if (value === undefined || value === "") return undefined;
  if (typeof value !== "string" || value.length > 200) throw new Refusal("invalid", `Isi "${name}" pada alamat cukup satu kali.`);
  return value;
}

/** The period named in an address, or the running quarter. */
export function askedPeriod(name: string | undefined, today: LocalDate): Period {
  return name === undefined ? periodOf("quarter", today) : parsePeriod(name);
}

/** Links by which a reader moves from one period to another. */
export interface PeriodPicker {
  /** "Triwulan IV 2026". */
  readonly title: string;
  readonly kinds: readonly { readonly label: string; readonly href: string; readonly here: boolean }[];
  /** The period of the same kind before this one, and after it unless that lies in the future. */
  readonly previous: { readonly label: string; readonly href: string } | null;
  readonly next: { readonly label: string; readonly href: string } | null;
}

/** `key` is how an address names the kind. */
export const KINDS: readonly { readonly kind: PeriodKind; readonly key: string; readonly label: string }[] = [
  { kind: "month", key: "bulan", label: "Bulan" },
  { kind: "quarter", key: "triwulan", label: "Triwulan" },
  { kind: "semester", key: "semester", label: "Semester" },
  { kind: "year", key: "tahun", label: "Tahun" },
];

export function periodPicker(period: Period, today: LocalDate, href: (name: string) => string): PeriodPicker {
  const anchor = holds(period, today) ? today : period.from;
  const link = (to: Period): { label: string; href: string } => ({ label: periodTitle(to), href: href(to.name) });
  const [before, after] = [shift(period, -1), shift(period, 1)];
  return {
    title: periodTitle(period),
    kinds: KINDS.map(({ kind, label }) => ({ label, href: href(periodOf(kind, anchor).name), here: kind === period.kind })),
    previous: before.from < "2000" ? null : link(before),
    next: after.from > today ? null : link(after),
  };
}
