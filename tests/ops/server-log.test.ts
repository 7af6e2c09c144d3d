import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Refusal } from "../../server/domain/refusal.ts";
import { loggedError } from "../../server/ops/server-log.ts";
import type { Program } from "../support/program.ts";
import { openProgram } from "../support/program.ts";
import { callRaw } from "../support/raw-caller.ts";

describe("an error in the log", () => {
  test("says its kind, its code and where it happened, and keeps to itself what somebody may have typed", () => {
    const inner = Object.assign(new Error('duplicate key (login)=("siti")'), { code: "23505", detail: "siti" });
    const outer = new Error("Failed query: insert into comments\nparams: Suster itu judes", { cause: inner });
    const logged = loggedError(new Refusal("unavailable", "Data sedang tidak dapat disimpan.", 5, { cause: outer }));
    expect(logged).toMatchObject({ type: "Refusal", code: "unavailable", cause: { type: "Error", cause: { code: "23505" } } });
    expect(logged.at[0]).toContain("server-log.test.ts");
    expect(JSON.stringify(logged)).not.toMatch(/siti|judes|insert/);
  });

  test("says the words of the engine, which are made of names in the program", () => {
    expect(loggedError(new TypeError("a is not a function"))).toMatchObject({ message: "a is not a function" });
    expect(loggedError("siti")).toEqual({ type: "string", at: [] });
    const circle = new Error("a");
    circle.cause = circle;
    expect(JSON.stringify(loggedError(circle)).length).toBeLessThan(20_000);
  });
});

describe("the log of a server", () => {
  let program: Program;
  beforeEach(async () => {
    program = await openProgram();
    await program.suara("unit", "add", "--code", "pkm-satu", "--name", "Puskesmas Satu");
  });
  afterEach(() => program.close());

  test("has one line for each trouble and holds nothing of whoever met it", async () => {
    const door = await program.suara(
      "person",
      "add",
      "--login",
      "marla",
      "--name",
      "Marla",
      "--role",
      "manager",
      "--unit",
      "pkm-satu",
    );
    const token = /sekali\/([\w-]+)/.exec(door)![1]!;
    const marks = {
      ip: "203.0.113.77",
      agent: "PonselTuaSekali",
      key: "kunciRahasiaWarga1234",
      comment: "SusterJudesSekali",
      password: "sandi-rahasia-marla",
      query: "pertanyaan-rahasia",
      cookie: "kue-rahasia-sekali",
      token,
      login: "marla",
    };
    const server = await program.startServer({ environment: { SUARA_TRUST_PROXY: "127.0.0.1" } });
    const headers = {
      "user-agent": marks.agent,
      "x-forwarded-for": marks.ip,
      cookie: `suara=${marks.cookie}`,
      origin: server.address,
      referer: `${server.address}/?${marks.query}`,
    };
    const ask = async (path: string, body?: Record<string, string>): Promise<number> =>
      (
        await fetch(`${server.address}${path}`, {
          headers,
          redirect: "manual",
          ...(body ? { method: "POST", body: new URLSearchParams(body) } : {}),
        })
      ).status;
    const form = {
      ...Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`U${at + 1}`, "4"])),
      kunci: marks.key,
      saran: marks.comment,
    };
    const everywhere = async (): Promise<number[]> => [
      await ask(`/s/pkm-satu?${marks.query}`, form),
      await ask("/masuk", { login: marks.login, sandi: marks.password }),
      await ask(`/masuk/sekali/${token}`),
      await ask(`/staf/unit/pkm-satu?${marks.query}`),
      await ask(`/tidak-ada/${marks.query}`),
    ];
    const before = await everywhere();
    expect(before.filter((status) => status >= 500)).toEqual([]);
    expect(before[0]).toBe(303);
    const broken = await callRaw(server.address);
    broken.send(`${marks.agent} ${marks.query}\r\n\r\n`);
    expect(await broken.ended).toContain("400");

    // From here on nothing works: the tables are gone.
    const database = new Database(join(program.data, "suara.sqlite"));
    database.pragma("foreign_keys = OFF");
    for (const table of ["comments", "sessions", "tickets", "people"]) database.exec(`DROP TABLE ${table}`);
    database.close();
    form.kunci = `${marks.key}2`;
    const after = await everywhere();
    expect(after.filter((status) => status >= 500).length).toBeGreaterThanOrEqual(4);
    expect(await program.end(server.child, "SIGTERM")).toBe(0);

    const lines = server
      .logged()
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const troubles = lines.filter(({ level }) => level === "error");
    expect(troubles.map(({ route }) => route).sort()).toEqual(
      ["/s/:code", "/masuk", "/masuk/sekali/:token", "/staf/unit/:unit"].slice(0, troubles.length).sort(),
    );
    for (const { request, err } of troubles) {
      expect(request).toMatch(/^[0-9a-f-]{36}$/);
      expect(err).toMatchObject({ type: "SqliteError", message: expect.stringContaining("no such table") as string });
    }
    for (const mark of [...Object.values(marks), server.address.slice(7), "pkm-satu"])
      expect(server.logged().replaceAll(`Server listening at ${server.address}`, "")).not.toContain(mark);
  });
});
