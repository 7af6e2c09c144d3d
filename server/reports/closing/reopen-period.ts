import { parsePeriod } from "../../domain/periods/period.ts";
import type { Month, Period } from "../../domain/periods/period.ts";
import { localDate } from "../../domain/periods/zone.ts";
import type { Person } from "../../domain/person.ts";
import { isSecondPerson, may } from "../../domain/person.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { Unit } from "../../domain/response.ts";
import type { Parts } from "../../parts.ts";
import type { Closing, Reopening } from "../../store/store.ts";
import { longDate, periodTitle } from "../../web/format.ts";

type ReopeningParts = Pick<Parts, "store" | "clock">;

/** Proposes that a closed period be opened again. Refuses whoever may not, and what is not closed, or waits already ("conflict"). */
export async function proposeReopening(
  parts: ReopeningParts,
  unit: Unit,
  period: Period,
  person: Person,
  reason: string,
): Promise<void> {
  if (!may(person, "close-period", unit.id))
    throw new Refusal("not-allowed", "Pembukaan kembali diusulkan oleh pengelola atau pimpinan unit.");
  const closing = (await standing(parts, unit)).find((one) => one.period === period.name);
  const on = localDate(parts.clock(), unit.zone);
  const proposed = { unitId: unit.id, closingId: closing?.id ?? 0, reason, on, by: person.login };
  const outcome = await parts.store.closings.proposeReopening(proposed);
  if (outcome === "waiting")
    throw new Refusal("conflict", "Pembukaan kembali sudah diusulkan dan menunggu keputusan orang kedua.");
  if (outcome === "not-found") throw new Refusal("conflict", `${periodTitle(period)} tidak sedang ditutup.`);
}

/**
 * Decides on a proposal. Agreeing makes the months of the period take answers again, but for those that were closed on their own.
 * Refuses whoever is no second person of the unit or made the proposal ("not-allowed"), and a period that a longer closed one holds,
 * which has to be opened first ("conflict").
 */
export async function decideReopening(
  parts: ReopeningParts,
  unit: Unit,
  period: Period,
  person: Person,
  { id, agreed }: { readonly id: number; readonly agreed: boolean },
): Promise<void> {
  if (!isSecondPerson(person, unit))
    throw new Refusal("not-allowed", "Yang memutuskan adalah inspektorat atau pengelola unit di atasnya.");
  const closings = await standing(parts, unit);
  const own = closings.find((one) => one.period === period.name);
  const proposals = await parts.store.closings.reopenings(unit.id);
  const proposal = proposals.find((one) => one.id === id && one.closingId === own?.id);
  if (!own || !proposal) throw new Refusal("not-found", "Usul ini tidak ada dalam daftar. Muat ulang halamannya.");
  if (proposal.proposedBy === person.login)
    throw new Refusal("not-allowed", "Usul sendiri diputuskan oleh orang lain, supaya selalu ada dua orang.");
  const others = closings.filter((one) => one !== own).map((one) => parsePeriod(one.period));
  const longer = others.find((one) => one.from <= period.from && period.until <= one.until);
  if (agreed && longer)
    throw new Refusal("conflict", `${periodTitle(longer)} juga sudah ditutup dan memuat periode ini. Buka yang itu lebih dulu.`);
  const kept = new Set<Month>(others.flatMap(({ months }) => months));
  const outcome = await parts.store.closings.decideReopening({
    unitId: unit.id,
    id,
    agreed,
    on: localDate(parts.clock(), unit.zone),
    by: person.login,
    months: period.months.filter((month) => !kept.has(month)),
    standing: closings.map((one) => one.id),
  });
  if (outcome !== "done") throw new Refusal("conflict", "Keadaannya baru saja berubah. Muat ulang halamannya, lalu periksa.");
}

/** "Dibuka kembali 6 Januari 2027 oleh sari dan rina, karena: …", one line for each time. */
export function reopeningWords(reopenings: readonly Reopening[]): readonly string[] {
  return reopenings.flatMap(({ reason, proposedBy, decided }) =>
    decided?.agreed ? [`Dibuka kembali ${longDate(decided.on)} oleh ${proposedBy} dan ${decided.by}, karena: ${reason}`] : [],
  );
}

async function standing({ store }: Pick<Parts, "store">, unit: Unit): Promise<readonly Closing[]> {
  return (await store.closings.list(unit.id)).filter(({ reopened }) => !reopened);
}
