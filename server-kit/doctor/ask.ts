import { lookup } from "node:dns/promises";
import {
  Agent,
  request as requestPlain,
  type IncomingHttpHeaders,
  type IncomingMessage,
} from "node:http";
import { Agent as TlsAgent, request as requestTls } from "node:https";
import {
  createSecureContext,
  rootCertificates,
  type SecureContext,
} from "node:tls";

/** Where a name leads to. */
export interface Target {
  protocol: "http:" | "https:";
  hostname: string;
  port: number;
}

/**
 * Finds the address behind a name.
 * @throws an Error with `code`, as `dns.lookup` does
 */
export type Connect = (
  target: Target,
) => Promise<{ host: string; port: number }>;

/** What came back, or why nothing did. */
export type Answer = Answered | Silence;

export interface Answered {
  answered: true;
  status: number;
  headers: IncomingHttpHeaders;
  /** The first bytes, up to the limit that was asked for. */
  body: Buffer;
  /** Epoch milliseconds by this computer's clock. */
  at: number;
}

export interface Silence {
  answered: false;
  /** Node's code of the failure, such as `ENOTFOUND` or `CERT_HAS_EXPIRED`. */
  code: string;
}

export interface Question {
  /** @default "GET" */
  method?: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** What is sent for a path, byte for byte. @default the URL's own, as `URL` writes it */
  rawPath?: string;
  /** @default 65_536 */
  maxBytes?: number;
}

export type Ask = (url: string, question?: Question) => Promise<Answer>;

export interface AskOptions {
  connect: Connect;
  ca: readonly string[];
  timeoutMs: number;
  signal: AbortSignal | undefined;
  now: () => number;
}

/** Connections at a time to one host, as browsers have them. */
const maxSockets = 6;

/** Made once: to read Node's own certificates takes as long as a request. */
export function trusting(ca: readonly string[]): SecureContext | undefined {
  if (ca.length === 0) return undefined;
  return createSecureContext({ ca: [...rootCertificates, ...ca] });
}

/**
 * Requests as they stand: no redirect is followed, no path tidied, no header added. `fetch` does all three.
 * @throws only what `signal` was aborted with
 */
export function createAsk(options: AskOptions): { ask: Ask; close(): void } {
  const agents = {
    "http:": new Agent({ keepAlive: true, maxSockets }),
    "https:": new TlsAgent({
      keepAlive: true,
      maxSockets,
      secureContext: trusting(options.ca),
    }),
  };
  return {
    async ask(url, question = {}) {
      options.signal?.throwIfAborted();
      try {
        return await send(new URL(url), question, options, agents);
      } catch (error) {
        options.signal?.throwIfAborted();
        const { code, name } = error as NodeJS.ErrnoException;
        return { answered: false, code: code ?? name };
      }
    },
    close() {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

export function targetOf(url: URL): Target {
  const protocol = url.protocol as Target["protocol"];
  const port = Number(url.port) || (protocol === "https:" ? 443 : 80);
  return { protocol, hostname: url.hostname, port };
}

/** By DNS; names below `.localhost` are this machine, whatever the resolver says (RFC 6761). */
export const connectByDns: Connect = async ({ hostname, port }) => {
  if (/(?:^|\.)localhost$/.test(hostname)) return { host: "127.0.0.1", port };
  // A machine without IPv6 would otherwise reach nobody who has both.
  const { address } = await lookup(hostname.replace(/^\[|\]$/g, ""), {
    verbatim: false,
  });
  return { host: address, port };
};

async function send(
  url: URL,
  { method = "GET", headers, body, rawPath, maxBytes = 65_536 }: Question,
  { connect, timeoutMs, signal, now }: AskOptions,
  agents: Record<Target["protocol"], Agent>,
): Promise<Answered> {
  const target = targetOf(url);
  const limit = AbortSignal.timeout(timeoutMs);
  const { host, port } = await within(connect(target), limit);
  const request = target.protocol === "https:" ? requestTls : requestPlain;
  const incoming = await new Promise<IncomingMessage>((resolve, reject) => {
    request({
      host,
      port,
      method,
      path: rawPath ?? url.pathname + url.search,
      headers: {
        ...headers,
        // Node leaves it out for DELETE.
        ...(body !== undefined && {
          "Content-Length": Buffer.byteLength(body),
        }),
        Host: url.host,
      },
      agent: agents[target.protocol],
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      // An address has no name to ask for.
      servername: /^[\d.]+$|^\[/.test(url.hostname) ? "" : url.hostname,
    })
      .once("response", resolve)
      .once("error", reject)
      .end(body);
  });
  const at = now();
  return {
    answered: true,
    status: incoming.statusCode ?? 0,
    headers: incoming.headers,
    body: await firstBytes(incoming, maxBytes),
    at,
  };
}

/** Leaves the connection once there is enough: a segment need not come whole. */
async function firstBytes(
  incoming: IncomingMessage,
  maxBytes: number,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.byteLength;
    if (bytes >= maxBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, maxBytes);
}

function within<T>(promise: Promise<T>, limit: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    limit.addEventListener("abort", () => reject(limit.reason as Error), {
      once: true,
    });
    promise.then(resolve, reject);
  });
}
