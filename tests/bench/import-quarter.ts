import type { Period } from "../../server/domain/periods/period.ts";
import { questionKeys, refOf } from "../../server/domain/questionnaire/definition.ts";
import { chanceFrom } from "../../server/demo/chance.ts";
import type { Installation } from "./installation.ts";

const DAY_MS = 86_400_000;

/** So many made-up answers over the days of a period, four services and three counters; the same every time. */
export async function importQuarter({ parts, unit }: Installation, period: Period, answers: number): Promise<void> {
  const { units, responses } = parts.store;
  for (const name of ["Poli Umum", "Poli Gigi", "KIA", "Laboratorium"])
    await units.addService({ unitId: unit.id, name, closedSince: null });
  for (const at of [2, 3]) {
    await units.addCounter({
      unitId: unit.id,
      code: `${unit.code}-${at}`,
      name: `Loket ${at}`,
      serviceId: null,
      closedSince: null,
    });
  }
  const [services, counters] = [await units.services(unit.id), await units.counters(unit.id)];
  const skm = parts.definitions.latest("skm")!;
  const profile = parts.definitions.profile.questions.filter(({ optional }) => !optional);
  const chance = chanceFrom(answers);
  const first = Date.parse(`${period.from}T00:00:00Z`);
  const days = (Date.parse(`${period.until}T00:00:00Z`) - first) / DAY_MS;
  await responses.importBatch({
    unitId: unit.id,
    fileDigest: "0".repeat(64),
    importedOn: period.until,
    newServices: [],
    rows: () =>
      Array.from({ length: answers }, () => ({
        comment: null,
        response: {
          counterId: chance.pick(counters).id,
          serviceId: chance.pick(services).id,
          channel: chance.next() < 0.9 ? "qr" : "dibantu",
          date: new Date(first + Math.floor(chance.next() * days) * DAY_MS).toISOString().slice(0, 10),
          session: chance.next() < 0.6 ? "pagi" : "siang",
          surveys: new Map([[refOf(skm), new Map(questionKeys(skm).map((key) => [key, 1 + chance.weighted([1, 2, 6, 5])]))]]),
          profile: new Map(profile.map((question) => [question.key, chance.pick(question.options).code])),
        },
      })),
  });
}
