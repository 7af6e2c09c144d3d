import { z } from "zod";
import type { Parsed } from "../web/form.ts";
import { fieldOf, login, personName, readForm, withProblems } from "../web/form.ts";
import { parseNewPassword } from "./parse-new-password.ts";

const PASSWORD_FIELDS = { once: "sandi", again: "sandi_ulang" };

/** The first administrator as typed at the set-up address. */
export interface SetUpForm {
  readonly name: string;
  readonly login: string;
  readonly password: string;
}

const schema = z.object({ nama: personName, login });

export function parseSetUp(body: unknown): Parsed<SetUpForm> {
  const { password, problems } = parseNewPassword(body, PASSWORD_FIELDS, [
    fieldOf(body, "nama") ?? "",
    fieldOf(body, "login") ?? "",
  ]);
  const complete = schema.transform(({ nama, login: loginName }) => ({ name: nama, login: loginName, password }));
  return withProblems("penyiapan", body, readForm("penyiapan", complete, body), problems);
}

/** The password an invited person chooses; `context` are their login, name and unit. */
export function parseInvitation(body: unknown, context: readonly string[]): Parsed<string> {
  const { password, problems } = parseNewPassword(body, PASSWORD_FIELDS, context);
  return withProblems("undangan", body, { ok: true, value: password }, problems);
}
