import { generateKeyPairSync, createHash } from "node:crypto";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parsePeriod } from "../../../server/domain/periods/period.ts";
import type { Unit } from "../../../server/domain/response.ts";
import { verifyFiles, verifyPack } from "../../../server/ops/verify/verify-pack.ts";
import { closePeriod } from "../../../server/reports/closing/close-period.ts";
import { FROZEN_PATH, MANIFEST_PATH, manifestText, readManifest } from "../../../server/reports/evidence/manifest.ts";
import { openNote, signNote, verifierKey } from "../../../server/log/note.ts";
import { publishPeriod } from "../../../server/reports/publishing/publish.ts";
import type { House } from "../../support/house.ts";
import { openHouse } from "../../support/house.ts";
import type { Files } from "./edits.ts";
import { anyEdit } from "./edits.ts";
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
    expect(files.get("jawaban/skm@1.csv")!.toString()).toMatch(/^\ufefftanggal,layanan,kanal,U1,/);
  });

  it("may have lost its comments", () => {
    const without = new Map([...files].filter(([path]) => !path.startsWith("saran/")));
    expect(verifyFiles(without, key)).toMatchObject({ findings: [], signer: "known" });
  });

  it(`after any of ${EDITS} single changes is refused with a word on what is wrong`, () => {
    fc.assert(
      fc.property(anyEdit(others), ({ what, apply }) => {
        const changed = apply(files);
        fc.pre(changed !== undefined);
        expect(verifyFiles(changed, key).findings, what).not.toEqual([]);
      }),
      { numRuns: EDITS },
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

  it("is no pack when it is something else", async () => {
    expect((await verifyPack(Buffer.from("not a zip"))).findings).toEqual(["the file is no ZIP archive, or it is damaged"]);
    expect((await verifyPack(await zipOf(new Map([["a.txt", Buffer.from("a")]])))).findings[0]).toContain(
      "this is no evidence pack",
    );
    expect((await verifyPack(pack.subarray(0, pack.length - 30))).findings).toHaveLength(1);
  });
});
