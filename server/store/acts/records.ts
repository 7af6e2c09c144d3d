import type { Calendar, OpeningHours } from "../../domain/calendar/calendar.ts";
import type { PastIndex } from "../../domain/indices/past-index.ts";
import type { SignalKind } from "../../domain/integrity/signal.ts";
import type { LocalDate } from "../../domain/periods/period.ts";
import type { Unit } from "../../domain/response.ts";
import type { ServedDay } from "../../domain/sampling/served-day.ts";

/** Days from `from` (in) to `until` (out). */
export interface DayRange {
  readonly unitId: number;
  readonly from: LocalDate;
  readonly until: LocalDate;
}

/** Something odd about how answers came in at a counter on a day, and of how many answers; nothing finer, and no answer. */
export interface Signal {
  readonly date: LocalDate;
  readonly counterId: number;
  readonly kind: SignalKind;
  readonly answers: number;
}

/** What a unit writes down about its days, and what is noted of them. */
export interface RecordStore {
  /** People served, by date, service and counter. */
  served(range: DayRange): Promise<readonly ServedDay[]>;
  /** Each takes the place of what stood for the same day, service and counter; `people: null` takes it away. */
  setServed(unitId: number, days: readonly (Omit<ServedDay, "people"> & { readonly people: number | null })[]): Promise<void>;
  /** The key by which the unit's queue system sends such numbers: its digest, one for each unit; null takes it away. */
  setQueueKey(unitId: number, digest: Uint8Array | null): Promise<void>;
  hasQueueKey(unitId: number): Promise<boolean>;
  /** The unit whose queue system has the key. */
  unitOfQueueKey(digest: Uint8Array): Promise<Unit | undefined>;
  calendar(unitId: number): Promise<Calendar>;
  /** In the place of all hours so far. */
  setHours(unitId: number, hours: readonly OpeningHours[]): Promise<void>;
  /** null takes the day off the list of holidays. */
  setHoliday(unitId: number, date: LocalDate, name: string | null): Promise<void>;
  pastIndices(unitId: number): Promise<readonly PastIndex[]>;
  /** All or none; "taken" when there is one of a unit, survey and period already. */
  addPastIndices(indices: readonly Omit<PastIndex, "id">[]): Promise<"added" | "taken">;
  removePastIndex(unitId: number, id: number): Promise<void>;
  /** What the unit wrote into its report of a period, by key; the empty period holds what stands on all its reports. */
  reportTexts(unitId: number, period: string): Promise<ReadonlyMap<string, string>>;
  /** null takes a text away; texts under other keys stay. */
  setReportTexts(unitId: number, period: string, texts: ReadonlyMap<string, string | null>): Promise<void>;
  /** Adds so many answers (1 or more) to what is noted of a counter's day. */
  noteSignal(unitId: number, signal: Signal): Promise<void>;
  signals(range: DayRange): Promise<readonly Signal[]>;
}
