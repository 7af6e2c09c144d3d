import { spawnSync } from "node:child_process";
import { appendFileSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { chanceFrom } from "../../server/demo/chance.ts";
import type { Citizens, Reply, Sitting } from "../durability/citizens.ts";
import { each, openCitizens, postAll, sittings } from "../durability/citizens.ts";
import { countRows, findingsIn } from "../durability/kept-rows.ts";
import { needStrace, trace } from "../durability/tracer.ts";
import type { Program, Server } from "../support/program.ts";
import { openProgram } from "../support/program.ts";

const CONNECTIONS = 8;
const CODE = "pkm-sakit";
/** Looks until something has come about, and then gives up; a quarter of a second apart. */
const MOST_LOOKS = 60;

interface Served {
  readonly program: Program;
  readonly server: Server;
  readonly citizens: Citizens;
  readonly next: () => Sitting;
}

let open: Served | undefined;
afterEach(async () => {
  open?.citizens.close();
  await open?.program.close();
  open = undefined;
});

async function serve(place?: string): Promise<Served> {
  const program = await openProgram(place);
  await program.suara("unit", "add", "--code", CODE, "--name", "Puskesmas Citeureup");
  const server = await program.startServer({ environment: { SUARA_LOG: "warn" } });
  open = { program, server, citizens: openCitizens(server.address, CODE, CONNECTIONS), next: sittings(chanceFrom(7), "sakit") };
  return open;
}

function some(next: () => Sitting, count: number): () => Sitting | undefined {
  let left = count;
  return () => ((left -= 1) >= 0 ? next() : undefined);
}

/** Each sitting, whether it was thanked before or not, is there once in the end, and the counters agree. */
async function expectEachOnce({ program, citizens }: Served, all: readonly Sitting[]): Promise<void> {
  const again = await postAll(citizens, CONNECTIONS, each(all));
  expect(again.acknowledged).toHaveLength(all.length);
  expect(countRows(program.data)).toBe(all.length);
  expect(await findingsIn(program.data)).toEqual([]);
}

async function until(what: string, come: () => Promise<boolean>): Promise<void> {
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    if (await come()) return;
    await new Promise((later) => setTimeout(later, 250));
  }
  throw new Error(`${what} did not come about`);
}

/** Whoever reads meets nothing of the trouble: citizens' pages, figures, commands. */
async function expectReadsServed({ server, program }: Served): Promise<void> {
  for (const path of [`/s/${CODE}`, `/s/${CODE}/terima-kasih`, "/"]) {
    expect([path, (await fetch(`${server.address}${path}`)).status]).toEqual([path, 200]);
  }
  expect(await program.suara("index", "--unit", CODE, "--survey", "skm", "--period", String(new Date().getFullYear()))).toMatch(
    /^\S+ skm@1 2026: \d+ respondents/,
  );
}

async function healthOf({ server }: Served): Promise<number> {
  return (await fetch(`${server.address}/sehat`)).status;
}

/** 503 with a time after which to try again, or a connection cut; never thanks. */
function expectRefused(reply: Reply | undefined): void {
  if (reply === undefined) return;
  expect(reply.status).toBe(503);
  expect(Number(reply.retryAfter)).toBeGreaterThan(0);
}

describe("a disk that fails", () => {
  beforeAll(needStrace);

  test.each([
    ["to bring a commit to the disk", "fsync,fdatasync"],
    ["to take a write", "pwrite64,pwritev"],
  ])("%s ends the server with one line, and the next start has what was acknowledged", async (_, calls) => {
    const served = await serve();
    const { program, server, citizens, next } = served;
    const before = await postAll(citizens, CONNECTIONS, some(next, 60));
    expect(before.acknowledged).toHaveLength(60);

    const ended = new Promise<number | null>((resolve) => server.child.once("exit", resolve));
    let gone = false;
    void ended.then(() => (gone = true));
    const failing = ["-e", `trace=${calls}`, "-e", `inject=${calls}:error=EIO`];
    const tracer = await trace(server.child.pid!, join(program.data, "trace"), ...failing);
    const during = await postAll(citizens, CONNECTIONS, () => (gone ? undefined : next()));
    expect(await ended).toBe(1);
    await tracer.stop();
    expect(during.acknowledged).toEqual([]);
    expect([...during.otherwise.keys()].filter((status) => status < 500)).toEqual([]);
    const last = server
      .logged()
      .split("\n")
      .filter((line) => /"level":(?:60|"fatal")/.test(line));
    expect(last).toHaveLength(1);

    citizens.close();
    const second = await program.startServer({ environment: { SUARA_LOG: "warn" } });
    const recovered = { ...served, server: second, citizens: openCitizens(second.address, CODE, CONNECTIONS) };
    open = recovered;
    const kept = countRows(program.data);
    expect(kept).toBeGreaterThanOrEqual(before.acknowledged.length);
    expect(kept).toBeLessThanOrEqual(before.sent.length + during.sent.length);
    await expectEachOnce(recovered, [...before.sent, ...during.sent]);
  });
});

/** A disk that can be filled up and emptied again. */
interface SmallDisk {
  fill(): Promise<void>;
  makeRoom(): Promise<void>;
}

async function expectFullDiskSurvived(served: Served, disk: SmallDisk): Promise<void> {
  const { server, citizens, next } = served;
  const before = await postAll(citizens, CONNECTIONS, some(next, 60));
  expect(before.acknowledged).toHaveLength(60);

  await disk.fill();
  // What the file has room for may still be kept; then nothing more is.
  const during: Sitting[] = [];
  let reply: Reply | undefined;
  do {
    during.push(next());
    reply = await citizens.post(during.at(-1)!);
  } while (reply?.status === 303 && during.length < 5000);
  expect(reply?.status).toBe(503);
  expectRefused(reply);
  for (let more = 0; more < 20; more += 1) {
    during.push(next());
    expectRefused(await citizens.post(during.at(-1)!));
  }
  await expectReadsServed(served);
  await until("a health that says so", async () => (await healthOf(served)) === 503);
  await expectReadsServed(served);

  await disk.makeRoom();
  await until("health", async () => (await healthOf(served)) === 200);
  expect(server.child.exitCode).toBeNull();
  await expectEachOnce(served, [...before.sent, ...during]);
}

describe("a full disk", () => {
  beforeAll(needStrace);

  test("is answered 503, read from meanwhile, and written to again without a restart", async () => {
    const served = await serve();
    let full: { stop(): Promise<string> } | undefined;
    await expectFullDiskSurvived(served, {
      async fill() {
        const failing = ["-e", "trace=pwrite64,pwritev", "-e", "inject=pwrite64,pwritev:error=ENOSPC"];
        full = await trace(served.server.child.pid!, join(served.program.data, "trace"), ...failing);
      },
      async makeRoom() {
        await full!.stop();
      },
    });
  });

  test("likewise where the disk is small and really full", async () => {
    const small = openSmallDisk();
    try {
      await expectFullDiskSurvived(await serve(small.place), small);
    } finally {
      open?.citizens.close();
      await open?.program.close();
      open = undefined;
      small.close();
    }
  });
});

/** Throws one line where nothing may be mounted and the memory disk of the machine is too large to be filled. */
function openSmallDisk(): SmallDisk & { readonly place: string; close(): void } {
  const mounted = mkdtempSync(join(tmpdir(), "suara-disk-"));
  const mount = spawnSync("mount", ["-t", "tmpfs", "-o", "size=32m", "tmpfs", mounted], { encoding: "utf8" });
  const isMounted = mount.status === 0;
  const place = isMounted ? mounted : "/dev/shm";
  const { blocks, bsize } = statfsSync(place);
  if (blocks * bsize > 256 * 2 ** 20) {
    rmSync(mounted, { recursive: true });
    throw new Error(`a small disk cannot be mounted here (${mount.stderr.trim()}); run as root, or with a small /dev/shm`);
  }
  const ballast = join(place, "suara-ballast");
  return {
    place,
    async fill() {
      for (const size of [2 ** 20, 4096]) {
        try {
          for (;;) appendFileSync(ballast, Buffer.alloc(size));
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
        }
      }
    },
    async makeRoom() {
      rmSync(ballast);
    },
    close() {
      rmSync(ballast, { force: true });
      if (isMounted) spawnSync("umount", [mounted]);
      rmSync(mounted, { recursive: true, force: true });
    },
  };
}
