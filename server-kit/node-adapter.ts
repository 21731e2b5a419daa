import type { IncomingMessage, ServerResponse } from "node:http";
import { ReadableStream } from "node:stream/web";
import type { TLSSocket } from "node:tls";
import { GrantError, problemResponse } from "./errors.js";
import { optionError } from "./option-error.js";

/** Milliseconds that the rest of a refused body is read and thrown away: a client still sending sees no answer. */
const drainMs = 2_000;

export interface NodeListenerOptions {
  /**
   * Whether a proxy in front sets `X-Forwarded-Proto` and `X-Forwarded-Host`, so that they say what the endpoint's own
   * origin is. Anybody can send them where none does. @default false
   */
  trustProxy?: boolean | undefined;
}

/** What Express adds to a request. */
type ExpressRequest = IncomingMessage & {
  body?: unknown;
  originalUrl?: string;
};

const nodeRequests = new WeakMap<Request, IncomingMessage>();

/**
 * The Node request that a handler's `Request` was made of: where Express's middleware keeps a session or a user.
 * Undefined for a request that did not come through {@link toNodeListener}.
 * @example
 * ```ts
 * authenticate: (request) => (nodeRequest(request) as express.Request).user,
 * ```
 */
export function nodeRequest(request: Request): IncomingMessage | undefined {
  return nodeRequests.get(request);
}

/**
 * A web-standard handler as a listener of `node:http`, or as a route of Express 4 or 5, before or after `express.json()`.
 * It answers every request itself: a handler that fails becomes a 500 without a stack.
 * @throws TypeError naming the option
 * @example
 * ```ts
 * http.createServer(toNodeListener(handler)).listen(8080);
 * app.all("/grant", toNodeListener(handler, { trustProxy: true }));
 * ```
 */
export function toNodeListener(
  handler: (request: Request) => Promise<Response>,
  { trustProxy = false }: NodeListenerOptions = {},
): (request: IncomingMessage, response: ServerResponse) => void {
  if (typeof handler !== "function")
    throw optionError("handler", handler, "Pass what createGrantHandler made.");
  if (typeof trustProxy !== "boolean")
    throw optionError("trustProxy", trustProxy, "Give true or false.");

  return (incoming, outgoing) => {
    const gone = new AbortController();
    outgoing.once("close", () => {
      if (!outgoing.writableFinished) gone.abort();
    });
    void answer(incoming, gone.signal)
      .then((response) => send(response, incoming, outgoing))
      .catch(() => outgoing.destroy());
  };

  async function answer(
    incoming: IncomingMessage,
    signal: AbortSignal,
  ): Promise<Response> {
    let request: Request;
    try {
      request = toRequest(incoming, trustProxy, signal);
    } catch {
      return problemResponse(
        new GrantError(
          "bad-request",
          "The request's method or URL is not valid.",
        ),
      );
    }
    nodeRequests.set(request, incoming);
    try {
      return await handler(request);
    } catch (error) {
      return problemResponse(error);
    }
  }
}

function toRequest(
  incoming: ExpressRequest,
  trustProxy: boolean,
  signal: AbortSignal,
): Request {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(incoming.headersDistinct))
    for (const value of values) headers.append(name, value);
  const body = ["GET", "HEAD"].includes(incoming.method ?? "")
    ? null
    : bodyOf(incoming);
  return new Request(urlOf(incoming, trustProxy), {
    method: incoming.method ?? "GET",
    headers,
    body,
    signal,
    // Not in the DOM's types; Node asks for it with a streamed body.
    ...{ duplex: "half" },
  });
}

function urlOf(incoming: ExpressRequest, trustProxy: boolean): URL {
  const forwarded = (name: string): string | undefined =>
    trustProxy
      ? incoming.headersDistinct[name]?.[0]?.split(",")[0]?.trim()
      : undefined;
  const encrypted = (incoming.socket as Partial<TLSSocket>).encrypted === true;
  const protocol =
    forwarded("x-forwarded-proto") ?? (encrypted ? "https" : "http");
  const host =
    forwarded("x-forwarded-host") ?? incoming.headers.host ?? "localhost";
  const path = incoming.originalUrl ?? incoming.url ?? "/";
  if (
    !/^https?$/.test(protocol) ||
    !/^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d+)?$/.test(host) ||
    !path.startsWith("/")
  )
    throw new TypeError("The request has no absolute URL.");
  return new URL(`${protocol}://${host}${path}`);
}

function bodyOf(incoming: ExpressRequest): BodyInit | null {
  if (!incoming.readableDidRead)
    // Cancelling must not destroy the socket, over which the refusal is still to go.
    return ReadableStream.from(
      incoming.iterator({ destroyOnReturn: false }),
    ) as unknown as BodyInit;
  const { body } = incoming; // express.json() has been here
  if (body === undefined) return null;
  return typeof body === "string" || body instanceof Uint8Array
    ? (body as BodyInit)
    : JSON.stringify(body);
}

async function send(
  response: Response,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer());
  if (outgoing.headersSent || outgoing.destroyed) return;
  outgoing.statusCode = response.status;
  // Added to what middleware has set. Each cookie is a line of its own: joined by commas, browsers lose all but one.
  for (const line of response.headers.getSetCookie())
    outgoing.appendHeader("Set-Cookie", line);
  for (const [name, value] of response.headers)
    if (name === "vary") outgoing.appendHeader(name, value);
    else if (name !== "set-cookie") outgoing.setHeader(name, value);
  outgoing.end(body);
  if (!incoming.complete) drain(incoming);
}

function drain(incoming: IncomingMessage): void {
  const timer = setTimeout(() => incoming.destroy(), drainMs);
  incoming.once("close", () => clearTimeout(timer));
  incoming.on("error", () => undefined);
  incoming.resume();
}
