import { z } from "zod";
import type { Unit } from "../../domain/response.ts";
import type { Parsed } from "../../web/form.ts";
import { first, line, readForm } from "../../web/form.ts";

/** Why a closed period should be opened again. */
export function parseReopening(body: unknown): Parsed<string> {
  const schema = z.object({ alasan: line(10, 300, "Tulis alasannya dalam satu kalimat, paling sedikit 10 huruf.") });
  const parsed = readForm("buka", schema, body);
  return parsed.ok ? { ok: true, value: parsed.value.alasan } : parsed;
}

/** The form by which a period is closed: the unit's name, typed by hand, and a tick where something speaks against it. */
export function parseClosing(body: unknown, unit: Unit, reservations: readonly string[]): Parsed<unknown> {
  const schema = z.object({
    nama: line(1, 300, `Ketik nama unit untuk menetapkan: ${unit.name}`).refine(
      (typed) => typed.toLocaleLowerCase("id") === unit.name.toLocaleLowerCase("id"),
      `Yang diketik belum sama dengan nama unit: ${unit.name}`,
    ),
    catatan: z.preprocess(
      first,
      reservations.length === 0
        ? z.unknown()
        : z.literal("ya", "Beri tanda di sini bila periode ini memang akan ditutup dengan catatan itu."),
    ),
  });
  return readForm("tutup", schema, body);
}
