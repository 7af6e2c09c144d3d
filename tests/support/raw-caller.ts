import type { Socket } from "node:net";
import { connect } from "node:net";

/** A connection that says exactly what it is told to, HTTP or not. */
export interface RawCaller {
  readonly socket: Socket;
  send(bytes: string | Uint8Array): void;
  /** All that has come so far. */
  readonly received: () => string;
  /** Everything that came, once the server has ended the connection; stays open when the server never does. */
  readonly ended: Promise<string>;
  /** Gives up from this side. */
  leave(): void;
}

/** Connects to "http://127.0.0.1:8080". `reads: false` takes nothing that the server sends until the socket is resumed. */
export async function callRaw(address: string, options: { reads?: boolean } = {}): Promise<RawCaller> {
  const { hostname, port } = new URL(address);
  const socket = connect({ host: hostname, port: Number(port) });
  const chunks: Buffer[] = [];
  const received = (): string => Buffer.concat(chunks).toString("latin1");
  let left = false;
  const ended = new Promise<string>((resolve) => socket.once("close", () => left || resolve(received())));
  // A server that cuts the line is an end like any other.
  socket.on("error", () => undefined);
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  if (options.reads === false) socket.pause();
  await new Promise<void>((resolve) => socket.once("connect", resolve).once("close", () => resolve()));
  return {
    socket,
    send: (bytes) => void socket.write(bytes),
    received,
    ended,
    leave() {
      left = true;
      socket.destroy();
    },
  };
}
