import type { RenewalState } from "./renewal.js";
import type {
  GrantEndpointOptions,
  GrantHeaders,
  RequestGrant,
} from "./request-grant.js";

export interface GrantSessionOptions {
  /** URL of the grant endpoint, absolute or relative to the page. Required unless `requestGrant` is given. */
  grantEndpoint?: string | URL | undefined;
  /**
   * URL where the page's own server says who is there, before each grant request: `Authorization: Bearer` then carries what
   * it says. For a grant endpoint on another host, which knows the viewer by nothing else.
   */
  assertionEndpoint?: string | URL | undefined;
  /** What the viewer wants to watch; opaque to the player. */
  videoId?: string | undefined;
  /** What to play where the endpoint only sets cookies and names no `videoUrl`. */
  src?: string | undefined;
  /** Method of the grant request. @default "POST" */
  method?: string | undefined;
  /** Credentials mode of the grant request. @default "include" */
  credentials?: RequestCredentials | undefined;
  /** Headers for the grant request; a function is asked before each. */
  headers?: GrantHeaders | undefined;
  /** Replaces the grant request wholly. */
  requestGrant?: RequestGrant | undefined;
  /** Milliseconds after which a grant request counts as unanswered. @default 10000 */
  requestTimeoutMs?: number | undefined;
  /** Milliseconds that a request to the edge waits for a grant at most. @default 20000 */
  waitTimeoutMs?: number | undefined;
  /** Milliseconds of pause in a hidden page after which the session is let go. @default 300000 */
  lapseAfterMs?: number | undefined;
  /** Whether sessions of one endpoint and video share requests, over tabs too. @default true without `requestGrant` */
  share?: boolean | undefined;
  /** Called after each change of state. */
  onChange?:
    ((state: RenewalState, previous: RenewalState) => void) | undefined;
  /** Stands in for `fetch`, in tests. @default globalThis.fetch */
  fetch?: typeof fetch | undefined;
  /** Stands in for chance, in tests: 0 to 1. @default Math.random */
  random?: (() => number) | undefined;
}

/** @throws {TypeError} naming the option that is missing or wrong */
export function checkOptions(options: GrantSessionOptions): void {
  if (!options.grantEndpoint && !options.requestGrant)
    throw new TypeError(
      "grantEndpoint is missing: give its URL, or a requestGrant function.",
    );
  for (const name of [
    "requestTimeoutMs",
    "waitTimeoutMs",
    "lapseAfterMs",
  ] as const) {
    const value = options[name];
    if (value !== undefined && !(value > 0))
      throw new TypeError(`${name} must be a positive number of milliseconds.`);
  }
}

/** The endpoint, with its URL made absolute. @throws {TypeError} when it is none */
export function endpointOf({
  grantEndpoint,
  assertionEndpoint,
  method,
  credentials,
  headers,
  fetch,
}: GrantSessionOptions): GrantEndpointOptions | undefined {
  if (!grantEndpoint) return undefined;
  return {
    grantEndpoint: endpointUrl("grantEndpoint", grantEndpoint),
    assertionEndpoint:
      assertionEndpoint && endpointUrl("assertionEndpoint", assertionEndpoint),
    method: method?.toUpperCase(),
    credentials,
    headers,
    fetch,
  };
}

function endpointUrl(option: string, value: string | URL): string {
  const url = parseUrl(String(value));
  if (!url || !/^https?:$/.test(url.protocol))
    throw new TypeError(
      `${option} must be an http(s) URL, absolute or relative to the page.`,
    );
  return url.href;
}

function parseUrl(url: string): URL | undefined {
  try {
    return new URL(url, pageUrl());
  } catch {
    return undefined;
  }
}

/** What relative URLs of the page's own are relative to; `undefined` outside a browser. */
export function pageUrl(): string | undefined {
  return globalThis.document?.baseURI;
}

/** What makes two sessions the same: one request serves both. */
export function scopeOf(endpoint: GrantEndpointOptions, videoId = ""): string {
  return [endpoint.method ?? "POST", endpoint.grantEndpoint, videoId].join(" ");
}
