import { readCode } from "../domain/code.ts";
import type { Person } from "../domain/person.ts";
import { Refusal } from "../domain/refusal.ts";
import type { SurveyDefinition } from "../domain/questionnaire/definition.ts";
import type { Unit } from "../domain/response.ts";
import type { Log, Parts } from "../parts.ts";
import type { Settings } from "../settings.ts";
import { listeningAddress } from "./listening-address.ts";
import { openParts } from "./open-parts.ts";

const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Opens the installation for one command and closes it again, whatever happens. */
export async function withParts<T>(settings: Settings, act: (parts: Parts) => Promise<T>): Promise<T> {
  const fallback = listeningAddress(settings.host, settings.port);
  const parts = await openParts(settings, SILENT, () => settings.publicUrl || fallback);
  try {
    return await act(parts);
  } finally {
    await parts.store.close();
  }
}

/** The unit of that code. */
export async function unitOf(parts: Parts, code: string): Promise<Unit> {
  const unit = await parts.store.units.byCode(readCode(code));
  if (!unit) throw new Refusal("not-found", `Unit "${code}" tidak ada.`);
  return unit;
}

/** The person who signs in by that name, or would. */
export async function personOf(parts: Parts, login: string): Promise<Person> {
  const person = await parts.store.people.byLogin(login.toLowerCase());
  if (!person) throw new Refusal("not-found", `Nama masuk "${login}" tidak ada.`);
  return person;
}

/** The definitions that a list such as "skm,spkp" or "skm@1" names. */
export function surveysOf(parts: Parts, list: string): SurveyDefinition[] {
  return list.split(",").map((name) => {
    const wanted = name.trim();
    const definition = wanted.includes("@") ? parts.definitions.byRef(wanted) : parts.definitions.latest(wanted);
    if (definition) return definition;
    const known = parts.definitions.latestOfEach.map(({ id }) => id).join(", ");
    throw new Refusal("not-found", `Survei "${wanted}" tidak dikenal. Yang dikenal: ${known}.`);
  });
}
