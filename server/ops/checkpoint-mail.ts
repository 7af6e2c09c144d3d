import type { LocalDate } from "../domain/periods/period.ts";
import type { Log } from "../parts.ts";
import type { MailSettings } from "../settings.ts";

/** After a mail that did not go through, the next attempt. */
const AGAIN_MS = 15 * 60_000;
const TIMEOUT_MS = 20_000;

/** Mails the checkpoints of a day to whoever keeps them elsewhere. */
export interface CheckpointMail {
  /** The last ones of all units; those that were sent before do not go again, and those of an earlier day are overtaken. */
  put(day: LocalDate, notes: readonly string[]): void;
  /** Sends what waits, if anything does and it is time; never throws. `now` is epoch milliseconds. */
  send(now: number): Promise<void>;
}

export function checkpointMail({ url, from, to }: MailSettings, log: Log): CheckpointMail {
  const [waiting, known] = [new Map<string, string>(), new Map<string, string>()];
  let of = "";
  let notBefore = 0;
  return {
    put(day, notes) {
      of = day;
      notBefore = 0;
      for (const note of notes) {
        const origin = note.slice(0, note.indexOf("\n"));
        if (known.get(origin) !== note) waiting.set(origin, note);
      }
    },
    async send(now) {
      if (waiting.size === 0 || now < notBefore) return;
      const sent = new Map(waiting);
      try {
        // Loaded when there is something to send: most installations send nothing.
        const { createTransport } = await import("nodemailer");
        const timeouts = { connectionTimeout: TIMEOUT_MS, greetingTimeout: TIMEOUT_MS, socketTimeout: TIMEOUT_MS };
        await createTransport({ url, ...timeouts }).sendMail({ from, to: [...to], ...mailOf(of, [...sent.values()]) });
        for (const [origin, note] of sent) {
          known.set(origin, note);
          if (waiting.get(origin) === note) waiting.delete(origin);
        }
        log.info({ checkpoints: sent.size }, "checkpoints mailed");
      } catch (error) {
        notBefore = now + AGAIN_MS;
        log.warn({ reason: reasonOf(error) }, "checkpoints could not be mailed; tried again in a quarter of an hour");
      }
    },
  };
}

function mailOf(
  day: LocalDate,
  notes: readonly string[],
): {
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly { readonly filename: string; readonly content: string }[] & object[];
} {
  return {
    subject: `Titik catatan survei, ${day}`,
    text: `Terlampir titik catatan ${notes.length} unit sampai ${day}, masing-masing dengan tanda tangannya.\n\nSimpan surel ini di luar jangkauan unit. Kelak titik ini dapat dicocokkan di halaman pemeriksaan unit, atau dengan suara verify --checkpoint.\n`,
    attachments: [{ filename: `titik-catatan-${day}.txt`, content: notes.join("\n") }],
  };
}

/** A code such as ECONNREFUSED or the server's answer number; its words may hold addresses. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown };
  return [code, responseCode].filter((part) => typeof part === "string" || typeof part === "number").join(" ") || error.name;
}
