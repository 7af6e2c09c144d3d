import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parsePeriod } from "../../server/domain/periods/period.ts";
import type { Person } from "../../server/domain/person.ts";
import type { Unit } from "../../server/domain/response.ts";
import { closePeriod } from "../../server/reports/closing/close-period.ts";
import { readFrozen } from "../../server/reports/closing/read-frozen.ts";
import { qrPng } from "../../server/web/qr.ts";
import { sealCode } from "../../server/reports/closing/frozen-document.ts";
import type { Block } from "../../server/reports/document/blocks.ts";
import { chartSvg } from "../../server/reports/document/chart-svg.ts";
import { reportDocument } from "../../server/reports/document/report-document.ts";
import { indexJson } from "../../server/reports/index-json.ts";
import { surveyIn, unitReport } from "../../server/reports/unit-report.ts";
import { ORIGIN, visitor, words } from "../staff/visitor.ts";
import type { House } from "../support/house.ts";
import { openHouse } from "../support/house.ts";
import { unzip } from "./unzip.ts";

let house: House;
let unit: Unit;
let sari: Person;
let manager: ReturnType<typeof visitor>;
const third = parsePeriod("2026-TW3");
const PAGE = "/staf/unit/pkm-citeureup/periode/2026-TW3/laporan";

beforeAll(async () => {
  house = await openHouse({ now: "2026-10-05T03:00:00Z" });
  unit = await house.make.unit({ code: "pkm-citeureup", name: "Puskesmas <Citeureup> & Co", surveys: ["skm", "spak"] });
  sari = await house.make.person({ role: "manager", unit, login: "sari" });
  manager = visitor(house.app, await house.make.signIn(sari));
  for (let n = 0; n < 40; n += 1) {
    const profile = new Map([["jenis_kelamin", n < 3 ? "L" : "P"]]);
    await house.make.response(unit, { date: `2026-0${4 + (n % 3)}-11`, profile, score: 3 });
    await house.make.response(unit, { date: `2026-0${7 + (n % 3)}-11`, profile, answers: { U3: 2, U4: n < 30 ? 4 : 3 } });
  }
});
afterAll(() => house.close());

const made = async (texts = { narrative: new Map<string, string>(), facts: new Map<string, string>() }) => {
  const report = await unitReport(house.parts, unit, third, "operator", { trend: true, certainty: true });
  return {
    report,
    document: reportDocument({
      report,
      surveys: report.surveys,
      texts,
      plan: [],
      planBefore: [],
      key: house.parts.signer.key(),
      checkpoint: null,
      logo: null,
    }),
  };
};
const tablesOf = (blocks: readonly Block[]) => blocks.flatMap((block) => (block.kind === "table" ? [block] : []));
const file = async (name: string) => (await manager.get(`/laporan/pkm-citeureup/2026-TW3.${name}`)).rawPayload;
const textOf = (xml: string): string =>
  xml
    .replace(/<\/w:p>/g, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");

describe("the report as blocks", () => {
  it("has the five chapters, numbered tables, and the figures of the index as they are printed everywhere", async () => {
    const { report, document } = await made();
    expect(document.blocks.flatMap((block) => (block.kind === "chapter" ? [`${block.number} ${block.title}`] : []))).toEqual([
      "BAB I PENDAHULUAN",
      "BAB II PENGUMPULAN DATA",
      "BAB III HASIL PENGOLAHAN DATA SURVEI",
      "BAB IV ANALISIS HASIL SURVEI",
      "BAB V PENUTUP",
    ]);
    const captions = tablesOf(document.blocks).map(({ caption }) => caption.split(" ")[1]);
    expect(new Set(captions).size).toBe(captions.length);
    for (const { heads, rows, feet, widths, figures } of tablesOf(document.blocks)) {
      expect([widths.length, figures.length]).toEqual([heads.length, heads.length]);
      expect([...rows, ...feet].every((row) => row.length === heads.length)).toBe(true);
    }
    const told = indexJson(report, surveyIn(report, "skm"));
    if (told.index.kind !== "value") throw new Error("no value");
    const comma = (text: string | null): string => text!.replace(".", ",");
    const table = tablesOf(document.blocks).find(({ caption }) => caption.endsWith("Nilai tiap unsur SKM"))!;
    expect(table.rows.map(([key, , , , nrr, weighted, points, mutu]) => [key, nrr, weighted, points, mutu])).toEqual(
      told.items.map(({ key, nrr, weighted, points, mutu }) => [key, comma(nrr), comma(weighted), comma(points), mutu]),
    );
    expect(table.feet.map((row) => row.filter((cell) => cell !== ""))).toEqual([
      ["IKM pada skala 4", `${comma(told.index.index4)} *)`],
      ["IKM unit pelayanan", `${comma(told.index.index100)} **)`, told.index.mutu],
    ]);
  });

  it("hides small groups, proposes the weakest unsur, and speaks of the period before", async () => {
    const { document } = await made();
    const table = (what: string) => tablesOf(document.blocks).find(({ caption }) => caption.includes(what))!;
    expect(table("jenis kelamin").rows).toContainEqual(["Laki-laki", "disembunyikan", "disembunyikan"]);
    expect(table("Rencana tindak lanjut").rows[0]).toEqual(["1", "U3 Waktu Penyelesaian (2,000)", "", "", ""]);
    expect(table("IKM tiap periode").rows.map(([period]) => period)).toEqual(["Triwulan II 2026", "Triwulan III 2026"]);
    const text = document.blocks.flatMap((block) => (block.kind === "paragraph" ? [block.text] : [])).join("\n");
    expect(text).toContain("IKM: Naik 18,8 dari Triwulan II 2026 (75,00)");
    expect(document.footer).toContain("SEMENTARA");
  });

  it("draws bars from the bottom of the scale, names made harmless", () => {
    const { svg } = chartSvg({
      kind: "chart",
      caption: "",
      alternative: "",
      min: 1,
      max: 4,
      bars: [{ name: "U1 <b>&", value: 1, label: "1,000", range: { low: 0.5, high: 2.5 } }],
    });
    expect(svg).toContain("U1 &lt;b&gt;&amp;");
    expect(svg).toMatch(/<rect x="190.0" y="10" width="0.0"/);
    expect(svg).toContain("M190.0 16H302.0");
  });
});

describe("the words of the unit", () => {
  it("stand in the report in place of the standard ones, and come back when they are emptied", async () => {
    const page = await manager.get(PAGE);
    expect(words(page.body)).toContain("Undang-Undang Nomor 25 Tahun 2009");
    const typed = { tindakan: "isi", "latar-belakang": "Kami <ingin> tahu.\r\n\r\nDan memperbaiki.", saran: "Tambah loket." };
    expect((await manager.post(PAGE, typed)).statusCode).toBe(303);
    const facts = {
      tindakan: "tetap",
      nama: "dr. Budi Santoso",
      nip: "197001011998031001",
      kertas: "F4",
      "kop-atas": "Dinas Kesehatan",
    };
    expect((await manager.post(PAGE, facts)).statusCode).toBe(303);
    const kept = await house.store.records.reportTexts(unit.id, "2026-TW3");
    expect(kept).toEqual(
      new Map([
        ["latar-belakang", "Kami <ingin> tahu.\nDan memperbaiki."],
        ["saran", "Tambah loket."],
      ]),
    );
    const { document } = await made({
      narrative: new Map(kept),
      facts: new Map(await house.store.records.reportTexts(unit.id, "")),
    });
    expect(document.paper).toBe("F4");
    expect(document.blocks).toContainEqual({ kind: "paragraph", text: "Kami <ingin> tahu." });
    expect(document.blocks).toContainEqual({ kind: "paragraph", text: "Tambah loket." });
    expect(document.blocks.at(-1)).toMatchObject({
      kind: "signature",
      name: "dr. Budi Santoso",
      under: ["NIP 197001011998031001"],
    });

    expect((await manager.post(PAGE, { tindakan: "isi", saran: "" })).statusCode).toBe(303);
    expect(await house.store.records.reportTexts(unit.id, "2026-TW3")).toEqual(new Map());
  });

  it("are refused when they are too long, and kept in the page", async () => {
    const long = "a".repeat(4001);
    const answer = await manager.post(PAGE, { tindakan: "isi", saran: long });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain(long);
    expect(words(answer.body)).toContain("Paling banyak 4.000 huruf.");
  });
});

describe("the files", () => {
  it("DOCX and PDF come from the page of exports, marked provisional until the period is closed, then with the seal", async () => {
    const provisional = await manager.get("/laporan/pkm-citeureup/2026-TW3.pdf");
    expect(provisional.headers["content-disposition"]).toContain("laporan-sementara.pdf");
    expect(provisional.headers["content-type"]).toBe("application/pdf");
    expect(provisional.rawPayload.subarray(0, 5).toString()).toBe("%PDF-");
    expect(provisional.rawPayload.includes("pdfaid:part>2<")).toBe(true);
    await closePeriod(house.parts, unit, third, sari);
    const [closing] = await house.store.closings.list(unit.id);
    const seal = sealCode(closing!.document!);

    const docx = await manager.get("/laporan/pkm-citeureup/2026-TW3.docx");
    expect(docx.headers["content-disposition"]).toContain("_laporan.docx");
    const parts = unzip(docx.rawPayload);
    const text = textOf(parts.get("word/document.xml")!);
    expect(text).toContain("PUSKESMAS <CITEUREUP> & CO");
    expect(text).toContain("IKM 93,75 pada skala 100 (3,750 pada skala 4)");
    expect(text).toContain(`Ditutup 5 Oktober 2026 oleh sari · segel ${seal}`);
    // The checkpoint of the log stands there in three lines, and signed as a drawing.
    const lines = readFrozen(closing!.document!).log!.trimEnd().split("\n");
    expect(lines[0]).toBe("suara-loket/pkm-citeureup");
    for (const line of lines) expect(text.split("\n")).toContain(line);
    expect([...parts.keys()].some((name) => name.startsWith("word/footer") && textOf(parts.get(name)!).includes(seal))).toBe(
      true,
    );
    const xml = parts.get("word/document.xml")!;
    expect(xml.match(/<w:pStyle w:val="Heading1"\/>/g)).toHaveLength(5);
    expect(xml.match(/<w:tblHeader\/>/g)!.length).toBeGreaterThan(5);
    // Two charts, and the checkpoint as a code.
    expect([...parts.keys()].filter((name) => name.endsWith(".svg"))).toHaveLength(3);
  });

  it("bear the unit's logo once it is put up, and not when it was taken down", async () => {
    const cookie = await house.make.signIn(sari);
    const post = (fields: Record<string, string>, png: Buffer | null) => {
      const edge = "----tepi";
      const payload = Buffer.concat([
        ...Object.entries(fields).map(([name, value]) =>
          Buffer.from(`--${edge}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
        ),
        ...(png
          ? [
              Buffer.from(
                `--${edge}\r\ncontent-disposition: form-data; name="berkas"; filename="logo.png"\r\ncontent-type: image/png\r\n\r\n`,
              ),
              png,
              Buffer.from("\r\n"),
            ]
          : []),
        Buffer.from(`--${edge}--\r\n`),
      ]);
      const headers = { "content-type": `multipart/form-data; boundary=${edge}`, origin: ORIGIN, cookie };
      return house.app.inject({ method: "POST", url: "/staf/unit/pkm-citeureup/periode/2026-TW3/logo", headers, payload });
    };
    const png = await qrPng("https://contoh.go.id");
    const pictures = async (): Promise<number> =>
      [...unzip(await file("docx")).keys()].filter((name) => name.startsWith("word/media/") && name.endsWith(".png")).length;
    const [before, plain] = [await pictures(), (await file("pdf")).length];
    expect((await post({ tindakan: "pasang" }, png)).statusCode).toBe(303);
    expect(await pictures()).toBe(before + 1);
    const withLogo = await file("pdf");
    expect(withLogo.length).toBeGreaterThan(plain);
    expect(withLogo.includes("/Subtype /Image")).toBe(true);
    for (const wrong of [Buffer.from("GIF89a"), Buffer.alloc(301 * 1024, 1), png.subarray(0, 20)]) {
      const refused = await post({ tindakan: "pasang" }, wrong);
      expect([refused.statusCode, refused.body.includes("Berkas ini bukan gambar PNG")]).toEqual([422, true]);
    }
    expect((await post({ tindakan: "pasang" }, null)).body).toContain("Pilih berkasnya.");
    expect(await pictures()).toBe(before + 1);
    expect((await post({ tindakan: "pasang" }, png)).statusCode).toBe(303);
    expect(await house.store.followUps.uploads(unit.id, "")).toHaveLength(1);
    expect((await post({ tindakan: "lepas" }, null)).statusCode).toBe(303);
    expect(await pictures()).toBe(before);
  });

  it("a single survey has a report of its own", async () => {
    const text = textOf(unzip(await file("docx?survei=spak")).get("word/document.xml")!);
    expect(text).toContain("(SPAK)");
    expect(text).not.toContain("IKM");
  });
});
