import type { LocalDate } from "./periods/period.ts";
import type { Session, Zone } from "./periods/zone.ts";
import type { SurveyRef } from "./questionnaire/definition.ts";

/** How an answer reached us. `dibantu`: somebody helped the citizen fill it in; `kertas`: entered from paper. */
export const channels = ["qr", "kiosk", "dibantu", "kertas", "impor"] as const;
export type Channel = (typeof channels)[number];

/** The answer given to one question: a score on the item's scale as it was chosen, or "opted-out" (tidak berlaku, tidak tahu). */
export type Answer = number | "opted-out";
/** By question key. A question that is not in the map was not answered. */
export type Answers = ReadonlyMap<string, Answer>;

/** Codes by profile question key; a declined question is not in the map. */
export type Profile = ReadonlyMap<string, string>;

/** Why a low score was given to a question: a code of the questionnaire. Kept and counted apart from every response. */
export interface Reason {
  readonly survey: SurveyRef;
  readonly question: string;
  readonly code: string;
}

/**
 * Everything that is kept of one visit. Beside the scores stand the local date and half of the day, nothing finer, and
 * nothing that names a person, a device or an address.
 */
export interface Response {
  readonly counterId: number;
  readonly serviceId: number | null;
  readonly channel: Channel;
  readonly date: LocalDate;
  /** null when unknown (an imported row). */
  readonly session: Session | null;
  readonly surveys: ReadonlyMap<SurveyRef, Answers>;
  readonly profile: Profile;
}

export interface Unit {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly zone: Zone;
  readonly parentId: number | null;
  /** Ids of the surveys asked in one sitting, in this order: "skm", "spkp", "spak". */
  readonly surveys: readonly string[];
  /** Who answers questions about the data; shown in the privacy notice. */
  readonly contact: string;
  /** Keys of optional profile questions that the unit has switched on. */
  readonly optionalQuestions: readonly string[];
  /** Below so many answers no mutu is shown in public; a whole number from 1. */
  readonly publicFloor: number;
}

/** Without a number of its own; `publicFloor` is 30 where nothing is said (methods of the field call fewer a first impression). */
export type NewUnit = Omit<Unit, "id" | "publicFloor"> & { readonly publicFloor?: number };

export const DEFAULT_PUBLIC_FLOOR = 30;

export interface Counter {
  readonly id: number;
  readonly unitId: number;
  /** What stands in the address /s/CODE. */
  readonly code: string;
  readonly name: string;
  /** Filled in beforehand in the form when the counter gives one service only. */
  readonly serviceId: number | null;
  /** The day since which the counter takes no answers; null while it does. */
  readonly closedSince: LocalDate | null;
  /** True when its form stands open on a shared device, a tablet that one visitor after the other fills in. */
  readonly kiosk: boolean;
}

/** Without a number of its own; no kiosk where nothing is said. */
export type NewCounter = Omit<Counter, "id" | "kiosk"> & { readonly kiosk?: boolean };

export interface Service {
  readonly id: number;
  readonly unitId: number;
  readonly name: string;
  readonly closedSince: LocalDate | null;
}

/** True when at least one question carries a score: such a response counts as a respondent of that survey. */
export function isRated(answers: Answers): boolean {
  for (const answer of answers.values()) if (answer !== "opted-out") return true;
  return false;
}
