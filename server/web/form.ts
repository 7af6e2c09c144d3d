import { z } from "zod";
import { plainLine } from "../domain/plain-line.ts";
import { Refusal } from "../domain/refusal.ts";

/** What was typed into a form, by field name, so that it can be shown again. Passwords are never in it. */
export type Typed = ReadonlyMap<string, readonly string[]>;

/** What is wrong with a form, by field name: one Indonesian sentence that says what to do. */
export type Problems = ReadonlyMap<string, string>;

/** A form that was refused. `form` tells forms on one page apart. */
export interface RefusedForm {
  readonly form: string;
  readonly typed: Typed;
  readonly problems: Problems;
}

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refused: RefusedForm };

/** Passwords go into fields whose names begin with this; their values are never given back. */
const SECRET = "sandi";

/** Reads a form body; every problem is a sentence beside its field, the first one of each field counts. */
export function readForm<T>(form: string, schema: z.ZodType<T>, body: unknown): Parsed<T> {
  const parsed = schema.safeParse(plainBody(body));
  if (parsed.success) return { ok: true, value: parsed.data };
  const problems = new Map<string, string>();
  for (const issue of parsed.error.issues) {
    const field = String(issue.path[0] ?? "");
    if (!problems.has(field)) problems.set(field, issue.message);
  }
  return { ok: false, refused: { form, typed: typedIn(body), problems } };
}

/** The same form again with a problem that only the store or the hash could find. */
export function refuseForm(form: string, body: unknown, field: string, sentence: string): RefusedForm {
  return { form, typed: typedIn(body), problems: new Map([[field, sentence]]) };
}

/** Adds problems that need more than one field, or values from elsewhere, to a form that was read. */
export function withProblems<T>(form: string, body: unknown, parsed: Parsed<T>, more: Problems): Parsed<T> {
  if (more.size === 0) return parsed;
  return {
    ok: false,
    refused: { form, typed: typedIn(body), problems: new Map([...(parsed.ok ? [] : parsed.refused.problems), ...more]) },
  };
}

/** Which button of a page was pressed; refuses what is not a button of it. */
export function pressed<const T extends string>(body: unknown, known: readonly T[]): T {
  const deed = known.find((one) => one === fieldOf(body, "tindakan"));
  if (deed === undefined) throw new Refusal("invalid", "Tombol ini tidak kami kenali. Muat ulang halamannya, lalu coba lagi.");
  return deed;
}

/** The first value of one field of a body, or undefined. */
export function fieldOf(body: unknown, name: string): string | undefined {
  const value = plainBody(body)[name];
  const one: unknown = Array.isArray(value) ? value[0] : value;
  return typeof one === "string" ? one : undefined;
}

function typedIn(body: unknown): Typed {
  const typed = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(plainBody(body))) {
    if (name.startsWith(SECRET)) continue;
    const list = Array.isArray(value) ? value : [value];
    typed.set(
      name,
      list.filter((one) => typeof one === "string"),
    );
  }
  return typed;
}

function plainBody(body: unknown): Record<string, unknown> {
  return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
}

/** The value of a field, the first one when it came twice; a field that did not come is empty. */
export function first(value: unknown): unknown {
  return Array.isArray(value) ? (value as readonly unknown[])[0] : (value ?? "");
}

/** One line of text: blanks around it, doubled inside it and letters nobody sees are dropped, control characters refused. */
export function line(min: number, max: number, sentence: string): z.ZodType<string> {
  return z.preprocess(
    first,
    z
      .string(sentence)
      .transform(plainLine)
      .pipe(
        z
          .string()
          .min(min, sentence)
          .max(max, `Paling banyak ${max} huruf.`)
          .regex(/^\P{Cc}*$/u, "Tulis dalam satu baris."),
      ),
  );
}

/** A value that the domain reads; what it refuses is said beside the field. */
export function readBy(read: (text: string) => string): z.ZodType<string> {
  return z.preprocess(
    first,
    z.string().transform((text, context) => {
      try {
        return read(text);
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        context.addIssue({ code: "custom", message: error.message });
        return z.NEVER;
      }
    }),
  );
}

/** A value out of a list of known ones; `missing` where the form says nothing, else that is refused too. */
export function oneOf<const T extends string>(known: readonly T[], sentence: string, missing?: T): z.ZodType<T> {
  return z.preprocess((value) => first(value ?? missing), z.enum(known as readonly [T, ...T[]], sentence));
}

/** Ticked boxes of one name, each a known value, in the order of the known values. */
export function someOf(known: readonly string[], sentence: string, least: 0 | 1): z.ZodType<readonly string[]> {
  return z.preprocess(
    (value): unknown => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z
      .array(z.string(sentence))
      .refine((list) => list.length >= least && list.every((one) => known.includes(one)), sentence)
      .transform((list) => known.filter((one) => list.includes(one))),
  );
}

/** The id of one thing out of a list. */
export function idOf(known: readonly number[], sentence: string): z.ZodType<number> {
  return z.preprocess(
    first,
    z
      .string(sentence)
      .transform((text) => (/^\d{1,15}$/.test(text) ? Number(text) : -1))
      .refine((id) => known.includes(id), sentence),
  );
}

/** The id of one thing out of a list, or null for the empty choice. */
export function idOrNone(known: readonly number[], sentence: string): z.ZodType<number | null> {
  return z.preprocess((value) => (first(value) === "" ? null : value), z.union([z.null(), idOf(known, sentence)], sentence));
}

/** A whole number between two, both in; `missing` where the form says nothing. */
export function wholeNumber(min: number, max: number, sentence: string, missing: number): z.ZodType<number> {
  return z.preprocess(
    (value) => (value === undefined ? String(missing) : first(value)),
    z
      .string(sentence)
      .trim()
      .regex(/^\d{1,9}$/, sentence)
      .transform(Number)
      .pipe(z.number().min(min, sentence).max(max, sentence)),
  );
}

/** A value that is not asked for: whatever was sent, this stands. */
export function always(value: number | null): z.ZodType<number | null> {
  return z.preprocess(() => value, z.number().nullable());
}

/** A password as it was typed: taken whole, blanks and all. Its rules stand in password-rules.ts. */
export const password: z.ZodType<string> = z.preprocess(first, z.string("Isi kata sandi.").min(1, "Isi kata sandi."));

/** What somebody signs in with: lower-case letters, digits, dot, hyphen, underscore; 3 to 32 of them. Case is ignored on entry. */
export const login: z.ZodType<string> = z.preprocess(
  first,
  z
    .string()
    .transform((text) => text.trim().toLowerCase())
    .pipe(
      z
        .string()
        .regex(
          /^[a-z0-9._-]{3,32}$/,
          "Nama masuk terdiri atas 3 sampai 32 huruf kecil, angka, titik, atau tanda hubung; contoh: sari.dewi.",
        ),
    ),
);

/** A person's name as it stands in lists and on records. */
export const personName = line(2, 100, "Tulis nama lengkap.");
