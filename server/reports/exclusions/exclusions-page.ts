import type { Person } from "../../domain/person.ts";
import { isSecondPerson, may } from "../../domain/person.ts";
import { exclusionReasons, exclusionWords } from "../../domain/integrity/exclusion-reasons.ts";
import type { LocalDate, Period } from "../../domain/periods/period.ts";
import type { Unit } from "../../domain/response.ts";
import type { Candidate, Exclusion } from "../../store/store.ts";
import type { Field, ListedProblem } from "../../web/fields.ts";
import { FormFields, listedProblems } from "../../web/fields.ts";
import type { RefusedForm } from "../../web/form.ts";
import { longDate, periodTitle } from "../../web/format.ts";
import type { Frame } from "../../web/frame.ts";
import { frame } from "../../web/frame.ts";
import type { Sign } from "../signs.ts";
import { signWords } from "../signs-section.ts";
import { shownNumber } from "./shown-number.ts";

export interface ProposalRow {
  readonly id: number;
  /** "20 November 2026, pagi". */
  readonly answer: string;
  /** "isian uji coba: sebelum loket dibuka". */
  readonly reason: string;
  /** "Diusulkan 23 November 2026 oleh sari". */
  readonly proposed: string;
  readonly state: { readonly icon: "dot" | "square" | "ring"; readonly words: string };
  /** True for who may decide on it now. */
  readonly decides: boolean;
}

/** What views/reports/exclusions.eta shows: responses of a unit's period that are, or may be, set aside. */
export interface ExclusionsPage {
  readonly frame: Frame;
  readonly problems: readonly ListedProblem[];
  readonly saved: boolean;
  readonly path: string;
  readonly period: string;
  readonly periodTitle: string;
  readonly periodPath: string;
  readonly rows: readonly ProposalRow[];
  /** Choosing a day; null for who may not propose. */
  readonly dayFields: readonly Field[] | null;
  /** The responses of the chosen day; null while no day is chosen. */
  readonly day: {
    readonly title: string;
    readonly date: LocalDate;
    readonly signs: readonly string[];
    readonly fields: readonly Field[];
    readonly empty: boolean;
  } | null;
}

export interface ExclusionsFacts {
  readonly person: Person;
  readonly unit: Unit;
  readonly period: Period;
  readonly exclusions: readonly Exclusion[];
  readonly chosen: {
    readonly date: LocalDate;
    readonly candidates: readonly Candidate[];
    readonly signs: readonly Sign[];
  } | null;
  readonly counters: ReadonlyMap<number, string>;
  readonly services: ReadonlyMap<number, string>;
  readonly open: boolean;
  readonly saved: boolean;
}

const CHANNELS = {
  qr: "ponsel sendiri",
  kiosk: "layar di tempat",
  dibantu: "dibantu",
  kertas: "kertas",
  impor: "impor",
} as const;

export function exclusionsPage(facts: ExclusionsFacts, refused?: RefusedForm): ExclusionsPage {
  const { person, unit, period, exclusions, chosen, open, saved } = facts;
  const path = `/staf/unit/${unit.code}/pengecualian`;
  const proposes = open && may(person, "propose-exclusion", unit.id);
  const days = new FormFields("hari", refused);
  return {
    frame: frame(person, unit, "periode", "Pengecualian jawaban"),
    problems: listedProblems(refused),
    saved,
    path,
    period: period.name,
    periodTitle: periodTitle(period),
    periodPath: `/staf/unit/${unit.code}/periode/${period.name}`,
    rows: exclusions.map((one) => rowOf(one, person, unit, open)),
    dayFields: proposes
      ? [
          days.text("tanggal", {
            label: "Tanggal jawaban",
            hint: `Hari yang sudah lewat pada ${periodTitle(period)}; contoh: ${period.from}`,
            value: chosen?.date ?? "",
            width: "short",
            maxLength: 10,
            capitals: "none",
          }),
        ]
      : null,
    day: proposes && chosen ? dayOf(facts, chosen, refused) : null,
  };
}

function rowOf(one: Exclusion, person: Person, unit: Unit, open: boolean): ProposalRow {
  const { decided } = one;
  return {
    id: one.id,
    answer: `Jawaban ${longDate(one.date)}`,
    reason: `${exclusionWords(one.reason)}: ${one.note}`,
    proposed: `Diusulkan ${longDate(one.proposedOn)} oleh ${one.proposedBy}`,
    state: decided
      ? {
          icon: decided.agreed ? "square" : "ring",
          words: `${decided.agreed ? "Dikecualikan" : "Ditolak"} ${longDate(decided.on)} oleh ${decided.by}`,
        }
      : { icon: "dot", words: "Menunggu orang kedua" },
    decides: open && decided === null && isSecondPerson(person, unit) && person.login !== one.proposedBy,
  };
}

function dayOf(
  { counters, services }: ExclusionsFacts,
  { date, candidates, signs }: NonNullable<ExclusionsFacts["chosen"]>,
  refused: RefusedForm | undefined,
): NonNullable<ExclusionsPage["day"]> {
  const form = new FormFields("usul", refused);
  const words = ({ counterId, serviceId, channel, session }: Candidate): string =>
    [
      session ?? "waktu tidak dicatat",
      counters.get(counterId),
      serviceId === null ? null : services.get(serviceId),
      CHANNELS[channel],
    ]
      .filter((part) => part !== null && part !== undefined)
      .join(", ");
  return {
    title: `Jawaban ${longDate(date)}`,
    date,
    signs: signs.map(signWords),
    empty: candidates.length === 0,
    fields: [
      form.boxes(
        "jawaban",
        {
          label: "Jawaban yang diusulkan untuk dikecualikan",
          hint: "Urutannya acak, dan nilainya tidak diperlihatkan kepada siapa pun yang memilih.",
        },
        candidates.map((one, at) => ({ value: shownNumber(one.id), label: `${at + 1}. ${words(one)}` })),
        [],
      ),
      form.select(
        "alasan",
        {
          label: "Alasan",
          hint: "Nilai rendah, nilai yang seragam, atau isian yang cepat bukan alasan.",
        },
        [
          { value: "", label: "Pilih alasan" },
          ...exclusionReasons.map((reason) => ({ value: reason.code, label: reason.words })),
        ],
        "",
      ),
      form.text("catatan", { label: "Bagaimana ini diketahui", hint: "Tanpa nama siapa pun", maxLength: 300 }),
    ],
  };
}
