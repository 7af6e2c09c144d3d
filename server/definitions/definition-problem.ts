/**
 * A questionnaire file that cannot be used. The program does not start with one. The message is one English line:
 * file, path inside the file (such as items[3].labels.id, left out when the whole file is meant) and reason.
 */
export class DefinitionProblem extends Error {
  readonly file: string;
  readonly path: string;
  readonly reason: string;

  constructor(file: string, path: string, reason: string) {
    super(
      [file, path, reason]
        .filter((part) => part !== "")
        .join(": ")
        .replace(/\s*[\r\n]+\s*/g, " "),
    );
    this.name = "DefinitionProblem";
    this.file = file;
    this.path = path;
    this.reason = reason;
  }
}

/**
 * A path inside a JSON value as people write it.
 * @example pathText(["items", 3, "labels", "id"]) // => "items[3].labels.id"
 */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((so, step) => {
    if (typeof step === "number") return `${so}[${step}]`;
    return so === "" ? String(step) : `${so}.${String(step)}`;
  }, "");
}
