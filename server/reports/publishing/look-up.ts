import type { LocalDate, Period } from "../../domain/periods/period.ts";
import { parsePeriod, periodOf } from "../../domain/periods/period.ts";
import type { Unit } from "../../domain/response.ts";
import { readCheckpoint } from "../../log/checkpoint.ts";
import { openNote, verifyNote } from "../../log/note.ts";
import { keyDigestOf } from "../../log/receipt.ts";
import { readSigns } from "../../log/sixteen-signs.ts";
import type { PackCheck, Parts } from "../../parts.ts";
import { sealCode } from "../closing/frozen-document.ts";
import { readManifest } from "../evidence/manifest.ts";
import { hashesIn } from "../log/bring-up-log.ts";

type LookParts = Pick<Parts, "store" | "signer">;

/** What somebody who holds a receipt, a report or a pack is told about it. Never what an answer was. */
export type Found =
  /** `period` is the quarter in which the log holds it; null before the end of its day. */
  | { readonly kind: "receipt"; readonly period: Period | null }
  | { readonly kind: "seal"; readonly period: Period; readonly closedOn: LocalDate; readonly reopened: boolean }
  /** `size` is the checkpoint's own, `now` that of the log today. */
  | { readonly kind: "checkpoint"; readonly holds: boolean; readonly size: number; readonly now: number }
  /** The signed list of a pack: whether a key of this installation signed it, and whether its seal is one of this unit's. */
  | { readonly kind: "list"; readonly signed: boolean; readonly seal: boolean; readonly period: string }
  /** A whole pack, checked from itself. `stands` is false when a seal in it is that of an edition that was opened again. */
  | { readonly kind: "pack"; readonly check: PackCheck; readonly sealed: boolean; readonly stands: boolean }
  | { readonly kind: "elsewhere"; readonly unit: string }
  | { readonly kind: "unknown-signs" }
  | { readonly kind: "unreadable" };

/** Looks up what was typed or pasted: sixteen signs, a checkpoint with or without its signature, or the signed list of a pack. */
export async function lookUp(parts: LookParts, unit: Unit, typed: string): Promise<Found> {
  const signs = readSigns(typed);
  if (signs !== undefined)
    return (await sealedBy(parts, unit, signs)) ?? (await receivedAs(parts, unit, signs)) ?? { kind: "unknown-signs" };
  const pasted = `${typed.replace(/\r\n?/g, "\n").trim()}\n`;
  const text = openNote(pasted)?.text ?? pasted;
  const checkpoint = readCheckpoint(text);
  if (checkpoint) return inLog(parts, unit, text, checkpoint.origin, checkpoint.size);
  const manifest = readManifest(text);
  if (!manifest) return { kind: "unreadable" };
  if (manifest.unit !== unit.code) return { kind: "elsewhere", unit: manifest.unit };
  return {
    kind: "list",
    signed: parts.signer.keys().some((key) => verifyNote(pasted, key) === "signed"),
    seal: (await sealedBy(parts, unit, manifest.seal)) !== null,
    period: manifest.period,
  };
}

/** What a checked pack, or collection of packs, is to this unit. */
export async function foundInPack(parts: LookParts, unit: Unit, check: PackCheck): Promise<Found> {
  if (check.of && check.of.unit !== unit.code) return { kind: "elsewhere", unit: check.of.unit };
  const seals = await Promise.all((check.of?.seal ?? "").split(", ").map((seal) => sealedBy(parts, unit, seal)));
  const sealed = seals.every((seal) => seal !== null);
  return { kind: "pack", check, sealed, stands: sealed && seals.every((seal) => seal?.reopened === false) };
}

async function sealedBy({ store }: LookParts, unit: Unit, signs: string): Promise<Extract<Found, { kind: "seal" }> | null> {
  const closing = (await store.closings.list(unit.id)).find(({ document }) => document !== null && sealCode(document) === signs);
  return closing
    ? { kind: "seal", period: parsePeriod(closing.period), closedOn: closing.closedOn, reopened: closing.reopened }
    : null;
}

async function receivedAs({ store }: LookParts, unit: Unit, signs: string): Promise<Extract<Found, { kind: "receipt" }> | null> {
  const digest = Buffer.from(keyDigestOf(unit.id, signs));
  if (!(await store.log.hasReceipt(digest))) return null;
  for await (const { kind, of, receipts } of store.log.entries(unit.id))
    if (kind === "day" && hashesIn(receipts, digest.length).some((one) => one.equals(digest)))
      return { kind: "receipt", period: periodOf("quarter", of) };
  return { kind: "receipt", period: null };
}

async function inLog({ store }: LookParts, unit: Unit, text: string, origin: string, size: number): Promise<Found> {
  const [, code = ""] = origin.split("/");
  if (code !== unit.code) return { kind: "elsewhere", unit: code };
  const [entry, last] = await Promise.all([store.log.ofSize(unit.id, size), store.log.last(unit.id)]);
  const holds = entry !== undefined && openNote(entry.checkpoint)?.text === text;
  return { kind: "checkpoint", holds, size, now: last?.size ?? 0 };
}
