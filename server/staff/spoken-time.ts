import type { Zone } from "../domain/periods/zone.ts";
import { localDate } from "../domain/periods/zone.ts";
import { count, longDate } from "../web/format.ts";

const PLACES: Record<Zone, string> = { WIB: "Asia/Jakarta", WITA: "Asia/Makassar", WIT: "Asia/Jayapura" };

/** An instant as people say it: "22 November 2026 pukul 10.42 WIB". */
export function spokenInstant(at: number, zone: Zone): string {
  const time = new Intl.DateTimeFormat("id-ID", { hour: "2-digit", minute: "2-digit", timeZone: PLACES[zone] }).format(at);
  return `${longDate(localDate(at, zone))} pukul ${time} ${zone}`;
}

/** A wait, rounded up: "40 detik", "12 menit". */
export function spokenWait(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  return seconds < 60 ? `${count(seconds)} detik` : `${count(Math.ceil(seconds / 60))} menit`;
}
