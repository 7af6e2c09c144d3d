import { z } from "zod";
import { Refusal } from "../domain/refusal.ts";
import type { Counter, Service } from "../domain/response.ts";
import { readServiceName } from "../domain/service-name.ts";
import type { Parsed } from "../web/form.ts";
import { fieldOf, idOrNone, line, oneOf, pressed, readBy, readForm } from "../web/form.ts";
import { unitCode } from "./parse-unit.ts";

/** What a manager may do with counters and services. */
export type CounterDeed =
  | ({ readonly kind: "add-counter"; readonly code: string } & CounterWords)
  | ({ readonly kind: "change-counter"; readonly counter: Counter } & CounterWords)
  | { readonly kind: "close-counter" | "reopen-counter"; readonly counter: Counter }
  | { readonly kind: "add-service"; readonly name: string }
  | { readonly kind: "change-service"; readonly service: Service; readonly name: string }
  | { readonly kind: "close-service" | "reopen-service"; readonly service: Service };

type CounterWords = Pick<Counter, "name" | "serviceId" | "kiosk">;

const COUNTER_BUTTONS = [
  "tambah-loket",
  "ubah-loket",
  "tutup-loket",
  "buka-loket",
  "tambah-layanan",
  "ubah-layanan",
  "tutup-layanan",
  "buka-layanan",
] as const;

/** On what the form of a counter is filled in. */
const DEVICES = ["sendiri", "kiosk"] as const;
type Device = (typeof DEVICES)[number];

const counterName = line(2, 80, "Tulis nama loket; contoh: Loket 2.");
const serviceName = readBy(readServiceName);

/** Reads which button was pressed on the page of counters, and what was typed with it. */
export function parseCounterDeed(
  body: unknown,
  desk: { readonly counters: readonly Counter[]; readonly services: readonly Service[] },
): Parsed<CounterDeed> {
  const serviceIds = desk.services.map((service) => service.id);
  const words = (now: Device) => ({
    nama: counterName,
    layanan: idOrNone(serviceIds, "Pilih layanan dari daftar."),
    perangkat: oneOf(DEVICES, "Pilih perangkat dari daftar.", now),
  });
  const wordsFrom = ({
    nama,
    layanan,
    perangkat,
  }: {
    nama: string;
    layanan: number | null;
    perangkat: Device;
  }): CounterWords => ({
    name: nama,
    serviceId: layanan,
    kiosk: perangkat === "kiosk",
  });
  const counter = (): Counter => chosen(body, "loket", desk.counters);
  const service = (): Service => chosen(body, "layanan_id", desk.services);
  const button = pressed(body, COUNTER_BUTTONS);
  switch (button) {
    case "tambah-loket": {
      const schema = z
        .object({ kode: unitCode, ...words("sendiri") })
        .transform(({ kode, ...rest }) => ({ kind: "add-counter" as const, code: kode, ...wordsFrom(rest) }));
      return readForm("loket-baru", schema, body);
    }
    case "ubah-loket": {
      const one = counter();
      const schema = z
        .object(words(one.kiosk ? "kiosk" : "sendiri"))
        .transform((rest) => ({ kind: "change-counter" as const, counter: one, ...wordsFrom(rest) }));
      return readForm(`loket-${one.id}`, schema, body);
    }
    case "tambah-layanan":
      return readForm(
        "layanan-baru",
        z.object({ nama: serviceName }).transform(({ nama }) => ({ kind: "add-service" as const, name: nama })),
        body,
      );
    case "ubah-layanan": {
      const one = service();
      const schema = z
        .object({ nama: serviceName })
        .transform(({ nama }) => ({ kind: "change-service" as const, service: one, name: nama }));
      return readForm(`layanan-${one.id}`, schema, body);
    }
    case "tutup-loket":
    case "buka-loket":
      return { ok: true, value: { kind: button === "tutup-loket" ? "close-counter" : "reopen-counter", counter: counter() } };
    case "tutup-layanan":
    case "buka-layanan":
      return { ok: true, value: { kind: button === "tutup-layanan" ? "close-service" : "reopen-service", service: service() } };
  }
}

function chosen<T extends { readonly id: number }>(body: unknown, field: string, list: readonly T[]): T {
  const found = list.find((one) => String(one.id) === fieldOf(body, field));
  if (!found) throw new Refusal("not-found", "Yang hendak diubah tidak ada lagi. Muat ulang halamannya.");
  return found;
}
