import { describe, expect, it } from "vitest";
import { MOST_ENTRIES, readServedMessage } from "../../server/domain/sampling/served-message.ts";

const PLACES = {
  services: [
    { id: 7, name: "Poli Umum" },
    { id: 8, name: "Poli Gigi" },
  ],
  counters: [
    { id: 3, code: "pkm" },
    { id: 4, code: "pkm-2" },
  ],
  today: "2026-11-23",
};
const read = (body: unknown) => readServedMessage(body, PLACES);
const day = (over: object = {}) => ({ date: "2026-11-20", people: 12, ...over });

describe("a message of people served", () => {
  it("is read with places by name and code, however they are written; null takes a number away", () => {
    const days = [
      day(),
      day({ service: "poli  UMUM" }),
      day({ counter: " PKM-2 " }),
      day({ service: "Poli Gigi", counter: "pkm", people: 0 }),
      day({ date: "2026-11-22", service: null, counter: null, people: null }),
      day({ date: "2026-11-21", people: 100_000 }),
    ];
    expect(read({ days })).toEqual({
      days: [
        { date: "2026-11-20", serviceId: null, counterId: null, people: 12 },
        { date: "2026-11-20", serviceId: 7, counterId: null, people: 12 },
        { date: "2026-11-20", serviceId: null, counterId: 4, people: 12 },
        { date: "2026-11-20", serviceId: 8, counterId: 3, people: 0 },
        { date: "2026-11-22", serviceId: null, counterId: null, people: null },
        { date: "2026-11-21", serviceId: null, counterId: null, people: 100_000 },
      ],
    });
  });

  const PEOPLE = "Tulis jumlah orang sebagai bilangan bulat 0 sampai 100000, atau null untuk menghapusnya.";
  it.each([
    ["nothing", undefined, "", 'Kirim objek JSON { "days": [ … ] }.'],
    ["a list", [], "", 'Kirim objek JSON { "days": [ … ] }.'],
    ["no days", {}, "days", "Tulis days sebagai daftar."],
    ["an empty list", { days: [] }, "days", "Daftar days masih kosong."],
    ["a key beside", { days: [day()], hari: 1 }, "", 'Isian "hari" tidak dikenal.'],
    ["keys beside", { days: [day()], hari: 1, x: 2 }, "", 'Isian "hari", "x" tidak dikenal.'],
    ["a long key", { days: [day()], ["k".repeat(50)]: 1 }, "", `Isian "${"k".repeat(40)}" tidak dikenal.`],
    ["a day that is a number", { days: [day(), 3] }, "days[1]", "Tiap isi days adalah objek dengan date dan people."],
    ["a misspelt key", { days: [day({ services: "x" })] }, "days[0]", 'Isian "services" tidak dikenal.'],
    ["no date", { days: [{ people: 1 }] }, "days[0].date", "Tulis tanggal; contoh: 2026-11-20."],
    [
      "a day that is none",
      { days: [day({ date: "2026-02-30" })] },
      "days[0].date",
      "Tulis tanggal yang ada; contoh: 2026-11-20.",
    ],
    ["today", { days: [day({ date: "2026-11-23" })] }, "days[0].date", "Hari ini dan hari yang akan datang belum dapat diisi."],
    [
      "tomorrow",
      { days: [day({ date: "2026-11-24" })] },
      "days[0].date",
      "Hari ini dan hari yang akan datang belum dapat diisi.",
    ],
    ["no people", { days: [{ date: "2026-11-20" }] }, "days[0].people", PEOPLE],
    ["half a person", { days: [day({ people: 1.5 })] }, "days[0].people", PEOPLE],
    ["fewer than none", { days: [day({ people: -1 })] }, "days[0].people", PEOPLE],
    ["too many people", { days: [day({ people: 100_001 })] }, "days[0].people", PEOPLE],
    ["an unknown service", { days: [day({ service: "Poli Mata" })] }, "days[0].service", "Layanan ini tidak ada di unit ini."],
    ["a service that is a number", { days: [day({ service: 7 })] }, "days[0].service", "Tulis nama layanan, atau jangan isi."],
    [
      "an unknown counter",
      { days: [day({ counter: "x" })] },
      "days[0].counter",
      "Loket ini tidak ada di unit ini; tulis kodenya.",
    ],
    ["a counter that is a number", { days: [day({ counter: 3 })] }, "days[0].counter", "Tulis kode loket, atau jangan isi."],
    [
      "the same place twice",
      { days: [day({ service: "Poli Umum" }), day(), day({ service: "poli umum" })] },
      "days[2].date",
      "Hari, layanan, dan loket ini sudah disebut pada days[0].",
    ],
  ])("refuses %s, with the place", (_what, body, at, reason) => {
    expect(read(body)).toEqual({ problems: [{ at, reason }] });
  });

  it("names every problem at once, and the first of a place that comes three times", () => {
    expect(read({ days: [day({ counter: "x", service: "y" }), day({ people: 1 }), day(), day()] })).toEqual({
      problems: [
        { at: "days[0].service", reason: "Layanan ini tidak ada di unit ini." },
        { at: "days[0].counter", reason: "Loket ini tidak ada di unit ini; tulis kodenya." },
        { at: "days[2].date", reason: "Hari, layanan, dan loket ini sudah disebut pada days[1]." },
        { at: "days[3].date", reason: "Hari, layanan, dan loket ini sudah disebut pada days[1]." },
      ],
    });
  });

  it("takes two thousand entries and not one more", () => {
    const many = (count: number) => ({
      days: Array.from({ length: count }, (_, at) =>
        day({ date: new Date(Date.UTC(2020, 0, 1 + at)).toISOString().slice(0, 10), people: at }),
      ),
    });
    expect(MOST_ENTRIES).toBe(2000);
    expect(read(many(2000))).toMatchObject({ days: { length: 2000 } });
    expect(read(many(2001))).toEqual({ problems: [{ at: "days", reason: "Kirim paling banyak 2000 isi sekali jalan." }] });
  });
});
