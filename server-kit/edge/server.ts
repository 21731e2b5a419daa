import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { isIPv6, type AddressInfo } from "node:net";
import { checkFields, checkText, fail } from "./checks.js";
import { createEdgeHandler, type EdgeHandler } from "./handler.js";
import { handlerOptionNames, type EdgeHandlerOptions } from "./options.js";

export type { Behavior, OriginListener } from "./behaviors.js";
export type { CorsPolicy } from "./cors.js";
export { createEdgeHandler, type EdgeHandler } from "./handler.js";
export type { KeyGroups, TrustedKey } from "./key-groups.js";
export type { EdgeLogEntry } from "./log.js";
export type { EdgeHandlerOptions, Interception } from "./options.js";
export type { SignatureErrorCode } from "./refusals.js";
export type { Delivery } from "./signed-values.js";
export {
  verifyRequest,
  type RefusalReason,
  type SignedRequest,
  type Verdict,
} from "./verify.js";

export interface EdgeOptions extends EdgeHandlerOptions {
  /** TCP port; 0 takes a free one. @default 0 */
  port?: number;
  /** Address to listen on. @default "127.0.0.1": this machine only */
  host?: string;
  /** Serves https with this PEM key and certificate. @default none: http */
  tls?: { key: string; cert: string };
}

/** A running edge. */
export interface Edge extends EdgeHandler {
  /** The `origin` option, or where the edge listens: what URLs of its files begin with. */
  readonly origin: string;
  /** The TCP port that it listens on. */
  readonly port: number;
  /** Stops listening and ends all connections, those in the middle of an answer too. */
  close(): Promise<void>;
}

/** CloudFront's limit for a request's headers, in bytes. Node's own is half of it, too little for several grants' cookies. */
const maxHeaderSize = 32_768;

/** Longer than a player pauses between segments: a connection closed just as it is used again looks like a network error. */
const keepAliveTimeoutMs = 65_000;

/**
 * CloudFront on one machine, as far as signed content goes: behaviors, key groups, signed cookies and URLs, its errors
 * and its CORS headers, over a folder of files. For development and tests.
 *
 * @example
 * ```ts
 * const edge = await createEdge({
 *   root: "media",
 *   keyGroups: { lessons: [{ keyPairId: "K1", publicKey }] },
 *   behaviors: [{ pathPattern: "/public/*" }, { pathPattern: "*", keyGroups: ["lessons"] }],
 *   cors: { origins: ["https://lms.school.example"], credentials: true },
 * });
 * const response = await fetch(`${edge.origin}/lesson-1/index.m3u8`); // 403, MissingKey
 * await edge.close();
 * ```
 * @throws {TypeError} naming the option that is missing or wrong
 * @throws {Error} when the port cannot be listened on
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PrivateContent.html
 */
export async function createEdge(options: EdgeOptions): Promise<Edge> {
  checkFields(options, "options", [
    "port",
    "host",
    "tls",
    ...handlerOptionNames,
  ]);
  const { port = 0, host = "127.0.0.1", tls, ...handlerOptions } = options;
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    fail("port", "a whole number from 0 to 65535", port);
  checkText(host, "host", "a host name or an address to listen on");
  const edge = createEdgeHandler(handlerOptions);
  const server = createHttpServer(tls, edge.handler);
  server.keepAliveTimeout = keepAliveTimeoutMs;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const taken = (server.address() as AddressInfo).port;
  const listening = `${tls ? "https" : "http"}://${isIPv6(host) ? `[${host}]` : host}:${taken}`;
  return {
    ...edge,
    origin: options.origin ?? listening,
    port: taken,
    close: () =>
      new Promise<void>((resolve) => {
        // Closing one that is closed already is no fault.
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function createHttpServer(
  tls: EdgeOptions["tls"],
  listener: RequestListener,
): Server {
  if (tls === undefined) return createServer({ maxHeaderSize }, listener);
  checkFields(tls, "tls", ["key", "cert"]);
  checkText(
    tls.key,
    "tls.key",
    "a private key as PEM",
    /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  );
  checkText(
    tls.cert,
    "tls.cert",
    "a certificate as PEM",
    /-----BEGIN CERTIFICATE-----/,
  );
  try {
    return createTlsServer({ ...tls, maxHeaderSize }, listener);
  } catch {
    // Without its cause: it may show parts of the key.
    throw new TypeError(
      "tls must be a key and the certificate made for it; these two are not, or cannot be parsed.",
    );
  }
}
