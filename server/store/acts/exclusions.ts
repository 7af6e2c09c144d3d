import type { LocalDate } from "../../domain/periods/period.ts";
import type { Channel, Response } from "../../domain/response.ts";
import type { MonthRange } from "./responses.ts";

/** A response as those who may set it aside see it: no score, no profile. */
export interface Candidate {
  /** Random, lower-case hexadecimal; with the date it names the response. */
  readonly id: string;
  readonly counterId: number;
  readonly serviceId: number | null;
  readonly channel: Channel;
  readonly session: Response["session"];
}

/** A response that somebody proposed to set aside. */
export interface Exclusion {
  readonly id: number;
  readonly date: LocalDate;
  readonly responseId: string;
  /** A code of the list (domain/integrity/exclusion-reasons.ts). */
  readonly reason: string;
  readonly note: string;
  readonly proposedOn: LocalDate;
  readonly proposedBy: string;
  /** null until a second person has decided. */
  readonly decided: { readonly on: LocalDate; readonly by: string; readonly agreed: boolean } | null;
}

export interface NewExclusions {
  readonly unitId: number;
  readonly date: LocalDate;
  readonly responseIds: readonly string[];
  readonly reason: string;
  readonly note: string;
  readonly on: LocalDate;
  readonly by: string;
}

/** Single responses that two people set aside. */
export interface ExclusionStore {
  /** Used responses of one day, in the random order of their ids, those already proposed left out. */
  candidates(unitId: number, date: LocalDate): Promise<readonly Candidate[]>;
  /** All or none: "not-found" when one is no candidate (any more), "closed" when the month takes no change. */
  propose(proposed: NewExclusions): Promise<"proposed" | "not-found" | "closed">;
  /** Those of responses of the months, the oldest first. */
  list(range: MonthRange): Promise<readonly Exclusion[]>;
  /** How many wait for a decision, by unit; units without any are left out. */
  waiting(unitIds: readonly number[]): Promise<ReadonlyMap<number, number>>;
  /**
   * Decides once. Agreeing sets the response aside: its row stays, counters move from used to excluded. "closed" when its month
   * takes no change any more, "not-found" also when its import was set aside whole meanwhile.
   */
  decide(decision: {
    readonly unitId: number;
    readonly id: number;
    readonly agreed: boolean;
    readonly on: LocalDate;
    readonly by: string;
  }): Promise<"done" | "decided" | "not-found" | "closed">;
  /** The responses of the months that were set aside one by one, unfolded: to say what the index would be with them. */
  setAside(range: MonthRange): Promise<readonly Response[]>;
}
