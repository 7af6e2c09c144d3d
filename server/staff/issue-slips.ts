import { SLIP_BYTES } from "../domain/integrity/visit-slip.ts";
import { plusDays } from "../domain/periods/days.ts";
import type { LocalDate } from "../domain/periods/period.ts";
import { localDate } from "../domain/periods/zone.ts";
import type { Counter, Unit } from "../domain/response.ts";
import { slipDigestOf } from "../log/receipt.ts";
import type { Parts } from "../parts.ts";
import { counterAddress } from "../web/qr.ts";

export interface MadeSlips {
  readonly lastDay: LocalDate;
  /** The address of the form with the slip behind its #, which a browser sends to nobody. */
  readonly addresses: readonly string[];
}

/** Makes slips of a counter, good for `days` days, today in. Only digests of them are kept, so they can be shown once. */
export async function issueSlips(
  parts: Pick<Parts, "store" | "clock" | "randomBytes" | "publicUrl">,
  unit: Unit,
  counter: Counter,
  { slips, days }: { readonly slips: number; readonly days: number },
): Promise<MadeSlips> {
  const on = localDate(parts.clock(), unit.zone);
  const lastDay = plusDays(on, days - 1);
  const made = Array.from({ length: slips }, () => Buffer.from(parts.randomBytes(SLIP_BYTES)).toString("base64url"));
  const digests = made.map((slip) => slipDigestOf(unit.id, slip));
  await parts.store.slips.issue(unit.id, { counterId: counter.id, on, lastDay, digests });
  const address = counterAddress(parts.publicUrl(), counter.code);
  return { lastDay, addresses: made.map((slip) => `${address}#${slip}`) };
}

/** Why no slips can be had for a counter; null when they can. */
export function noSlipsBecause(counter: Counter): string | null {
  if (counter.closedSince !== null) return "Loket ini ditutup; formulirnya tidak menerima jawaban.";
  if (counter.kiosk) return "Loket ini diisi di tablet bersama, yang tidak dapat membaca karcis. Buat karcis untuk loket lain.";
  return null;
}
