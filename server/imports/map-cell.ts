import type { Question } from "../domain/questionnaire/definition.ts";
import type { ProfileQuestion } from "../domain/questionnaire/profile.ts";
import { ageBand } from "../domain/questionnaire/profile.ts";
import { plain } from "./column-map.ts";

/**
 * The score that a cell of another tool's file means for a question; undefined when that is not plain. A label of the question
 * ("Sangat sesuai") is its place on the scale, a bare figure is itself. Where figure and label stand together and contradict each
 * other ("1. Sangat sesuai") nothing is guessed: somebody has counted from the other end.
 * @example scoreOf("4. Sangat sesuai", u1, 4) // => 4
 */
export function scoreOf(text: string, { labels }: Pick<Question, "labels">, max: number): number | undefined {
  const whole = placeOf(plain(text), labels);
  if (whole !== undefined) return whole;
  const { figure, words } = figureAndWords(text);
  if (figure !== undefined && (figure < 1 || figure > max)) return undefined;
  if (words === "") return figure;
  const place = placeOf(words, labels);
  return figure === undefined || figure === place ? place : undefined;
}

/** Whether a cell is the answer that carries no score ("Tidak berlaku untuk saya"), in either language; it is kept as not answered. */
export function isOptOut(text: string, { optOut }: Pick<Question, "optOut">): boolean {
  return optOut !== undefined && [optOut.id, optOut.en].some((label) => plain(label) === plain(text));
}

/** The place of a label, from 1; undefined when it is none, or another one in the other language. */
function placeOf(words: string, { id, en }: Question["labels"]): number | undefined {
  const places = [id, en].map((list) => list.findIndex((label) => plain(label) === words) + 1).filter((place) => place > 0);
  return new Set(places).size === 1 ? places[0] : undefined;
}

/** "4. Baik", "(4) Baik", "Baik (4)", "d. Baik" as a figure and the words beside it. */
function figureAndWords(text: string): { figure: number | undefined; words: string } {
  const words = plain(text);
  const [, before, after] = /^(\d)\b ?(.*)$/.exec(words) ?? [];
  if (before !== undefined) return { figure: Number(before), words: after! };
  const [, label, last] = /^(.*) (\d)$/.exec(words) ?? [];
  if (last !== undefined) return { figure: Number(last), words: label! };
  // Letters are names of choices on a paper form, whatever their order: the words decide.
  return { figure: undefined, words: words.replace(/^[a-f] (?=.)/, "") };
}

/**
 * The code that a cell means for a question of the profile: a code, a label in either language, a part of one ("SMA" of "SMA atau
 * sederajat"), or an age; undefined when that is not plain.
 */
export function profileCodeOf(text: string, { options, ages }: ProfileQuestion): string | undefined {
  const words = bare(text);
  const same = options.find(({ code, label }) => [code, label.id, label.en].some((one) => bare(one) === words));
  if (same) return same.code;
  const years = /^(\d{1,3})(?: (?:tahun|thn|th))?$/.exec(words)?.[1];
  if (ages && years !== undefined) return ageBand(years, options);
  const parts = options.filter(({ label }) => label.id.split(/ atau | sampai |\/|, /).some((part) => bare(part) === words));
  return parts.length === 1 ? parts[0]!.code : undefined;
}

/** Without the words between two that a slash stands for as well. */
function bare(text: string): string {
  return plain(text)
    .split(" ")
    .filter((word) => word !== "atau" && word !== "dan")
    .join(" ");
}
