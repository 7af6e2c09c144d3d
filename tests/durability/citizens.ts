import { Agent, request } from "node:http";
import type { Chance } from "../../server/demo/chance.ts";
import { fields } from "../../server/domain/questionnaire/parse-answers.ts";

/** One citizen's answers under a key of their own; sent again it is the same sitting. */
export interface Sitting {
  readonly key: string;
  /** As the form sends it. */
  readonly body: string;
}

/** An answer of the server that arrived whole. */
export interface Reply {
  readonly status: number;
  readonly retryAfter: string | undefined;
}

/** Connections that are kept open from one posting to the next, as phones and proxies keep them. */
export interface Citizens {
  /** Gives undefined when the connection ended before the answer had arrived whole. */
  post(sitting: Sitting): Promise<Reply | undefined>;
  close(): void;
}

const QUESTIONS = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "U8", "U9"];
/** Nobody waits longer than this for an answer; far beyond anything that is right. */
const PATIENCE_MS = 30_000;

/** Sittings of the SKM that are all different, the same ones for the same chance and name. Names are for telling runs apart. */
export function sittings(chance: Chance, name: string): () => Sitting {
  let serial = 0;
  return () => {
    serial += 1;
    const key = `${name}${String(serial).padStart(22 - name.length, "0")}`;
    const body = new URLSearchParams(QUESTIONS.map((question) => [question, String(1 + chance.weighted([1, 2, 6, 5]))]));
    body.set(fields.key, key);
    body.set(fields.comment, commentOf(serial));
    return { key, body: body.toString() };
  };
}

/** Words by which a sitting is found again in what the server writes; letters alone, because long numbers are masked. */
function commentOf(serial: number): string {
  return `jejak ${[...String(serial).padStart(6, "0")].map((digit) => "abcdefghij"[Number(digit)]!).join("")} selesai`;
}

export function openCitizens(address: string, code: string, connections: number): Citizens {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const url = new URL(`/s/${code}`, address);
  return {
    post: ({ body }) =>
      new Promise((resolve) => {
        const cut = (): void => resolve(undefined);
        const posting = request(url, {
          agent,
          method: "POST",
          headers: { "content-type": "application/x-www-form-urlencoded", "content-length": Buffer.byteLength(body) },
          timeout: PATIENCE_MS,
        });
        posting.once("error", cut).once("timeout", () => posting.destroy());
        posting.once("response", (response) => {
          response.resume();
          response.once("error", cut).once("close", () => {
            if (!response.complete) return cut();
            resolve({ status: response.statusCode!, retryAfter: response.headers["retry-after"] });
          });
        });
        posting.end(body);
      }),
    close() {
      agent.destroy();
    },
  };
}

/** What became of a run of sittings. */
export interface Run {
  readonly sent: readonly Sitting[];
  /** Thanked: the answer 303 arrived whole. */
  readonly acknowledged: readonly Sitting[];
  /** Sent, and never answered whole. */
  readonly unanswered: readonly Sitting[];
  /** How often which other status was answered. */
  readonly otherwise: ReadonlyMap<number, number>;
}

/**
 * Posts over so many connections at once, each with one sitting under way, until `next` gives no more. A connection whose
 * answer was cut goes on with its next sitting, unless the server is gone for good.
 */
export async function postAll(citizens: Citizens, connections: number, next: () => Sitting | undefined): Promise<Run> {
  const [sent, acknowledged, unanswered]: [Sitting[], Sitting[], Sitting[]] = [[], [], []];
  const otherwise = new Map<number, number>();
  const one = async (): Promise<void> => {
    for (let sitting = next(); sitting !== undefined; sitting = next()) {
      sent.push(sitting);
      const reply = await citizens.post(sitting);
      if (reply === undefined) unanswered.push(sitting);
      else if (reply.status === 303) acknowledged.push(sitting);
      else otherwise.set(reply.status, (otherwise.get(reply.status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  return { sent, acknowledged, unanswered, otherwise };
}

/** Gives the sittings of a list one after the other. */
export function each(list: readonly Sitting[]): () => Sitting | undefined {
  let at = 0;
  return () => list[at++];
}
