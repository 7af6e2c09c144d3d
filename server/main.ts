import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { buildApp } from "./app.ts";
import { closeDaysFromNowOn } from "./ops/close-days.ts";
import type { Console } from "./ops/command.ts";
import { listeningAddress } from "./ops/listening-address.ts";
import { openParts } from "./ops/open-parts.ts";
import { takeServerLock } from "./ops/server-lock.ts";
import type { Parts } from "./parts.ts";
import type { Settings } from "./settings.ts";
import { createSetUp } from "./staff/set-up-token.ts";

export interface Running {
  /** Where it listens: "http://127.0.0.1:8080". */
  readonly address: string;
  readonly parts: Parts;
  /** Settles when the server has ended. */
  readonly ended: Promise<void>;
  /** Ends it: answers in flight are finished, for at most five seconds. */
  stop(): Promise<void>;
}

const GRACE_MS = 4_500;

/** The process door: opens the store, builds the application, listens, and closes gracefully on SIGTERM or SIGINT. */
export async function serve(settings: Settings, console: Console): Promise<Running> {
  const log = pino({ level: settings.log }, pino.destination({ dest: 2, sync: true }));
  const lock = takeServerLock(settings.data);
  let address = "";
  let parts: Parts;
  try {
    parts = await openParts(settings, log, () => settings.publicUrl || address);
  } catch (error) {
    lock.release();
    throw error;
  }
  const setUp = (await parts.store.people.count()) === 0 ? createSetUp(parts) : undefined;
  const app = await buildApp(parts, { logger: log, ...(setUp ? { setUp } : {}) });
  const days = closeDaysFromNowOn(parts);

  let finish: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (finish = resolve));
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    stopping ??= (async () => {
      days.stop();
      const slow = setTimeout(() => app.server.closeAllConnections(), GRACE_MS);
      app.server.closeIdleConnections();
      await app.close();
      clearTimeout(slow);
      await parts.store.close();
      lock.release();
      process.off("SIGTERM", onSignal).off("SIGINT", onSignal);
      finish();
    })();
    return stopping;
  };
  const onSignal = (): void => void stop();
  process.on("SIGTERM", onSignal).on("SIGINT", onSignal);

  try {
    await app.listen({ host: settings.host, port: settings.port });
  } catch (error) {
    await stop();
    throw error;
  }
  const { port } = app.server.address() as AddressInfo;
  address = listeningAddress(settings.host, port);
  const opening = setUp?.address();
  const door = opening === undefined ? "" : `Set up the first administrator (works once): ${opening}\n`;
  console.out(`Suara Loket listens on ${address}\n${door}`);
  return { address, parts, ended, stop };
}
