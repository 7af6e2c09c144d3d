import type { Definitions } from "./definitions/definitions.ts";
import type { Settings } from "./settings.ts";
import type { Store } from "./store/store.ts";

/** What a log line may be; Fastify's own logger fits. */
export interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** What every room is handed at the start. Made at the doors (main.ts, ops); clock and chance are parts so that tests can set them. */
export interface Parts {
  readonly store: Store;
  readonly definitions: Definitions;
  readonly settings: Settings;
  /** The origin printed into QR codes and one-time addresses, without a slash at the end. */
  readonly publicUrl: () => string;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly randomBytes: (size: number) => Uint8Array;
  readonly log: Log;
}
