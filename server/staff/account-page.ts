import type { Zone } from "../domain/periods/zone.ts";
import type { Person } from "../domain/person.ts";
import type { Unit } from "../domain/response.ts";
import type { SessionRecord } from "../store/store.ts";
import type { Frame } from "../web/frame.ts";
import { frame } from "../web/frame.ts";
import type { Field, ListedProblem } from "../web/fields.ts";
import { FormFields, listedProblems } from "../web/fields.ts";
import type { RefusedForm } from "../web/form.ts";
import { ROLE_NAMES } from "./role-names.ts";
import { spokenInstant } from "./spoken-time.ts";

export interface SessionRow {
  readonly id: number;
  /** "22 November 2026 pukul 10.42 WIB". */
  readonly started: string;
  readonly seen: string;
  /** True for the session that asks. */
  readonly present: boolean;
}

/** What views/staff/account.eta shows. */
export interface AccountPage {
  readonly frame: Frame;
  readonly problems: readonly ListedProblem[];
  readonly saved: boolean;
  readonly login: string;
  readonly roleName: string;
  readonly sessions: readonly SessionRow[];
  readonly fields: readonly Field[];
}

export interface AccountFacts {
  readonly person: Person;
  /** The person's own unit; null for an admin. */
  readonly unit: Unit | null;
  readonly sessions: readonly SessionRecord[];
  /** Id of the session that asks. */
  readonly present: number;
  readonly saved: boolean;
}

export function accountPage({ person, unit, sessions, present, saved }: AccountFacts, refused?: RefusedForm): AccountPage {
  const form = new FormFields("sandi-akun", refused);
  const zone: Zone = unit?.zone ?? "WIB";
  return {
    frame: frame(person, unit, "akun", "Akun Anda"),
    problems: listedProblems(refused),
    saved,
    login: person.login,
    roleName: ROLE_NAMES[person.role],
    sessions: [...sessions]
      .sort((a, b) => b.seenAt - a.seenAt)
      .map(({ id, startedAt, seenAt }) => ({
        id,
        started: spokenInstant(startedAt, zone),
        seen: spokenInstant(seenAt, zone),
        present: id === present,
      })),
    fields: [
      form.text("sandi", { label: "Kata sandi sekarang", type: "password", autocomplete: "current-password", maxLength: 1000 }),
      form.text("sandi_baru", {
        label: "Kata sandi baru",
        hint: "Paling sedikit 12 karakter; beberapa kata yang mudah Anda ingat sudah cukup.",
        type: "password",
        autocomplete: "new-password",
        maxLength: 1000,
      }),
      form.text("sandi_ulang", {
        label: "Ulangi kata sandi baru",
        type: "password",
        autocomplete: "new-password",
        maxLength: 1000,
      }),
    ],
  };
}
