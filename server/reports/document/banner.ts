import { bandTable } from "../../domain/indices/bands.ts";
import type { SurveyDefinition } from "../../domain/questionnaire/definition.ts";
import type { Unit } from "../../domain/response.ts";
import { count, figure, periodDates, periodTitle } from "../../web/format.ts";
import type { Frozen } from "../closing/read-frozen.ts";
import { publicIndex } from "../publishing/public-index.ts";
import type { Period } from "../../domain/periods/period.ts";

/** What stands on the banner that units put up (items as published in the field; the official form is unverified). */
export interface Banner {
  readonly title: string;
  readonly unit: string;
  readonly above: string;
  readonly period: string;
  readonly abbreviation: string;
  readonly points: string;
  readonly mutu: string;
  readonly range: string;
  /** Places on the ruler between 0 and 1. */
  readonly ruler: {
    readonly edges: readonly { readonly at: number; readonly label: string }[];
    readonly letters: readonly { readonly at: number; readonly label: string; readonly own: boolean }[];
    readonly value: number;
    readonly low: number | null;
    readonly high: number | null;
  };
  readonly respondents: readonly { readonly label: string; readonly value: string }[];
  readonly told: readonly string[];
  readonly thanks: string;
  readonly address: string;
  readonly seal: string;
}

interface BannerFacts {
  readonly unit: Unit;
  readonly period: Period;
  readonly frozen: Frozen;
  readonly definition: SurveyDefinition;
  readonly seal: string;
  readonly above: string;
  readonly told: readonly string[];
  readonly address: string;
}

/** null below the unit's floor of answers, and without a figure: then there is nothing to be put up. */
export function banner({ unit, period, frozen, definition, seal, above, told, address }: BannerFacts): Banner | null {
  const kept = frozen.indices.find(({ survey }) => survey.startsWith(`${definition.id}@`));
  const shown = kept && publicIndex(frozen, kept, unit.publicFloor);
  if (shown?.index.kind !== "value" || shown.index.mutu === null) return null;
  const { index100, mutu, label } = shown.index;
  const range = frozen.ranges.find(({ survey }) => survey === shown.survey)?.index;
  const { bands } = bandTable(definition.index.bands);
  const [low, high] = [25, 100];
  const place = (points: number): number => (Math.min(high, Math.max(low, points)) - low) / (high - low);
  const starts = bands.map((band, at) => (at === 0 ? low : Number(band.from)));
  return {
    title: `${definition.index.name.id} (${definition.index.abbreviation})`,
    unit: unit.name,
    above,
    period: periodTitle(period),
    abbreviation: definition.index.abbreviation,
    points: figure(index100),
    mutu: `${mutu} — ${label!}`,
    range: range?.kind === "range" ? `rentang ${figure(range.low100)}–${figure(range.high100)}` : "",
    ruler: {
      edges: bands.slice(1).map((band) => ({ at: place(Number(band.from)), label: figure(band.from) })),
      letters: bands.map((band, at) => ({
        at: (place(starts[at]!) + place(starts[at + 1] ?? high)) / 2,
        label: band.mutu,
        own: band.mutu === mutu,
      })),
      value: place(Number(index100)),
      low: range?.kind === "range" ? place(Number(range.low100)) : null,
      high: range?.kind === "range" ? place(Number(range.high100)) : null,
    },
    respondents: [
      { label: "Jumlah", value: `${count(shown.respondents)} orang${sampleWords(shown.sample)}` },
      ...frozen.people
        .filter(({ key }) => key === "jenis_kelamin" || key === "pendidikan")
        .map(({ question, groups }) => ({
          label: question,
          value: groups
            .filter(({ people }) => people !== 0)
            .map((group) => `${group.label} ${group.people === null ? "<5" : count(group.people)}`)
            .join(" · "),
        })),
      { label: "Periode survei", value: periodDates(period) },
      { label: "Layanan", value: "semua layanan unit" },
    ],
    told,
    thanks:
      "TERIMA KASIH ATAS PENILAIAN YANG TELAH ANDA BERIKAN. MASUKAN ANDA SANGAT BERMANFAAT UNTUK KEMAJUAN UNIT KAMI AGAR TERUS MEMPERBAIKI DAN MENINGKATKAN KUALITAS PELAYANAN BAGI MASYARAKAT.",
    address,
    seal,
  };
}

function sampleWords(sample: ReturnType<typeof publicIndex>["sample"]): string {
  if (!sample || sample.reached) return "";
  return ` (belum memenuhi sampel minimum ${count(sample.minimum)})`;
}
