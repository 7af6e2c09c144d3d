import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readCheckpoint } from "../../../server/log/checkpoint.ts";
import { leafHash } from "../../../server/log/merkle.ts";
import { headRecord } from "../../../server/log/records.ts";
import { parsePeriod } from "../../../server/domain/periods/period.ts";
import type { Unit } from "../../../server/domain/response.ts";
import { closeDaysFromNowOn } from "../../../server/ops/close-days.ts";
import { checkClosings } from "../../../server/reports/closing/check-closings.ts";
import { closePeriod } from "../../../server/reports/closing/close-period.ts";
import { readFrozen } from "../../../server/reports/closing/read-frozen.ts";
import { openNote, verifyNote } from "../../../server/log/note.ts";
import { beginEpochs, bringUpLog, hashesIn } from "../../../server/reports/log/bring-up-log.ts";
import { checkLogs } from "../../../server/reports/log/check-log.ts";
import type { LogEntry } from "../../../server/store/store.ts";
import type { House } from "../../support/house.ts";
import { openHouse } from "../../support/house.ts";

let folder: string;
let house: House;
let unit: Unit;
const file = () => join(folder, "suara.db");

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "suara-log-"));
  house = await openHouse({ file: file(), now: "2026-10-05T03:00:00Z" });
  unit = await house.make.unit({ code: "pkm-melati", surveys: ["skm", "spak"] });
});
afterEach(async () => {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
});

const entries = async (): Promise<LogEntry[]> => {
  const all: LogEntry[] = [];
  for await (const entry of house.store.log.entries(unit.id)) all.push(entry);
  return all;
};
const goOnTo = async (now: string): Promise<void> => {
  house.clock.now = Date.parse(now);
  await closeDaysFromNowOn(house.parts).stop();
};
/** The file as somebody with the machine may change it: without the triggers that refuse. */
const tamper = (act: (raw: Database.Database) => void): void => {
  const raw = new Database(file());
  const triggers = raw.prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'trigger'").all();
  for (const { name } of triggers) raw.exec(`DROP TRIGGER "${name}"`);
  act(raw);
  raw.close();
};

describe("the log of a unit", () => {
  it("grows by each day that ended, and by the comments of a month when it is over", async () => {
    await house.make.response(unit, { date: "2026-10-03", comment: "Antre lama" });
    await house.make.response(unit, { date: "2026-10-03" });
    await house.make.response(unit, { date: "2026-10-04" });
    await house.make.response(unit, { date: "2026-10-05" });
    await goOnTo("2026-10-05T03:00:00Z");
    expect((await entries()).map(({ kind, of, records, size }) => `${kind} ${of}: ${records}, ${size}`)).toEqual([
      "day 2026-10-03: 2, 3",
      "day 2026-10-04: 1, 5",
    ]);
    await goOnTo("2026-10-31T20:00:00Z");
    expect((await entries()).slice(2).map(({ kind, of, records, size }) => `${kind} ${of}: ${records}, ${size}`)).toEqual([
      "day 2026-10-05: 1, 7",
      "comments 2026-10: 1, 9",
    ]);
    expect(await checkLogs(house.parts)).toEqual([]);
    expect(house.logged).toEqual([]);
  });

  it("holds what came late on the day on which it arrived, and sees it changed, taken away or slipped in", async () => {
    await house.make.response(unit, { date: "2026-09-30" });
    await goOnTo("2026-10-01T03:00:00Z");
    await closePeriod(house.parts, unit, parsePeriod("2026-TW3"), await house.make.person({ role: "admin" }));
    for (let n = 0; n < 3; n++) {
      const answer = await house.app.inject({
        method: "POST",
        url: "/s/pkm-melati",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        payload: house.make.body(unit, {
          kunci: `kunci-terlambat-${n}`,
          diisi: "2026-09-30",
          saran: n === 0 ? "Antre lama" : "",
        }),
      });
      expect(answer.headers.location).toContain("terlambat");
    }
    await goOnTo("2026-10-02T03:00:00Z");
    const last = (await entries()).at(-1)!;
    expect([last.kind, last.of, last.records]).toEqual(["late", "2026-10-01", 3]);
    expect(await checkLogs(house.parts)).toEqual([]);
    const findings = async (act: (raw: Database.Database) => void): Promise<string> => {
      tamper((raw) => raw.exec("CREATE TABLE IF NOT EXISTS kept AS SELECT * FROM late_answers"));
      tamper(act);
      const found = (await checkLogs(house.parts)).join("\n");
      tamper((raw) => raw.exec("DELETE FROM late_answers; INSERT INTO late_answers SELECT * FROM kept"));
      expect(await checkLogs(house.parts)).toEqual([]);
      return found;
    };
    const one = "id = (SELECT min(id) FROM late_answers)";
    expect(
      await findings((raw) => raw.exec(`UPDATE late_answers SET answers = replace(answers, '4', '1') WHERE ${one}`)),
    ).toMatch(
      /is not as the log holds it: it was changed or added[\s\S]*1 answers of late 2026-10-01 that it holds are gone or were changed/,
    );
    expect(await findings((raw) => raw.exec(`DELETE FROM late_answers WHERE ${one}`))).toContain("are gone or were changed");
    const copied =
      "SELECT unit_id, arrived_on, randomblob(12), given_on, counter_id, service_id, channel, sheet_id, answers, profile";
    expect(await findings((raw) => raw.exec(`INSERT INTO late_answers ${copied} FROM late_answers LIMIT 1`))).toContain(
      "it was changed or added",
    );
  });

  it("signs each step, lists the day's keys, and sorts its leaves", async () => {
    for (let n = 0; n < 20; n++) await house.make.response(unit, { date: "2026-10-03" });
    await goOnTo("2026-10-05T03:00:00Z");
    const [entry] = await entries();
    expect(verifyNote(entry!.checkpoint, house.parts.signer.key())).toBe("signed");
    expect(readCheckpoint(openNote(entry!.checkpoint)!.text)).toMatchObject({ origin: "suara-loket/pkm-melati", size: 21 });
    const leaves = hashesIn(entry!.leaves);
    expect(leaves).toEqual([...leaves].sort((a, b) => a.compare(b)));
    expect(leaves.some((leaf) => leaf.equals(leafHash(headRecord(entry!))))).toBe(true);
    expect(hashesIn(entry!.receipts, 16)).toHaveLength(20);
    expect(house.parts.checkpoints.last("pkm-melati")).toBe(entry!.checkpoint);
  });

  it("takes what came in after its day was appended, once", async () => {
    await house.make.response(unit, { date: "2026-10-03" });
    await goOnTo("2026-10-05T03:00:00Z");
    await house.make.response(unit, { date: "2026-10-03" });
    await goOnTo("2026-10-06T03:00:00Z");
    await goOnTo("2026-10-07T03:00:00Z");
    expect((await entries()).map(({ of, records }) => `${of} ${records}`)).toEqual(["2026-10-03 1", "2026-10-03 1"]);
    expect(await checkLogs(house.parts)).toEqual([]);
  });

  it("is brought up before a closing, whose seal then holds its checkpoint", async () => {
    await house.make.response(unit, { date: "2026-09-30", comment: "Baik" });
    // Its clock was ahead, and its rows are in the period all the same.
    const batch = { unitId: unit.id, fileDigest: "ab".repeat(32), importedOn: "2026-10-07", newServices: [] };
    const [counter] = await house.store.units.counters(unit.id);
    const response = {
      counterId: counter!.id,
      serviceId: null,
      channel: "impor" as const,
      date: "2026-08-01",
      session: null,
      surveys: new Map([["skm@1", new Map([["U1", 4]])]]),
      profile: new Map(),
    };
    await house.store.responses.importBatch({ ...batch, rows: () => [{ response, comment: "Dari kertas" }] });
    const sari = await house.make.person({ role: "manager", unit });
    const sealed = await closePeriod(house.parts, unit, parsePeriod("2026-TW3"), sari);
    expect((await entries()).map(({ kind }) => kind)).toEqual(["day", "import", "comments", "comments"]);
    expect(readFrozen(sealed.document).log).toBe(openNote((await entries())[3]!.checkpoint)!.text);
    expect([...(await checkLogs(house.parts)), ...(await checkClosings(house.parts))]).toEqual([]);
  });

  it("takes today's answers too when a period is closed before its end", async () => {
    await house.make.response(unit, { date: "2026-10-05" });
    const sari = await house.make.person({ role: "manager", unit });
    await closePeriod(house.parts, unit, parsePeriod("2026-TW4"), sari);
    expect((await entries()).map(({ of }) => of)).toEqual(["2026-10-05"]);
  });

  it("splits what is more than one entry holds", async () => {
    const [counter] = await house.store.units.counters(unit.id);
    const response = (at: number) => ({
      counterId: counter!.id,
      serviceId: null,
      channel: "impor" as const,
      date: "2026-08-01",
      session: null,
      surveys: new Map([["skm@1", new Map([["U1", 1 + (at % 4)]])]]),
      profile: new Map(),
    });
    const rows = () => Array.from({ length: 9000 }, (_, at) => ({ response: response(at), comment: null }));
    await house.store.responses.importBatch({
      unitId: unit.id,
      fileDigest: "cd".repeat(32),
      importedOn: "2026-10-01",
      newServices: [],
      rows,
    });
    await goOnTo("2026-10-05T03:00:00Z");
    const kept = await entries();
    expect(kept.length).toBeGreaterThan(1);
    expect(kept.reduce((sum, { records }) => sum + records, 0)).toBe(9000);
    expect(await checkLogs(house.parts)).toEqual([]);
  });
});

describe("what somebody with the machine changes", () => {
  beforeEach(async () => {
    for (let n = 0; n < 6; n++)
      await house.make.response(unit, { date: "2026-10-03", comment: n === 0 ? "Antre lama" : (null as never) });
    for (let n = 0; n < 6; n++) await house.make.response(unit, { date: "2026-10-04" });
    await goOnTo("2026-11-02T03:00:00Z");
    expect(await checkLogs(house.parts)).toEqual([]);
  });

  const found = async () => (await checkLogs(house.parts)).join("\n");

  it.each([
    [
      "a score",
      "UPDATE responses SET answers = replace(answers, '4', '1') WHERE id = (SELECT min(id) FROM responses)",
      /answer of 2026-10-0\d [0-9a-f]{8} is not as the log holds it/,
    ],
    [
      "a profile",
      "UPDATE responses SET session = 'siang' WHERE id = (SELECT min(id) FROM responses)",
      /answer of 2026-10-0\d [0-9a-f]{8} is not as/,
    ],
    [
      "a day",
      "UPDATE responses SET date = '2026-10-04' WHERE id = (SELECT min(id) FROM responses WHERE date = '2026-10-03')",
      /1 answers of day 2026-10-03 that it holds are gone/,
    ],
    [
      "a row that is taken away",
      "DELETE FROM responses WHERE id = (SELECT min(id) FROM responses WHERE date = '2026-10-04')",
      /1 answers of day 2026-10-04 that it holds are gone/,
    ],
    [
      "a row that is slipped in",
      "INSERT INTO responses SELECT unit_id, date, randomblob(12), counter_id, service_id, channel, session, sheet_id, answers, profile, batch_id FROM responses WHERE date = '2026-10-04' LIMIT 1",
      /is not as the log holds it: it was changed or added/,
    ],
    [
      "a comment's words",
      "UPDATE comments SET words = 'Sangat baik'",
      /comment of 2026-10 [0-9a-f]{8} is not as the log holds it/,
    ],
    [
      "a leaf",
      "UPDATE log_entries SET leaves = randomblob(length(leaves)) WHERE number = 1",
      /entry 1: .*checkpoint does not follow/,
    ],
    ["an entry that is taken away", "DELETE FROM log_entries WHERE number = 1", /entry 1 is missing/],
    ["the last entry", "DELETE FROM log_entries WHERE number = (SELECT max(number) FROM log_entries)", /older copy/],
    [
      "receipts",
      "UPDATE log_entries SET receipts = randomblob(length(receipts)) WHERE number = 1",
      /list of receipts was changed/,
    ],
    [
      "how many it says there are",
      "UPDATE log_entries SET records = records - 1 WHERE number = 1",
      /it holds 6 records and says 5/,
    ],
    [
      "a signature",
      "UPDATE log_entries SET checkpoint = replace(checkpoint, 'suara-loket ', 'suara-lokat ') WHERE number = 2",
      /entry 2: its checkpoint is not signed/,
    ],
  ])("%s: is named", async (_what, sql, words) => {
    tamper((raw) => expect(raw.prepare(sql).run().changes).toBeGreaterThan(0));
    expect(await found()).toMatch(words);
  });

  it("an answer of a day long past is named, though no leaf of its day ever was there", async () => {
    await house.make.response(unit, { date: "2026-03-02" });
    await goOnTo("2026-11-03T03:00:00Z");
    expect(await found()).toBe("unit pkm-melati, log: answers of 2026-03-02 came in after that day was over and have no leaf");
  });

  it("erasing a comment is no such change: its leaf stays and says nothing any more", async () => {
    tamper((raw) => raw.exec("DELETE FROM comments"));
    expect(await found()).toBe("");
  });
});

describe("an older copy of the data", () => {
  const older = async (): Promise<void> => {
    await house.make.response(unit, { date: "2026-10-03" });
    await house.make.response(unit, { date: "2026-10-04" });
    await goOnTo("2026-10-05T03:00:00Z");
    tamper((raw) => {
      raw.exec("DELETE FROM log_entries WHERE number = 2; DELETE FROM responses WHERE date = '2026-10-04'");
    });
    await house.make.response(unit, { date: "2026-10-05" });
  };

  it("is not gone on from: no checkpoint is signed, no period closed, though the day ends", async () => {
    await older();
    await goOnTo("2026-10-06T03:00:00Z");
    expect(house.logged.join()).toContain("the log of a unit cannot go on");
    expect(await entries()).toHaveLength(1);
    expect(await house.store.upkeep.isDayClosed("2026-10-06")).toBe(true);
    const sari = await house.make.person({ role: "manager", unit });
    await expect(closePeriod(house.parts, unit, parsePeriod("2026-TW4"), sari)).rejects.toThrow(
      "pernah ditandatangani sampai ukuran 4, sedangkan data ini memuatnya sampai ukuran 2",
    );
    expect(await house.store.closings.list(unit.id)).toEqual([]);
  });

  it("is gone on from in a new epoch, which names what it goes on from and why", async () => {
    await older();
    expect(await beginEpochs(house.parts, "cakram rusak")).toBe(1);
    await goOnTo("2026-10-06T03:00:00Z");
    const [first, epoch, day] = await entries();
    expect(epoch).toMatchObject({ kind: "epoch", of: "2", epoch: 2, size: 3 });
    expect(JSON.parse(epoch!.about)).toMatchObject({ reason: "cakram rusak", day: "2026-10-05", after: { size: 2 } });
    expect(first!.checkpoint).toContain("suara-loket/pkm-melati\n2\n");
    expect(day!.checkpoint).toContain("suara-loket/pkm-melati/2\n5\n");
    expect(await checkLogs(house.parts)).toEqual([]);
    expect(house.logged).toEqual([]);
  });

  it("never signs two roots for one size of one epoch, however often it is put back", async () => {
    await older();
    await beginEpochs(house.parts, "sekali");
    await goOnTo("2026-10-06T03:00:00Z");
    tamper((raw) => raw.exec("DELETE FROM log_entries WHERE number > 1"));
    await expect(
      bringUpLog(house.parts, unit, { answers: "2026-10-07", imports: "2026-10-07", comments: "2026-10" }),
    ).rejects.toThrow("salinan lama");
    await beginEpochs(house.parts, "dua kali");
    expect((await entries()).map(({ epoch }) => epoch)).toEqual([1, 3]);
  });
});
