import type { LocalDate } from "../../domain/periods/period.ts";

/** What an evaluator made of a period of a unit, and what the unit said to that. */
export interface Remark {
  readonly id: number;
  readonly period: string;
  readonly text: string;
  readonly writtenOn: LocalDate;
  /** Login. */
  readonly writtenBy: string;
  /** null until somebody of the unit has answered, once. */
  readonly answer: { readonly text: string; readonly on: LocalDate; readonly by: string } | null;
}

/** What evaluators say of a period, and what the unit answers. */
export interface RemarkStore {
  /** Of one period, or of all, the oldest first. */
  list(unitId: number, period?: string): Promise<readonly Remark[]>;
  add(unitId: number, remark: Omit<Remark, "id" | "answer">): Promise<void>;
  /** "answered" when it was before, "not-found" when the unit has no such one. */
  answer(unitId: number, id: number, answer: NonNullable<Remark["answer"]>): Promise<"done" | "answered" | "not-found">;
}
