import type { LocalDate, Month } from "../../domain/periods/period.ts";

/** A period that was closed. */
export interface Closing {
  readonly id: number;
  /** Its name: 2026-TW1. */
  readonly period: string;
  /** The unit's own day. */
  readonly closedOn: LocalDate;
  /** Login of whoever closed it. */
  readonly closedBy: string;
  /** What was frozen; null until it was worked out. */
  readonly document: string | null;
  /** True once two people have agreed to open it again: it is kept as an earlier edition, and its months take answers. */
  readonly reopened: boolean;
}

/** A closing that somebody proposed to open again. */
export interface Reopening {
  readonly id: number;
  readonly closingId: number;
  readonly reason: string;
  readonly proposedOn: LocalDate;
  readonly proposedBy: string;
  /** null until a second person has decided. */
  readonly decided: { readonly on: LocalDate; readonly by: string; readonly agreed: boolean } | null;
}

/** A closing that was shown to the public. */
export interface Publication {
  readonly closingId: number;
  /** The unit's own day. */
  readonly publishedOn: LocalDate;
  /** Login of whoever published it. */
  readonly publishedBy: string;
}

/** Periods that were closed, opened again and shown to the public. */
export interface ClosingStore {
  /**
   * From this act on the months take no answers, no import and no setting aside; what was under way is in or refused. "closed"
   * when the period itself is closed. Months that a shorter period closed stay so.
   */
  close(closing: {
    readonly unitId: number;
    readonly period: string;
    readonly months: readonly Month[];
    readonly on: LocalDate;
    readonly by: string;
  }): Promise<Closing | "closed">;
  /** Keeps what was frozen, the first time; gives what stands. */
  freeze(id: number, document: string): Promise<string>;
  /** The oldest first. */
  list(unitId: number): Promise<readonly Closing[]>;
  /** In their order. */
  months(unitId: number): Promise<readonly Month[]>;
  /** "waiting" when one is proposed already, "not-found" when the closing is not the unit's or not closed any more. */
  proposeReopening(proposed: {
    readonly unitId: number;
    readonly closingId: number;
    readonly reason: string;
    readonly on: LocalDate;
    readonly by: string;
  }): Promise<"proposed" | "waiting" | "not-found">;
  /**
   * Decides once. Agreeing makes the named months take answers again. `standing` are the closings that stood when the months were
   * worked out; "changed" when others do by now.
   */
  decideReopening(decision: {
    readonly unitId: number;
    readonly id: number;
    readonly agreed: boolean;
    readonly on: LocalDate;
    readonly by: string;
    readonly months: readonly Month[];
    readonly standing: readonly number[];
  }): Promise<"done" | "decided" | "changed" | "not-found">;
  /** The oldest first. */
  reopenings(unitId: number): Promise<readonly Reopening[]>;
  /** Shows a closing to the public, for good; "published" when that was done before. */
  publish(publication: Publication): Promise<"published" | undefined>;
  /** By closing, the oldest first. */
  publications(unitId: number): Promise<readonly Publication[]>;
}
