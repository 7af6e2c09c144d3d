import { zip } from "./zip.ts";
import { unzip } from "../reports/unzip.ts";

/** The same workbook with every value beside a formula taken out, so that whoever shows it has to compute. */
export function withoutKeptValues(workbook: Uint8Array): Uint8Array {
  return zip(
    [...unzip(workbook)].map(([name, text]) => [
      name,
      name.startsWith("xl/worksheets/") ? text.replace(/(<f[^>]*>[^<]*<\/f>)\s*<v>[^<]*<\/v>/g, "$1") : text,
    ]),
  );
}
