import { checkSeconds, optionError } from "../option-error.js";

/** What a server grants its clients. */
export interface ServerLimits {
  /** Whole seconds in which a request's headers have to be there, from the connection or the request before. @default 10 */
  headersSeconds?: number | undefined;
  /** Whole seconds in which the whole request has to be there, body included. @default 20 */
  requestSeconds?: number | undefined;
  /** Header lines of a request that are read; Node leaves out those after them. @default 100 */
  maxHeaderLines?: number | undefined;
}

/** What is set of an `http.Server` or `https.Server`. */
export interface ServerLike {
  readonly listening: boolean;
  headersTimeout: number;
  requestTimeout: number;
  maxHeadersCount: number | null;
}

/**
 * Cuts off clients that send a byte now and then to hold connections open. Node's own limits let one do so for up to five
 * and a half minutes. The answer is a bare 408, before any handler. For servers that face the internet themselves; behind
 * a load balancer or CloudFront it does no harm.
 *
 * Call it before `listen`: how often Node looks for late clients is settled there, and is every 30 seconds otherwise.
 * @returns the server
 * @throws TypeError naming the option
 * @see https://nodejs.org/api/http.html#serverheaderstimeout
 * @example
 * ```ts
 * hardenServer(http.createServer(toNodeListener(handler))).listen(8080);
 * hardenServer(app.server); // Fastify's, before app.listen
 * ```
 */
export function hardenServer<Server extends ServerLike>(
  server: Server,
  {
    headersSeconds = 10,
    requestSeconds = 20,
    maxHeaderLines = 100,
  }: ServerLimits = {},
): Server {
  if (typeof server?.headersTimeout !== "number")
    throw optionError("server", server, "Pass an http.Server or https.Server.");
  checkSeconds("headersSeconds", headersSeconds, 1, 3_600);
  checkSeconds("requestSeconds", requestSeconds, headersSeconds, 3_600);
  if (!Number.isInteger(maxHeaderLines) || maxHeaderLines < 1)
    throw optionError("maxHeaderLines", maxHeaderLines, "Give a whole number.");
  server.headersTimeout = headersSeconds * 1_000;
  server.requestTimeout = requestSeconds * 1_000;
  server.maxHeadersCount = maxHeaderLines;
  // An option of createServer alone by Node's documentation, but read from here when it begins to listen.
  if (!server.listening)
    Object.assign(server, {
      connectionsCheckingInterval: headersSeconds * 250,
    });
  return server;
}
