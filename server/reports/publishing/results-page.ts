import { changeSentence, METHODS } from "../../domain/certainty/words.ts";
import { bandTable } from "../../domain/indices/bands.ts";
import { inFives } from "../../domain/disclosure/in-fives.ts";
import type { FollowUp } from "../../domain/follow-up.ts";
import type { Period } from "../../domain/periods/period.ts";
import { parsePeriod } from "../../domain/periods/period.ts";
import type { SurveyDefinition } from "../../domain/questionnaire/definition.ts";
import type { Unit } from "../../domain/response.ts";
import type { Definitions } from "../../definitions/definitions.ts";
import { count, figure, longDate, periodDates, periodTitle, share, show } from "../../web/format.ts";
import { toHundredWords } from "../conversion-words.ts";
import type { FigureTable } from "../figure-tables.ts";
import { HIDDEN, HIDDEN_NOTE } from "../figure-tables.ts";
import type { IndexPlate } from "../index-plate.ts";
import { sampleWords } from "../index-plate.ts";
import type { PublicIndexJson } from "../index-json.ts";
import { mutuRuler } from "../mutu-ruler.ts";
import { publicIndex } from "./public-index.ts";
import type { Published } from "./publish.ts";

/** One published period in the list of all. */
export interface HistoryRow {
  readonly title: string;
  readonly href: string;
  readonly here: boolean;
  /** "IKM 82,80 (B)", or "IKM dari 12 responden" where so few answered that no figure stands alone. */
  readonly indices: string;
  readonly respondents: string;
}

/** What views/reports/results.eta shows to anybody: one published period of a unit, or that there is none. */
export interface ResultsPage {
  readonly title: string;
  readonly unitName: string;
  /** null while nothing is published. */
  readonly shown: ShownResults | null;
  /** "Triwulan IV 2026 masih berjalan: …"; null when nobody answered yet. */
  readonly running: string | null;
  readonly history: readonly HistoryRow[];
}

export interface ShownResults {
  readonly periodTitle: string;
  readonly dates: string;
  /** "Ditutup 7 Oktober 2026, diumumkan 9 Oktober 2026". */
  readonly standing: string;
  /** "Dibuka kembali 12 Oktober 2026, karena: …", each time. */
  readonly reopened: readonly string[];
  readonly seal: string;
  /** The public key with which packs of this installation are signed. */
  readonly key: string;
  /** Where receipts, reports and packs are checked. */
  readonly check: string;
  readonly plates: readonly IndexPlate[];
  /** "305 orang menjawab, dari 4.120 orang yang dilayani." */
  readonly asked: string;
  readonly surveys: readonly {
    readonly id: string;
    readonly title: string;
    /** null where too few answered, or two share the place. */
    readonly best: string | null;
    readonly weakest: string | null;
    readonly table: FigureTable;
  }[];
  readonly people: readonly FigureTable[];
  /** "Anda bilang, kami lakukan": what was done and told, the latest first. */
  readonly done: readonly { readonly about: string; readonly told: string }[];
  readonly method: readonly string[];
  readonly limits: string;
  readonly files: readonly { readonly label: string; readonly href: string; readonly description: string }[];
}

interface ResultsFacts {
  readonly unit: Unit;
  readonly published: readonly Published[];
  readonly chosen: Published | null;
  readonly running: { readonly period: Period; readonly received: number };
  readonly definitions: Pick<Definitions, "byRef" | "latest">;
  /** Everything that the unit does about its results. */
  readonly plan: readonly FollowUp[];
  /** The installation's public key. */
  readonly key: string;
}

export function resultsPage(facts: ResultsFacts): ResultsPage {
  const { unit, published, chosen, running, definitions } = facts;
  const atLeast = inFives(running.received);
  const title = periodTitle(running.period);
  return {
    title: chosen ? `Hasil survei ${periodTitle(chosen.period)}` : "Hasil survei",
    unitName: unit.name,
    shown: chosen && shownResults(facts, chosen),
    running:
      atLeast === null
        ? null
        : `${title} masih berjalan: sudah ada sedikitnya ${count(atLeast)} jawaban. Angkanya muncul setelah periode itu ditutup.`,
    history: published.map((one) => historyRow(unit, one, one === chosen, definitions)),
  };
}

function shownResults({ unit, definitions, plan, key }: ResultsFacts, one: Published): ShownResults {
  const { period, frozen, publishedOn } = one;
  const known = indicesOf(unit, one, definitions);
  const most = Math.max(0, ...frozen.indices.map(({ respondents }) => respondents));
  const base = `/hasil/${unit.code}/${period.name}`;
  return {
    periodTitle: periodTitle(period),
    dates: periodDates(period),
    standing: `Ditutup ${longDate(frozen.closedOn)}, diumumkan ${longDate(publishedOn)}`,
    reopened: one.reopened.map(({ on, reason }) => `Periode ini dibuka kembali ${longDate(on)}, karena: ${reason}`),
    seal: one.seal,
    key,
    check: `/hasil/${unit.code}/periksa`,
    plates: known.map(({ definition, index }) => plateOf(unit, one, definition, index)),
    asked:
      frozen.served === null
        ? `${count(most)} orang menjawab. Jumlah orang yang dilayani tidak dicatat.`
        : `${count(most)} orang menjawab, dari ${count(frozen.served)} orang yang dilayani.`,
    surveys: known.map(({ definition, index }) => ({
      id: definition.id,
      title: `${definition.title.id} (${definition.abbreviation})`,
      ...extremes(unit, definition, index),
      table: itemsTable(one, definition, index),
    })),
    people: frozen.people.map((split) => peopleTable(split, most)),
    done: doneLines(period, plan, definitions),
    method: methodLines(known),
    limits: LIMITS,
    files: [
      { label: "Data terbuka (CSV)", href: `${base}.csv`, description: "Sebaran jawaban dan nilai tiap unsur." },
      { label: "Data terbuka (JSON)", href: `${base}.json`, description: "Semua yang ada di halaman ini, untuk program." },
    ],
  };
}

/** So many measures are told. */
const TOLD = 6;

/** Measures that are done and have something to tell, about this period or an earlier one. */
export function doneLines(
  { until }: Period,
  plan: readonly FollowUp[],
  definitions: ResultsFacts["definitions"],
): ShownResults["done"] {
  return plan
    .filter(({ state, told, period }) => state === "selesai" && told !== "" && parsePeriod(period).until <= until)
    .slice(-TOLD)
    .reverse()
    .map(({ survey, item, told, period }) => {
      const name = definitions.latest(survey)?.items.find(({ key }) => key === item)?.name.id ?? item;
      return { about: `${name}, ${periodTitle(parsePeriod(period))}`, told };
    });
}

const LIMITS =
  "Survei ini menunjukkan pendapat orang yang dilayani dan mau menjawab. Survei ini tidak menilai petugas satu per satu, tidak membuktikan ada atau tidaknya korupsi, dan tidak dapat langsung dibandingkan dengan unit yang memakai kuesioner atau cara berbeda.";

interface KnownIndex {
  readonly definition: SurveyDefinition;
  readonly index: PublicIndexJson;
}

export function indicesOf(unit: Unit, { frozen }: Published, definitions: ResultsFacts["definitions"]): readonly KnownIndex[] {
  return frozen.indices.flatMap((index) => {
    const definition = definitions.byRef(index.survey);
    return definition ? [{ definition, index: publicIndex(frozen, index, unit.publicFloor) }] : [];
  });
}

export function plateOf(
  unit: Unit,
  one: Published,
  definition: SurveyDefinition,
  { index, survey, respondents, sample }: PublicIndexJson,
): IndexPlate {
  const few = respondents < unit.publicFloor;
  const range = one.frozen.ranges.find((found) => found.survey === survey)?.index;
  const value = index.kind === "value" ? index : null;
  const letter = value?.mutu ?? null;
  return {
    name: definition.index.name.id,
    abbreviation: definition.index.abbreviation,
    state: value === null ? "none" : few ? "weak" : "value",
    points: value && figure(value.index100),
    four: value && figure(value.index4),
    mutu: letter && `Mutu ${letter}, ${value!.label!.toLowerCase()}`,
    weakest: null,
    range: value && range?.kind === "range" ? `Rentang ${figure(range.low100)}–${figure(range.high100)}` : null,
    change: few ? null : changeWords(one, survey, value?.index100),
    ruler: letter && mutuRuler(definition, { index100: value!.index100, mutu: letter }),
    remark:
      index.kind === "no-value"
        ? index.reason
        : few
          ? `Kurang dari ${count(unit.publicFloor)} jawaban: angka ini hanya gambaran awal, jadi tidak diberi mutu.`
          : null,
    respondents: `${count(respondents)} responden`,
    sample: sampleWords(respondents, sample?.minimum ?? null),
    otherVersions: null,
    derivationHref: null,
  };
}

function changeWords({ frozen }: Published, survey: string, printed: string | undefined): string | null {
  const change = frozen.changes.find((found) => found.survey === survey);
  if (!change) return null;
  const before = `${periodTitle(parsePeriod(change.before))} (${figure(change.index100)})`;
  if (change.index100 === printed) return `Sama dengan ${before}.`;
  return changeSentence({ verdict: change.verdict, printed: { difference: change.difference } }, before, show);
}

function extremes(
  unit: Unit,
  definition: SurveyDefinition,
  { items, respondents }: PublicIndexJson,
): { best: string | null; weakest: string | null } {
  const rated = items.filter(({ nrr }) => nrr !== null).sort((a, b) => Number(a.nrr) - Number(b.nrr));
  if (respondents < unit.publicFloor || rated.length < 2) return { best: null, weakest: null };
  const said = (at: number, next: number): string | null => {
    const [one, other] = [rated.at(at)!, rated.at(next)!];
    return one.nrr === other.nrr ? null : `${nameOf(definition, one.key)} (${figure(one.nrr)})`;
  };
  return { best: said(-1, -2), weakest: said(0, 1) };
}

function nameOf(definition: SurveyDefinition, key: string): string {
  return definition.items.find((item) => item.key === key)!.name.id;
}

function itemsTable(one: Published, definition: SurveyDefinition, { items, respondents, survey }: PublicIndexJson): FigureTable {
  const ranges = one.frozen.ranges.find((found) => found.survey === survey)?.items ?? [];
  const max = definition.scale.max;
  const rangeOf = (key: string): string => {
    const found = ranges.find((range) => range.key === key);
    return found?.kind === "range" ? `${figure(found.low)}–${figure(found.high)}` : "–";
  };
  return {
    id: `unsur-${definition.id}`,
    message: "Nilai tiap unsur",
    measure: `Nilai rata-rata (NRR), skala 1–${max}, dari ${count(respondents)} responden`,
    heads: ["Unsur", "NRR", "Rentang", "Nilai skala 100", "Mutu"],
    rows: items.map((item) => ({
      name: `${item.key} ${nameOf(definition, item.key)}`,
      cells: [figure(item.nrr), rangeOf(item.key), figure(item.points), item.mutu ?? "–"],
      value: item.nrr,
      weak: false,
    })),
    note: null,
    chart: null,
  };
}

function peopleTable({ key, question, groups }: Published["frozen"]["people"][number], total: number): FigureTable {
  const hidden = groups.some(({ people }) => people === null);
  return {
    id: `orang-${key}`,
    message: question,
    measure: `Dari ${count(total)} orang yang menjawab`,
    heads: ["Kelompok", "Orang", "Bagian"],
    rows: groups
      .filter(({ people }) => people !== 0)
      .map(({ label, people }) => ({
        name: label,
        cells: people === null ? [HIDDEN, HIDDEN] : [count(people), share(people, total)],
        value: null,
        weak: false,
      })),
    note: hidden ? HIDDEN_NOTE : null,
    chart: null,
  };
}

function methodLines(known: readonly KnownIndex[]): readonly string[] {
  const each = known.flatMap(({ definition, index: { index } }) => {
    if (index.kind !== "value") return [];
    const { abbreviation, weight, aggregation } = definition.index;
    const used = weight === "1/n" ? `1/${definition.items.length}` : figure(weight);
    const mean =
      aggregation === "pooled" ? "rata-rata semua jawaban" : `jumlah nilai rata-rata (NRR) tiap unsur dikali penimbang ${used}`;
    const hundred = toHundredWords(definition);
    return [`${abbreviation}: ${mean}, ${hundred === null ? "dikali 25" : `diubah ke skala 100 dengan ${hundred}`}.`];
  });
  const tables = [...new Set(known.map(({ definition }) => bandTable(definition.index.bands).source))];
  return [...each, "Tiap angka dibulatkan satu kali, setengah ke atas.", `Mutu: ${tables.join("; ")}.`, METHODS.interval];
}

function historyRow(unit: Unit, one: Published, here: boolean, definitions: ResultsFacts["definitions"]): HistoryRow {
  const known = indicesOf(unit, one, definitions);
  const most = Math.max(0, ...known.map(({ index }) => index.respondents));
  return {
    title: periodTitle(one.period),
    href: `/hasil/${unit.code}/${one.period.name}`,
    here,
    indices: known
      .flatMap(({ definition, index: { index } }) => {
        if (index.kind !== "value") return [];
        const mutu = index.mutu === null ? "tanpa mutu" : index.mutu;
        return [`${definition.index.abbreviation} ${figure(index.index100)} (${mutu})`];
      })
      .join(", "),
    respondents: count(most),
  };
}
