import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { allCommands } from "../../server/ops/commands.ts";
import { readSettings, SETTINGS } from "../../server/settings.ts";
import { filesBelow, projectRoot, readProjectFile } from "../architecture/project-files.ts";
import { openProgram } from "../support/program.ts";

const FOLDER = "server/ops/deploy";
const files = filesBelow(FOLDER, "");
const read = (name: string): string => readProjectFile(`${FOLDER}/${name}`);
const units = files.filter((path) => path.endsWith(".service"));
const dockerfile = read("Dockerfile").replaceAll("\\\n", " ").split("\n");

describe("what stands ready for putting it to work", () => {
  test("is there, and README.md leads to it", () => {
    const names = files.map((path) => path.slice(FOLDER.length + 1));
    expect(names).toEqual(expect.arrayContaining(["Caddyfile", "Dockerfile", "README.md", "suara-loket.service"]));
    expect(readProjectFile("README.md")).toContain(`${FOLDER}/README.md`);
    for (const name of names.filter((one) => one !== "README.md")) expect(read("README.md")).toContain(name);
  });

  test.each(files)("%s names only settings and files that there are", async (path) => {
    const text = readProjectFile(path);
    for (const [name] of text.matchAll(/\bSUARA_[A-Z_]+\b/g)) expect(Object.keys(SETTINGS)).toContain(name);
    for (const [name] of text.matchAll(/(?<![\w/])server\/[\w./-]*\w/g))
      expect(existsSync(join(projectRoot, name)), name).toBe(true);
    // Compiled files stand for sources.
    for (const [, name] of text.matchAll(/\bdist\/(server\/[\w./-]+)\.js/g))
      expect(existsSync(join(projectRoot, `${name}.ts`)), name).toBe(true);
    for (const [, word] of text.matchAll(/dist\/server\/suara\.js ([a-z]+)/g))
      expect((await allCommands()).map(({ name }) => name.split(" ")[0])).toContain(word);
  });

  test("gives settings that the program takes", () => {
    const given = (text: string): Record<string, string> =>
      Object.fromEntries([...text.matchAll(/\b(SUARA_[A-Z_]+)=(\S+)/g)].map(([, name, value]) => [name!, value!]));
    for (const path of files.filter((one) => !one.endsWith(".md")))
      expect(readSettings(given(readProjectFile(path))).port, path).toBe(8080);
    expect(readSettings(given(dockerfile.filter((line) => line.startsWith("ENV")).join("\n")))).toMatchObject({
      data: "/data",
      host: "0.0.0.0",
    });
  });

  test.each(units)("%s runs as nobody else, writes nowhere else, and lets the server finish", (path) => {
    const lines = readProjectFile(path).split("\n");
    for (const line of [
      "DynamicUser=yes",
      "User=suara-loket",
      "NoNewPrivileges=yes",
      "ProtectSystem=strict",
      "ProtectHome=yes",
      "StateDirectoryMode=0700",
    ])
      expect(lines).toContain(line);
    expect(lines.some((line) => line.startsWith("MemoryDenyWriteExecute="))).toBe(false);
    const data = /SUARA_DATA=\/var\/lib\/(\S+)/.exec(readProjectFile(path))![1];
    expect(
      lines
        .find((line) => line.startsWith("StateDirectory="))
        ?.slice("StateDirectory=".length)
        .split(" "),
    ).toContain(data);
    if (!path.endsWith("/suara-loket.service")) return;
    expect(lines).toContain("Restart=on-failure");
    expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(readProjectFile(path))?.[1])).toBeGreaterThan(5);
  });

  test("the proxy lets go of a connection before the server does", () => {
    const proxy = Number(/keepalive (\d+)s/.exec(read("Caddyfile"))?.[1]) * 1000;
    const server = Number(/betweenProxied: ([\d_]+)/.exec(readProjectFile("server/app.ts"))?.[1]?.replaceAll("_", ""));
    expect(proxy).toBeLessThan(server);
    expect(read("Caddyfile").split("{").length).toBe(read("Caddyfile").split("}").length);
  });
});

describe("the image", () => {
  const copies = dockerfile.filter((line) => /^COPY (?!--from)/.test(line)).map((line) => line.split(/\s+/).slice(1));
  const last = dockerfile.lastIndexOf(dockerfile.filter((line) => line.startsWith("FROM ")).at(-1)!);
  const lastCopies = dockerfile
    .slice(last)
    .filter((line) => line.startsWith("COPY "))
    .map((line) =>
      line
        .split(/\s+/)
        .slice(1)
        .filter((word) => !word.startsWith("--from=")),
    );

  test("copies only what there is and what is let through to the builder", () => {
    const letThrough = read("Dockerfile.dockerignore")
      .split("\n")
      .filter((line) => line.startsWith("!"))
      .map((line) => line.slice(1));
    for (const source of copies.flatMap((words) => words.slice(0, -1))) {
      expect(existsSync(join(projectRoot, source)), source).toBe(true);
      expect(letThrough).toContain(source.split("/")[0]);
    }
  });

  test("is not run by root, and gives the signal to Node itself", () => {
    const after = dockerfile.slice(last);
    expect(after).toContain("USER node");
    // With the same words to Node as `npm start` and the unit have.
    const { scripts } = JSON.parse(readProjectFile("package.json")) as { scripts: { start: string } };
    const options = scripts.start.split(" ").filter((word) => word.startsWith("--"));
    expect(options).toHaveLength(2);
    const words = JSON.stringify(["node", ...options, "dist/server/suara.js"]).replaceAll(",", ", ");
    expect(after.find((line) => line.startsWith("ENTRYPOINT"))).toBe(`ENTRYPOINT ${words}`);
    expect(read("suara-loket.service")).toContain(`ExecStart=/usr/bin/node ${options.join(" ")} dist/server/suara.js serve\n`);
    expect(after.find((line) => line.startsWith("CMD"))).toBe('CMD ["serve"]');
    expect(after.some((line) => line.includes("/sehat"))).toBe(true);
  });

  test("holds all that a server needs", async () => {
    // Compiles what is to be copied.
    const program = await openProgram();
    const image = mkdtempSync(join(tmpdir(), "suara-image-"));
    try {
      for (const words of lastCopies) {
        const target = words.at(-1)!;
        for (const source of words.slice(0, -1)) {
          const inside = source.replace(/^\/program\//, "");
          if (inside === "node_modules") symlinkSync(join(projectRoot, inside), join(image, inside));
          else cpSync(join(projectRoot, inside), join(image, target === "./" ? inside : target), { recursive: true });
        }
      }
      const child = spawn(process.execPath, ["dist/server/suara.js", "serve"], {
        cwd: image,
        env: { PATH: process.env["PATH"], NODE_ENV: "production", SUARA_DATA: program.data, SUARA_PORT: "0" },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let said = "";
      const address = await new Promise<string>((resolve, reject) => {
        const listen = (chunk: Buffer): void => {
          said += chunk.toString();
          const found = /listens on (\S+)/.exec(said)?.[1];
          if (found !== undefined) resolve(found);
        };
        child.stdout.on("data", listen);
        child.stderr.on("data", listen);
        child.once("exit", (code) => reject(new Error(`ended with ${code}: ${said}`)));
      });
      for (const path of ["/sehat", "/", "/masuk", "/static/css/staff.css", "/static/vendor/chart.umd.min.js"])
        expect((await fetch(address + path)).status, path).toBe(200);
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      expect(await ended).toBe(0);
    } finally {
      rmSync(image, { recursive: true });
      await program.close();
    }
  });
});
