import type { RefusedForm } from "./form.ts";

/** What every field of a form shows. */
interface FieldBase {
  /** Unique in the page; label, hint and problem refer to it. */
  readonly id: string;
  readonly name: string;
  readonly label: string;
  /** A sentence under the label; null when the label says it all. */
  readonly hint: string | null;
  /** What to do about it, after a refusal. */
  readonly problem: string | null;
}

/** A box for one line of text, a number or a password. */
export interface TextField extends FieldBase {
  readonly kind: "text";
  readonly type: "text" | "password";
  readonly value: string;
  /** Value of the autocomplete attribute. */
  readonly autocomplete: string;
  /** Value of the inputmode attribute. */
  readonly keyboard: "text" | "numeric";
  readonly width: "full" | "short";
  readonly maxLength: number;
  /** Value of the autocapitalize attribute: "none" for logins and codes. */
  readonly capitals: "none" | "sentences" | "words";
}

/** A box for several lines of text. */
export interface AreaField extends FieldBase {
  readonly kind: "area";
  readonly value: string;
  readonly rows: number;
  /** Whether lines break at the edge: prose does, a table that was pasted does not. */
  readonly prose: boolean;
}

/** A choice of one. */
export interface SelectField extends FieldBase {
  readonly kind: "select";
  readonly options: readonly { readonly value: string; readonly label: string; readonly chosen: boolean }[];
}

/** Boxes to tick, any number of them. */
export interface BoxesField extends FieldBase {
  readonly kind: "boxes";
  readonly options: readonly { readonly id: string; readonly value: string; readonly label: string; readonly chosen: boolean }[];
}

/** A box for one file. */
export interface FileField extends FieldBase {
  readonly kind: "file";
  /** Endings of the files that are offered: ".pdf,.jpg". */
  readonly accept: string;
}

export type Field = FileField | TextField | AreaField | SelectField | BoxesField;

/** A problem as it stands in the summary at the top, with the address of its field. */
export interface ListedProblem {
  readonly href: string;
  readonly sentence: string;
}

interface FieldWords {
  readonly label: string;
  readonly hint?: string;
}

interface TextOptions extends FieldWords {
  readonly value?: string;
  readonly type?: "text" | "password";
  readonly autocomplete?: string;
  readonly keyboard?: "text" | "numeric";
  readonly width?: "full" | "short";
  readonly maxLength?: number;
  readonly capitals?: "none" | "sentences" | "words";
}

/** Builds the fields of one form: with the kept values, or, when this very form was refused, with what was typed. */
export class FormFields {
  readonly #form: string;
  readonly #refused: RefusedForm | undefined;

  constructor(form: string, refused: RefusedForm | undefined) {
    this.#form = form;
    this.#refused = refused?.form === form ? refused : undefined;
  }

  /** True when this form was sent and refused, so that a folded one stands open. */
  get open(): boolean {
    return this.#refused !== undefined;
  }

  text(name: string, options: TextOptions): TextField {
    return {
      kind: "text",
      ...this.#base(name, options),
      type: options.type ?? "text",
      value: options.type === "password" ? "" : (this.#typed(name)?.[0] ?? options.value ?? ""),
      autocomplete: options.autocomplete ?? "off",
      keyboard: options.keyboard ?? "text",
      width: options.width ?? "full",
      maxLength: options.maxLength ?? 200,
      capitals: options.capitals ?? "sentences",
    };
  }

  area(
    name: string,
    {
      rows,
      value = "",
      prose = false,
      ...words
    }: FieldWords & { readonly rows: number; readonly value?: string; readonly prose?: boolean },
  ): AreaField {
    return { kind: "area", ...this.#base(name, words), value: this.#typed(name)?.[0] ?? value, rows, prose };
  }

  file(name: string, words: FieldWords & { readonly accept: string }): FileField {
    return { kind: "file", accept: words.accept, ...this.#base(name, words) };
  }

  select(name: string, words: FieldWords, options: readonly { value: string; label: string }[], value: string): SelectField {
    const chosen = this.#typed(name)?.[0] ?? value;
    return {
      kind: "select",
      ...this.#base(name, words),
      options: options.map((one) => ({ ...one, chosen: one.value === chosen })),
    };
  }

  boxes(
    name: string,
    words: FieldWords,
    options: readonly { value: string; label: string }[],
    values: readonly string[],
  ): BoxesField {
    const chosen = this.#refused ? (this.#typed(name) ?? []) : values;
    const base = this.#base(name, words);
    return {
      kind: "boxes",
      ...base,
      options: options.map((one, at) => ({
        ...one,
        id: at === 0 ? base.id : `${base.id}-${at + 1}`,
        chosen: chosen.includes(one.value),
      })),
    };
  }

  #base(name: string, words: FieldWords): FieldBase {
    return {
      id: fieldId(this.#form, name),
      name,
      label: words.label,
      hint: words.hint ?? null,
      problem: this.#refused?.problems.get(name) ?? null,
    };
  }

  #typed(name: string): readonly string[] | undefined {
    return this.#refused?.typed.get(name);
  }
}

/** The problems of a refused form for the summary at the top of the page; empty when nothing was refused. */
export function listedProblems(refused: RefusedForm | undefined): readonly ListedProblem[] {
  if (!refused) return [];
  return [...refused.problems].map(([name, sentence]) => ({ href: `#${fieldId(refused.form, name)}`, sentence }));
}

function fieldId(form: string, name: string): string {
  return `${form}-${name}`;
}
