import { execFile } from "node:child_process";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { projectPath } from "../../server/project-path.ts";

/** Compiles the program when a source is newer; rejects with what the compiler said when it does not compile. */
export async function compile(): Promise<void> {
  await promisify(execFile)(process.execPath, [projectPath("server/run.mjs"), "--build"]);
}

/**
 * A module of the program as it is served. Threads that it starts are there in a moment, where those of the sources must read
 * TypeScript first. `path` is that below server/, without its end.
 */
export async function compiled<Module>(path: string): Promise<Module> {
  await compile();
  return (await import(pathToFileURL(projectPath(`dist/server/${path}.js`)).href)) as Module;
}
