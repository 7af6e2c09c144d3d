import type { Unit } from "../../server/domain/response.ts";
import type { Parts } from "../../server/parts.ts";
import { readSettings } from "../../server/settings.ts";
import { openParts } from "./compiled.ts";

/** A data directory with one unit, opened beside the server as a command would open it. */
export interface Installation {
  readonly parts: Parts;
  readonly unit: Unit;
}

/** What the unit asks and where; the least is the SKM at one counter. */
export interface Office {
  readonly surveys?: readonly string[];
  readonly services?: readonly string[];
  /** Beside the first, which bears the unit's code. */
  readonly counters?: number;
  /** The database of a PostgreSQL server in place of a file. */
  readonly databaseUrl?: string;
}

/** An office with everything: three surveys, four services, three counters. */
export const BUSY_OFFICE: Office = {
  surveys: ["skm", "spkp", "spak"],
  services: ["Poli Umum", "Poli Gigi", "KIA", "Laboratorium"],
  counters: 2,
};

export async function makeInstallation(data: string, office: Office = {}): Promise<Installation> {
  const { surveys = ["skm"], services = [], counters = 0, databaseUrl = "" } = office;
  const parts = await openBeside(data, databaseUrl);
  const { units } = parts.store;
  const unit = await units.add({
    code: "pkm-bangku",
    name: "Puskesmas Citeureup",
    zone: "WIB",
    parentId: null,
    surveys,
    contact: "Tata usaha, lantai 1",
    optionalQuestions: [],
  });
  if (unit === "taken") throw new Error("the data directory of a bench must be empty");
  for (const name of services) await units.addService({ unitId: unit.id, name, closedSince: null });
  for (let at = 2; at < 2 + counters; at += 1)
    await units.addCounter({
      unitId: unit.id,
      code: `${unit.code}-${at}`,
      name: `Loket ${at}`,
      serviceId: null,
      closedSince: null,
    });
  return { parts, unit };
}

/** The parts of an installation, as a command opens them beside the server. */
export function openBeside(data: string, databaseUrl = ""): Promise<Parts> {
  const silent = (): void => undefined;
  const settings = readSettings({ SUARA_DATA: data, SUARA_DATABASE_URL: databaseUrl });
  return openParts(settings, { info: silent, warn: silent, error: silent });
}
