import { describe, expect, it } from "vitest";
import { readHoliday, readTime } from "../../server/domain/calendar/read-calendar.ts";

describe("a time of the day", () => {
  it.each([
    ["8.00", "08:00"],
    ["08:00", "08:00"],
    [" 15.30 ", "15:30"],
    ["0.00", "00:00"],
    ["23:59", "23:59"],
  ])("reads %s", (text, time) => {
    expect(readTime(text)).toBe(time);
  });

  it.each(["", "8", "8.0", "8.000", "24.00", "23.60", "008.00", "8-00", "8.00 pagi", "jam 8.00", "-8.00"])(
    "refuses %j",
    (text) => {
      expect(() => readTime(text)).toThrow(
        expect.objectContaining({ code: "invalid", message: "Tulis jam dan menit; contoh: 08.00." }),
      );
    },
  );
});

describe("a holiday", () => {
  it.each([
    ["2026-12-25 Natal", "2026-12-25", "Natal"],
    ["25-12-2026\tHari  Natal", "2026-12-25", "Hari Natal"],
    ["25/12/2026, Natal", "2026-12-25", "Natal"],
    ["1.6.2026: Hari Lahir Pancasila", "2026-06-01", "Hari Lahir Pancasila"],
    ["  2026-12-25; – Natal", "2026-12-25", "Natal"],
    ["2026-12-25 - Natal", "2026-12-25", "Natal"],
    ["2026-12-25 Natal – cuti bersama", "2026-12-25", "Natal – cuti bersama"],
    [`2026-12-25 ${"n".repeat(80)}`, "2026-12-25", "n".repeat(80)],
  ])("reads %j", (line, date, name) => {
    expect(readHoliday(line)).toEqual({ date, name });
  });

  it.each([
    ["", "Awali dengan tanggal; contoh: 2026-12-25 Natal."],
    ["Natal 2026-12-25", "Awali dengan tanggal; contoh: 2026-12-25 Natal."],
    ["2026-02-30 Tidak ada", "Awali dengan tanggal; contoh: 2026-12-25 Natal."],
    ["x25/12/2026 Natal", "Awali dengan tanggal; contoh: 2026-12-25 Natal."],
    ["25/12/20261 Natal", "Awali dengan tanggal; contoh: 2026-12-25 Natal."],
    ["025/12/2026 Natal", "Awali dengan tanggal; contoh: 2026-12-25 Natal."],
    ["25/012/2026 Natal", "Awali dengan tanggal; contoh: 2026-12-25 Natal."],
    ["2026-12-25", "Tulis nama hari libur di belakang tanggalnya; contoh: 2026-12-25 Natal."],
    ["2026-12-25 –", "Tulis nama hari libur di belakang tanggalnya; contoh: 2026-12-25 Natal."],
    ["2026-12-25 Natal\u0007", "Tulis nama hari libur dengan huruf dan angka saja."],
    [`2026-12-25 ${"n".repeat(81)}`, "Pendekkan nama hari libur; paling banyak 80 huruf."],
  ])("refuses %j", (line, message) => {
    expect(() => readHoliday(line)).toThrow(expect.objectContaining({ code: "invalid", message }));
  });
});
