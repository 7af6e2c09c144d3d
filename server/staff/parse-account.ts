import { z } from "zod";
import type { Person } from "../domain/person.ts";
import type { Parsed } from "../web/form.ts";
import { password, readForm, withProblems } from "../web/form.ts";
import { parseNewPassword } from "./parse-new-password.ts";

export interface PasswordChange {
  readonly present: string;
  readonly next: string;
}

/** A change of one's own password; the unit's name must not carry it. */
export function parsePasswordChange(body: unknown, person: Person, unitName: string): Parsed<PasswordChange> {
  const next = parseNewPassword(body, { once: "sandi_baru", again: "sandi_ulang" }, [person.login, person.name, unitName]);
  const schema = z.object({ sandi: password }).transform(({ sandi }) => ({ present: sandi, next: next.password }));
  return withProblems("sandi-akun", body, readForm("sandi-akun", schema, body), next.problems);
}
