import type { Problems } from "../web/form.ts";
import { fieldOf } from "../web/form.ts";
import { passwordProblem } from "./password-rules.ts";

/** The two fields in which a new password is typed, by name. */
export interface NewPasswordFields {
  readonly once: string;
  readonly again: string;
}

/** Reads a new password typed twice; `context` are words that must not carry it. No problems means it will do. */
export function parseNewPassword(
  body: unknown,
  { once, again }: NewPasswordFields,
  context: readonly string[],
): { password: string; problems: Problems } {
  const password = fieldOf(body, once) ?? "";
  const weak = password === "" ? "Isi kata sandi baru." : passwordProblem(password, context);
  if (weak !== undefined) return { password, problems: new Map([[once, weak]]) };
  if (fieldOf(body, again) !== password)
    return { password, problems: new Map([[again, "Kedua kata sandi tidak sama. Ketik yang sama sekali lagi."]]) };
  return { password, problems: new Map() };
}
