import { z } from "zod";
import type { Parsed } from "../web/form.ts";
import { first, password, readForm } from "../web/form.ts";
import { localPath } from "./local-path.ts";

export interface SignInForm {
  readonly login: string;
  readonly password: string;
  /** A path on this site. */
  readonly back: string;
}

const text = z.preprocess(first, z.string());

const schema = z
  .object({
    // Any words are let through here: whether they could be a login is nobody's business before the password fits.
    login: text
      .transform((typed) => typed.trim().toLowerCase().slice(0, 64))
      .refine((login) => login !== "", "Isi nama masuk Anda."),
    sandi: password,
    kembali: text.transform(localPath),
  })
  .transform(({ login, sandi, kembali }) => ({ login, password: sandi.slice(0, 1000), back: kembali }));

export function parseSignIn(body: unknown): Parsed<SignInForm> {
  return readForm("masuk", schema, body);
}
