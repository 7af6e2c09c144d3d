import type { Unit } from "../../server/domain/response.ts";
import type { Parts } from "../../server/parts.ts";
import { readSettings } from "../../server/settings.ts";
import { openParts } from "./compiled.ts";

/** A data directory with one unit that asks the SKM, opened beside the server as a command would open it. */
export interface Installation {
  readonly parts: Parts;
  readonly unit: Unit;
}

export async function makeInstallation(data: string): Promise<Installation> {
  const silent = (): void => undefined;
  const parts = await openParts(readSettings({ SUARA_DATA: data }), { info: silent, warn: silent, error: silent });
  const unit = await parts.store.units.add({
    code: "pkm-bangku",
    name: "Puskesmas Citeureup",
    zone: "WIB",
    parentId: null,
    surveys: ["skm"],
    contact: "Tata usaha, lantai 1",
    optionalQuestions: [],
  });
  if (unit === "taken") throw new Error("the data directory of a bench must be empty");
  return { parts, unit };
}
