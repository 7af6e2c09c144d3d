import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import type { Person } from "../../server/domain/person.ts";
import { createPasswords } from "../../server/staff/passwords.ts";
import type { House } from "../support/house.ts";

/** The installation's own origin in these tests. */
export const ORIGIN = "http://127.0.0.1:8080";

export const PASSWORD = "kuda makan awan biru";

export type Form = Readonly<Record<string, string | readonly string[]>>;

/** A browser without script: asks for pages and sends forms from them. */
export function visitor(app: FastifyInstance, cookie = "") {
  const from = cookie === "" ? {} : { cookie };
  return {
    get: (url: string): Promise<LightMyRequestResponse> => app.inject({ url, headers: from }),
    post: (url: string, form: Form = {}, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> =>
      app.inject({
        method: "POST",
        url,
        headers: { "content-type": "application/x-www-form-urlencoded", origin: ORIGIN, ...from, ...headers },
        payload: encoded(form),
      }),
  };
}

function encoded(form: Form): string {
  const pairs = Object.entries(form).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
  return new URLSearchParams(pairs).toString();
}

/** The Cookie header that a browser would send after this answer; empty when the answer took the cookie back. */
export function cookieAfter(answer: LightMyRequestResponse): string {
  return answer.cookies
    .filter((cookie) => cookie.value !== "")
    .map((cookie) => `${cookie.name}=${cookie.value}`)
    .join("; ");
}

/** The same text without markup, entities undone, as a person reads it. */
export function words(page: string): string {
  return page
    .replace(/<(?:style|script)[\s\S]*?<\/(?:style|script)>/g, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ");
}

let hash: Promise<string> | undefined;

/** Gives the person PASSWORD. */
export async function withPassword(house: House, person: Person): Promise<Person> {
  hash ??= createPasswords().hash(PASSWORD);
  await house.store.people.setPassword(person.id, await hash);
  return { ...person, passwordHash: await hash };
}
