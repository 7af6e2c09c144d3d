import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chanceFrom } from "../../../server/demo/chance.ts";
import { fraction, roundHalfUp } from "../../../server/domain/exact/fraction.ts";
import { bandTables, classify } from "../../../server/domain/indices/bands.ts";
import { projectPath } from "../../../server/project-path.ts";
import { perpusnasFile } from "../../support/perpusnas.ts";
import { openProgram } from "../../support/program.ts";
import { needPython, recount, withRecount } from "./python.ts";

const SKM = ["--definition", projectPath("survey-definitions/skm/1.json")];

interface Json {
  period: string;
  received: number;
  index: Record<string, unknown>;
  items: Record<string, unknown>[];
}

beforeAll(needPython);

describe("a recount of 187 answers", () => {
  let folder: string;
  let answers: string;
  let told: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "suara-recount-"));
    [answers, told] = [join(folder, "jawaban.csv"), join(folder, "indeks.json")];
    const program = await openProgram();
    try {
      const file = join(folder, "impor.csv");
      writeFileSync(file, perpusnasFile("2026-02-10"));
      await program.suara("unit", "add", "--code", "perpus", "--name", "Perpustakaan");
      await program.suara("import", "--unit", "perpus", "--survey", "skm", file);
      const call = ["--unit", "perpus", "--period", "2026-TW1", "--survey", "skm"];
      await program.suara("export", ...call, "--format", "csv", "--out", answers);
      writeFileSync(told, await program.suara("index", ...call, "--json"));
    } finally {
      await program.close();
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const changed = (change: (json: Json) => void): string => {
    const json = JSON.parse(readFileSync(told, "utf8")) as Json;
    change(json);
    const path = join(folder, "lain.json");
    writeFileSync(path, JSON.stringify(json));
    return path;
  };
  const file = (text: string): string => {
    const path = join(folder, "lain.csv");
    writeFileSync(path, text);
    return path;
  };

  it("finds the published index, the same as the program's", () => {
    expect(JSON.parse(recount(...SKM, answers).out)).toMatchObject({
      survey: "skm@1",
      respondents: 187,
      index: { kind: "value", index4: "3.506", index100: "87.64", mutu: "B", label: "Baik", weight: "1/9" },
    });
    expect(recount(...SKM, "--period", "2026-TW1", "--compare", told, answers)).toEqual({
      code: 0,
      out: "",
      err: "not recounted: unit, received, excluded\n",
    });
  });

  it("compares with the index in the JSON export of a whole report too", () => {
    const report = { unit: "perpus", period: "2026-TW1", provisional: true, indices: [JSON.parse(readFileSync(told, "utf8"))] };
    const path = join(folder, "laporan.json");
    writeFileSync(path, JSON.stringify(report));
    expect(recount(...SKM, "--compare", path, answers).code).toBe(0);
    writeFileSync(path, JSON.stringify({ ...report, indices: [] }));
    expect(recount(...SKM, "--compare", path, answers)).toMatchObject({
      code: 2,
      err: expect.stringContaining("skm@1") as string,
    });
  });

  it("names every figure that differs, and leaves with 1", () => {
    const other = changed(({ index, items }) => {
      index["index100"] = "87.65";
      delete index["label"];
      items[0]!["nrr"] = "3.370";
      items[8]!["counts"] = [1, 19, 77, 91];
      items[3]!["weighted"] = null;
    });
    const { code, out } = recount(...SKM, "--compare", other, answers);
    expect(code).toBe(1);
    expect(out.trimEnd().split("\n")).toEqual([
      'index.index100: recounted "87.64", the file says "87.65"',
      'index.label: recounted "Baik", the file says nothing',
      'items[U1].nrr: recounted "3.369", the file says "3.370"',
      'items[U4].weighted: recounted "0.428", the file says null',
      "items[U9].counts[3]: recounted 90, the file says 91",
    ]);
  });

  it("misses an item that is not there, and one that should not be there", () => {
    const without = changed(({ items }) => items.pop());
    expect(recount(...SKM, "--compare", without, answers)).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^items\[U9\]: recounted \{.*\}, the file says null\n$/) as string,
    });
    const more = changed(({ items }) => items.push({ ...items[0], key: "U10" }));
    expect(recount(...SKM, "--compare", more, answers)).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^items\[U10\]: recounted null, the file says \{.*\}\n$/) as string,
    });
  });

  it("takes a value for a difference where there is none, and says what it has not recounted", () => {
    const valueless = changed((json) => (json.index = { kind: "no-value", reason: "Belum ada jawaban." }));
    expect(recount(...SKM, "--compare", valueless, answers).out).toContain(
      'index.kind: recounted "value", the file says "no-value"',
    );
    const grown = changed(({ index }) => (index["unknown"] = "0.42"));
    expect(recount(...SKM, "--compare", grown, answers)).toMatchObject({
      code: 0,
      err: expect.stringContaining("index.unknown") as string,
    });
  });

  it("cuts by period and by service", () => {
    const three = file(
      [
        "tanggal,layanan,kanal,U1,U2,U3,U4,U5,U6,U7,U8,U9",
        "2026-01-31,Poli Umum,qr,4,4,4,4,4,4,4,4,4",
        '2026-02-01,"Loket ""A"", lantai 2",qr,3,3,3,3,3,3,3,3,3',
        "2026-03-31,,qr,2,2,2,,2,2,2,2,2",
        "2026-03-31,,qr,,,,,,,,,",
      ].join("\r\n"),
    );
    const index = (...words: string[]) => {
      const { respondents, index: found } = JSON.parse(recount(...SKM, ...words, three).out) as {
        respondents: number;
        index: Record<string, unknown>;
      };
      return [respondents, found["index100"] ?? found["reason"]];
    };
    expect(index()).toEqual([3, expect.any(String)]);
    expect(index("--period", "2026-01")).toEqual([1, "100.00"]);
    expect(index("--period", "2026-02")).toEqual([1, "75.00"]);
    expect(index("--period", "2026-03")).toEqual([1, "nobody rated U4"]);
    expect(index("--period", "2026-S1")).toEqual(index());
    expect(index("--period", "2025")).toEqual([0, "nobody answered"]);
    expect(index("--service", 'Loket "A", lantai 2')).toEqual([1, "75.00"]);
    expect(index("--service", "")).toEqual([1, "nobody rated U4"]);
    expect(index("--service", "Poli")).toEqual([0, "nobody answered"]);
  });

  it("leaves with 2 and one line at what it cannot read", () => {
    const head = "tanggal,layanan,kanal,U1,U2,U3,U4,U5,U6,U7,U8,U9\n";
    const trouble = (...words: string[]): string => {
      const { code, err } = recount(...words);
      expect(code, err).toBe(2);
      expect(err.trimEnd().split("\n"), err).toHaveLength(1);
      return err;
    };
    expect(trouble(...SKM, join(folder, "nowhere.csv"))).toContain("nowhere.csv");
    expect(trouble(...SKM, file("tanggal,U1\n2026-01-01,4\n"))).toContain("there is no column layanan");
    expect(trouble(...SKM, file(`${head}2026-01-01,,qr,4,5,4,4,4,4,4,4,4\n`))).toContain(
      "line 2, U2: '5' is not a score from 1 to 4",
    );
    expect(trouble(...SKM, file(`${head}2026-01-01,,qr,4,4\n`))).toContain("line 2, U3: None");
    expect(trouble(...SKM, "--period", "2026-Q1", answers)).toContain("2026-TW1");
    expect(trouble("--definition", told, answers)).toContain("scale");
    expect(trouble("--definition", answers, answers)).not.toContain("Traceback");
    const definition = JSON.parse(readFileSync(SKM[1]!, "utf8")) as { index: Record<string, string> };
    for (const [rule, value] of [
      ["bands", "other-table"],
      ["conversion", "logarithmic"],
      ["aggregation", "median"],
    ] as const) {
      const path = join(folder, "definisi.json");
      writeFileSync(path, JSON.stringify({ ...definition, index: { ...definition.index, [rule]: value } }));
      expect(trouble("--definition", path, answers)).toContain(`"${value}" is not known here`);
    }
  });
});

describe("the published rules as the script has them", () => {
  it("are the program's tables of mutu, at every figure of two decimals", () => {
    const figures = Array.from({ length: 10_200 }, (_, hundredths) => (hundredths / 100).toFixed(2));
    for (const table of bandTables) {
      const found = withRecount(
        [`for line in sys.stdin: print(*band_of(line.strip(), BAND_TABLES["${table.id}"]), sep=" ")`],
        figures.join("\n"),
      );
      expect(found, table.id).toEqual(
        figures.map((figure) => {
          const { mutu, label } = classify(figure, table);
          return `${mutu} ${label.id}`;
        }),
      );
    }
    expect(withRecount(['print(*sorted(BAND_TABLES), sep="\\n")'], "")).toEqual(bandTables.map(({ id }) => id).sort());
  });

  it("are tables without a gap: each band begins one hundredth above the end of the one before", () => {
    const gaps = withRecount(
      [
        "for table in BAND_TABLES.values():",
        "  for low, high in zip(table, table[1:]): print(Fraction(high[0]) - Fraction(low[1]))",
      ],
      "",
    );
    expect(new Set(gaps)).toEqual(new Set(["1/100"]));
  });

  it("round like the program, halves and neighbours of halves included", () => {
    const chance = chanceFrom(7);
    const values = Array.from({ length: 20_000 }, (_, at) => {
      const bottom = at % 2 === 0 ? 1 + Math.floor(chance.next() * 1e6) : 2 * 10 ** (1 + (at % 5));
      return [Math.floor((chance.next() - 0.1) * 100 * bottom), bottom, at % 7 < 3 ? 3 : 2] as const;
    });
    const found = withRecount(
      [
        "for line in sys.stdin:",
        "  top, bottom, digits = map(int, line.split())",
        "  print(rounded(Fraction(top, bottom), digits))",
      ],
      values.map((value) => value.join(" ")).join("\n"),
    );
    expect(found).toEqual(values.map(([top, bottom, digits]) => roundHalfUp(fraction(top, bottom), digits)));
  });
});
