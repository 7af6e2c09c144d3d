import { z } from "zod";
import type { LocalDate } from "../periods/period.ts";
import { isLocalDate } from "../periods/period.ts";
import { serviceKey } from "../service-name.ts";
import type { ServedDay } from "./served-day.ts";
import { MOST_SERVED_A_DAY } from "./served-day.ts";

/** Entries of one message: a quarter of days of some twenty services. */
export const MOST_ENTRIES = 2000;

const PEOPLE = `Tulis jumlah orang sebagai bilangan bulat 0 sampai ${MOST_SERVED_A_DAY}, atau null untuk menghapusnya.`;

/** Names what is not known instead of passing over it: a misspelt "services" would count for the whole unit. */
function knownKeys(what: string): { error: (issue: { code?: string | undefined; keys?: unknown }) => string } {
  return {
    error: (issue) =>
      issue.code === "unrecognized_keys" && Array.isArray(issue.keys)
        ? `Isian ${issue.keys.map((key) => `"${String(key).slice(0, 40)}"`).join(", ")} tidak dikenal.`
        : what,
  };
}

const entry = z.strictObject(
  {
    date: z
      .string("Tulis tanggal; contoh: 2026-11-20.")
      .refine(isLocalDate, "Tulis tanggal yang ada; contoh: 2026-11-20.")
      .describe("A day of the unit's own calendar that is over, such as 2026-11-20."),
    service: z
      .string("Tulis nama layanan, atau jangan isi.")
      .nullish()
      .describe("Name of a service of the unit, case ignored; without it the number is of all services together."),
    counter: z
      .string("Tulis kode loket, atau jangan isi.")
      .nullish()
      .describe("Code of a counter of the unit; without it the number is of all counters together."),
    people: z
      .int(PEOPLE)
      .min(0, PEOPLE)
      .max(MOST_SERVED_A_DAY, PEOPLE)
      .nullable()
      .describe("How many people were served; null takes the number away."),
  },
  knownKeys("Tiap isi days adalah objek dengan date dan people."),
);

/** What a queue system sends. */
export const servedMessage = z.strictObject(
  {
    days: z
      .array(entry, "Tulis days sebagai daftar.")
      .min(1, "Daftar days masih kosong.")
      .max(MOST_ENTRIES, `Kirim paling banyak ${MOST_ENTRIES} isi sekali jalan.`),
  },
  knownKeys('Kirim objek JSON { "days": [ … ] }.'),
);

/** What is wrong with a message, and where: "days[3].people"; empty for the whole of it. */
export const servedProblem = z.strictObject({ at: z.string(), reason: z.string() });
export type ServedProblem = z.infer<typeof servedProblem>;

export interface ServedPlaces {
  readonly services: readonly { readonly id: number; readonly name: string }[];
  readonly counters: readonly { readonly id: number; readonly code: string }[];
  /** The unit's own day, which is not over yet. */
  readonly today: LocalDate;
}

type ServedChange = Omit<ServedDay, "people"> & { readonly people: number | null };

/**
 * Reads a message: all of its entries, or every problem of it. Each entry stands for one day, service and counter, so two of
 * the same are refused: nobody could say which is right.
 */
export function readServedMessage(
  body: unknown,
  { services, counters, today }: ServedPlaces,
): { readonly days: readonly ServedChange[] } | { readonly problems: readonly ServedProblem[] } {
  const parsed = servedMessage.safeParse(body);
  if (!parsed.success)
    return { problems: parsed.error.issues.map(({ path, message }) => ({ at: placeOf(path), reason: message })) };
  const problems: ServedProblem[] = [];
  const seen = new Map<string, number>();
  const days = parsed.data.days.map(({ date, service, counter, people }, at): ServedChange => {
    const wrong = (field: string, reason: string): void => void problems.push({ at: `days[${at}].${field}`, reason });
    if (date >= today) wrong("date", "Hari ini dan hari yang akan datang belum dapat diisi.");
    const serviceId = idOf(service, services, ({ name }, text) => serviceKey(name) === serviceKey(text));
    const counterId = idOf(counter, counters, ({ code }, text) => code === text.trim().toLowerCase());
    if (serviceId === undefined) wrong("service", "Layanan ini tidak ada di unit ini.");
    if (counterId === undefined) wrong("counter", "Loket ini tidak ada di unit ini; tulis kodenya.");
    const place = `${date} ${serviceId ?? service} ${counterId ?? counter}`;
    const before = seen.get(place);
    if (before !== undefined) wrong("date", `Hari, layanan, dan loket ini sudah disebut pada days[${before}].`);
    seen.set(place, before ?? at);
    return { date, serviceId: serviceId ?? null, counterId: counterId ?? null, people };
  });
  return problems.length > 0 ? { problems } : { days };
}

/** Null where nothing was asked for, undefined where there is no such thing. */
function idOf<T extends { readonly id: number }>(
  text: string | null | undefined,
  list: readonly T[],
  is: (one: T, text: string) => boolean,
): number | null | undefined {
  return text === null || text === undefined ? null : list.find((one) => is(one, text))?.id;
}

function placeOf(path: readonly PropertyKey[]): string {
  return path
    .map((part) => (typeof part === "number" ? `[${part}]` : String(part)))
    .join(".")
    .replaceAll(".[", "[");
}
