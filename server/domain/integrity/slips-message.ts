import { z } from "zod";
import { MOST_SLIPS, SLIP_DAYS } from "./visit-slip.ts";

const HOW_MANY = `Tulis slips sebagai bilangan bulat 1 sampai ${MOST_SLIPS}.`;
const HOW_LONG = `Tulis days sebagai bilangan bulat ${SLIP_DAYS.least} sampai ${SLIP_DAYS.most}.`;

/** What a queue system sends to have slips made. */
export const slipsMessage = z.strictObject(
  {
    counter: z.string("Tulis kode loket.").describe("Code of an open counter of the unit."),
    slips: z.int(HOW_MANY).min(1, HOW_MANY).max(MOST_SLIPS, HOW_MANY).describe("How many: 1 when somebody was served."),
    days: z
      .int(HOW_LONG)
      .min(SLIP_DAYS.least, HOW_LONG)
      .max(SLIP_DAYS.most, HOW_LONG)
      .default(SLIP_DAYS.usual)
      .describe("For so many days they are good, today in."),
  },
  {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? "Kirim hanya counter, slips, dan days."
        : 'Kirim objek JSON { "counter": …, "slips": … }.',
  },
);

/** What it is given. */
export const madeSlips = z.strictObject({
  lastDay: z.string().describe("The last day on which they are good."),
  addresses: z.array(z.string()).describe("One for each slip, to be printed as QR code and shown to nobody else."),
});
