import type { SlipDay } from "../../domain/integrity/visit-slip.ts";
import type { LocalDate } from "../../domain/periods/period.ts";
import type { DayRange } from "./records.ts";

/** Slips that visitors are handed. */
export interface SlipStore {
  /** Makes slips good up to `lastDay` (in), anywhere in the unit. 16 bytes each; handed out at the counter on the day `on`. */
  issue(
    unitId: number,
    slips: {
      readonly counterId: number;
      readonly on: LocalDate;
      readonly lastDay: LocalDate;
      readonly digests: readonly Uint8Array[];
    },
  ): Promise<void>;
  /** Strikes out each slip that is good on the day and counts it for the counter; passes over what is not, and what comes twice. */
  spend(
    unitId: number,
    on: LocalDate,
    slips: readonly { readonly counterId: number; readonly digest: Uint8Array }[],
  ): Promise<void>;
  /** By date and counter; days on which nothing was done are left out. */
  days(range: DayRange): Promise<readonly SlipDay[]>;
}
