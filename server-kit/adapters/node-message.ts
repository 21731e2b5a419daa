import type { IncomingMessage, ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import { ReadableStream } from "node:stream/web";

/** Milliseconds that the rest of a refused body is read and thrown away: a client still sending sees no answer. */
const drainMs = 2_000;

/** Aborted when the client has gone before the whole answer went out. */
export function goneSignal(outgoing: ServerResponse): AbortSignal {
  const gone = new AbortController();
  outgoing.once("close", () => {
    if (!outgoing.writableFinished) gone.abort();
  });
  return gone.signal;
}

/** A body that is still to be read. */
export function streamedBody(body: Readable): BodyInit {
  // Cancelling must not destroy the socket, over which the refusal is still to go.
  return ReadableStream.from(
    body.iterator({ destroyOnReturn: false }),
  ) as unknown as BodyInit;
}

/** A body that a parser of the framework has read already, as it was, or as JSON again. */
export function parsedBody(body: unknown): BodyInit | null {
  if (body === undefined || body === null) return null;
  return typeof body === "string" || body instanceof Uint8Array
    ? (body as BodyInit)
    : JSON.stringify(body);
}

/** Reads what is left of a request that is answered already, for a moment. */
export function drain(incoming: IncomingMessage): void {
  if (incoming.complete) return;
  const timer = setTimeout(() => incoming.destroy(), drainMs);
  incoming.once("close", () => clearTimeout(timer));
  incoming.on("error", () => undefined);
  incoming.resume();
}
