import { describe, expect, it } from "vitest";
import { answerRecord, commentRecord, epochHead, headRecord, receiptsDigest, salted } from "../../server/log/records.ts";
import type { Answer, Response } from "../../server/domain/response.ts";

const id = Buffer.from("0102030405060708090a0b0c", "hex");
const response: Response = {
  counterId: 3,
  serviceId: null,
  channel: "qr",
  date: "2026-10-03",
  session: "pagi",
  surveys: new Map([
    ["spak@1", new Map<string, Answer>([["A1", 4]])],
    [
      "skm@1",
      new Map<string, Answer>([
        ["U2", "opted-out"],
        ["U1", 3],
      ]),
    ],
  ]),
  profile: new Map([["usia", "26-35"]]),
};
const record = (over: Partial<Response>): string => answerRecord(id, { ...response, ...over });

describe("the record of an answer", () => {
  it("shows scores, channel and day, in one fixed order, and nothing else in the open", () => {
    const shown = JSON.parse(answerRecord(id, response)) as Record<string, unknown>;
    expect(Object.keys(shown)).toEqual(["answers", "channel", "date", "hidden", "record", "salt"]);
    expect(JSON.stringify(shown["answers"])).toBe('{"skm@1":{"U1":3,"U2":"opted-out"},"spak@1":{"A1":4}}');
    expect(answerRecord(id, response)).not.toContain(id.toString("hex"));
    expect(answerRecord(id, response)).not.toMatch(/usia|26-35|pagi/);
  });

  it("changes with everything that is kept of the answer", () => {
    const others: Partial<Response>[] = [
      { counterId: 4 },
      { serviceId: 1 },
      { channel: "kiosk" },
      { date: "2026-10-04" },
      { session: "siang" },
      { surveys: new Map() },
      { profile: new Map([["usia", "17-25"]]) },
      { profile: new Map() },
    ];
    const all = new Set([record({}), ...others.map(record), answerRecord(Buffer.alloc(12), response)]);
    expect(all.size).toBe(others.length + 2);
  });

  it("is the same whatever order the surveys, answers and profile came in", () => {
    const turned = new Map([...response.surveys].reverse().map(([ref, answers]) => [ref, new Map([...answers].reverse())]));
    expect(record({ surveys: turned })).toBe(record({}));
  });
});

it("a salt leads from a number to one use only", () => {
  const uses = (["log", "hidden", "comment", "shown"] as const).map((use) => salted(use, id));
  expect(new Set(uses).size).toBe(4);
  for (const salt of uses) expect(salt).toMatch(/^[0-9a-f]{24}$/);
});

it("a comment's record holds its words and month", () => {
  expect(JSON.parse(commentRecord(id, "2026-10", "Antre lama"))).toEqual({
    month: "2026-10",
    record: "comment",
    salt: salted("comment", id),
    words: "Antre lama",
  });
});

it("the digest of receipts does not depend on their order", () => {
  const [a, b] = [Buffer.alloc(16, 1), Buffer.alloc(16, 2)];
  expect(receiptsDigest([a, b])).toBe(receiptsDigest([b, a]));
  expect(receiptsDigest([a])).not.toBe(receiptsDigest([a, b]));
});

it("an epoch says in the log what it goes on from, and why", () => {
  const head = epochHead({ number: 2, day: "2026-11-27", reason: "cakram rusak", after: { size: 9, root: "AAA=" } });
  expect(JSON.parse(headRecord(head))).toEqual({
    about: '{"after":{"size":9,"root":"AAA="},"day":"2026-11-27","reason":"cakram rusak"}',
    kind: "epoch",
    of: "2",
    record: "entry",
    records: 0,
  });
});
