import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { drain, goneSignal, parsedBody, streamedBody } from "./node-message.js";
import {
  absoluteUrl,
  answerOf,
  checkHandler,
  type WebHandler,
} from "./web-handler.js";

/** What the adapter reads of a `FastifyRequest`. */
export interface FastifyRequestLike {
  readonly raw: IncomingMessage;
  readonly method: string;
  /** By Fastify's own `trustProxy`. */
  readonly protocol: string;
  /** By Fastify's own `trustProxy`. */
  readonly host: string;
  readonly originalUrl: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body?: unknown;
}

/** What the adapter uses of a `FastifyReply`. */
export interface FastifyReplyLike {
  readonly raw: ServerResponse;
  code(status: number): unknown;
  header(name: string, value: string): unknown;
  getHeader(name: string): unknown;
  send(body?: unknown): unknown;
}

const fastifyRequests = new WeakMap<Request, FastifyRequestLike>();

/**
 * The Fastify request that a handler's `Request` was made of: where hooks and plugins keep a session or a user.
 * Undefined for a request that did not come through {@link toFastifyHandler}.
 * @example
 * ```ts
 * authenticate: (request) => fastifyRequest<FastifyRequest>(request)?.user,
 * ```
 */
export function fastifyRequest<
  Fastify extends FastifyRequestLike = FastifyRequestLike,
>(request: Request): Fastify | undefined {
  return fastifyRequests.get(request) as Fastify | undefined;
}

/**
 * A web-standard handler as the handler of a Fastify 5 route. The answer goes through `reply`, so Fastify's hooks run, and
 * which origin is the endpoint's own is up to Fastify's `trustProxy`.
 *
 * Fastify's own parsers may have read the body. What they refuse (no JSON, over `bodyLimit`, another content type)
 * Fastify answers itself, in its own words; the second example leaves all of that to the handler.
 * @throws TypeError naming the argument
 * @see https://fastify.dev/docs/latest/Reference/ContentTypeParser/#catch-all
 * @example
 * ```ts
 * app.all("/grant", toFastifyHandler(handler));
 *
 * app.register(async (scope) => {
 *   scope.removeAllContentTypeParsers();
 *   scope.addContentTypeParser("*", (_request, payload, done) => done(null, payload));
 *   scope.all("/grant", toFastifyHandler(handler));
 * });
 * ```
 */
export function toFastifyHandler(
  handler: WebHandler,
): (request: FastifyRequestLike, reply: FastifyReplyLike) => Promise<unknown> {
  checkHandler(handler);
  return async (incoming, reply) => {
    const signal = goneSignal(reply.raw);
    const response = await answerOf(handler, () => toRequest(incoming, signal));
    const body = Buffer.from(await response.arrayBuffer());
    reply.code(response.status);
    // Each cookie is a line of its own; Fastify adds them to those that hooks have set.
    for (const line of response.headers.getSetCookie())
      reply.header("set-cookie", line);
    for (const [name, value] of response.headers)
      if (name === "vary") reply.header(name, joined(reply, name, value));
      else if (name !== "set-cookie") reply.header(name, value);
    reply.send(body.length > 0 ? body : undefined);
    drain(incoming.raw);
    return reply;
  };
}

function toRequest(incoming: FastifyRequestLike, signal: AbortSignal): Request {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(incoming.headers))
    // HTTP/2 has :method, :path and the like among its headers.
    if (!name.startsWith(":"))
      for (const value of [values].flat()) headers.append(name, value);
  const { method, protocol, host, originalUrl } = incoming;
  const request = new Request(
    absoluteUrl(protocol, host || "localhost", originalUrl),
    {
      method,
      headers,
      body: ["GET", "HEAD"].includes(method) ? null : bodyOf(incoming),
      signal,
      // Not in the DOM's types; Node asks for it with a streamed body.
      ...{ duplex: "half" },
    },
  );
  fastifyRequests.set(request, incoming);
  return request;
}

function bodyOf({ body, raw }: FastifyRequestLike): BodyInit | null {
  if (body instanceof Readable) return streamedBody(body);
  const unread = body === undefined && !raw.readableDidRead;
  return unread ? streamedBody(raw) : parsedBody(body);
}

function joined(reply: FastifyReplyLike, name: string, value: string): string {
  const before = reply.getHeader(name);
  return before === undefined ? value : `${String(before)}, ${value}`;
}
