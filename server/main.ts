import type { AddressInfo } from "node:net";
import type { Logger } from "pino";
import { buildApp } from "./app.ts";
import { closeDaysFromNowOn } from "./ops/close-days.ts";
import { closeGracefully } from "./ops/close-gracefully.ts";
import type { Console } from "./ops/command.ts";
import { endWhenBroken } from "./ops/end-when-broken.ts";
import { listeningAddress } from "./ops/listening-address.ts";
import { openMetricsPort } from "./ops/metrics/metrics-port.ts";
import { openParts } from "./ops/open-parts.ts";
import { takeServerLock } from "./ops/server-lock.ts";
import { serverLog } from "./ops/server-log.ts";
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
const LINGER_MS = 300;

/** Closes one thing; what takes time ends when the grace is over. */
type Close = (graceOver: Promise<void>) => unknown;

/** The process door: opens the store, builds the application, listens, and closes gracefully on SIGTERM or SIGINT. */
export async function serve(settings: Settings, console: Console): Promise<Running> {
  const log = serverLog(settings.log);
  /** How to close what is open, in the order in which it was opened. */
  const open: Close[] = [];
  const closeAll = async (): Promise<void> => {
    let timer: NodeJS.Timeout | undefined;
    const graceOver = new Promise<void>((resolve) => (timer = setTimeout(resolve, GRACE_MS)));
    for (const close of open.splice(0).reverse()) {
      try {
        await close(graceOver);
      } catch (error) {
        log.error({ err: error }, "something did not close as it should");
      }
    }
    clearTimeout(timer);
  };
  try {
    return await openAll(settings, console, log, open, closeAll);
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function openAll(
  settings: Settings,
  console: Console,
  log: Logger,
  open: Close[],
  closeAll: () => Promise<void>,
): Promise<Running> {
  // Without this, the words of an error would be printed as they are. The next start recovers.
  const onFault = (error: unknown): void => {
    log.fatal({ err: error }, "a fault of the program; the server ends");
    process.exit(1);
  };
  process.on("uncaughtException", onFault);
  open.push(() => process.off("uncaughtException", onFault));
  // PostgreSQL serves several servers; a SQLite file belongs to one.
  if (settings.databaseUrl === "") {
    const lock = takeServerLock(settings.data);
    open.push(() => lock.release());
  }

  // Measuring costs memory and a little of every request, so it is loaded only where somebody looks.
  const metrics = settings.metricsPort === null ? undefined : (await import("./ops/metrics/metrics.ts")).createMetrics();
  let address = "";
  const opened = await openParts(settings, log, () => settings.publicUrl || address, {
    writeAside: true,
    broken: endWhenBroken(log),
    ...(metrics ? { committed: metrics.committed } : {}),
  });
  open.push((graceOver) => Promise.race([opened.store.close(), graceOver]));
  const parts = metrics ? { ...opened, store: metrics.watchStore(opened.store) } : opened;
  const setUp = (await parts.store.people.count()) === 0 ? createSetUp(parts) : undefined;

  const mail = settings.mail ? (await import("./ops/checkpoint-mail.ts")).checkpointMail(settings.mail, log) : undefined;
  const days = closeDaysFromNowOn(parts, mail);
  open.push((graceOver) => Promise.race([days.stop(), graceOver]));
  const metricsPort = metrics && settings.metricsPort !== null ? await openMetricsPort(metrics, settings.metricsPort) : undefined;
  if (metricsPort) open.push(() => metricsPort.close());
  const app = await buildApp(parts, {
    logger: log,
    ...(setUp ? { setUp } : {}),
    ...(metrics ? { watch: metrics.watchApp } : {}),
  });
  open.push((graceOver) => closeGracefully(app, graceOver));
  await app.listen({ host: settings.host, port: settings.port });
  const { port } = app.server.address() as AddressInfo;
  address = listeningAddress(settings.host, port);

  let finish: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (finish = resolve));
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= closeAll().then(finish));
  const onSignal = (): void => {
    // What still holds the process then holds nothing of anybody's.
    void stop().then(() => setTimeout(() => process.exit(), LINGER_MS).unref());
  };
  process.on("SIGTERM", onSignal).on("SIGINT", onSignal);
  open.unshift(() => process.off("SIGTERM", onSignal).off("SIGINT", onSignal));

  const opening = setUp?.address();
  console.out(
    [
      `Suara Loket listens on ${address}\n`,
      metricsPort === undefined ? "" : `Metrics, for programs of this machine: ${metricsPort.address}\n`,
      opening === undefined ? "" : `Set up the first administrator (works once): ${opening}\n`,
    ].join(""),
  );
  return { address, parts, ended, stop };
}
