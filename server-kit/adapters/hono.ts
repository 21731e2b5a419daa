import { answerOf, checkHandler, type WebHandler } from "./web-handler.js";

/** What the adapter uses of Hono's `Context`. */
export interface HonoContextLike {
  readonly req: {
    readonly raw: Request;
    arrayBuffer(): Promise<ArrayBuffer>;
  };
  header(name: string, value: string, options?: { append?: boolean }): void;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- Hono has a type for each status
  body(data: ArrayBuffer | null, status?: any): Response;
}

const honoContexts = new WeakMap<Request, HonoContextLike>();

/**
 * Hono's context `c` of the request that a handler answers: where middleware keeps a user (`c.get("user")`).
 * Undefined for a request that did not come through {@link toHonoHandler}.
 * @example
 * ```ts
 * authenticate: (request) => honoContext<Context<{ Variables: { user?: User } }>>(request)?.get("user"),
 * ```
 */
export function honoContext<Context extends HonoContextLike = HonoContextLike>(
  request: Request,
): Context | undefined {
  return honoContexts.get(request) as Context | undefined;
}

/**
 * A web-standard handler as a Hono 4 handler. `app.all("/grant", (c) => handler(c.req.raw))` does as well where no
 * middleware has a part in it; this one also gives {@link honoContext}, takes a body that middleware has read, and keeps
 * the cookies of middleware beside the grant's, of which Hono would drop one or the other.
 * @throws TypeError naming the argument
 * @example
 * ```ts
 * app.all("/grant", toHonoHandler(handler));
 * ```
 */
export function toHonoHandler(
  handler: WebHandler,
): (context: HonoContextLike) => Promise<Response> {
  checkHandler(handler);
  return async (context) => {
    const response = await answerOf(handler, async () => {
      const request = await unreadRequest(context);
      honoContexts.set(request, context);
      return request;
    });
    const body = response.body === null ? null : await response.arrayBuffer();
    // Through the context: a Response that is handed back as it is loses its cookies to those that middleware has set.
    for (const line of response.headers.getSetCookie())
      context.header("set-cookie", line, { append: true });
    for (const [name, value] of response.headers)
      if (name !== "set-cookie")
        context.header(name, value, { append: name === "vary" });
    return context.body(body, response.status);
  };
}

async function unreadRequest({ req }: HonoContextLike): Promise<Request> {
  const { raw } = req;
  if (!raw.bodyUsed) return raw;
  // Hono keeps what it has read.
  const { url, method, headers, signal } = raw;
  return new Request(url, {
    method,
    headers,
    signal,
    body: await req.arrayBuffer(),
  });
}
