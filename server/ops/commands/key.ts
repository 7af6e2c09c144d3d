import { localDate } from "../../domain/periods/zone.ts";
import type { Command } from "../command.ts";
import { needed } from "../command.ts";
import { openSigner, rotateKey } from "../signing-key.ts";

export const key: Command = {
  name: "key",
  usage: "",
  help: "Prints the public key by which others verify what this installation signs, then those it took the place of.",
  options: {},
  words: [],
  run({ settings, console }) {
    for (const one of openSigner(settings.data).keys()) console.out(`${one}\n`);
    return Promise.resolve(0);
  },
};

export const keyRotate: Command = {
  name: "key rotate",
  usage: "--reason TEXT",
  help: [
    "Makes a new signing key and destroys the old one. A note that both have signed names the new key to whoever holds the old one;",
    "it stands on the units' pages of verification. Start the server again afterwards. TEXT is shown to everybody.",
  ].join("\n"),
  options: { reason: { type: "string" } },
  words: [],
  run({ flags, settings, console }) {
    const reason = needed(flags, "reason").replace(/\s+/g, " ").trim();
    console.out(`${rotateKey(settings.data, localDate(Date.now(), "WIB"), reason)}\n`);
    return Promise.resolve(0);
  },
};
