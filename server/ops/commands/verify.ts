import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import type { Command } from "../command.ts";
import { given, WrongUsage } from "../command.ts";

export const verify: Command = {
  name: "verify",
  usage: "FILE.zip|- [--key KEY] [--checkpoint NOTE] [--most MIB] [--json]",
  help: [
    "Checks an evidence pack from itself alone, without database or server: files, seal, questionnaires, every figure against its rows,",
    "and the rows against the log.",
    "FILE is the pack, or - for standard input.",
    "KEY is the signer's public key, from the unit's page of results or a printed report, or a file that holds it; never from the pack.",
    "Without it the pack can only be said to be consistent in itself.",
    "NOTE is a file with a checkpoint that you kept: from an e-mail, a printed report, or the unit's page of verification.",
    "A pack that unpacks to more than MIB (1024 when nothing is said) is not read.",
  ].join("\n"),
  options: { key: { type: "string" }, checkpoint: { type: "string" }, most: { type: "string" }, json: { type: "boolean" } },
  words: ["FILE"],
  async run({ flags, words, console }) {
    const most = Number(given(flags, "most") ?? 1024);
    if (!(Number.isInteger(most) && most > 0)) throw new WrongUsage("--most needs a whole number of MiB");
    const [{ verifyPack }, bytes] = await Promise.all([
      import("../verify/verify-pack.ts"),
      words[0] === "-" ? buffer(process.stdin) : readFile(words[0]!),
    ]);
    const key = given(flags, "key");
    const kept = given(flags, "checkpoint");
    const found = await verifyPack(
      bytes,
      key === undefined ? undefined : await keyIn(key),
      kept === undefined ? undefined : await readFile(kept, "utf8"),
      most * 1_048_576,
    );
    const { findings, signer, signedBy, of } = found;
    if (flags["json"] === true) console.out(`${JSON.stringify({ ok: findings.length === 0, ...found })}\n`);
    else if (findings.length === 0)
      console.out(
        `${of!.unit} ${of!.period}, seal ${of!.seal}: every figure follows from its rows, and the rows are those of the log\n${signer === "known" ? `signed by the key that was given (${signedBy!})` : `consistent in itself, signer not known (${signedBy!}); give --key with the public key from elsewhere`}\n`,
      );
    for (const finding of findings) console.err(`suara verify: ${finding}\n`);
    return findings.length === 0 ? 0 : 1;
  },
};

/** A key as it is printed, or a file with nothing else in it. */
async function keyIn(text: string): Promise<string> {
  if (text.includes("+")) return text;
  return (await readFile(text, "utf8")).trim();
}
