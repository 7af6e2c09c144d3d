import { DefinitionProblem } from "../../definitions/definition-problem.ts";
import { sealFolder } from "../../definitions/seal-folder.ts";
import { projectPath } from "../../project-path.ts";

/** npm run definitions:seal [-- FOLDER]: seals new versions and writes the JSON Schema for editors; FOLDER may be a unit's own. */
const [folder = projectPath("survey-definitions"), ...rest] = process.argv.slice(2);
if (rest.length > 0 || folder.startsWith("-")) {
  process.stderr.write("usage: npm run definitions:seal [-- FOLDER]\n");
  process.exitCode = 2;
} else {
  try {
    const added = sealFolder(folder);
    process.stdout.write(added.length === 0 ? "Nothing new to seal.\n" : `Sealed: ${added.join(", ")}\n`);
  } catch (error) {
    if (!(error instanceof DefinitionProblem)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
