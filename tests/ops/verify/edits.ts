import * as fc from "fast-check";
import { FROZEN_PATH, MANIFEST_PATH } from "../../../server/reports/evidence/manifest.ts";

export type Files = ReadonlyMap<string, Buffer>;

/** One change to a pack, of the kinds that somebody who wants a better number might think of. */
export interface Edit {
  readonly what: string;
  /** The changed files; undefined when the edit changes nothing in this pack. */
  readonly apply: (files: Files) => Files | undefined;
}

const ROWS = "jawaban/skm@1.csv";

/** Any single change; `others` are packs of another period and of another unit, to take files from. */
export function anyEdit(others: readonly Files[]): fc.Arbitrary<Edit> {
  const at = fc.nat(1_000_000);
  return fc.oneof(
    fc.tuple(at, fc.integer({ min: 1, max: 4 })).map(([place, score]): Edit => ({
      what: "a score in the rows",
      apply: onText(ROWS, (text) => {
        const lines = text.split("\r\n");
        const line = 1 + (place % (lines.length - 2));
        const cells = lines[line]!.split(",");
        const cell = 3 + (place % (cells.length - 3));
        cells[cell] = String(score);
        lines[line] = cells.join(",");
        return lines.join("\r\n");
      }),
    })),
    at.map((place): Edit => ({
      what: "a row taken out",
      apply: onText(ROWS, (text) => {
        const lines = text.split("\r\n");
        lines.splice(1 + (place % (lines.length - 2)), 1);
        return lines.join("\r\n");
      }),
    })),
    at.map((place): Edit => ({
      what: "a row put in twice",
      apply: onText(ROWS, (text) => {
        const lines = text.split("\r\n");
        const line = 1 + (place % (lines.length - 2));
        lines.splice(line, 0, lines[line]!);
        return lines.join("\r\n");
      }),
    })),
    fc.tuple(at, fc.integer({ min: 0, max: 9 })).map(([place, digit]): Edit => ({
      what: "a digit in the frozen figures",
      apply: onText(FROZEN_PATH, (text) => {
        const digits = [...text.matchAll(/\d/g)];
        const { index } = digits[place % digits.length]!;
        return `${text.slice(0, index)}${digit}${text.slice(index + 1)}`;
      }),
    })),
    fc.constant<Edit>({
      what: "another unit's name",
      apply: onText(FROZEN_PATH, (text) => text.replace('"code":"', '"code":"x')),
    }),
    fc.tuple(at, fc.integer({ min: 0, max: 9 })).map(([place, digit]): Edit => ({
      what: "a digit in the questionnaire",
      apply: onText("kuesioner/skm@1.json", (text) => {
        const digits = [...text.matchAll(/\d/g)];
        const { index } = digits[place % digits.length]!;
        return `${text.slice(0, index)}${digit}${text.slice(index + 1)}`;
      }),
    })),
    fc.tuple(at, at, fc.integer({ min: 1, max: 255 })).map(([file, place, flip]): Edit => ({
      what: "a byte of any file",
      apply: (files) => {
        const [path, bytes] = [...files][file % files.size]!;
        if (path.startsWith("saran/") || bytes.length === 0) return undefined;
        const changed = Buffer.from(bytes);
        changed[place % bytes.length]! ^= flip;
        return new Map([...files, [path, changed]]);
      },
    })),
    at.map((file): Edit => ({
      what: "a file taken out",
      apply: (files) => {
        const [path] = [...files][file % files.size]!;
        if (path.startsWith("saran/")) return undefined;
        return new Map([...files].filter(([other]) => other !== path));
      },
    })),
    fc.constant<Edit>({ what: "a file put in", apply: (files) => new Map([...files, ["laporan-baru.pdf", Buffer.from("x")]]) }),
    fc.tuple(fc.nat(others.length - 1), at).map(([other, file]): Edit => ({
      what: "a file of another unit or an older period",
      apply: (files) => {
        const foreign = [...others[other]!];
        const [path, bytes] = foreign[file % foreign.length]!;
        if (path.startsWith("saran/") || files.get(path)?.equals(bytes)) return undefined;
        return new Map([...files, [path, bytes]]);
      },
    })),
    fc.constant<Edit>({
      what: "the list of files",
      apply: onText(MANIFEST_PATH, (text) => text.replace(/ 2026-TW\d/, " 2026-TW1")),
    }),
  );
}

function onText(path: string, change: (text: string) => string): Edit["apply"] {
  return (files) => {
    const text = files.get(path)!.toString("utf8");
    const changed = change(text);
    return changed === text ? undefined : new Map([...files, [path, Buffer.from(changed)]]);
  };
}
