import { createHash } from "node:crypto";
import type { LocalDate } from "../../domain/periods/period.ts";
import type { Definitions } from "../../definitions/definitions.ts";
import { sixteenSigns } from "../../log/sixteen-signs.ts";
import { indexJson } from "../index-json.ts";
import { openNote } from "../../log/note.ts";
import type { RowDigest } from "../evidence/row-digest.ts";
import { reasonsSetAside } from "../exclusions/set-aside-words.ts";
import { rangesJson } from "../ranges-json.ts";
import type { SurveyReport, UnitReport } from "../unit-report.ts";

/**
 * What is frozen when a period is closed: canonical JSON (fields sorted by UTF-16 code units, no white space, as RFC 8785 has it
 * for texts and whole numbers). Every survey that was answered, each version apart, in the shape of the API with the seal of its
 * definition, a digest of the rows it was counted from, how sure each figure is, how it stands to the period before, and who answered (small groups left out as everywhere);
 * the checkpoint of the log that holds these answers; beside them how many people were served, as far as it was written down on that day. The digits are those that pages, exports and
 * the command line show. `report` must be made for an operator, with its trend and how sure it is: nothing of it is held back.
 */
export function frozenDocument(
  report: UnitReport,
  closing: { readonly closedOn: LocalDate; readonly closedBy: string },
  rows: Readonly<Record<string, RowDigest>>,
  checkpoint: string | null,
  definitions: Pick<Definitions, "seal">,
): string {
  const { unit, period, served } = report;
  return canonicalJson({
    format: "suara-loket-closing-1",
    unit: { code: unit.code, name: unit.name, zone: unit.zone },
    period: period.name,
    from: period.from,
    until: period.until,
    closedOn: closing.closedOn,
    closedBy: closing.closedBy,
    served,
    indices: frozenIndices(report),
    rows,
    log: checkpoint === null ? null : openNote(checkpoint)!.text,
    ranges: answered(report).flatMap((survey) => rangesJson(survey) ?? []),
    changes: answered(report).flatMap((survey) => changeOf(survey) ?? []),
    people: peopleOf(report),
    exclusions: reasonsSetAside(report.exclusions),
    withSetAside: answered(report).flatMap(({ ref, withSetAside }) =>
      withSetAside?.index.kind === "value" ? [{ survey: ref, index100: withSetAside.index.index100 }] : [],
    ),
    definitions: Object.fromEntries(answered(report).map(({ ref }) => [ref, definitions.seal(ref)])),
  });
}

/** The indices that are frozen, by survey and version; without the minimum sample, which follows what is written down later. */
export function frozenIndices(report: UnitReport): readonly unknown[] {
  return answered(report).map((survey) => {
    const { sample: _later, ...index } = indexJson(report, survey);
    return index;
  });
}

/** How the index stands to the last period before; nothing where there is none, or another version was asked. */
function changeOf(survey: SurveyReport): object | null {
  const change = survey.certainty?.change;
  if (change?.index.kind !== "compared") return null;
  const before = survey.trend.find(({ period }) => period.name === change.before.name);
  if (before?.result.index.kind !== "value") return null;
  return {
    survey: survey.ref,
    before: change.before.name,
    index100: before.result.index.index100,
    verdict: change.index.verdict,
    difference: change.index.printed.difference,
  };
}

/** Who answered the survey that most people answered, by what they said of themselves and by service; null is a small group. */
function peopleOf(report: UnitReport): object {
  const [main] = [...answered(report)].sort((a, b) => b.result.respondents - a.result.respondents);
  if (!main) return [];
  const services = main.byService.map(({ name, shown }) => ({ label: name, people: shown && shown.respondents }));
  return [
    ...main.profile.map(({ key, question, groups }) => ({
      key,
      question,
      groups: groups.map(({ label, people }) => ({ label, people })),
    })),
    ...(services.length > 1 ? [{ key: "layanan", question: "Layanan yang diterima", groups: services }] : []),
  ];
}

/** The surveys of a report that anybody answered: those that are frozen. */
export function answered(report: UnitReport): UnitReport["surveys"] {
  return report.surveys.filter(({ result }) => result.received > 0);
}

/**
 * Sixteen letters and digits of the document's SHA-256 (80 bits), in fours, without I, L, O and U so that they can be read aloud.
 * @example sealCode("{}") // => "8G9P-Z8TN-PDKR-M4A6"
 */
export function sealCode(document: string): string {
  return sixteenSigns(createHash("sha256").update(document, "utf8").digest());
}

export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  const kept = Object.entries(value).filter(([, held]) => held !== undefined);
  return Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, held]) => [key, sorted(held)]));
}
