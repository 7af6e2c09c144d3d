import type { Parts } from "../parts.ts";
import type { Passwords } from "./passwords.ts";
import { createPasswords } from "./passwords.ts";
import type { SetUp } from "./set-up-token.ts";
import { createSetUp } from "./set-up-token.ts";
import type { SignInThrottle } from "./sign-in-throttle.ts";
import { createSignInThrottle } from "./sign-in-throttle.ts";

/** What stands between strangers and the staff pages of this process. */
export interface Door {
  readonly passwords: Passwords;
  readonly throttle: SignInThrottle;
  readonly setUp: SetUp;
}

export function createDoor(parts: Parts, setUp: SetUp = createSetUp(parts)): Door {
  return { passwords: createPasswords(), throttle: createSignInThrottle(), setUp };
}
