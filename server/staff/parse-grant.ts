import { z } from "zod";
import type { Grant } from "../domain/person.ts";
import { isLocalDate, parsePeriod } from "../domain/periods/period.ts";
import type { LocalDate } from "../domain/periods/period.ts";
import type { Parsed } from "../web/form.ts";
import { idOf, line, readBy, readForm } from "../web/form.ts";

const SEPARATOR = /[\s,;]+/;

/** What an evaluator is granted, as an admin typed it; `today` is the first day that may be the last one. */
export function parseGrant(body: unknown, unitIds: readonly number[], today: LocalDate): Parsed<Grant> {
  const schema = z
    .object({
      unit: idOf(unitIds, "Pilih unit yang boleh dibaca."),
      periode: readBy(periodsIn),
      sampai: line(10, 10, LAST_DAY).refine((date) => isLocalDate(date) && date >= today, LAST_DAY),
    })
    .transform(({ unit, periode, sampai }) => ({
      unitId: unit,
      periods: periode === "" ? [] : periode.split(","),
      until: sampai,
    }));
  return readForm("izin", schema, body);
}

const LAST_DAY = "Tulis hari terakhirnya, hari ini atau kemudian, seperti 2026-12-31.";

/** Names of periods, each read and written in the one way; throws a Refusal for what is none. */
function periodsIn(text: string): string {
  const names = text.split(SEPARATOR).filter((name) => name !== "");
  return [...new Set(names.map((name) => parsePeriod(name.toUpperCase()).name))].join(",");
}
