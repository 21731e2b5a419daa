import { createServer, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { failed } from "./exit.js";

/** A listening server. */
export interface Listening {
  port: number;
  close(): Promise<void>;
}

export interface ListenOptions {
  port: number;
  host: string;
  tls: { key: string; cert: string } | undefined;
}

/** Several grants' cookies are more than Node takes by itself. */
const maxHeaderSize = 32_768;

/** @throws CommandError where the port is taken */
export async function listen(
  { port, host, tls }: ListenOptions,
  listener: RequestListener,
): Promise<Listening> {
  const server = tls
    ? createTlsServer({ ...tls, maxHeaderSize }, listener)
    : createServer({ maxHeaderSize }, listener);
  // Longer than a player pauses between segments.
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(portError(port, error)));
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What to do where a port cannot be had; any other error as it is. */
export function portError(port: number, error: unknown): unknown {
  return (error as NodeJS.ErrnoException).code === "EADDRINUSE"
    ? failed(
        `Port ${port} is taken. Give another --port, or 0 for a free one.`,
        error,
      )
    : error;
}

/** Resolves when the command is to end. */
export function untilEnded(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
