import { AGENCY, UNITS } from "../../../server/demo/agency.ts";
import { chanceFrom } from "../../../server/demo/chance.ts";
import { fillDemo } from "../../../server/demo/fill.ts";
import { parsePeriod, shift } from "../../../server/domain/periods/period.ts";
import type { SurveyDefinition } from "../../../server/domain/questionnaire/definition.ts";
import { questionKeys, refOf } from "../../../server/domain/questionnaire/definition.ts";
import type { Unit } from "../../../server/domain/response.ts";
import type { Parts } from "../../../server/parts.ts";
import { everyVariant, secondVersion } from "./every-variant.ts";
import type { Installation } from "./installation.ts";
import { fillAtRandom, importRows } from "./random-answers.ts";

/** Units with answers in a data directory of their own. */
export interface Place {
  readonly title: string;
  /** Codes of the units. */
  readonly units: readonly string[];
  readonly own: ReadonlyMap<string, object>;
  readonly fill: (installation: Installation) => Promise<void>;
}

const ownFiles = new Map([
  ...[...everyVariant].map(([id, file]) => [`${id}/1.json`, file] as const),
  ["bobot-011/2.json", secondVersion] as const,
]);
const ids = [...everyVariant.keys()];
/** Fifteen months over three years. */
const MONTHS = Array.from({ length: 15 }, (_, at) => shift(parsePeriod("2024-11"), at).name);

export const places: readonly Place[] = [
  {
    title: "the demonstration",
    units: [AGENCY.code, ...UNITS.map(({ code }) => code)],
    own: new Map(),
    fill: ({ parts }) => fillDemo(parts, "nobody signs in"),
  },
  {
    title: "units with every variant of a definition",
    units: ["ragam-satu", "ragam-dua", "ragam-dikirim"],
    own: ownFiles,
    async fill({ parts, make }) {
      const shipped = ["skm", "spkp-6", "spak-6", "ipk-peradilan"];
      for (const [at, [code, surveys]] of (
        [
          ["ragam-satu", ids.filter((_, place) => place % 2 === 0)],
          ["ragam-dua", ids.filter((_, place) => place % 2 === 1)],
          ["ragam-dikirim", shipped],
        ] as const
      ).entries()) {
        const unit = await make.unit({ code, name: `Unit ${code}`, surveys });
        for (const name of ["Poli Umum", 'Loket "A", lantai 2', "Kesehatan Ibu; Anak"]) await make.service(unit, name);
        const definitions = surveys.map((id) => parts.definitions.byRef(`${id}@1`)!);
        const chance = chanceFrom(100 + at);
        await fillAtRandom(parts, unit, definitions, MONTHS, chance);
        if (surveys.includes("bobot-011"))
          await fillAtRandom(parts, unit, [parts.definitions.byRef("bobot-011@2")!], MONTHS.slice(6), chance);
        await setOneAside(parts, unit, definitions[0]!);
      }
    },
  },
];

/** A mistaken import: its answers count as received and excluded, and stand in no export. */
async function setOneAside(parts: Parts, unit: Unit, definition: SurveyDefinition): Promise<void> {
  const answers = new Map(questionKeys(definition).map((key) => [key, 1]));
  const counterId = (await parts.store.units.counters(unit.id))[0]!.id;
  const response = {
    counterId,
    serviceId: null,
    channel: "impor",
    date: `${MONTHS[3]!}-10`,
    session: null,
    profile: new Map<string, string>(),
    surveys: new Map([[refOf(definition), answers]]),
  } as const;
  const batch = await importRows(parts, unit, [{ comment: null, response }], "a mistake");
  if ((await parts.store.responses.undoImport(unit.id, batch, "pemeriksa")) !== "undone") throw new Error("it is not set aside");
}
