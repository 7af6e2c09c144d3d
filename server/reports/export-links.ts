import type { Person } from "../domain/person.ts";
import { may } from "../domain/person.ts";
import { exportFormats } from "./exports/exports.ts";
import type { UnitReport } from "./unit-report.ts";

export interface ExportLink {
  readonly label: string;
  readonly description: string;
  readonly href: string;
}

/** Links to every kind of file of the period that the person may have; `surveys` narrows the file to some surveys. */
export function exportLinks(report: UnitReport, person: Person, surveys: readonly string[] = []): readonly ExportLink[] {
  const query = surveys.length > 0 ? `?survei=${surveys.map(encodeURIComponent).join(",")}` : "";
  return exportFormats
    .filter(({ deed, quartersOnly }) => may(person, deed, report.unit.id) && !(quartersOnly && report.period.kind === "month"))
    .map(({ label, description, extension }) => ({
      label,
      description,
      href: `/laporan/${report.unit.code}/${report.period.name}.${extension}${query}`,
    }));
}
