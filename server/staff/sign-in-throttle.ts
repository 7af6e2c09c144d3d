const WINDOW_MS = 15 * 60_000;
/** Tries within the window for one login from one network. */
const TRIES_PER_LOGIN = 10;
/** Tries that need no wait between them. */
const FREE_TRIES = 5;
const FIRST_WAIT_MS = 5_000;
/** Tries within the window from one network, whatever the login: an office of many people shares one address. */
const TRIES_PER_NETWORK = 100;
/** Bounds the memory; the oldest entries go first. */
const ENTRIES = 20_000;

/**
 * Slows down guessing without locking anybody out: tries are counted for a login from one network and for the network as
 * a whole, never for the login alone, so that a stranger elsewhere cannot shut a person out. Waits grow and end by
 * themselves. Kept in memory only: no address is ever written down.
 */
export interface SignInThrottle {
  /** Counts a try before it is made. Answers the milliseconds to wait when it may not be made now (it is not counted then), else 0. */
  take(login: string, address: string, now: number): number;
  /** The try was right, or could not be made: it does not count. */
  forgive(login: string, address: string, outcome: "right" | "not-made"): void;
}

export function createSignInThrottle(): SignInThrottle {
  const tries = new Map<string, number[]>();

  const recent = (key: string, now: number): number[] => {
    const list = (tries.get(key) ?? []).filter((at) => at > now - WINDOW_MS && at <= now);
    if (list.length === 0) tries.delete(key);
    else tries.set(key, list);
    return list;
  };
  const note = (key: string, now: number): void => {
    const list = tries.get(key) ?? [];
    list.push(now);
    tries.delete(key);
    tries.set(key, list);
    if (tries.size > ENTRIES) tries.delete(tries.keys().next().value!);
  };

  return {
    take(login, address, now) {
      const network = networkOf(address);
      const [own, all] = [loginKey(login, network), network];
      const wait = Math.max(waitOfLogin(recent(own, now), now), waitOfNetwork(recent(all, now), now));
      if (wait > 0) return wait;
      note(own, now);
      note(all, now);
      return 0;
    },
    forgive(login, address, outcome) {
      const network = networkOf(address);
      if (outcome === "right") tries.delete(loginKey(login, network));
      else tries.get(loginKey(login, network))?.pop();
      tries.get(network)?.pop();
    },
  };
}

/**
 * After five tries 5, 10, 20, 40, 80 seconds since the last; after ten, also until the tenth last is a quarter of an hour
 * ago. Whoever waits as long as was said may try.
 */
function waitOfLogin(list: readonly number[], now: number): number {
  if (list.length < FREE_TRIES) return 0;
  const gap = FIRST_WAIT_MS * 2 ** (Math.min(list.length, TRIES_PER_LOGIN - 1) - FREE_TRIES);
  const room = list.length < TRIES_PER_LOGIN ? 0 : list[list.length - TRIES_PER_LOGIN]! + WINDOW_MS;
  return Math.max(0, list.at(-1)! + gap - now, room - now);
}

function waitOfNetwork(list: readonly number[], now: number): number {
  return list.length < TRIES_PER_NETWORK ? 0 : list[list.length - TRIES_PER_NETWORK]! + WINDOW_MS - now;
}

/** An IPv4 address as it is; of an IPv6 address the first 64 bits, which one household or office has for itself. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  if (!plain.includes(":")) return plain;
  const [head = "", tail] = plain.split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const gap = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0");
  return [...left, ...gap, ...right]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, "").toLowerCase())
    .join(":");
}

function loginKey(login: string, network: string): string {
  return `${network} ${login.slice(0, 64)}`;
}
