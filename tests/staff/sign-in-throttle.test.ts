import { describe, expect, it } from "vitest";
import { createSignInThrottle } from "../../server/staff/sign-in-throttle.ts";

const MINUTE = 60_000;

/** Tries as often as the throttle lets it during `minutes`, always wrong. */
function hammer(take: (now: number) => number, minutes: number): number {
  let tries = 0;
  for (let now = 0; now < minutes * MINUTE; now += 1000) if (take(now) === 0) tries += 1;
  return tries;
}

describe("the throttle", () => {
  it("lets five tries pass at once and then asks for growing waits", () => {
    const throttle = createSignInThrottle();
    const waits = [0, 0, 0, 0, 0].map((now) => throttle.take("sari", "10.0.0.1", now));
    expect(waits).toEqual([0, 0, 0, 0, 0]);
    expect(throttle.take("sari", "10.0.0.1", 0)).toBe(5_000);
    expect(throttle.take("sari", "10.0.0.1", 5_000)).toBe(0);
    expect(throttle.take("sari", "10.0.0.1", 5_000)).toBe(10_000);
  });

  it("lets at most ten tries of one login from one network through in any quarter of an hour", () => {
    const throttle = createSignInThrottle();
    expect(hammer((now) => throttle.take("sari", "10.0.0.1", now), 15)).toBeLessThanOrEqual(10);
    expect(hammer((now) => throttle.take("dewi", "10.0.0.2", now), 60)).toBeLessThanOrEqual(40);
  });

  it("locks nobody out: every wait ends by itself within a quarter of an hour, however long somebody hammered", () => {
    const throttle = createSignInThrottle();
    hammer((now) => throttle.take("sari", "10.0.0.1", now), 120);
    throttle.take("sari", "10.0.0.1", 120 * MINUTE);
    const wait = throttle.take("sari", "10.0.0.1", 120 * MINUTE);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(15 * MINUTE);
    expect(throttle.take("sari", "10.0.0.1", 120 * MINUTE + wait)).toBe(0);
  });

  it("leaves the same person alone on another network", () => {
    const throttle = createSignInThrottle();
    hammer((now) => throttle.take("sari", "203.0.113.9", now), 15);
    expect(throttle.take("sari", "10.0.0.1", 15 * MINUTE)).toBe(0);
  });

  it("slows down one network that sprays many logins, and lets it go on later", () => {
    const throttle = createSignInThrottle();
    const waits = Array.from({ length: 101 }, (_, n) => throttle.take(`login-${n}`, "203.0.113.9", 0));
    expect(waits.slice(0, 100).every((wait) => wait === 0)).toBe(true);
    expect(waits[100]).toBe(15 * MINUTE);
    expect(throttle.take("login-101", "203.0.113.9", 15 * MINUTE)).toBe(0);
  });

  it("takes the addresses of one IPv6 household for one network", () => {
    const throttle = createSignInThrottle();
    for (let n = 1; n <= 5; n += 1) throttle.take("sari", `2001:db8:0:7::${n}`, 0);
    expect(throttle.take("sari", "2001:0db8:0000:0007:ffff::1", 0)).toBe(5_000);
    expect(throttle.take("sari", "2001:db8:0:8::1", 0)).toBe(0);
  });

  it("knows an IPv4 address in its IPv6 clothes", () => {
    const throttle = createSignInThrottle();
    for (let n = 0; n < 5; n += 1) throttle.take("sari", "10.0.0.1", 0);
    expect(throttle.take("sari", "::ffff:10.0.0.1", 0)).toBe(5_000);
    expect(throttle.take("sari", "::ffff:10.0.0.2", 0)).toBe(0);
  });

  it("forgets the tries of a person who got it right, and those that were never made", () => {
    const throttle = createSignInThrottle();
    for (let n = 0; n < 5; n += 1) throttle.take("sari", "10.0.0.1", 0);
    throttle.forgive("sari", "10.0.0.1", "not-made");
    expect(throttle.take("sari", "10.0.0.1", 0)).toBe(0);
    throttle.forgive("sari", "10.0.0.1", "right");
    expect(Array.from({ length: 5 }, () => throttle.take("sari", "10.0.0.1", 0))).toEqual([0, 0, 0, 0, 0]);
  });

  it("does not hold on to tries when the clock is set back", () => {
    const throttle = createSignInThrottle();
    for (let n = 0; n < 10; n += 1) throttle.take("sari", "10.0.0.1", 60 * MINUTE + n * 100_000);
    expect(throttle.take("sari", "10.0.0.1", 0)).toBe(0);
  });
});
