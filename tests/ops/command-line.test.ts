import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runCommand } from "../../server/ops/run-command.ts";
import { allCommands } from "../../server/ops/commands.ts";
import { perpusnas, perpusnasFile } from "../support/perpusnas.ts";
import { filesOf, zipOf } from "./verify/made-pack.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "suara-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** One call of the command line on the test's own data directory. */
async function suara(...argv: string[]): Promise<Outcome> {
  return suaraWith({}, ...argv);
}

async function suaraWith(environment: Record<string, string>, ...argv: string[]): Promise<Outcome> {
  let [out, err] = ["", ""];
  const console = { out: (text: string) => void (out += text), err: (text: string) => void (err += text) };
  const code = await runCommand(argv, { SUARA_DATA: join(folder, "data"), ...environment }, console);
  return { code, out, err };
}

const file = (name: string, text: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const today = (): string => new Date().toISOString().slice(0, 10);
const quarter = (): string => `${today().slice(0, 4)}-TW${Math.ceil(Number(today().slice(5, 7)) / 3)}`;
const addUnit = (code = "perpus") => suara("unit", "add", "--code", code, "--name", "Perpustakaan");

test("import says when so few answers come in together that they can be told by subtraction", async () => {
  await addUnit();
  const some = (count: number, score: number) =>
    suara(
      ...["import", "--unit", "perpus", "--survey", "skm"],
      file(`${count}.csv`, `tanggal,U1\n${`${today()},${score}\n`.repeat(count)}`),
    );
  expect((await some(1, 4)).err).toMatch(/^note: figures move at once by this one answer, .* bring in five or more together\n$/);
  expect((await some(4, 3)).err).toMatch(/^note: figures move at once by these 4 answers, /);
  expect(await some(5, 2)).toEqual({ code: 0, out: "imported 5, refused 0\n", err: "" });
});

test("close freezes a period for good: once, by whoever may, and nothing is imported into it after", async () => {
  await addUnit();
  await suara("person", "add", "--login", "sari", "--name", "Sari Dewi", "--role", "manager", "--unit", "perpus");
  await suara("person", "add", "--login", "dewi", "--name", "Dewi", "--role", "staff", "--unit", "perpus");
  await suara("import", "--unit", "perpus", "--survey", "skm", file("a.csv", perpusnasFile("2026-01-15")));
  const close = (login: string, ...more: string[]) =>
    suara("close", "--unit", "perpus", "--period", "2026-TW1", "--by", login, ...more);
  const index = () => suara("index", "--unit", "perpus", "--survey", "skm", "--period", "2026-TW1", "--json");
  const before = await index();
  expect(await close("joko")).toMatchObject({ code: 1, err: expect.stringContaining("joko") as string });
  expect(await close("dewi")).toMatchObject({ code: 1, err: expect.stringContaining("tidak berwenang") as string });
  const done = await close("Sari", "--json");
  expect(done).toMatchObject({ code: 0, err: "" });
  expect(JSON.parse(done.out)).toEqual({
    unit: "perpus",
    period: "2026-TW1",
    closedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string,
    closedBy: "sari",
    seal: expect.stringMatching(/^(?:[0-9A-Z]{4}-){3}[0-9A-Z]{4}$/) as string,
  });
  expect(await close("sari")).toMatchObject({ code: 1, out: "", err: expect.stringContaining("sudah ditutup") as string });
  expect(await index()).toEqual(before);
  const late = await suara(
    ...["import", "--unit", "perpus", "--survey", "skm", "--json"],
    file("b.csv", "tanggal,U1\n2026-03-31,4\n2026-04-01,4\n"),
  );
  expect(late.code).toBe(1);
  expect(JSON.parse(late.out)).toMatchObject({ imported: 0, refused: [{ line: 2, column: "tanggal", value: "2026-03-31" }] });
  const exported = await suara("export", "--unit", "perpus", "--period", "2026-TW1", "--format", "json", "--out", folder);
  expect([exported.err, readdirSync(folder).filter((name) => name.endsWith(".json") && name.includes("sementara"))]).toEqual([
    "",
    [],
  ]);
  expect((await suara("import", "undo", "--unit", "perpus", "--batch", "1", "--by", "sari")).err).toContain("sudah ditutup");
  expect(await suara("check")).toMatchObject({ code: 0 });
});

test("index names the rule in words, and says when the unit does not ask the survey", async () => {
  await addUnit();
  await suara("import", "--unit", "perpus", "--survey", "skm", file("a.csv", perpusnasFile(today())));
  const asked = await suara("index", "--unit", "perpus", "--survey", "skm", "--period", quarter());
  expect(asked.out).toMatch(/weight 1\/9, bands permenpan-14-2017\nmean-of-item-means, scale 1-4\n/);
  expect(asked.err).toBe("");
  const other = await suara("index", "--unit", "perpus", "--survey", "spak-6", "--period", quarter(), "--json");
  expect(JSON.parse(other.out)).toMatchObject({ index: { kind: "no-value" } });
  expect(other).toMatchObject({ code: 0, err: "note: perpus does not ask spak-6; it asks skm\n" });
  const six = `tanggal,${[1, 2, 3, 4, 5].map((n) => `A${n}`).join(",")}\n${today()},6,5,6,5,6\n`;
  await suara("import", "--unit", "perpus", "--survey", "spak-6", file("b.csv", six));
  const longer = await suara("index", "--unit", "perpus", "--survey", "spak-6", "--period", quarter());
  expect(longer.out).toContain("\nmean-of-item-means, scale 1-6, proportional to 4, proportional to 100\n");
  expect(longer.err).toBe("");
});

test("publish, pack and verify: a closed period goes to everybody and to the evaluator", async () => {
  await addUnit();
  await suara("person", "add", "--login", "sari", "--name", "Sari Dewi", "--role", "manager", "--unit", "perpus");
  await suara("import", "--unit", "perpus", "--survey", "skm", file("a.csv", perpusnasFile("2026-01-15")));
  const of = ["--unit", "perpus", "--period", "2026-TW1"];
  const pack = join(folder, "bukti.zip");
  const early = await suara("export", ...of, "--format", "zip", "--out", pack);
  expect(early).toMatchObject({ code: 1, err: expect.stringContaining("belum ditutup") as string });
  expect(await suara("publish", ...of, "--by", "sari")).toMatchObject({
    code: 1,
    err: expect.stringContaining("belum ditutup") as string,
  });
  const seal = (JSON.parse((await suara("close", ...of, "--by", "sari", "--json")).out) as { seal: string }).seal;
  expect(JSON.parse((await suara("publish", ...of, "--by", "sari", "--json")).out)).toMatchObject({
    path: "/hasil/perpus/2026-TW1",
    publishedBy: "sari",
  });
  for (const format of ["zip", "docx", "pdf"]) {
    expect(await suara("export", ...of, "--format", format, "--out", join(folder, `bukti.${format}`))).toMatchObject({
      code: 0,
      err: "",
    });
  }
  const told = await suara("verify", pack);
  expect(told).toMatchObject({ code: 0, err: "", out: expect.stringContaining(`seal ${seal}`) as string });
  expect(told.out).toContain("consistent in itself, signer not known");
  const key = /suara-loket\+[0-9a-f]{8}\+\S+/.exec((await filesOf(readFileSync(pack))).get("BACA-SAYA.txt")!.toString())![0];
  expect((await suara("verify", pack, "--key", key)).out).toContain("signed by the key that was given");
  expect(JSON.parse((await suara("verify", pack, "--key", key, "--json")).out)).toMatchObject({ ok: true, signer: "known" });
  const files = await filesOf(readFileSync(pack));
  files.set("jawaban/skm@1.csv", Buffer.from(files.get("jawaban/skm@1.csv")!.toString().replace(",3,", ",4,")));
  const changed = join(folder, "berubah.zip");
  writeFileSync(changed, await zipOf(files));
  const refused = await suara("verify", changed, "--key", key);
  expect(refused).toMatchObject({ code: 1, out: "" });
  expect(refused.err).toContain("jawaban/skm@1.csv was changed after the list was signed");
  expect(await suara("verify", join(folder, "tidak-ada.zip"))).toMatchObject({ code: 1 });
  expect(await suara("verify")).toMatchObject({ code: 2 });
});

describe("the published result of a library with 187 respondents", () => {
  test("comes out of import and index to the last digit", async () => {
    await addUnit();
    const taken = await suara("import", "--unit", "PERPUS", "--survey", "skm", "--json", file("a.csv", perpusnasFile(today())));
    expect(taken).toEqual({ code: 0, out: '{"imported":187,"refused":[]}\n', err: "" });
    const { out } = await suara("index", "--unit", "perpus", "--survey", "skm", "--period", quarter(), "--json");
    const index = JSON.parse(out) as { index: object; items: { key: string; nrr: string; counts: number[] }[] };
    expect(index).toMatchObject({
      unit: "perpus",
      survey: "skm@1",
      period: quarter(),
      received: 187,
      excluded: 0,
      respondents: 187,
      index: {
        kind: "value",
        index4: "3.506",
        index100: "87.64",
        mutu: "B",
        label: "Baik",
        weight: "1/9",
        bands: "permenpan-14-2017",
      },
    });
    expect(index.items.map(({ nrr }) => nrr)).toEqual([
      "3.369",
      "3.439",
      "3.401",
      "3.850",
      "3.326",
      "3.492",
      "3.524",
      "3.781",
      "3.369",
    ]);
    expect(Object.fromEntries(index.items.map(({ key, counts }) => [key, counts]))).toEqual(perpusnas);
    expect((await suara("check")).code).toBe(0);
  });

  test("exported as CSV and imported into an empty unit gives the same figures", async () => {
    await addUnit();
    await suara("import", "--unit", "perpus", "--survey", "skm", file("a.csv", perpusnasFile(today())));
    const csv = join(folder, "jawaban.csv");
    const written = await suara("export", "--unit", "perpus", "--period", quarter(), "--format", "csv", "--out", csv);
    expect(written).toMatchObject({ code: 0, out: `${csv}\n`, err: expect.stringContaining("provisional") as string });
    await addUnit("salinan");
    expect((await suara("import", "--unit", "salinan", "--survey", "skm", csv)).code).toBe(0);
    const figures = async (unit: string): Promise<object> => {
      const { out } = await suara("index", "--unit", unit, "--survey", "skm", "--period", quarter(), "--json");
      return { ...(JSON.parse(out) as object), unit: "" };
    };
    expect(await figures("salinan")).toEqual(await figures("perpus"));
  });
});

test("a refused file leaves with 1, one line on standard error, and every cell named", async () => {
  await addUnit();
  const bad = file("a.csv", "tanggal,U1,U2\n2026-02-31,5,4\n2026-01-05,4,4\n");
  const { code, out, err } = await suara("import", "--unit", "perpus", "--survey", "skm", "--json", bad);
  expect(code).toBe(1);
  expect(err.trimEnd().split("\n")).toHaveLength(1);
  expect(JSON.parse(out)).toEqual({
    imported: 0,
    refused: [
      { line: 2, column: "tanggal", value: "2026-02-31", reason: expect.any(String) as string },
      { line: 2, column: "U1", value: "5", reason: expect.any(String) as string },
    ],
  });
  expect((await suara("index", "--unit", "perpus", "--survey", "skm", "--period", "2026", "--json")).out).toContain(
    '"respondents":0',
  );
  const kept = await suara("import", "--unit", "perpus", "--survey", "skm", "--json", "--keep-valid", bad);
  expect(kept.code).toBe(0);
  expect(JSON.parse(kept.out)).toMatchObject({ imported: 1 });
});

test("a file of another tool is looked at through a map, which is written once and then left to its owner", async () => {
  await addUnit();
  const answers = file("a.csv", `Waktu,Nama,Persyaratan\n${today()},Ani,Sesuai\n${today()},Budi,Oke\n`);
  const map = join(folder, "peta.json");
  const look = ["import", "--unit", "perpus", "--survey", "skm", "--map", map, "--map-preview", answers];
  expect((await suara("import", "--unit", "perpus", "--survey", "skm", "--map-preview", answers)).code).toBe(2);
  expect((await suara("import", "--unit", "perpus", "--survey", "skm", "--map", map, answers)).code).toBe(1);

  const first = await suara(...look);
  expect(first).toMatchObject({ code: 0, err: "" });
  expect(first.out).toContain('Persyaratan -> U1 ("Sesuai" = 3, "Oke" = Oke)');
  expect(first.out).toContain("rows 2, would be taken 1");
  expect(first.out).not.toContain("Ani");
  const written = JSON.parse(readFileSync(map, "utf8")) as { columns: Record<string, unknown> };
  expect(written.columns).toEqual({
    Waktu: { as: "tanggal" },
    Nama: { as: "abaikan" },
    Persyaratan: { as: "U1", values: { Oke: "?" } },
  });

  const decided = {
    dates: "year-first",
    columns: { ...written.columns, Persyaratan: { as: "U1", values: { oke: 2 } } },
  };
  writeFileSync(map, JSON.stringify(decided));
  expect((await suara(...look)).out).toContain("rows 2, would be taken 2\nnothing was kept");
  expect(JSON.parse(readFileSync(map, "utf8"))).toEqual(decided);
  expect((await suara("import", "--unit", "perpus", "--survey", "skm", "--map", map, answers)).out).toContain("imported 2");
  const { out } = await suara("index", "--unit", "perpus", "--survey", "skm", "--period", quarter(), "--json");
  expect(JSON.parse(out)).toMatchObject({
    received: 2,
    items: [{ key: "U1", counts: [0, 1, 1, 0] }, ...Array.from({ length: 8 }, () => ({}))],
  });
});

test("an import can be undone whole and named again", async () => {
  await addUnit();
  await suara("person", "add", "--login", "sari", "--name", "Sari", "--role", "manager", "--unit", "perpus");
  await suara("import", "--unit", "perpus", "--survey", "skm", file("a.csv", perpusnasFile(today())));
  const [number = ""] = (await suara("import", "undo", "--unit", "perpus")).out.split("\t");
  expect((await suara("import", "undo", "--unit", "perpus", "--batch", number, "--by", "sari")).code).toBe(0);
  const { out } = await suara("index", "--unit", "perpus", "--survey", "skm", "--period", quarter(), "--json");
  expect(JSON.parse(out)).toMatchObject({ received: 187, excluded: 187, respondents: 0, index: { kind: "no-value" } });
  expect((await suara("import", "undo", "--unit", "perpus", "--batch", number, "--by", "sari")).code).toBe(1);
});

test("a survey that the unit does not ask has no value rather than an error", async () => {
  await addUnit();
  const { code, out } = await suara("index", "--unit", "perpus", "--survey", "spak", "--period", quarter(), "--json");
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ survey: "spak@1", respondents: 0, index: { kind: "no-value" } });
});

describe("units and people", () => {
  test("a unit gets the address of its first form, and its code is free of case and taken once", async () => {
    const environment = { SUARA_PUBLIC_URL: "https://skm.contoh.go.id" };
    expect(
      await suaraWith(
        environment,
        "unit",
        "add",
        "--code",
        "PKM-Satu",
        "--name",
        "Satu",
        "--zone",
        "wit",
        "--survey",
        "skm,spkp,spak",
      ),
    ).toEqual({
      code: 0,
      out: "pkm-satu: https://skm.contoh.go.id/s/pkm-satu\n",
      err: "",
    });
    expect((await suara("unit", "add", "--code", "pkm-satu", "--name", "Dua")).code).toBe(1);
    expect((await suara("unit", "add", "--code", "pkm-dua", "--name", "Dua", "--parent", "pkm-satu")).code).toBe(0);
    expect((await suara("unit", "add", "--code", "pkm-tiga", "--name", "Tiga", "--parent", "tidak-ada")).code).toBe(1);
  });

  test("are named in one line without control characters", async () => {
    await addUnit();
    for (const name of ["A\nB", "Sari\u001b[31m", " ", "\u200b\u200b", "x"]) {
      expect((await suara("unit", "add", "--code", "pkm-satu", "--name", name)).code).toBe(2);
      expect((await suara("person", "add", "--login", "sari", "--name", name, "--role", "staff", "--unit", "perpus")).code).toBe(
        2,
      );
    }
  });

  test("a unit asks no two surveys with the same question keys, and none twice", async () => {
    expect((await suara("unit", "add", "--code", "pkm-satu", "--name", "Satu", "--survey", "spkp,spkp-6")).err).toContain(
      "spkp@1 dan spkp-6@1 sama-sama memakai kunci butir K1;",
    );
    expect((await suara("unit", "add", "--code", "pkm-satu", "--name", "Satu", "--survey", "skm,skm")).code).toBe(0);
  });

  test("a person gets a one-time address", async () => {
    await addUnit();
    const { code, out } = await suara("person", "add", "--login", "Sari", "--name", "Sari", "--role", "head", "--unit", "perpus");
    expect(code).toBe(0);
    expect(out).toMatch(/^http:\/\/127\.0\.0\.1:8080\/masuk\/sekali\/[\w-]{43}\n$/);
    expect((await suara("person", "add", "--login", "sari", "--name", "Lain", "--role", "admin")).code).toBe(1);
  });
});

describe("wrong usage leaves with 2 and says how", () => {
  test.each([
    [],
    ["nonsense"],
    ["unit", "add", "--code", "abc"],
    ["unit", "add", "--code", "abc", "--name", "x", "--zone", "UTC"],
    ["person", "add", "--login", "abc", "--name", "x", "--role", "boss"],
    ["person", "add", "--login", "abc", "--name", "x", "--role", "staff"],
    ["import", "--unit", "abc", "--survey", "skm"],
    ["import", "--unit", "abc", "--survey", "skm", "--force", "a.csv"],
    ["export", "--unit", "abc", "--period", "2026", "--format", "exe", "--out", "x"],
    ["check", "now"],
  ])("suara %s %s %s %s %s %s %s", async (...argv) => {
    const { code, out, err } = await suara(...argv.filter((word) => word !== undefined));
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/usage|unknown command/);
  });

  test("every command has help", async () => {
    for (const { name, help } of await allCommands()) {
      const { code, out } = await suara(...name.split(" "), "--help");
      expect(code).toBe(0);
      expect(out).toContain(help);
      expect((await suara("--help")).out).toContain(help.split("\n")[0]);
    }
  });
});

describe("what cannot be done leaves with 1 and one line without a stack", () => {
  test.each([
    ["a unit that is not there", ["index", "--unit", "tidak-ada", "--survey", "skm", "--period", "2026"]],
    ["a period that is none", ["index", "--unit", "perpus", "--survey", "skm", "--period", "2026-Q1"]],
    ["a survey that is none", ["index", "--unit", "perpus", "--survey", "nps", "--period", "2026"]],
    ["a file that is not there", ["import", "--unit", "perpus", "--survey", "skm", "/nonexistent/a.csv"]],
    ["a code that is none", ["unit", "add", "--code", "a b", "--name", "x"]],
  ])("%s", async (_name, argv) => {
    await addUnit();
    const { code, out, err } = await suara(...argv);
    expect([code, out]).toEqual([1, ""]);
    expect(err.trimEnd().split("\n")).toHaveLength(1);
    expect(err).not.toMatch(/ at .*:\d+|SqliteError/);
  });

  test("an unknown or wrong setting", async () => {
    expect((await suaraWith({ SUARA_COLOUR: "red" }, "check")).err).toContain("unknown setting SUARA_COLOUR");
    expect((await suaraWith({ SUARA_PORT: "many" }, "check")).err).toContain("SUARA_PORT");
    expect((await suaraWith({ SUARA_TRUST_PROXY: "true" }, "check")).err).toContain("SUARA_TRUST_PROXY");
    expect((await suaraWith({ SUARA_DATABASE_URL: "postgres://x" }, "check")).code).toBe(1);
  });

  test("a broken definition of one's own, by file, path and reason", async () => {
    await addUnit();
    const own = join(folder, "data", "survey-definitions", "parkir");
    mkdirSync(own, { recursive: true });
    const definition = JSON.parse(readFileSync("survey-definitions/spak/1.json", "utf8")) as {
      id: string;
      items: { key: string }[];
    };
    delete (definition as Record<string, unknown>)["$schema"];
    definition.id = "parkir";
    definition.items.forEach((item, at) => (item.key = `R${at + 1}`));
    writeFileSync(join(own, "1.json"), JSON.stringify(definition));
    expect((await suara("check")).code).toBe(0);
    definition.items[0]!.key = "R9";
    writeFileSync(join(own, "1.json"), JSON.stringify(definition));
    expect((await suara("check")).err).toMatch(/parkir.1\.json: parkir@1 was changed/);
    definition.items[1]!.key = "R9";
    writeFileSync(join(own, "1.json"), JSON.stringify(definition));
    expect((await suara("check")).err).toMatch(/parkir.1\.json: items\[1\]\.key: .*twice/);
  });
});

describe("an export that fails", () => {
  test("leaves what stood in its place, and nothing else beside it", async () => {
    await addUnit();
    const argv = ["export", "--unit", "perpus", "--period", quarter(), "--format", "csv", "--out"];
    const old = file("lama.csv", "isi lama");
    mkdirSync(`${old}.part`);
    expect((await suara(...argv, old)).code).toBe(1);
    expect(readFileSync(old, "utf8")).toBe("isi lama");
    rmSync(`${old}.part`, { recursive: true });
    expect((await suara(...argv, old)).code).toBe(0);
    expect(readFileSync(old, "utf8")).toContain("tanggal,layanan,kanal");
    expect(readdirSync(folder).sort()).toEqual(["data", "lama.csv"]);
  });

  test("does not take a device for a file of its own", async () => {
    await addUnit();
    const argv = ["export", "--unit", "perpus", "--period", quarter(), "--format", "csv", "--out"];
    const link = join(folder, "tujuan");
    symlinkSync("/dev/null", link);
    expect((await suara(...argv, link)).code).toBe(0);
    expect([lstatSync(link).isSymbolicLink(), statSync("/dev/null").isFile()]).toEqual([true, false]);
    expect(readdirSync(folder).sort()).toEqual(["data", "tujuan"]);
  });
});
