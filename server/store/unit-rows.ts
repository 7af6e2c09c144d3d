import type { NewUnit, Service, Unit } from "../domain/response.ts";
import { DEFAULT_PUBLIC_FLOOR } from "../domain/response.ts";

/** A unit as it lies in its row: lists as text, separated by commas. The same for every engine. */
export type UnitRow = Omit<Unit, "surveys" | "optionalQuestions"> & {
  readonly surveys: string;
  readonly optionalQuestions: string;
};

export function unitRow({
  code,
  name,
  zone,
  parentId,
  contact,
  surveys,
  optionalQuestions,
  publicFloor = DEFAULT_PUBLIC_FLOOR,
}: NewUnit): Omit<UnitRow, "id"> {
  const lists = { surveys: surveys.join(","), optionalQuestions: optionalQuestions.join(",") };
  return { code, name, zone, parentId, contact, publicFloor, ...lists };
}

export function unitFrom(row: UnitRow): Unit {
  return { ...row, surveys: list(row.surveys), optionalQuestions: list(row.optionalQuestions) };
}

/** Without what the row holds beside. */
export function serviceFrom({ id, unitId, name, closedSince }: Service): Service {
  return { id, unitId, name, closedSince };
}

function list(text: string): string[] {
  return text === "" ? [] : text.split(",");
}
