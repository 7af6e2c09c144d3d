import type { FollowUp } from "../../domain/follow-up.ts";
import { followUpStates, shareDone } from "../../domain/follow-up.ts";
import type { Person } from "../../domain/person.ts";
import { may } from "../../domain/person.ts";
import type { Upload } from "../../store/store.ts";
import type { Field, ListedProblem } from "../../web/fields.ts";
import { FormFields, listedProblems } from "../../web/fields.ts";
import type { RefusedForm } from "../../web/form.ts";
import { count, figure, longDate, periodTitle } from "../../web/format.ts";
import type { Frame } from "../../web/frame.ts";
import { frame } from "../../web/frame.ts";
import { itemTitle, STATE_WORDS } from "./measure-words.ts";
import { fromLowest } from "../lowest-item.ts";
import type { UnitReport } from "../unit-report.ts";

export interface FileRow {
  readonly id: number;
  readonly words: string;
  readonly href: string;
}

export interface MeasureRow {
  readonly id: number;
  /** "U3 Waktu Penyelesaian". */
  readonly title: string;
  readonly action: string;
  /** "Sampai 15 Desember 2026, Kepala tata usaha". */
  readonly place: string;
  readonly state: { readonly icon: "dot" | "ring" | "square" | "triangle"; readonly word: string };
  readonly remarks: readonly string[];
  readonly files: readonly FileRow[];
  /** null for who may only read. */
  readonly fields: readonly Field[] | null;
  readonly fileFields: readonly Field[];
  readonly open: boolean;
}

/** What views/reports/follow-up.eta shows: what a unit does about the results of one period. */
export interface FollowUpPage {
  readonly frame: Frame;
  readonly problems: readonly ListedProblem[];
  readonly saved: boolean;
  readonly path: string;
  readonly uploadPath: string;
  readonly periodTitle: string;
  readonly periodPath: string;
  /** "1 dari 3 selesai (33%)."; null without a plan. */
  readonly done: string | null;
  readonly measures: readonly MeasureRow[];
  /** "Dari hasil: U3 Waktu Penyelesaian (2,915), …"; null where too few answered. */
  readonly proposal: string | null;
  readonly addFields: readonly Field[] | null;
  readonly meeting: {
    readonly words: string;
    readonly files: readonly FileRow[];
    readonly fields: readonly Field[];
    readonly fileFields: readonly Field[];
  };
  readonly displays: { readonly files: readonly FileRow[]; readonly fileFields: readonly Field[] };
}

export interface FollowUpFacts {
  readonly person: Person;
  readonly report: UnitReport;
  readonly plan: readonly FollowUp[];
  readonly uploads: readonly Upload[];
  /** Day of the Forum Konsultasi Publik, or empty. */
  readonly meeting: string;
  readonly saved: boolean;
}

/** So many unsur are proposed. */
const PROPOSED = 3;

export function followUpPage(facts: FollowUpFacts, refused?: RefusedForm): FollowUpPage {
  const { person, report, plan, uploads, meeting, saved } = facts;
  const { unit, period } = report;
  const periodPath = `/staf/unit/${unit.code}/periode/${period.name}`;
  const changes = may(person, "follow-up", unit.id);
  const form = new FormFields("tambah", refused);
  const meetingForm = new FormFields("fkp", refused);
  const done = shareDone(plan);
  const finished = plan.filter(({ state }) => state === "selesai").length;
  return {
    frame: frame(person, unit, "periode", "Tindak lanjut"),
    problems: listedProblems(refused),
    saved,
    path: `${periodPath}/tindak-lanjut`,
    uploadPath: `${periodPath}/berkas`,
    periodTitle: periodTitle(period),
    periodPath,
    done: done === null ? null : `${count(finished)} dari ${count(plan.length)} selesai (${done}%).`,
    measures: plan.map((measure) => measureRow(facts, measure, refused)),
    proposal: proposalWords(report),
    addFields: changes ? measureFields(form, report, nextOf(report, plan)) : null,
    meeting: {
      words:
        meeting === ""
          ? "Tanggal Forum Konsultasi Publik belum diisi."
          : `Disepakati dalam Forum Konsultasi Publik ${longDate(meeting)}.`,
      files: filesOf(unit.code, uploads, "notula"),
      fields: changes
        ? [
            meetingForm.text("tanggal", {
              label: "Tanggal Forum Konsultasi Publik",
              hint: "Contoh: 2026-10-20",
              value: meeting,
              width: "short",
              maxLength: 10,
              capitals: "none",
            }),
          ]
        : [],
      fileFields: changes ? fileFields("notula", refused, "Notula atau daftar hadir") : [],
    },
    displays: {
      files: filesOf(unit.code, uploads, "pengumuman"),
      fileFields: changes ? fileFields("pengumuman", refused, "Di mana dan kapan hasil dipasang") : [],
    },
  };
}

function measureRow({ person, report, uploads }: FollowUpFacts, measure: FollowUp, refused: RefusedForm | undefined): MeasureRow {
  const { unit, today } = report;
  const form = new FormFields(`ubah-${measure.id}`, refused);
  const late = measure.state !== "selesai" && measure.due < today;
  const icon = measure.state === "selesai" ? "square" : late ? "triangle" : measure.state === "proses" ? "dot" : "ring";
  return {
    id: measure.id,
    title: itemTitle(report, measure),
    action: measure.action,
    place: `Sampai ${longDate(measure.due)}, ${measure.responsible}`,
    state: { icon, word: `${STATE_WORDS[measure.state]}${late ? ", lewat waktu" : ""}` },
    remarks: [
      ...(measure.obstacles === "" ? [] : [`Kendala: ${measure.obstacles}`]),
      ...(measure.recommendation === "" ? [] : [`Rekomendasi: ${measure.recommendation}`]),
      ...(measure.told === "" ? [] : [`Untuk masyarakat: ${measure.told}`]),
    ],
    files: filesOf(
      unit.code,
      uploads.filter(({ followUpId }) => followUpId === measure.id),
    ),
    fields: may(person, "follow-up", unit.id) ? measureFields(form, report, measure) : null,
    fileFields: fileFields(`bukti-${measure.id}`, refused, "Apa yang terlihat", true),
    open: form.open,
  };
}

function filesOf(code: string, uploads: readonly Upload[], purpose?: Upload["purpose"]): readonly FileRow[] {
  return uploads
    .filter((upload) => (purpose === undefined ? true : upload.purpose === purpose && upload.followUpId === null))
    .map(({ id, purpose: what, caption, size, addedOn, addedBy }) => ({
      id,
      words: `${what === "sebelum" || what === "sesudah" ? `${what}: ` : ""}${caption} (${count(Math.ceil(size / 1024))} KB, ${longDate(addedOn)}, ${addedBy})`,
      href: `/staf/unit/${code}/berkas/${id}`,
    }));
}

/** The measure that is offered next: the lowest unsur without one. */
function nextOf(report: UnitReport, plan: readonly FollowUp[]): Partial<FollowUp> {
  const taken = new Set(plan.map(({ survey, item }) => `${survey} ${item}`));
  for (const survey of report.surveys.filter(({ printed }) => printed)) {
    const next = fromLowest(survey).find(({ key, nrr }) => nrr !== null && !taken.has(`${survey.definition.id} ${key}`));
    if (next) return { survey: survey.definition.id, item: next.key };
  }
  return {};
}

function proposalWords({ surveys }: UnitReport): string | null {
  const named = surveys
    .filter(({ printed, result }) => printed && result.respondents > 0)
    .map((survey) => {
      const lowest = fromLowest(survey).filter(({ nrr }) => nrr !== null);
      const said = lowest.slice(0, PROPOSED).map(({ key, nrr }) => {
        const name = survey.definition.items.find((item) => item.key === key)!.name.id;
        return `${key} ${name} (${figure(nrr)})`;
      });
      return `${survey.definition.abbreviation}: ${said.join(", ")}`;
    });
  return named.length === 0 ? null : `Unsur terendah menurut hasil. ${named.join(". ")}.`;
}

function measureFields(form: FormFields, { surveys }: UnitReport, kept: Partial<FollowUp>): readonly Field[] {
  const options = surveys
    .filter(({ printed }) => printed)
    .flatMap(({ definition }) =>
      definition.items.map(({ key, name }) => ({ value: `${definition.id} ${key}`, label: `${key} ${name.id}` })),
    );
  return [
    form.select("unsur", { label: "Prioritas unsur" }, options, `${kept.survey ?? ""} ${kept.item ?? ""}`),
    form.text("kegiatan", { label: "Program atau kegiatan", value: kept.action ?? "", maxLength: 300 }),
    form.text("waktu", {
      label: "Selesai paling lambat",
      hint: "Contoh: 2026-12-15",
      value: kept.due ?? "",
      width: "short",
      maxLength: 10,
      capitals: "none",
    }),
    form.text("penanggung", { label: "Penanggung jawab", value: kept.responsible ?? "", maxLength: 120 }),
    ...(kept.id === undefined
      ? []
      : [
          form.select(
            "keadaan",
            { label: "Keadaan" },
            followUpStates.map((state) => ({ value: state, label: STATE_WORDS[state] })),
            kept.state ?? "belum",
          ),
          form.text("kendala", { label: "Kendala", hint: "Boleh kosong", value: kept.obstacles ?? "", maxLength: 300 }),
          form.text("rekomendasi", {
            label: "Rekomendasi",
            hint: "Boleh kosong",
            value: kept.recommendation ?? "",
            maxLength: 300,
          }),
          form.text("kabar", {
            label: "Kabar untuk masyarakat",
            hint: "Tampil di halaman hasil setelah selesai; contoh: Loket 3 kini buka sampai 15.00",
            value: kept.told ?? "",
            maxLength: 200,
          }),
        ]),
  ];
}

function fileFields(formName: string, refused: RefusedForm | undefined, label: string, proof = false): readonly Field[] {
  const form = new FormFields(formName, refused);
  return [
    ...(proof
      ? [
          form.select(
            "tujuan",
            { label: "Bukti" },
            [
              { value: "sebelum", label: "Sebelum" },
              { value: "sesudah", label: "Sesudah" },
            ],
            "sesudah",
          ),
        ]
      : []),
    form.text("keterangan", { label, maxLength: 200 }),
    form.file("berkas", { label: "Berkas", hint: "PDF, JPEG, atau PNG, paling besar 5 MB", accept: ".pdf,.jpg,.jpeg,.png" }),
  ];
}
