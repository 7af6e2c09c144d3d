import { questionKeys } from "../../domain/questionnaire/definition.ts";
import type { PackedRows } from "../../store/store.ts";
import type { Parts } from "../../parts.ts";
import { isRatedAt, packedPlaces, scoreDigit } from "../packed-places.ts";
import type { SurveyReport, UnitReport } from "../unit-report.ts";
import type { RowDigest } from "./row-digest.ts";
import { RowDigester } from "./row-digest.ts";

const DATE_LENGTH = 10;

/** For each survey version with answers in the period the digest of the rows that count, by its ref. */
export async function digestRows(
  { store }: Pick<Parts, "store">,
  { unit, period }: UnitReport,
  surveys: readonly SurveyReport[],
): Promise<Readonly<Record<string, RowDigest>>> {
  const digesters = surveys.map(() => new RowDigester());
  const keys = surveys.map(({ definition }) => questionKeys(definition).length);
  const placesIn = packedPlaces(surveys);
  const range = { unitId: unit.id, from: period.months[0]!, until: period.until.slice(0, 7) };
  for await (const page of store.responses.pages(range)) {
    while (page.next()) {
      const [date, channel] = [latin(page, page.dateAt, page.dateAt + DATE_LENGTH), latin(page, page.channelAt, page.channelEnd)];
      placesIn(page.sheet).forEach((places, at) => {
        if (!places || !isRatedAt(page, places)) return;
        const scores = Array.from({ length: keys[at]! }, (_, question) => {
          const digit = scoreDigit(page, places[question]!);
          return digit === 0 ? "" : String.fromCharCode(digit);
        });
        digesters[at]!.add(date, channel, scores);
      });
    }
  }
  return Object.fromEntries(surveys.map(({ ref }, at) => [ref, digesters[at]!.digest()]));
}

function latin({ bytes }: PackedRows, from: number, until: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, until - from).toString("latin1");
}
