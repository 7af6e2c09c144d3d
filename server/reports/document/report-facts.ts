import type { FollowUp } from "../../domain/follow-up.ts";
import type { SurveyReport, UnitReport } from "../unit-report.ts";
import type { Block } from "./blocks.ts";
import type { Logo } from "./logo.ts";
import type { ReportTexts } from "./narrative.ts";

/** What the chapters are written from. */
export interface ReportFacts {
  readonly report: UnitReport;
  /** Those of the report that are in the file, at least one. */
  readonly surveys: readonly SurveyReport[];
  readonly texts: ReportTexts;
  /** What is done about the results of the period, and of the one before. */
  readonly plan: readonly FollowUp[];
  readonly planBefore: readonly FollowUp[];
  /** The public key with which evidence packs are signed. */
  readonly key: string;
  /** The checkpoint of the log at the closing, with its signature; null before it. */
  readonly checkpoint: string | null;
  readonly logo: Logo | null;
}

/** Paragraphs that the unit typed, one for each line. */
export function own(texts: ReportTexts, key: string): readonly Block[] {
  return linesOf(texts.narrative.get(key)).map((text) => ({ kind: "paragraph", text }));
}

export function linesOf(text: string | undefined): readonly string[] {
  return (text ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
