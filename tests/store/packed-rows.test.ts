import { describe, expect, test } from "vitest";
import type { Lines } from "../../server/store/packed-rows.ts";
import { linesOf, packedPages } from "../../server/store/packed-rows.ts";
import type { PackedResponse } from "../../server/store/rows.ts";
import type { Sheet } from "../../server/store/store.ts";
import { plainRows } from "../support/plain-rows.ts";

const version = (ref: string, questionKeys: readonly string[]) => ({ ref, seal: "", max: 4, questionKeys });
const skm = version("skm@1", ["U1", "U2", "U3"]);
const spak = version("spak@1", ["A1", "A2"]);
const SHEETS: ReadonlyMap<number, Sheet> = new Map([
  [1, { surveys: [skm], profileKeys: [] }],
  [20, { surveys: [skm, spak], profileKeys: ["usia"] }],
]);
const sheetOf = (id: number): Sheet => {
  const sheet = SHEETS.get(id);
  if (!sheet) throw new Error(`no sheet ${id}`);
  return sheet;
};
const lines = (...list: readonly string[]): Lines => ({ text: list.join("\n"), count: list.length, sheetOf });

async function read(...pages: readonly Lines[]) {
  const given = async function* () {
    yield* pages;
  };
  const found: (string | number | null)[][][] = [];
  for await (const page of packedPages(given()))
    found.push(
      plainRows(page).map(({ date, serviceId, channel, sheet, answers }) => [
        date,
        serviceId,
        channel,
        sheet.surveys.map(({ ref }) => ref).join("+"),
        answers,
      ]),
    );
  return found;
}

describe("packed rows", () => {
  test("are read from lines field by field, each page for itself", async () => {
    const first = lines("2026-11-20,,qr,1,1-0", "2026-11-20,7,dibantu,20,12340", "2026-11-21,123456,impor,1,999");
    expect(await read(first, lines(), lines("2027-01-01,1,kertas,20,-----"))).toEqual([
      [
        ["2026-11-20", null, "qr", "skm@1", "1-0"],
        ["2026-11-20", 7, "dibantu", "skm@1+spak@1", "12340"],
        ["2026-11-21", 123456, "impor", "skm@1", "999"],
      ],
      [],
      [["2027-01-01", 1, "kertas", "skm@1+spak@1", "-----"]],
    ]);
  });

  test("are the same when each was read alone", async () => {
    const [one, both] = [sheetOf(1), sheetOf(20)];
    const plain = { counterId: 1, session: null, profile: "", excluded: false };
    const rows: readonly PackedResponse[] = [
      { ...plain, date: "2026-11-20", serviceId: null, channel: "qr", sheet: both, answers: "12340" },
      { ...plain, date: "2026-11-21", serviceId: 12, channel: "kiosk", sheet: one, answers: "--4" },
    ];
    expect(await read(linesOf(rows), linesOf([]))).toEqual([
      [
        ["2026-11-20", null, "qr", "skm@1+spak@1", "12340"],
        ["2026-11-21", 12, "kiosk", "skm@1", "--4"],
      ],
      [],
    ]);
  });

  test.each([
    ["too few answers", lines("2026-11-20,,qr,1,11", "2026-11-20,,qr,1,111")],
    ["too few in the last row", lines("2026-11-20,,qr,1,111", "2026-11-20,,qr,1,11")],
    ["too many answers", lines("2026-11-20,,qr,1,1111", "2026-11-20,,qr,1,111")],
    ["a sheet that nobody knows", lines("2026-11-20,,qr,3,111")],
    ["a line cut short", lines("2026-11-20,,q")],
    ["a line of one day alone", lines("2026-11-20")],
    ["something else", lines("", "", "")],
  ])("are refused for %s, not read on into the next", async (_what, page) => {
    await expect(read(page)).rejects.toThrow();
  });
});
