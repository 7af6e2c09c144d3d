import { generateKeyPairSync, createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parsePeriod } from "../../../server/domain/periods/period.ts";
import type { Unit } from "../../../server/domain/response.ts";
import { openSigner, rotateKey } from "../../../server/ops/signing-key.ts";
import { verifyFiles, verifyPack } from "../../../server/ops/verify/verify-pack.ts";
import { closePeriod } from "../../../server/reports/closing/close-period.ts";
import { sealCode } from "../../../server/reports/closing/frozen-document.ts";
import {
  FROZEN_PATH,
  LOG_PATH,
  MANIFEST_PATH,
  manifestText,
  readManifest,
  RECORDS_PATH,
  SUCCESSION_PATH,
} from "../../../server/reports/evidence/manifest.ts";
import { openNote, signNote, verifierKey } from "../../../server/log/note.ts";
import { publishPeriod } from "../../../server/reports/publishing/publish.ts";
import type { House } from "../../support/house.ts";
import { lateRecord } from "../../../server/log/records.ts";
import { openHouse } from "../../support/house.ts";
import type { Files } from "./edits.ts";
import { anyEdit } from "./edits.ts";
import { findingWords } from "../../../server/reports/publishing/pack-words.ts";
import { filesOf, madePack, zipOf } from "./made-pack.ts";

const [second, third] = [parsePeriod("2026-TW2"), parsePeriod("2026-TW3")];
const EDITS = Number(process.env["EDITS"] ?? 2000);

let house: House;
let unit: Unit;
let pack: Buffer;
let files: Files;
let others: Files[];
let key: string;
beforeAll(async () => {
  house = await openHouse({ now: "2026-10-05T03:00:00Z" });
  unit = await house.make.unit({ code: "pkm-citeureup", name: "Puskesmas Citeureup", surveys: ["skm", "spak"] });
  const other = await house.make.unit({ code: "pkm-cibinong", name: "Puskesmas Cibinong", surveys: ["skm", "spak"] });
  const admin = await house.make.person({ role: "admin", login: "rini" });
  for (let n = 0; n < 40; n += 1)
    for (const [where, month] of [
      [unit, 4 + (n % 3)],
      [unit, 7 + (n % 3)],
      [other, 7 + (n % 3)],
    ] as const)
      await house.make.response(where, {
        date: `2026-0${month}-1${n % 9}`,
        answers: { U3: 1 + (n % 4), U4: 4 - (n % 3) },
        comment: `saran ${n}`,
      });
  for (const [where, period] of [
    [unit, second],
    [unit, third],
    [other, third],
  ] as const)
    await closePeriod(house.parts, where, period, admin);
  await publishPeriod(house.parts, unit, third, admin);
  pack = await madePack(house, unit, third);
  files = await filesOf(pack);
  others = [await filesOf(await madePack(house, unit, second)), await filesOf(await madePack(house, other, third))];
  key = house.parts.signer.key();
});
afterAll(() => house.close());

/** The list made anew over the files, signed by `sign`. */
function relisted(changed: Files, sign: (text: string) => string): Files {
  const { text } = openNote(files.get(MANIFEST_PATH)!.toString())!;
  const manifest = readManifest(text)!;
  const digests = new Map(
    [...manifest.digests.keys()].map((path) => [path, createHash("sha256").update(changed.get(path)!).digest("hex")]),
  );
  return new Map([...changed, [MANIFEST_PATH, Buffer.from(sign(manifestText({ ...manifest, digests })))]]);
}

describe("an evidence pack", () => {
  it("is accepted, with the key and without it", async () => {
    expect(await verifyPack(pack, key)).toMatchObject({
      findings: [],
      signer: "known",
      of: { unit: "pkm-citeureup", period: "2026-TW3" },
    });
    expect(await verifyPack(pack)).toMatchObject({ findings: [], signer: "unknown" });
    expect([...files.keys()]).toEqual(
      expect.arrayContaining([
        "BACA-SAYA.txt",
        "6.iv.a-survei/laporan.pdf",
        "6.iv.b-publikasi/hasil.json",
        "saran/saran.csv",
        "jawaban/skm@1.csv",
      ]),
    );
    expect(files.get("BACA-SAYA.txt")!.toString()).toContain("http://127.0.0.1:8080/hasil/pkm-citeureup/2026-TW3");
    expect(files.get("6.iv.a-survei/penempatan-qr.csv")!.toString()).toContain("http://127.0.0.1:8080/s/pkm-citeureup;");
    expect(files.get("jawaban/skm@1.csv")!.toString()).toMatch(/^\ufefftanggal,layanan,kanal,U1,/);
  });

  it("may have lost its comments", () => {
    const without = new Map([...files].filter(([path]) => !path.startsWith("saran/")));
    expect(verifyFiles(without, key)).toMatchObject({ findings: [], signer: "known" });
  });

  it(
    `after any of ${EDITS} single changes is refused with a word on what is wrong`,
    () => {
      fc.assert(
        fc.property(anyEdit(others), ({ what, apply }) => {
          const changed = apply(files);
          fc.pre(changed !== undefined);
          const { findings } = verifyFiles(changed, key);
          expect(findings, what).not.toEqual([]);
          // The public page says the same in Indonesian.
          for (const finding of findings) expect(findingWords(finding), finding).not.toContain("Ada yang tidak cocok:");
        }),
        { numRuns: EDITS },
      );
    },
    // Milliseconds: as many as are asked for may take longer than a test's usual time, which 2000 are given.
    EDITS * 60,
  );

  it("whose list of files is damaged, so that it names whatever it names, is refused in Indonesian too", () => {
    const list = files.get(MANIFEST_PATH)!.toString("latin1");
    const told: string[] = [];
    for (const { index } of list.matchAll(/[\n -]/g))
      for (const other of ["*", "\t", " ", " or ", "$2"]) {
        const damaged = Buffer.from(list.slice(0, index) + other + list.slice(index + 1), "latin1");
        if (damaged.equals(files.get(MANIFEST_PATH)!)) continue;
        const { findings } = verifyFiles(new Map([...files, [MANIFEST_PATH, damaged]]), key);
        expect(findings, `${index} ${other}`).not.toEqual([]);
        told.push(...findings.map(findingWords));
      }
    expect(told.filter((words) => words.startsWith("Ada yang tidak cocok:"))).toEqual([]);
    // Where a line's end was lost, the list names one file by two paths.
    expect(told).toContainEqual(
      expect.stringMatching(/^kuesioner\/skm@1\.json\*[0-9a-f]{64} kuesioner\/spak@1\.json tidak ada\.$/),
    );
  });

  it("that was re-signed by another key is named so, also when it fits in itself", () => {
    const { privateKey } = generateKeyPairSync("ed25519");
    const resigned = relisted(files, (text) => signNote(text, privateKey));
    expect(verifyFiles(resigned)).toMatchObject({ findings: [], signer: "unknown" });
    const found = verifyFiles(resigned, key);
    expect(found.signer).toBe("other");
    expect(found.findings).toEqual([expect.stringContaining("signed by another key (suara-loket+") as string]);
    expect(verifyFiles(resigned, verifierKey(privateKey)).signer).toBe("known");
    expect(verifyFiles(files, "kunci").findings).toEqual(["what was given with --key is no public key of this program"]);
  });

  it("whose list was made anew by somebody with the key is still held against rows, figures and seals", () => {
    const tampered = (path: string, change: (text: string) => string): readonly string[] =>
      verifyFiles(
        relisted(new Map([...files, [path, Buffer.from(change(files.get(path)!.toString()))]]), house.parts.signer.note),
        key,
      ).findings;
    expect(
      tampered("jawaban/skm@1.csv", (text) => text.replace(/,1\r\n/, ",4\r\n").replace(/(\r\n[^\r]*),4,/, "$1,3,")),
    ).toContain("skm@1: the frozen figures are not those that its rows give");
    // Two people's scores of one unsur changed places: every figure stays, and the rows are not those of the closing.
    const swapped = tampered("jawaban/skm@1.csv", (text) => {
      const lines = text.split("\r\n").map((line) => line.split(","));
      const [one, two] = [lines[1]!, lines.find((line, at) => at > 1 && line[5] !== lines[1]![5] && line[6] !== lines[1]![6])!];
      [one[5], two[5]] = [two[5]!, one[5]!];
      return lines.map((line) => line.join(",")).join("\r\n");
    });
    expect(swapped).toEqual(["jawaban/skm@1.csv does not hold the rows that were there at the closing"]);
    expect(tampered(FROZEN_PATH, (text) => text.replace('"received":40', '"received":41'))[0]).toMatch(
      /^the frozen figures have the seal /,
    );
    expect(tampered("kuesioner/skm@1.json", (text) => text.replace('"version": 1', '"version": 2'))).toContain(
      "kuesioner/skm@1.json is not the questionnaire skm@1",
    );
  });

  describe("whose list, seal and figures somebody with the key made anew", () => {
    /** Everything that a key alone can make fit again. */
    const refitted = (changed: Files): readonly string[] => {
      const document = changed.get(FROZEN_PATH)!.toString();
      const { text } = openNote(files.get(MANIFEST_PATH)!.toString())!;
      const digests = new Map(
        [...readManifest(text)!.digests.keys()]
          .filter((path) => changed.has(path))
          .map((path) => [path, createHash("sha256").update(changed.get(path)!).digest("hex")]),
      );
      const manifest = manifestText({ ...readManifest(text)!, seal: sealCode(document), digests });
      const note = Buffer.from(house.parts.signer.note(manifest));
      return verifyFiles(new Map([...changed, [MANIFEST_PATH, note]]), key).findings;
    };
    const withText = (path: string, change: (text: string) => string): Files =>
      new Map([...files, [path, Buffer.from(change(files.get(path)!.toString()))]]);

    it("is accepted when nothing was changed", () => expect(refitted(files)).toEqual([]));

    it("names a record that was changed, added, left out, or stands twice", () => {
      const lines = (change: (lines: string[]) => void) =>
        refitted(
          withText(RECORDS_PATH, (text) => {
            const all = text.split("\n");
            change(all);
            return all.join("\n");
          }),
        );
      expect(lines((all) => (all[3] = all[3]!.replace(/"U1":\d/, '"U1":1')))[0]).toMatch(
        /a record of 2026-\S+ is not in the log/,
      );
      expect(lines((all) => all.splice(3, 0, all[3]!))[0]).toMatch(/is not in the log: it was changed, added or stands twice/);
      expect(lines((all) => all.splice(3, 1))).toEqual([
        "1 answers of the period have a leaf and no record, though only 0 were set aside by two people",
        "skm@1: the rows are not those whose leaves the log holds",
        "spak@1: the rows are not those whose leaves the log holds",
      ]);
    });

    it("names a log that was cut, swapped or told otherwise", () => {
      const log = (change: (entries: Record<string, unknown>[]) => void) =>
        refitted(
          withText(LOG_PATH, (text) => {
            const all = text
              .split("\n")
              .slice(0, -1)
              .map((one) => JSON.parse(one) as Record<string, unknown>);
            change(all);
            return all.map((one) => `${JSON.stringify(one)}\n`).join("");
          }),
        ).join("\n");
      expect(log((all) => all.pop())).toContain("does not end with the checkpoint in the frozen figures");
      expect(log((all) => all.splice(2, 1))).toContain("the checkpoint does not follow from the leaves");
      expect(log((all) => (all[1]!["records"] = 1))).toContain("it says 1 records");
      expect(log((all) => (all[1]!["about"] = "00"))).toContain("what it says of itself was changed");
      expect(log((all) => (all[2]!["epoch"] = 2))).toContain("the epoch changes without an entry that says so");
      expect(log((all) => (all[0]!["size"] = Number(all[0]!["size"]) + 1))).toMatch(/cannot be read|does not follow/);
      expect(log((all) => (all[1]!["checkpoint"] = all[2]!["checkpoint"]))).toContain("the checkpoint does not follow");
      const { privateKey } = generateKeyPairSync("ed25519");
      const other = log((all) => {
        const { text } = openNote(String(all[1]!["checkpoint"]))!;
        all[1]!["checkpoint"] = signNote(text, privateKey);
      });
      expect(other).toContain("the checkpoint is not signed by the key that was given");
    });

    it("names a log of another unit or an older period, and one that is not there", () => {
      for (const foreign of others) {
        const taken = new Map([...files, [LOG_PATH, foreign.get(LOG_PATH)!], [RECORDS_PATH, foreign.get(RECORDS_PATH)!]]);
        expect(refitted(taken).join("\n")).toMatch(
          /does not end with the checkpoint|does not follow from the leaves|a record of 2026-0[456]-\d\d stands where it does not belong/,
        );
      }
      expect(refitted(new Map([...files].filter(([path]) => path !== LOG_PATH)))).toEqual([`${LOG_PATH} is missing`]);
      const unnamed = refitted(withText(FROZEN_PATH, (text) => text.replace(/"log":"[^"]*"/, '"log":null')));
      expect(unnamed[0]).toContain("name no checkpoint");
    });

    it("is held against a checkpoint that the verifier kept", () => {
      const kept = (files.get(LOG_PATH)!.toString().split("\n")[1] ?? "").match(/"checkpoint":"(.*)"\}/)![1]!;
      const note = JSON.parse(`"${kept}"`) as string;
      const against = (checkpoint: string) => verifyFiles(files, key, checkpoint).findings;
      expect(against(note)).toEqual([]);
      expect(against(openNote(note)!.text)).toEqual([]);
      expect(against(note.replace(/\n[A-Za-z0-9+/]{4}/, "\nAAAA"))[0]).toContain("is of another log than this pack's");
      expect(against("suara-loket/pkm-citeureup\n1\n" + "A".repeat(43) + "=\n")[0]).toContain("lies outside this pack");
      expect(against("apa saja")).toEqual(["what was given with --checkpoint is no checkpoint"]);
    });
  });

  it("shows receipts of days with five answers or more, and nothing that leads from one to an answer", () => {
    const entries = files
      .get(LOG_PATH)!
      .toString()
      .split("\n")
      .slice(1, -1)
      .map((one) => JSON.parse(one) as { kind: string; records: number; receipts: string[] | null });
    for (const { kind, records, receipts } of entries)
      expect(receipts?.length ?? 0, kind).toBe(kind === "day" && records >= 5 ? records : 0);
    expect(files.get(RECORDS_PATH)!.toString()).not.toMatch(/pagi|siang|jenis_kelamin|usia/);
  });

  it("of a year that was not closed is the packs of its quarters, checked one by one", async () => {
    const year = await madePack(house, unit, parsePeriod("2026"));
    expect(await verifyPack(year, key)).toMatchObject({
      findings: [],
      signer: "known",
      of: { unit: "pkm-citeureup", period: "2026-TW2, 2026-TW3" },
    });
    const inside = await filesOf(year);
    expect([...inside.keys()]).toEqual(["BACA-SAYA.txt", "bukti_2026-TW2.zip", "bukti_2026-TW3.zip"]);
    expect(inside.get("BACA-SAYA.txt")!.toString()).toContain("Belum ditutup, jadi belum ada berkasnya: 2026-TW1, 2026-TW4");
    const swapped = new Map([...inside, ["bukti_2026-TW2.zip", inside.get("bukti_2026-TW3.zip")!]]);
    expect((await verifyPack(await zipOf(swapped), key)).findings).toEqual(["bukti_2026-TW2.zip holds 2026-TW3"]);
    const pack = await filesOf(inside.get("bukti_2026-TW3.zip")!);
    pack.set("jawaban/skm@1.csv", Buffer.from(pack.get("jawaban/skm@1.csv")!.toString().replace(",4,", ",3,")));
    const changed = new Map([...inside, ["bukti_2026-TW3.zip", await zipOf(pack)]]);
    expect((await verifyPack(await zipOf(changed), key)).findings[0]).toMatch(
      /^bukti_2026-TW3\.zip: jawaban\/skm@1\.csv was changed/,
    );
    await expect(madePack(house, unit, parsePeriod("2025"))).rejects.toThrow("belum ditutup");
  });

  it("of a period that was opened and closed again shows late answers in its log, and takes none of them for an answer", async () => {
    const own = await openHouse({ now: "2026-10-05T03:00:00Z" });
    const where = await own.make.unit({ code: "pkm-cisarua", surveys: ["skm"] });
    const admin = await own.make.person({ role: "admin" });
    for (let n = 0; n < 6; n++) await own.make.response(where, { date: "2026-09-29" });
    await closePeriod(own.parts, where, third, admin);
    const sent = await own.app.inject({
      method: "POST",
      url: "/s/pkm-cisarua",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      payload: own.make.body(where, { kunci: "kunci-terlambat", diisi: "2026-09-30" }),
    });
    expect(sent.headers.location).toContain("terlambat");
    own.clock.now = Date.parse("2026-10-06T03:00:00Z");
    const [closing] = await own.store.closings.list(where.id);
    const of = { unitId: where.id, on: "2026-10-06" };
    await own.store.closings.proposeReopening({ ...of, closingId: closing!.id, reason: "keliru", by: "sari" });
    const { id } = (await own.store.closings.reopenings(where.id))[0]!;
    const decision = { ...of, id, agreed: true, by: "inspektur", months: third.months, standing: [closing!.id] };
    expect(await own.store.closings.decideReopening(decision)).toBe("done");
    await closePeriod(own.parts, where, third, admin);
    const made = await filesOf(await madePack(own, where, third));
    const log = made.get(LOG_PATH)!.toString();
    expect(log).toContain('"kind":"late","of":"2026-10-05","records":1');
    expect(made.get("BACA-SAYA.txt")!.toString()).toContain("1 jawaban yang diisi pada periode ini baru sampai sesudah");
    expect(verifyFiles(made, own.parts.signer.key()).findings).toEqual([]);
    for await (const [late] of own.store.log.answers(where.id, { kind: "late", of: "2026-10-05" })) {
      const forged = made.get(RECORDS_PATH)!.toString() + `${lateRecord(late!.id, "2026-10-05", late!.response)}\n`;
      const { findings } = verifyFiles(new Map([...made, [RECORDS_PATH, Buffer.from(forged)]]), own.parts.signer.key());
      expect(findings).toContain("a record of 2026-09-30 stands where it does not belong");
    }
    await own.close();
  });

  it("that unpacks to more than is read is refused, whatever its archive says of sizes", async () => {
    const finding = "the archive unpacks to more than is read here";
    expect(await verifyPack(pack, key, undefined, 20_000)).toMatchObject({ findings: [finding] });
    const bomb = await zipOf(new Map([["a.txt", Buffer.alloc(40_000_000)]]));
    expect(bomb.length).toBeLessThan(200_000);
    expect((await verifyPack(bomb, key, undefined, 1_048_576)).findings).toEqual([finding]);
    expect((await verifyPack(pack, key, undefined, 8 * 1_048_576)).findings).toEqual([]);
  });

  it("may be held against several keys", async () => {
    const { privateKey } = generateKeyPairSync("ed25519");
    expect(await verifyPack(pack, `${verifierKey(privateKey)}\n${key}\n`)).toMatchObject({ findings: [], signer: "known" });
  });

  it("is followed across a change of the signing key, by whoever holds the new one", async () => {
    const data = mkdtempSync(join(tmpdir(), "suara-keys-"));
    const older = openSigner(data);
    const where = await house.make.unit({ code: "pkm-cisarua", surveys: ["skm"] });
    for (let n = 0; n < 10; n += 1) await house.make.response(where, { date: "2026-08-04" });
    const admin = await house.make.person({ role: "admin", login: "tuti" });
    await closePeriod({ ...house.parts, signer: older }, where, third, admin);
    const newer = rotateKey(data, "2026-10-06", "kunci tersalin");
    const made = await filesOf(await madePack({ ...house, parts: { ...house.parts, signer: openSigner(data) } }, where, third));
    expect(verifyFiles(made, newer)).toMatchObject({ findings: [], signer: "known" });
    const without = new Map([...made].filter(([path]) => path !== SUCCESSION_PATH));
    expect(verifyFiles(without, newer).findings.join("\n")).toContain("nor by one it took the place of");
    rmSync(data, { recursive: true });
  });

  it("is no pack when it is something else", async () => {
    expect((await verifyPack(Buffer.from("not a zip"))).findings).toEqual(["the file is no ZIP archive, or it is damaged"]);
    expect((await verifyPack(await zipOf(new Map([["a.txt", Buffer.from("a")]])))).findings[0]).toContain(
      "this is no evidence pack",
    );
    expect((await verifyPack(pack.subarray(0, pack.length - 30))).findings).toHaveLength(1);
  });
});
