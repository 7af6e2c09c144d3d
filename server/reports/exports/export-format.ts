import type { Deed } from "../../domain/person.ts";
import type { Parts } from "../../parts.ts";
import type { PackedRows } from "../../store/store.ts";
import type { SurveyReport, UnitReport } from "../unit-report.ts";

/** What a format may write from: the report, the chosen surveys in it, and the answers behind them. */
export interface ExportSource {
  readonly parts: Parts;
  readonly report: UnitReport;
  /** At least one; no two with the same question keys. */
  readonly surveys: readonly SurveyReport[];
  /**
   * Responses that count, in pages of some hundreds, by day and in random order within it; on a staff page without those that
   * are held back today. Excluded responses are left out, so that the index of the rows is the index of the report; those
   * without a score in any chosen survey are there, and whoever writes rows leaves them out. Packed as they lie in the store:
   * packed-places.ts says where their answers are.
   */
  pages(): AsyncIterable<PackedRows>;
}

/** The file in pieces, each made when the one before was taken. An error breaks the file off; it is never silently short. */
export type Chunks = AsyncIterable<string | Uint8Array>;

/** One kind of file. A new kind is one file beside this one and one line in exports.ts. */
export interface ExportFormat {
  /** What stands after the period in the address and is asked for by `--format`: "csv", "rekap.csv". */
  readonly extension: string;
  /** The content in one word, for the file name. */
  readonly content: string;
  /** The link's words, in Indonesian. */
  readonly label: string;
  /** One sentence for whoever wonders what is in it. */
  readonly description: string;
  readonly mediaType: string;
  /** What a person must be allowed to do to have it. */
  readonly deed: Deed;
  /** True when a month has no such file, because its groups are too small; asked for anyway it is refused. */
  readonly quartersOnly?: true;
  /** True when the file says nothing of groups of people, so that they need not be reckoned. */
  readonly rowsOnly?: true;
  /** True when the file tells how sure its figures are, for which answers have to be read beforehand. */
  readonly ranges?: true;
  /** True for a file of a closed period, whose figures stand: nothing of it is held back from anybody who may have it. */
  readonly settled?: true;
  /** True when the file shows the periods before, too. */
  readonly trend?: true;
  /** Opens the file; whatever has to be refused is refused here, before the first byte. */
  open(source: ExportSource): Promise<Chunks>;
}
