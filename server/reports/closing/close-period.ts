import type { Period } from "../../domain/periods/period.ts";
import { holds, monthOf } from "../../domain/periods/period.ts";
import { LAST_ZONE, localDate } from "../../domain/periods/zone.ts";
import type { Person } from "../../domain/person.ts";
import { may } from "../../domain/person.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { Unit } from "../../domain/response.ts";
import type { Parts } from "../../parts.ts";
import type { Closing, LogBounds } from "../../store/store.ts";
import { longDate, periodTitle } from "../../web/format.ts";
import { digestRows } from "../evidence/digest-rows.ts";
import type { Audience } from "../counted-answers.ts";
import type { LogParts } from "../log/bring-up-log.ts";
import { bringUpLog, refuseOldCopy } from "../log/bring-up-log.ts";
import { unitReport } from "../unit-report.ts";
import { readFrozen } from "./read-frozen.ts";
import { answered, frozenDocument } from "./frozen-document.ts";

type ClosingParts = LogParts & Pick<Parts, "definitions">;

/** A closing whose figures stand. */
export interface Sealed extends Closing {
  readonly document: string;
}

/**
 * Closes a period of a unit: from here on its months take no answers and no import, and its figures are frozen. A period that has
 * begun may be closed before it ends. Refuses whoever may not ("not-allowed"), a period that has not begun ("invalid"), one that
 * was closed before, and, for a staff page, one with answers that such pages still hold back ("conflict"): their closing would
 * show what one visitor said.
 */
export async function closePeriod(
  parts: ClosingParts,
  unit: Unit,
  period: Period,
  person: Person,
  audience: Audience = "operator",
): Promise<Sealed> {
  if (!may(person, "close-period", unit.id))
    throw new Refusal(
      "not-allowed",
      `${person.name} tidak berwenang menutup periode unit ini; pengelola atau pimpinan unit dapat.`,
    );
  const on = localDate(parts.clock(), unit.zone);
  if (on < period.from) throw new Refusal("invalid", `${periodTitle(period)} belum mulai, jadi belum dapat ditutup.`);
  const { id: unitId } = unit;
  if (audience === "staff page" && (await heldBackIn(parts, unit, period)))
    throw new Refusal(
      "conflict",
      "Masih ada jawaban hari ini yang belum ikut dihitung, supaya jawaban satu orang tidak terbaca dari selisihnya. Tutup periode ini setelah hari berganti.",
    );
  await refuseTellingEdition(parts, unit, period);
  await refuseOldCopy(parts, unit);
  const closing = await parts.store.closings.close({ unitId, period: period.name, months: period.months, on, by: person.login });
  if (closing !== "closed") return freeze(parts, unit, period, closing);
  const before = await closingOf(parts, unit, period);
  throw new Refusal(
    "conflict",
    `${periodTitle(period)} sudah ditutup pada ${longDate(before!.closedOn)} oleh ${before!.closedBy}.`,
  );
}

async function heldBackIn(parts: ClosingParts, unit: Unit, period: Period): Promise<boolean> {
  const held = await parts.store.responses.heldBack(unit.id, localDate(parts.clock(), LAST_ZONE));
  return held.some(({ date }) => holds(period, date));
}

/** Fewer new answers than this between two editions would tell what they said. */
const LEAST_DIFFERENCE = 5;

/** A period that was opened again is closed with as many answers as before, or with at least five more. */
async function refuseTellingEdition(parts: ClosingParts, unit: Unit, period: Period): Promise<void> {
  const before = (await parts.store.closings.list(unit.id)).findLast((one) => one.period === period.name);
  if (!before?.reopened || before.document === null) return;
  const report = await unitReport(parts, unit, period, "operator", { trend: false, profile: false });
  for (const { survey, received } of readFrozen(before.document).indices) {
    const now = report.surveys.find(({ ref }) => ref === survey)?.result.received ?? 0;
    const more = Math.abs(now - received);
    if (more > 0 && more < LEAST_DIFFERENCE)
      throw new Refusal(
        "conflict",
        `Sejak penutupan sebelumnya baru ada ${more} jawaban lain. Supaya jawaban satu orang tidak terbaca dari selisih dua laporan, selisihnya harus nol atau paling sedikit ${LEAST_DIFFERENCE}.`,
      );
  }
}

/** The closing of exactly this period; null when it was not closed itself, though a longer one may have closed its months. */
export async function closingOf(parts: ClosingParts, unit: Unit, period: Period): Promise<Sealed | null> {
  const closing = (await parts.store.closings.list(unit.id)).find((one) => one.period === period.name && !one.reopened);
  return closing ? freeze(parts, unit, period, closing) : null;
}

/** Freezes the figures, also after a process that ended between the closing and this: nothing has changed since. */
async function freeze(parts: ClosingParts, unit: Unit, period: Period, closing: Closing): Promise<Sealed> {
  if (closing.document !== null) return { ...closing, document: closing.document };
  await bringUpLog(parts, unit, logBounds(period, closing));
  const log = await parts.store.log.last(unit.id);
  const report = await unitReport(parts, unit, period, "operator", { trend: true, certainty: true });
  const rows = await digestRows(parts, report, answered(report));
  const document = frozenDocument(report, closing, rows, log?.checkpoint ?? null, parts.definitions);
  return { ...closing, document: await parts.store.closings.freeze(closing.id, document) };
}

/**
 * Everything of the period goes into the log before it is frozen: its answers and those of days that are over, every import that is
 * there, whatever day its clock said, and the comments of its months.
 */
function logBounds(period: Period, { closedOn }: Closing): LogBounds {
  const later = (own: string, ended: string): string => (own > ended ? own : ended);
  return {
    answers: later(period.until, closedOn),
    imports: LAST_DAY,
    comments: later(monthOf(period.until), monthOf(closedOn)),
  };
}

const LAST_DAY = "9999-12-31";
