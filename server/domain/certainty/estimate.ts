import type { SurveyDefinition, SurveyItem } from "../questionnaire/definition.ts";
import { refOf } from "../questionnaire/definition.ts";
import type { Figure, Unrated } from "./figure.ts";
import { indexFigure, itemFigure, sumsOfMoments } from "./figure.ts";
import type { Moments } from "./moments.ts";
import type { Variance } from "./variance.ts";
import { measuredVariance } from "./variance.ts";

/** A figure and how far it would sway if other people had answered: in points (as `index100`), in floating point, not rounded. */
export interface Estimate extends Variance {
  readonly kind: "estimate";
  readonly points: number;
  /** The figure if everybody had given the lowest, the highest answers. */
  readonly lowest: number;
  readonly highest: number;
  /** The figure's own scale (`index4`, NRR) is (points − offset) / slope. */
  readonly own: { readonly slope: number; readonly offset: number };
  /** What one more answer half a step off on each question would add to `variance`; `interval` says what for. */
  readonly halfStep: number;
  /** How many answers the figure rests on: the number of people, or fewer when some questions were rated by fewer. */
  readonly answers: number;
  /** People behind the figure: respondents for the index, those who rated it for an item. */
  readonly people: number;
  /** Respondents of the survey: those of the people served who answered. */
  readonly respondents: number;
}

/** No interval can be had, and there is a reason. */
export interface NoInterval {
  readonly kind: "no-interval";
  readonly cause: "nobody" | "unrated" | "one-answer" | "everybody";
  /** One Indonesian sentence. */
  readonly reason: string;
}

/**
 * The index of one survey with its standard error by linearization, following the definition's own rule (aggregation, weight,
 * conversion). How many people rate a question is taken to be chance too, so missing answers are accounted for. Degrees of
 * freedom are never more than respondents − 1. Throws RangeError when the moments belong to another definition.
 */
export function indexEstimate(definition: SurveyDefinition, moments: Moments): Estimate | NoInterval {
  sameSurvey(definition, moments);
  return measured(indexFigure(definition, sumsOfMoments(moments), moments.respondents), moments);
}

/** The NRR of one item with its standard error, as for the index. Throws RangeError for an unknown key or foreign moments. */
export function itemEstimate(definition: SurveyDefinition, moments: Moments, key: string): Estimate | NoInterval {
  sameSurvey(definition, moments);
  return measured(itemFigure(definition, itemOf(definition, key), sumsOfMoments(moments)), moments);
}

/** Any figure with the variance that the moments give it. */
export function measured(figure: Figure | Unrated, moments: Moments): Estimate | NoInterval {
  const sound = checked(figure, moments.respondents);
  return "kind" in sound ? sound : estimateOf(sound, moments.respondents, measuredVariance(sound, moments));
}

/** Puts figure and variance together. */
export function estimateOf({ terms, ...figure }: Figure, respondents: number, variance: Variance): Estimate {
  let [shares, weakened, halfStep] = [0, 0, 0];
  for (const { share, count } of terms) {
    shares += Math.abs(share);
    weakened += Math.abs(share) / Math.sqrt(count);
    halfStep += (share / count / 2) ** 2;
  }
  return { kind: "estimate", ...figure, ...variance, halfStep, answers: (shares / weakened) ** 2, respondents };
}

/** The figure itself when its spread can be told; otherwise why not. */
export function checked(figure: Figure | Unrated, respondents: number): Figure | NoInterval {
  if (respondents === 0) return { kind: "no-interval", cause: "nobody", reason: "Belum ada jawaban pada periode ini." };
  if ("unrated" in figure) {
    const reason = `Rentang belum dapat dihitung: belum ada nilai untuk ${figure.unrated.join(", ")}.`;
    return { kind: "no-interval", cause: "unrated", reason };
  }
  const alone = figure.terms.filter(({ from }) => from < 2).map(({ key }) => key);
  if (alone.length === 0) return figure;
  const reason =
    respondents === 1
      ? "Rentang belum dapat dihitung dari satu jawaban."
      : `Rentang belum dapat dihitung: baru satu orang yang menilai ${alone.join(", ")}.`;
  return { kind: "no-interval", cause: "one-answer", reason };
}

/** The item with this key. Throws RangeError when the definition has none. */
export function itemOf(definition: SurveyDefinition, key: string): SurveyItem {
  const item = definition.items.find((one) => one.key === key);
  if (!item) throw new RangeError(`the item ${key} is not in ${refOf(definition)}`);
  return item;
}

/** Throws RangeError when the moments are not those of the definition. */
export function sameSurvey(definition: SurveyDefinition, moments: Moments): void {
  if (moments.survey !== refOf(definition))
    throw new RangeError(`moments of ${moments.survey} say nothing of ${refOf(definition)}`);
}
