import type { Person } from "../domain/person.ts";
import { may } from "../domain/person.ts";
import type { Counter, Service } from "../domain/response.ts";
import { count, longDate, periodTitle, sortedByName } from "../web/format.ts";
import type { Frame } from "../web/frame.ts";
import { frame } from "../web/frame.ts";
import type { CounterDesk } from "./counter-desk.ts";
import type { Field, ListedProblem } from "../web/fields.ts";
import { FormFields, listedProblems } from "../web/fields.ts";
import type { RefusedForm } from "../web/form.ts";
import { onlyHere, shortAddress } from "../web/qr.ts";

export interface CounterRow {
  readonly id: number;
  readonly name: string;
  readonly code: string;
  /** The address as people type it: skm.contoh.go.id/s/pkm. */
  readonly address: string;
  /** Where QR and poster of this counter are. */
  readonly path: string;
  /** Name of the bound service; empty without one. */
  readonly serviceName: string;
  /** True when one tablet serves every visitor. */
  readonly kiosk: boolean;
  /** "22 November 2026", or empty while it is open. */
  readonly closedSince: string;
  /** "124 jawaban". */
  readonly received: string;
  readonly fields: readonly Field[];
  /** True when its form was just refused. */
  readonly unfolded: boolean;
}

export interface ServiceRow {
  readonly id: number;
  readonly name: string;
  readonly closedSince: string;
  readonly fields: readonly Field[];
  readonly unfolded: boolean;
}

/** What views/staff/counters.eta shows. */
export interface CountersPage {
  readonly frame: Frame;
  readonly problems: readonly ListedProblem[];
  readonly saved: boolean;
  /** Path of the page, where its forms go. */
  readonly path: string;
  readonly mayManage: boolean;
  /** "Triwulan IV 2026". */
  readonly quarter: string;
  /** "212 jawaban diterima; sasaran 291." */
  readonly progress: string;
  /** True when the address in the QR codes works on this computer only. */
  readonly onlyHere: boolean;
  readonly counters: readonly CounterRow[];
  readonly services: readonly ServiceRow[];
  readonly newCounter: readonly Field[];
  readonly newService: readonly Field[];
}

export interface CountersFacts {
  readonly person: Person;
  readonly desk: CounterDesk;
  readonly publicUrl: string;
  readonly saved: boolean;
}

export function countersPage({ person, desk, publicUrl, saved }: CountersFacts, refused?: RefusedForm): CountersPage {
  const { unit, counters, services, quarter, received, target } = desk;
  const path = `/staf/unit/${unit.code}/loket`;
  const total = [...received.values()].reduce((sum, one) => sum + one, 0);
  const fresh = new FormFields("loket-baru", refused);
  return {
    frame: frame(person, unit, "loket", "Loket dan QR"),
    problems: listedProblems(refused),
    saved,
    path,
    mayManage: may(person, "manage-unit", unit.id),
    quarter: periodTitle(quarter),
    progress: `${count(total)} jawaban diterima${target === null ? "" : `; sasaran ${count(target)}`}.`,
    onlyHere: onlyHere(publicUrl),
    counters: counters.map((counter) => counterRow(counter, services, received, publicUrl, path, refused)),
    services: sortedByName(services).map((service) => serviceRow(service, refused)),
    newCounter: [
      fresh.text("nama", {
        label: "Nama loket",
        hint: "Seperti di papan loket; contoh: Loket 2",
        maxLength: 80,
        capitals: "words",
      }),
      fresh.text("kode", {
        label: "Kode",
        hint: "Menjadi alamat di QR. Tidak dapat diganti nanti.",
        value: proposedCode(
          unit.code,
          counters.map((counter) => counter.code),
        ),
        capitals: "none",
        maxLength: 32,
      }),
      fresh.select("layanan", { label: "Layanan di loket ini" }, serviceOptions(services, null), ""),
      deviceField(fresh, false),
    ],
    newService: [
      new FormFields("layanan-baru", refused).text("nama", {
        label: "Nama layanan",
        hint: "Contoh: Poli Umum",
        maxLength: 120,
        capitals: "words",
      }),
    ],
  };
}

function counterRow(
  counter: Counter,
  services: readonly Service[],
  received: ReadonlyMap<number, number>,
  publicUrl: string,
  path: string,
  refused: RefusedForm | undefined,
): CounterRow {
  const form = new FormFields(`loket-${counter.id}`, refused);
  return {
    id: counter.id,
    name: counter.name,
    code: counter.code,
    address: shortAddress(publicUrl, counter.code),
    path: `${path}/${counter.code}`,
    serviceName: services.find((service) => service.id === counter.serviceId)?.name ?? "",
    kiosk: counter.kiosk,
    closedSince: counter.closedSince === null ? "" : longDate(counter.closedSince),
    received: `${count(received.get(counter.id) ?? 0)} jawaban`,
    fields: [
      form.text("nama", { label: "Nama loket", value: counter.name, maxLength: 80, capitals: "words" }),
      form.select(
        "layanan",
        { label: "Layanan di loket ini" },
        serviceOptions(services, counter.serviceId),
        String(counter.serviceId ?? ""),
      ),
      deviceField(form, counter.kiosk),
    ],
    unfolded: form.open,
  };
}

function serviceRow(service: Service, refused: RefusedForm | undefined): ServiceRow {
  const form = new FormFields(`layanan-${service.id}`, refused);
  return {
    id: service.id,
    name: service.name,
    closedSince: service.closedSince === null ? "" : longDate(service.closedSince),
    fields: [form.text("nama", { label: "Nama layanan", value: service.name, maxLength: 120, capitals: "words" })],
    unfolded: form.open,
  };
}

function deviceField(form: FormFields, kiosk: boolean): Field {
  return form.select(
    "perangkat",
    { label: "Diisi di", hint: "Beri tablet bersama loket sendiri, supaya jawabannya terhitung terpisah." },
    [
      { value: "sendiri", label: "ponsel warga, lewat kode QR" },
      { value: "kiosk", label: "tablet atau layar bersama di tempat (kios)" },
    ],
    kiosk ? "kiosk" : "sendiri",
  );
}

/** Open services, and the bound one even when it is closed. */
function serviceOptions(services: readonly Service[], bound: number | null): { value: string; label: string }[] {
  const offered = services.filter((service) => service.closedSince === null || service.id === bound);
  return [
    { value: "", label: "Lebih dari satu; warga memilih sendiri" },
    ...sortedByName(offered).map((service) => ({ value: String(service.id), label: service.name })),
  ];
}

/**
 * The next free code of the shape CODE-2 among those of the unit.
 * @example proposedCode("pkm", ["pkm", "pkm-2"]) // => "pkm-3"
 */
export function proposedCode(unitCode: string, taken: readonly string[]): string {
  let number = 2;
  while (taken.includes(`${unitCode.slice(0, 28)}-${number}`)) number += 1;
  return `${unitCode.slice(0, 28)}-${number}`;
}
