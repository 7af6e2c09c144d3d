/** Which way labels run from the lowest score to the highest, and by what kind of words. */
export interface LabelDirection {
  /** "judgement" says good or bad by itself; what agreement or a frequency is worth depends on the question. */
  readonly kind: "judgement" | "agreement" | "frequency";
  readonly rises: boolean;
}

const GOOD =
  /^(?:baik|bagus|mudah|cepat|murah|gratis|kompeten|mampu|sopan|ramah|puas|memuaskan|jelas|wajar|bersih|nyaman|aman|adil|lengkap|tertib)$/;
const BAD = /^(?:buruk|jelek|sulit|susah|lambat|mahal|kotor|kasar|rumit)$/;
const AGREES = /^(?:setuju|sesuai)$/;
const FREQUENCIES: readonly RegExp[] = [
  /^(?:tidak ada|tidak pernah)$/,
  /^sangat jarang$/,
  /^jarang$/,
  /^kadang(?:-kadang| kadang)?$/,
  /^(?:sering|ada)$/,
  /^(?:sangat sering|selalu)$/,
];

/**
 * Reads the direction of Indonesian labels from their two ends: "Buruk … Sangat baik" rises, "Selalu … Tidak ada" falls.
 * Undefined when the words at the ends are not known, are of two kinds or equally strong: then nothing is claimed.
 * @example labelDirection(["Buruk", "Cukup", "Baik", "Sangat baik"]) // => { kind: "judgement", rises: true }
 * @example labelDirection(["Selalu", "Sering", "Jarang", "Tidak ada"]) // => { kind: "frequency", rises: false }
 * @example labelDirection(["Satu", "Dua"]) // => undefined
 */
export function labelDirection(labels: readonly string[]): LabelDirection | undefined {
  const [low, high] = [strengthOf(labels[0] ?? ""), strengthOf(labels.at(-1) ?? "")];
  if (!low || low.kind !== high?.kind || low.strength === high.strength) return undefined;
  return { kind: low.kind, rises: low.strength < high.strength };
}

function strengthOf(label: string): { kind: LabelDirection["kind"]; strength: number } | undefined {
  const said = label.toLowerCase().trim().replace(/\s+/g, " ");
  const frequency = FREQUENCIES.findIndex((pattern) => pattern.test(said));
  if (frequency !== -1) return { kind: "frequency", strength: frequency };
  // "Tidak sopan dan ramah" is read by its first word of worth; other words in front of it make the label a sentence of its own.
  const [, degree = "", word = ""] = /^((?:(?:sangat|tidak|kurang|cukup|agak|lebih) )*)(\S+)(?: dan \S+)?$/.exec(said) ?? [];
  const kind = AGREES.test(word) ? "agreement" : GOOD.test(word) || BAD.test(word) ? "judgement" : undefined;
  return kind && { kind, strength: degreeOf(degree) * (BAD.test(word) ? -1 : 1) };
}

/** "sangat" 2, plain 1, "cukup" and "agak" ½, "kurang" −½, "tidak" −1, "sangat tidak" −2. */
function degreeOf(words: string): number {
  const size = words.includes("sangat") ? 2 : /cukup|agak|kurang/.test(words) ? 0.5 : 1;
  return /tidak|kurang/.test(words) ? -size : size;
}

/** A question as far as its direction goes. */
export interface Directed {
  readonly labels: readonly string[];
  readonly reversed: boolean;
}

/**
 * Why labels contradict what the definition declares, by the place of the question in the list. Words that say good or bad
 * must rise, or fall where the question is reversed. Agreement and frequencies must run one way in the whole survey, since a
 * question that is meant the other way round says so by `reversed` and not by turning its labels.
 */
export function directionTroubles(questions: readonly Directed[]): { readonly at: number; readonly reason: string }[] {
  const found = questions.map(({ labels }) => labelDirection(labels));
  return questions.flatMap(({ labels, reversed }, at) => {
    const direction = found[at];
    if (!direction) return [];
    const ends = `1 is "${labels[0]!}" and ${labels.length} is "${labels.at(-1)!}"`;
    if (direction.kind === "judgement") {
      if (direction.rises !== reversed) return [];
      return reversed
        ? [{ at, reason: `${ends}, so a high answer is good; take "reversed" away or write the labels the other way round` }]
        : [{ at, reason: `${ends}, so a high answer is bad; write the labels from 1 upwards, or declare "reversed": true` }];
    }
    const first = found.find((other) => other?.kind === direction.kind)!;
    if (first.rises === direction.rises) return [];
    return [
      {
        at,
        reason: `${ends}, the other way round than in a question before; write the labels the same way and declare "reversed": true where a high answer is bad`,
      },
    ];
  });
}
