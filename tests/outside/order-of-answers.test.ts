import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { chanceFrom } from "../../server/demo/chance.ts";
import { openCitizens, postAll, sittings } from "../durability/citizens.ts";
import type { OrderOfAnswers } from "../durability/order-of-answers.ts";
import { CALLS, readOrder, SHOWN_BYTES } from "../durability/order-of-answers.ts";
import { needStrace, trace } from "../durability/tracer.ts";
import { projectPath } from "../../server/project-path.ts";
import type { Program, Start } from "../support/program.ts";
import { openProgram } from "../support/program.ts";

const CONNECTIONS = 8;
const ANSWERS = 1200;
/** As commentOf() in citizens.ts writes it, in a form and in a row. */
const MARK = /(?<=jejak[ +])[a-j]{6}(?=[ +]selesai)/;

beforeAll(needStrace);
let program: Program;
beforeEach(async () => {
  program = await openProgram();
  await program.suara("unit", "add", "--code", "pkm-urut", "--name", "Puskesmas Citeureup");
});
afterEach(() => program.close());

async function orderUnderLoad(answers: number, start: Start, ...words: readonly string[]): Promise<OrderOfAnswers> {
  const server = await program.startServer({ ...start, environment: { SUARA_LOG: "warn" } });
  const next = sittings(chanceFrom(1), "urut");
  let left = answers;
  const tracer = await trace(
    server.child.pid!,
    join(program.data, "trace"),
    ...["-s", String(SHOWN_BYTES), "-e", `trace=${CALLS.join(",")}`, ...words],
  );
  const citizens = openCitizens(server.address, "pkm-urut", CONNECTIONS);
  const { acknowledged } = await postAll(citizens, CONNECTIONS, () => ((left -= 1) >= 0 ? next() : undefined));
  citizens.close();
  expect(acknowledged).toHaveLength(answers);
  return readOrder(await tracer.stop(), MARK);
}

describe("an answer to a citizen", () => {
  test("never leaves before its row is written and brought to the disk", async () => {
    expect(await orderUnderLoad(ANSWERS, {})).toEqual({ answers: ANSWERS, early: 0 });
  });

  test("waits for a slow disk", async () => {
    const slow = ["-e", "inject=fsync,fdatasync:delay_enter=20000:delay_exit=20000"];
    expect(await orderUnderLoad(160, {}, ...slow)).toEqual({ answers: 160, early: 0 });
  });

  test("is seen leaving too early when commits do not wait for the disk", async () => {
    const lightly = { node: ["--import", projectPath("tests/durability/worse/commits-lightly.js")] };
    const { answers, early } = await orderUnderLoad(ANSWERS, lightly);
    expect(answers).toBe(ANSWERS);
    expect(early / answers).toBeGreaterThanOrEqual(0.99);
  });
});
