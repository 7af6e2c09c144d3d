import { readCheckpoint } from "../../log/checkpoint.ts";
import { parsePeriod } from "../../domain/periods/period.ts";
import type { Unit } from "../../domain/response.ts";
import type { Parts } from "../../parts.ts";
import { openNote } from "../../log/note.ts";
import { digestRows } from "../evidence/digest-rows.ts";
import { unitReport } from "../unit-report.ts";
import { closingOf } from "./close-period.ts";
import { answered, canonicalJson, frozenIndices } from "./frozen-document.ts";

/** Reckons every closed period anew and compares it with what was frozen; one English line for each that differs. */
export async function checkClosings(parts: Parts): Promise<string[]> {
  const findings: string[] = [];
  for (const unit of await parts.store.units.list()) {
    for (const { period: name, reopened } of await parts.store.closings.list(unit.id)) {
      // What was opened again may have changed; its frozen figures are those of an earlier edition.
      if (reopened) continue;
      const period = parsePeriod(name);
      const sealed = await closingOf(parts, unit, period);
      const frozen = JSON.parse(sealed!.document) as { indices: unknown[]; rows?: unknown; log?: string | null };
      const report = await unitReport(parts, unit, period, "operator", { trend: false, profile: false });
      // The code of a unit may have been changed since; its figures may not.
      const now = frozenIndices({ ...report, unit: { ...unit, code: codeIn(sealed!.document) } });
      const rows = await digestRows(parts, report, answered(report));
      if (canonicalJson(frozen.indices) !== canonicalJson(now))
        findings.push(`unit ${unit.code}, period ${name}: its figures differ from those that were frozen when it was closed`);
      else if (frozen.rows && canonicalJson(frozen.rows) !== canonicalJson(rows))
        findings.push(`unit ${unit.code}, period ${name}: its rows differ from those that were there when it was closed`);
      if (frozen.log && !(await holdsCheckpoint(parts, unit, frozen.log)))
        findings.push(`unit ${unit.code}, period ${name}: the log does not hold the checkpoint of its closing`);
    }
  }
  return findings;
}

async function holdsCheckpoint({ store }: Pick<Parts, "store">, unit: Unit, text: string): Promise<boolean> {
  const entry = await store.log.ofSize(unit.id, readCheckpoint(text)?.size ?? 0);
  return entry !== undefined && openNote(entry.checkpoint)?.text === text;
}

function codeIn(document: string): string {
  return (JSON.parse(document) as { unit: { code: string } }).unit.code;
}
