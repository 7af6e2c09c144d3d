import { setImmediate } from "node:timers/promises";
import type { Deed } from "../../domain/person.ts";
import type { Period } from "../../domain/periods/period.ts";
import { questionKeys } from "../../domain/questionnaire/definition.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { Unit } from "../../domain/response.ts";
import type { Parts } from "../../parts.ts";
import type { Audience } from "../counted-answers.ts";
import type { SurveyReport, UnitReport } from "../unit-report.ts";
import { surveyIn, unitReport } from "../unit-report.ts";
import type { Chunks, ExportFormat } from "./export-format.ts";
import { exportFormats } from "./exports.ts";
import { fileNamePart } from "./inert-text.ts";

export interface ExportRequest {
  readonly unit: Unit;
  readonly period: Period;
  /** Ids or refs ("skm", "skm@1"); empty takes the unit's own surveys. */
  readonly surveys: readonly string[];
  /** An extension of the list in exports.ts. */
  readonly format: string;
  readonly audience: Audience;
}

export interface OpenedExport {
  /** Plain ASCII. */
  readonly fileName: string;
  readonly mediaType: string;
  readonly chunks: Chunks;
  /** True while the period can still change; the file name says so too. */
  readonly provisional: boolean;
}

/** The format of that extension. Refuses ("not-found") any other, naming those there are. */
function exportFormat(extension: string): ExportFormat {
  const format = exportFormats.find((candidate) => candidate.extension === extension);
  if (!format)
    throw new Refusal(
      "not-found",
      `Bentuk berkas "${extension}" tidak ada. Yang ada: ${exportFormats.map((one) => one.extension).join(", ")}.`,
    );
  return format;
}

/** What a person must be allowed to do to have a file of that extension; an unknown one is refused later, by its name. */
export function deedFor(extension: string): Deed {
  return exportFormats.find((candidate) => candidate.extension === extension)?.deed ?? "read-results";
}

/** The one door to every export, for the staff page and the command line alike. Refuses before the first byte. */
export async function openExport(parts: Parts, request: ExportRequest): Promise<OpenedExport> {
  const format = exportFormat(request.format);
  const audience = format.settled ? "operator" : request.audience;
  const report = await unitReport(parts, request.unit, request.period, audience, {
    trend: format.trend === true,
    certainty: format.ranges === true,
    profile: format.rowsOnly !== true,
    cuts: format.rowsOnly !== true,
  });
  // The first rows of a large file come after those who waited for the report.
  await setImmediate();
  const surveys = chosenSurveys(report, request.surveys);
  const range = { unitId: report.unit.id, from: report.period.months[0]!, until: report.period.until.slice(0, 7) };
  const reading = report.audience === "staff page" ? { withoutHeldSince: report.openSince } : {};
  const pages = () => parts.store.responses.pages(range, reading);
  return {
    fileName: fileName(report, format),
    mediaType: format.mediaType,
    chunks: await format.open({ parts, report, surveys, pages }),
    provisional: report.provisional,
  };
}

function chosenSurveys(report: UnitReport, wanted: readonly string[]): readonly SurveyReport[] {
  const names = wanted.length > 0 ? wanted : report.unit.surveys;
  const surveys = [...new Set(names.map((name) => surveyIn(report, name)))];
  if (surveys.length === 0) throw new Refusal("invalid", "Unit ini belum memilih survei.");
  const keys = surveys.flatMap(({ definition }) => questionKeys(definition));
  if (new Set(keys).size < keys.length) {
    throw new Refusal(
      "invalid",
      `Survei ${surveys.map(({ ref }) => ref).join(" dan ")} memakai kunci butir yang sama; unduh satu per satu.`,
    );
  }
  return surveys;
}

/** "suara-loket_pkm-contoh_2026-TW1_rekap-sementara.csv". */
function fileName(report: UnitReport, format: ExportFormat): string {
  const state = report.provisional ? "-sementara" : "";
  const ending = format.extension.slice(format.extension.lastIndexOf(".") + 1);
  return `suara-loket_${fileNamePart(report.unit.code)}_${report.period.name}_${format.content}${state}.${ending}`;
}
