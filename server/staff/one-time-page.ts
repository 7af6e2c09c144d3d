import type { Person } from "../domain/person.ts";
import type { Field, ListedProblem } from "../web/fields.ts";
import { FormFields, listedProblems } from "../web/fields.ts";
import type { RefusedForm } from "../web/form.ts";

/** What views/staff/one-time.eta shows: set-up, or the first sign-in of an invited person. */
export interface OneTimePage {
  readonly title: string;
  /** What this page is for, in one or two sentences. */
  readonly lead: string;
  readonly problems: readonly ListedProblem[];
  /** Always false: the page leads away when it has saved. */
  readonly saved: boolean;
  readonly fields: readonly Field[];
  /** The login, for password managers; empty when it is typed on this page. */
  readonly login: string;
  /** Words on the button. */
  readonly button: string;
}

const ADVICE =
  "Paling sedikit 12 karakter. Beberapa kata yang mudah Anda ingat sudah cukup; boleh ditempel dari pengelola kata sandi.";

export function setUpPage(refused?: RefusedForm): OneTimePage {
  const form = new FormFields("penyiapan", refused);
  return {
    title: "Menyiapkan Suara Loket",
    lead: "Buat akun admin pertama. Admin menambahkan unit dan orang; alamat halaman ini tidak berlaku lagi sesudahnya.",
    problems: listedProblems(refused),
    saved: false,
    fields: [
      form.text("nama", { label: "Nama Anda", autocomplete: "name", capitals: "words", maxLength: 100 }),
      form.text("login", {
        label: "Nama masuk",
        hint: "Huruf kecil, angka, titik, atau tanda hubung; contoh: sari.dewi",
        autocomplete: "username",
        capitals: "none",
        maxLength: 32,
      }),
      ...newPasswordFields(form),
    ],
    login: "",
    button: "Buat akun admin",
  };
}

export function invitationPage(person: Person, unitName: string | null, refused?: RefusedForm): OneTimePage {
  const form = new FormFields("undangan", refused);
  return {
    title: `Selamat datang, ${person.name}`,
    lead: `${unitName === null ? "Anda" : `Anda di ${unitName}`} masuk dengan nama masuk ${person.login}. Pilih kata sandi; alamat halaman ini tidak berlaku lagi sesudahnya.`,
    problems: listedProblems(refused),
    saved: false,
    fields: newPasswordFields(form),
    login: person.login,
    button: "Simpan kata sandi",
  };
}

function newPasswordFields(form: FormFields): Field[] {
  return [
    form.text("sandi", { label: "Kata sandi", hint: ADVICE, type: "password", autocomplete: "new-password", maxLength: 1000 }),
    form.text("sandi_ulang", { label: "Ulangi kata sandi", type: "password", autocomplete: "new-password", maxLength: 1000 }),
  ];
}
