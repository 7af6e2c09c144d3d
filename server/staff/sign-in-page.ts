import type { Field, ListedProblem } from "../web/fields.ts";
import { FormFields, listedProblems } from "../web/fields.ts";
import type { RefusedForm } from "../web/form.ts";

/** What views/staff/sign-in.eta shows. */
export interface SignInPage {
  readonly title: string;
  readonly problems: readonly ListedProblem[];
  /** Always false: nothing is saved by signing in. */
  readonly saved: boolean;
  readonly fields: readonly Field[];
  /** Path to go on to after signing in. */
  readonly back: string;
  /** True while the installation has nobody yet, so that signing in cannot work. */
  readonly nobodyYet: boolean;
}

export function signInPage(back: string, nobodyYet: boolean, refused?: RefusedForm): SignInPage {
  const form = new FormFields("masuk", refused);
  return {
    title: "Masuk",
    problems: listedProblems(refused),
    saved: false,
    fields: [
      form.text("login", { label: "Nama masuk", autocomplete: "username", capitals: "none", maxLength: 64 }),
      form.text("sandi", { label: "Kata sandi", type: "password", autocomplete: "current-password" }),
    ],
    back,
    nobodyYet,
  };
}
