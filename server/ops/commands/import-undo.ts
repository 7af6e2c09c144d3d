import { Refusal } from "../../domain/refusal.ts";
import type { Command } from "../command.ts";
import { given, needed, WrongUsage } from "../command.ts";
import { unitOf, withParts } from "../open-unit.ts";

export const importUndo: Command = {
  name: "import undo",
  usage: "--unit CODE [--batch NUMBER --by LOGIN]",
  help: [
    "Sets a mistaken import aside whole (reason impor-keliru): its rows stay and count as excluded.",
    "Without --batch it lists the imports of the unit with their numbers.",
  ].join("\n"),
  options: { unit: { type: "string" }, batch: { type: "string" }, by: { type: "string" } },
  words: [],
  async run({ flags, settings, console }) {
    const code = needed(flags, "unit");
    const batch = given(flags, "batch");
    if (batch !== undefined && !/^\d{1,9}$/.test(batch)) throw new WrongUsage("--batch is a number of the list");
    return withParts(settings, async (parts) => {
      const unit = await unitOf(parts, code);
      if (batch === undefined) {
        for (const { id, importedOn, rows, undone } of await parts.store.responses.batches(unit.id)) {
          console.out(`${id}\t${importedOn}\t${rows} rows${undone ? "\tundone" : ""}\n`);
        }
        return 0;
      }
      const person = await parts.store.people.byLogin(needed(flags, "by").toLowerCase());
      if (!person) throw new Refusal("not-found", `Nama masuk "${needed(flags, "by")}" tidak ada.`);
      const outcome = await parts.store.responses.undoImport(unit.id, Number(batch), person.login);
      if (outcome === "not-found") throw new Refusal("not-found", `Impor nomor ${batch} tidak ada di unit ini.`);
      if (outcome === "done") throw new Refusal("conflict", `Impor nomor ${batch} sudah dibatalkan sebelumnya.`);
      if (outcome === "closed")
        throw new Refusal(
          "conflict",
          `Impor nomor ${batch} berisi jawaban dari periode yang sudah ditutup; tidak ada yang berubah.`,
        );
      console.out(`import ${batch} is set aside\n`);
      return 0;
    });
  },
};
