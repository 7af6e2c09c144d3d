import { createHmac } from "node:crypto";
import type { Calendar } from "../domain/calendar/calendar.ts";
import type { HoursCount } from "../domain/integrity/outside-hours.ts";
import { addToHours, outsideHours } from "../domain/integrity/outside-hours.ts";
import type { Run } from "../domain/integrity/run.ts";
import { addToRun, noRun, RUSH, SITTING } from "../domain/integrity/run.ts";
import type { SignalKind } from "../domain/integrity/signal.ts";
import { LAST_ZONE, localDate } from "../domain/periods/zone.ts";
import type { Parts } from "../parts.ts";
import type { Signal } from "../store/store.ts";
import type { OpenForm } from "./open-form.ts";

/** Marks that are held at most; the ones not seen for longest go first. A few megabytes. */
const MOST_MARKS = 20_000;
/** For so long a calendar that was read is good. */
const CALENDAR_MS = 60_000;
const FORGET_MS = 60_000;
/** What was noted goes to the store so often: a commit of its own beside each answer would hold everybody up. */
const WRITE_MS = 1000;
const SECRET_BYTES = 32;

/** What is remembered of one day, in memory alone. */
interface Memory {
  readonly day: string;
  /** Made at random, written nowhere; without it a mark can be made from no address, and no mark from yesterday again. */
  readonly secret: Uint8Array;
  readonly counters: Map<number, { readonly run: Run; readonly hours: HoursCount; readonly date: string }>;
  /** By mark, the one seen last at the end. */
  readonly devices: Map<string, Run>;
}

export interface ArrivalWatch {
  /**
   * Told of each kept answer and of the device that sent it, as its address and what its browser says of itself; notes what is odd
   * about how it came. Never fails: trouble goes to the log.
   */
  see(form: Pick<OpenForm, "unit" | "counter">, device: readonly string[]): Promise<void>;
  /** Lets go of what is no longer needed; it does so by itself every minute. */
  forget(): void;
  /** How many marks and counters are remembered now. */
  remembered(): number;
  /** Brings what was noted to the store; it does so by itself every second. */
  write(): Promise<void>;
  /** Writes, and forgets everything. */
  stop(): Promise<void>;
}

/**
 * Watches how answers come in: a rush at a counter, many from what looks like one device, many outside the hours. What links
 * answers within a day lies here in memory and nowhere else: times of arrival and marks, which are digests of unit, address and
 * browser under a secret of the day. A mark goes half an hour after its last answer; everything goes, the secret too, when the
 * day is over in the last zone, when it grows too much, or with the process. What is noted is counter, date, kind and a number.
 * Answers at a kiosk make no mark, since a kiosk is one device by its nature. Each of several server processes has a secret and a
 * memory of its own and sees only what came to it, so that what is spread over them is noticed later or not at all.
 */
export function arrivalWatch(parts: Pick<Parts, "store" | "clock" | "randomBytes" | "log">): ArrivalWatch {
  let memory: Memory | undefined;
  const calendars = new Map<number, { readonly read: number; readonly calendar: Calendar }>();

  const ofToday = (now: number): Memory => {
    const day = localDate(now, LAST_ZONE);
    if (memory?.day !== day) memory = { day, secret: parts.randomBytes(SECRET_BYTES), counters: new Map(), devices: new Map() };
    return memory;
  };

  const forget = (): void => {
    if (!memory) return;
    const now = parts.clock();
    if (memory.day !== localDate(now, LAST_ZONE)) {
      memory = undefined;
      calendars.clear();
      return;
    }
    for (const [mark, run] of memory.devices) {
      if (now - run.times.at(-1)! < SITTING.ms) break;
      memory.devices.delete(mark);
    }
  };
  /** Noted and not in the store yet, added up by unit, counter, day and kind. */
  const unwritten = new Map<string, { readonly unitId: number; readonly signal: Signal }>();
  const note = (unitId: number, signal: Signal): void => {
    const { counterId, date, kind } = signal;
    const name = `${unitId}|${counterId}|${date}|${kind}`;
    const before = unwritten.get(name)?.signal.answers ?? 0;
    unwritten.set(name, { unitId, signal: { ...signal, answers: before + signal.answers } });
  };
  const write = async (): Promise<void> => {
    const all = [...unwritten.values()];
    unwritten.clear();
    for (const { unitId, signal } of all) {
      try {
        await parts.store.records.noteSignal(unitId, signal);
      } catch (error) {
        parts.log.error({ err: error }, "how an answer came in could not be noted");
        note(unitId, signal);
      }
    }
  };
  const timers = [setInterval(forget, FORGET_MS), setInterval(() => void write(), WRITE_MS)];
  for (const timer of timers) timer.unref();

  const calendarOf = async (unitId: number, now: number): Promise<Calendar> => {
    const known = calendars.get(unitId);
    if (known && now - known.read < CALENDAR_MS) return known.calendar;
    const calendar = await parts.store.records.calendar(unitId);
    calendars.set(unitId, { read: now, calendar });
    return calendar;
  };

  const deviceRun = (today: Memory, unitId: number, device: readonly string[]): Run => {
    const mark = createHmac("sha256", today.secret)
      .update(JSON.stringify([unitId, device]))
      .digest("base64url")
      .slice(0, 16);
    const run = today.devices.get(mark) ?? noRun();
    today.devices.delete(mark);
    today.devices.set(mark, run);
    if (today.devices.size > MOST_MARKS) today.devices.delete(today.devices.keys().next().value!);
    return run;
  };

  const counterOf = (today: Memory, counterId: number, date: string) => {
    const known = today.counters.get(counterId);
    if (known?.date === date) return known;
    const fresh = { run: known?.run ?? noRun(), hours: { inside: 0, outside: 0, noted: 0 }, date };
    today.counters.set(counterId, fresh);
    return fresh;
  };

  return {
    async see({ unit, counter }, device) {
      const now = parts.clock();
      const today = ofToday(now);
      const date = localDate(now, unit.zone);
      const { run, hours } = counterOf(today, counter.id, date);
      try {
        const noted: [SignalKind, number][] = [
          ["rush", addToRun(run, now, RUSH)],
          ["device", counter.kiosk ? 0 : addToRun(deviceRun(today, unit.id, device), now, SITTING)],
          ["hours", addToHours(hours, outsideHours(await calendarOf(unit.id, now), now, unit.zone))],
        ];
        for (const [kind, answers] of noted) if (answers > 0) note(unit.id, { date, counterId: counter.id, kind, answers });
      } catch (error) {
        parts.log.error({ err: error }, "how an answer came in could not be noted");
      }
    },
    forget,
    remembered: () => (memory ? memory.counters.size + memory.devices.size : 0),
    write,
    async stop() {
      for (const timer of timers) clearInterval(timer);
      memory = undefined;
      await write();
    },
  };
}
