import type { IncomingMessage, ServerResponse } from "node:http";
import type { TLSSocket } from "node:tls";
import { drain, goneSignal, parsedBody, streamedBody } from "./node-message.js";
import { optionError } from "../option-error.js";
import {
  absoluteUrl,
  answerOf,
  checkHandler,
  type WebHandler,
} from "./web-handler.js";

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
  handler: WebHandler,
  { trustProxy = false }: NodeListenerOptions = {},
): (request: IncomingMessage, response: ServerResponse) => void {
  checkHandler(handler);
  if (typeof trustProxy !== "boolean")
    throw optionError("trustProxy", trustProxy, "Give true or false.");

  return (incoming, outgoing) => {
    const signal = goneSignal(outgoing);
    void answerOf(handler, () => toRequest(incoming, trustProxy, signal))
      .then((response) => send(response, incoming, outgoing))
      .catch(() => outgoing.destroy());
  };
}

function toRequest(
  incoming: ExpressRequest,
  trustProxy: boolean,
  signal: AbortSignal,
): Request {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(incoming.headersDistinct))
    for (const value of values) headers.append(name, value);
  const { method = "GET" } = incoming;
  const request = new Request(urlOf(incoming, trustProxy), {
    method,
    headers,
    body: ["GET", "HEAD"].includes(method) ? null : bodyOf(incoming),
    signal,
    // Not in the DOM's types; Node asks for it with a streamed body.
    ...{ duplex: "half" },
  });
  nodeRequests.set(request, incoming);
  return request;
}

function urlOf(incoming: ExpressRequest, trustProxy: boolean): URL {
  const forwarded = (name: string): string | undefined =>
    trustProxy
      ? incoming.headersDistinct[name]?.[0]?.split(",")[0]?.trim()
      : undefined;
  const encrypted = (incoming.socket as Partial<TLSSocket>).encrypted === true;
  return absoluteUrl(
    forwarded("x-forwarded-proto") ?? (encrypted ? "https" : "http"),
    forwarded("x-forwarded-host") ?? incoming.headers.host ?? "localhost",
    incoming.originalUrl ?? incoming.url ?? "/",
  );
}

function bodyOf(incoming: ExpressRequest): BodyInit | null {
  return incoming.readableDidRead
    ? parsedBody(incoming.body) // express.json() has been here
    : streamedBody(incoming);
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
  drain(incoming);
}
