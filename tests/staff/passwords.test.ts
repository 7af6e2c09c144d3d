import { describe, expect, it } from "vitest";
import { Refusal } from "../../server/domain/refusal.ts";
import { createPasswords } from "../../server/staff/passwords.ts";

describe("password hashes", () => {
  it("are argon2id with 19 MiB, two passes and one lane, salted anew each time", async () => {
    const passwords = createPasswords();
    const [one, two] = await Promise.all([passwords.hash("kuda makan awan"), passwords.hash("kuda makan awan")]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(one).not.toBe(two);
    expect([await passwords.fits("kuda makan awan", one), await passwords.fits("kuda makan awal", one)]).toEqual([true, false]);
  });

  it("tell a composed letter and its two parts for the same password", async () => {
    const passwords = createPasswords();
    expect(await passwords.fits("caf\u00e9 pagi sekali", await passwords.hash("cafe\u0301 pagi sekali"))).toBe(true);
  });

  it("count every character of a long password", async () => {
    const passwords = createPasswords();
    const long = "a".repeat(127);
    expect(await passwords.fits(`${long}c`, await passwords.hash(`${long}b`))).toBe(false);
  });

  it("never fit where there is none", async () => {
    expect(await createPasswords().fits("kuda makan awan", null)).toBe(false);
  });

  it("are checked a few at a time; beyond a bounded queue the caller is told to come back", async () => {
    const passwords = createPasswords();
    const outcomes = await Promise.allSettled(Array.from({ length: 40 }, () => passwords.fits("kuda makan awan", null)));
    const busy = outcomes.filter((outcome) => outcome.status === "rejected").map((outcome) => outcome.reason as Refusal);
    expect(busy).toHaveLength(8);
    expect(busy.every((refusal) => refusal instanceof Refusal && refusal.code === "busy" && refusal.retryAfter === 5)).toBe(true);
    expect(await passwords.fits("kuda makan awan", null)).toBe(false);
  });
});
