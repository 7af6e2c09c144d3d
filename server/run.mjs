// Compiles the sources when they are newer than what was compiled, then runs the command line.
// "--build" only compiles. Kept in plain JavaScript because it runs before anything is compiled.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, "dist", ".compiled");
const lock = join(root, "dist.compiling");
const compiler = join(root, "node_modules", "typescript", "bin", "tsc");

function newest(folder) {
  return Math.max(
    ...readdirSync(folder, { withFileTypes: true }).map((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return newest(path);
      return /\.(ts|js)$/.test(entry.name) ? statSync(path).mtimeMs : 0;
    }),
    0,
  );
}

function isStale() {
  if (!existsSync(stamp)) return true;
  const compiled = statSync(stamp).mtimeMs;
  const scripts = join(root, "static", "js");
  return Math.max(newest(join(root, "server")), newest(scripts), statSync(join(root, "tsconfig.json")).mtimeMs) > compiled;
}

/** Two commands started together must not write the same files at once: the second waits for the first. */
function compile() {
  const waiter = new Int32Array(new SharedArrayBuffer(4));
  for (let waited = 0; ; waited += 200) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      if (!isStale()) return;
      if (existsSync(lock) && Date.now() - statSync(lock).mtimeMs > 120_000) rmSync(lock, { recursive: true, force: true });
      Atomics.wait(waiter, 0, 0, 200);
    }
  }
  try {
    if (!isStale()) return;
    const started = new Date();
    // Types are checked by "npm run check"; to check them here too would make whoever starts the program wait four times as long.
    const outcome = spawnSync(process.execPath, [compiler, "--project", join(root, "tsconfig.json"), "--noCheck"], {
      cwd: root,
      stdio: ["ignore", 2, 2],
    });
    if (outcome.status !== 0) {
      process.stderr.write("suara: the sources do not compile\n");
      process.exit(1);
    }
    const squeezed = spawnSync(process.execPath, [join(root, "dist", "server", "citizen", "squeeze-ahead.js")], {
      cwd: root,
      stdio: ["ignore", 2, 2],
    });
    if (squeezed.status !== 0) {
      process.stderr.write("suara: the scripts of the form could not be made small\n");
      process.exit(1);
    }
    writeFileSync(stamp, `${started.toISOString()}\n`);
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

// An installation without the development packages runs what was compiled before.
if (existsSync(compiler) && existsSync(join(root, "server")) && isStale()) compile();
if (!process.argv.includes("--build")) await import(new URL("../dist/server/suara.js", import.meta.url).href);
