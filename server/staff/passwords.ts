import { Refusal } from "../domain/refusal.ts";

/** argon2id with 19 MiB, two passes, one lane: the least that OWASP names. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Each takes 19 MiB and a core for some 50 ms; more at once would only slow down the citizens' forms. */
const AT_ONCE = 2;
const WAITING = 30;

/** A hash of the same cost that belongs to nobody: whoever signs in under an unknown name waits just as long. */
const NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$fIAq3q/PRGsV2ARAY0WcPA$yzopkABpDTc/m9fvFiuwDbeNoa6q1n6NOSU55qpcmnA";

/** Makes and checks password hashes, a few at a time. */
export interface Passwords {
  /** argon2id in PHC form. Throws Refusal "busy" when too many wait. */
  hash(password: string): Promise<string>;
  /** True when the password fits. Without a hash it takes as long and is never true. Throws Refusal "busy" when too many wait. */
  fits(password: string, hash: string | null): Promise<boolean>;
}

export function createPasswords(): Passwords {
  let running = 0;
  const waiting: (() => void)[] = [];
  const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= AT_ONCE) {
      if (waiting.length >= WAITING)
        throw new Refusal("busy", "Terlalu banyak orang masuk bersamaan. Tunggu sebentar, lalu coba lagi.", 5);
      await new Promise<void>((go) => waiting.push(go));
    } else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
  return {
    hash: (password) => inTurn(async () => (await argon2()).hash(written(password), COST)),
    fits: (password, kept) =>
      inTurn(async () => (await (await argon2()).verify(kept ?? NOBODY, written(password))) && kept !== null),
  };
}

/** Loaded when somebody first signs in: a server at a counter may serve for weeks without it. */
function argon2() {
  return import("@node-rs/argon2");
}

/** Two keyboards may write the same letter in two ways; both are the same password. */
function written(password: string): string {
  return password.normalize("NFKC");
}
