import { z } from "zod";
import type { FollowUp } from "../../domain/follow-up.ts";
import { followUpStates } from "../../domain/follow-up.ts";
import { isLocalDate } from "../../domain/periods/period.ts";
import type { Parsed } from "../../web/form.ts";
import { line, oneOf, readForm } from "../../web/form.ts";

export type MeasureTyped = Omit<FollowUp, "id" | "period" | "changedOn" | "changedBy">;

const date = line(1, 10, "Tulis tanggal seperti 2026-12-15.").refine(isLocalDate, "Tulis tanggal yang ada, seperti 2026-12-15.");

/** A measure as it was typed; `items` are the unsur that may be chosen ("skm U3"). A new one has not begun. */
export function parseMeasure(form: string, body: unknown, items: readonly string[]): Parsed<MeasureTyped> {
  const schema = z
    .object({
      unsur: oneOf(items, "Pilih unsur dari daftar."),
      kegiatan: line(3, 300, "Tulis apa yang akan dikerjakan."),
      waktu: date,
      penanggung: line(2, 120, "Tulis siapa yang bertanggung jawab."),
      keadaan: oneOf(followUpStates, "Pilih keadaan dari daftar.", "belum"),
      kendala: line(0, 300, "Tulis dalam satu baris."),
      rekomendasi: line(0, 300, "Tulis dalam satu baris."),
      kabar: line(0, 200, "Tulis dalam satu baris."),
    })
    .transform((typed): MeasureTyped => {
      const [survey = "", item = ""] = typed.unsur.split(" ");
      return {
        survey,
        item,
        action: typed.kegiatan,
        due: typed.waktu,
        responsible: typed.penanggung,
        state: typed.keadaan,
        obstacles: typed.kendala,
        recommendation: typed.rekomendasi,
        told: typed.kabar,
      };
    });
  return readForm(form, schema, body);
}

/** The day of the Forum Konsultasi Publik; empty takes it away. */
export function parseMeeting(body: unknown, today: string): Parsed<string> {
  const schema = z.object({
    tanggal: z.union(
      [line(0, 0, ""), date.refine((day) => day <= today, "Tanggal itu belum tiba. Isi setelah forumnya diadakan.")],
      "Tulis tanggal seperti 2026-10-20, yang sudah lewat atau hari ini.",
    ),
  });
  const parsed = readForm("fkp", schema, body);
  return parsed.ok ? { ok: true, value: parsed.value.tanggal } : parsed;
}
