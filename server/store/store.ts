import type { ClosingStore } from "./acts/closings.ts";
import type { ExclusionStore } from "./acts/exclusions.ts";
import type { FollowUpStore } from "./acts/follow-ups.ts";
import type { LateStore } from "./acts/late.ts";
import type { LogStore } from "./acts/log.ts";
import type { PeopleStore } from "./acts/people.ts";
import type { RecordStore } from "./acts/records.ts";
import type { RemarkStore } from "./acts/remarks.ts";
import type { ResponseStore } from "./acts/responses.ts";
import type { SlipStore } from "./acts/slips.ts";
import type { UnitStore } from "./acts/units.ts";
import type { UpkeepStore } from "./acts/upkeep.ts";

export type * from "./acts/closings.ts";
export type * from "./acts/exclusions.ts";
export type * from "./acts/follow-ups.ts";
export type * from "./acts/late.ts";
export type * from "./acts/log.ts";
export type * from "./acts/people.ts";
export type * from "./acts/records.ts";
export type * from "./acts/remarks.ts";
export type * from "./acts/responses.ts";
export type * from "./acts/slips.ts";
export type * from "./acts/units.ts";
export type * from "./acts/upkeep.ts";

/**
 * What an engine must do. Each method is one whole act: it happens entirely or not at all, and when its promise is kept the
 * outcome is on the disk. When the engine itself is in trouble (no room, read-only, gone), an act is refused with the code
 * "unavailable" and nothing of it is kept. Rules and permissions are not an engine's business. README.md says the same in words;
 * tests/store/contract.ts decides.
 */
export interface Store {
  readonly units: UnitStore;
  readonly records: RecordStore;
  readonly responses: ResponseStore;
  readonly late: LateStore;
  readonly closings: ClosingStore;
  readonly exclusions: ExclusionStore;
  readonly followUps: FollowUpStore;
  readonly log: LogStore;
  readonly remarks: RemarkStore;
  readonly slips: SlipStore;
  readonly people: PeopleStore;
  readonly upkeep: UpkeepStore;
  close(): Promise<void>;
}

/** How a store is run, and what it tells whoever runs it. */
export interface StoreOptions {
  /** Writes submissions in a thread of its own where the engine would wait for the disk in this one: for servers. */
  readonly writeAside?: boolean;
  /** After each durable commit of submissions: how many it held, and how long it took. */
  readonly committed?: (submissions: number, milliseconds: number) => void;
  /**
   * A write that the disk did not take. What lies there is unknown from now on, so the process must end at once; the next
   * start recovers. Told before the acts in flight are refused.
   */
  readonly broken?: (cause: Error) => void;
}
