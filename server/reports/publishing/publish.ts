import type { LocalDate, Period } from "../../domain/periods/period.ts";
import { parsePeriod } from "../../domain/periods/period.ts";
import { localDate } from "../../domain/periods/zone.ts";
import type { Person } from "../../domain/person.ts";
import { may } from "../../domain/person.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { Unit } from "../../domain/response.ts";
import type { Parts } from "../../parts.ts";
import type { Closing, Publication } from "../../store/store.ts";
import { longDate, periodTitle } from "../../web/format.ts";
import { closingOf } from "../closing/close-period.ts";
import { sealCode } from "../closing/frozen-document.ts";
import type { Frozen } from "../closing/read-frozen.ts";
import { readFrozen } from "../closing/read-frozen.ts";

/** What a unit shows of one period: the figures as they were frozen, whatever has happened since. */
export interface Published {
  readonly period: Period;
  readonly frozen: Frozen;
  /** Of the frozen document. */
  readonly seal: string;
  readonly publishedOn: LocalDate;
  /** When and why the period was opened again, each time. */
  readonly reopened: readonly { readonly on: LocalDate; readonly reason: string }[];
}

/**
 * Shows a closed period to the public. Refuses whoever may not ("not-allowed"), a period that is not closed itself, and one that
 * is shown already ("conflict").
 */
export async function publishPeriod(parts: Parts, unit: Unit, period: Period, person: Person): Promise<Publication> {
  if (!may(person, "publish", unit.id))
    throw new Refusal(
      "not-allowed",
      `${person.name} tidak berwenang mengumumkan hasil unit ini; pengelola atau pimpinan unit dapat.`,
    );
  const title = periodTitle(period);
  const closing = await closingOf(parts, unit, period);
  if (!closing) throw new Refusal("conflict", `${title} belum ditutup. Tutup dahulu, lalu umumkan.`);
  const publication = {
    closingId: closing.id,
    publishedOn: localDate(parts.clock(), unit.zone),
    publishedBy: person.login,
  };
  if (!(await parts.store.closings.publish(publication))) return publication;
  const before = (await parts.store.closings.publications(unit.id)).find(({ closingId }) => closingId === closing.id)!;
  throw new Refusal("conflict", `Hasil ${title} sudah diumumkan pada ${longDate(before.publishedOn)}.`);
}

/** When exactly this period was published; null when it was not. */
export async function publicationOf(parts: Pick<Parts, "store">, unit: Unit, period: Period): Promise<Publication | null> {
  const [closings, publications] = await Promise.all([
    parts.store.closings.list(unit.id),
    parts.store.closings.publications(unit.id),
  ]);
  const closing = closings.find((one) => one.period === period.name && !one.reopened);
  return publications.find(({ closingId }) => closingId === closing?.id) ?? null;
}

/** Everything that the unit has published, the latest period first; among periods that end together the longer one first. */
export async function publishedBy({ store }: Pick<Parts, "store">, unit: Unit): Promise<readonly Published[]> {
  const [closings, publications, reopenings] = await Promise.all([
    store.closings.list(unit.id),
    store.closings.publications(unit.id),
    store.closings.reopenings(unit.id),
  ]);
  const closingOfId = (id: number): Closing => closings.find((one) => one.id === id)!;
  // Of several editions of a period the last one that was published is shown.
  const latest = new Map(publications.map((publication) => [closingOfId(publication.closingId).period, publication]));
  const shown = [...latest.values()].map(({ closingId, publishedOn }): Published => {
    const { document, period } = closingOfId(closingId);
    const opened = reopenings.filter(({ decided, closingId: of }) => decided?.agreed && closingOfId(of).period === period);
    return {
      period: parsePeriod(period),
      frozen: readFrozen(document!),
      seal: sealCode(document!),
      publishedOn,
      reopened: opened.map(({ decided, reason }) => ({ on: decided!.on, reason })),
    };
  });
  return shown.sort((a, b) => (a.period.until === b.period.until ? order(a, b) : a.period.until < b.period.until ? 1 : -1));
}

function order(a: Published, b: Published): number {
  return a.period.from < b.period.from ? -1 : 1;
}
