import type { GrantRequest, GrantResponse } from "../contract.js";
import { grantErrorStatus } from "../contract.js";
import { codeOfStatus, PlayerError, type PlayerErrorCode } from "../errors.js";
import { readDevices } from "./devices.js";
import { redactUrl } from "./signed-url.js";

/**
 * Headers for the grant request: a value, or a function asked before each request (for a token that changes).
 * The function may throw a {@link PlayerError} to say why not.
 */
export type GrantHeaders =
  HeadersInit | (() => HeadersInit | Promise<HeadersInit>);

/**
 * Replaces the request wholly: answers with the grant endpoint's JSON, with its `Response`, or with nothing where it has
 * only set cookies. Throw a {@link PlayerError} to say why not; anything else thrown counts as `unreachable`.
 */
export type RequestGrant = (
  request: GrantRequest,
  context: { signal: AbortSignal },
) => Promise<GrantResponse | Response | null | undefined>;

export interface GrantEndpointOptions {
  /** Absolute URL. */
  grantEndpoint: string;
  /** Absolute URL that is asked first, for an assertion of who is there. */
  assertionEndpoint?: string | undefined;
  /** @default "POST" */
  method?: string | undefined;
  /** @default "include" */
  credentials?: RequestCredentials | undefined;
  headers?: GrantHeaders | undefined;
  /** @default globalThis.fetch */
  fetch?: typeof fetch | undefined;
}

/**
 * Asks the grant endpoint once.
 * @param signal ends the request, and bounds it in time
 * @throws {PlayerError} the endpoint's own code for a refusal; `unreachable` without an answer; `bad-response`
 */
export async function requestGrant(
  options: GrantEndpointOptions,
  request: GrantRequest,
  signal: AbortSignal,
): Promise<GrantResponse> {
  const { assertionEndpoint } = options;
  const assertion =
    assertionEndpoint &&
    (await requestAssertion(assertionEndpoint, options, request, signal));
  const response = await send(options, request, signal, assertion).catch(
    (cause: unknown) => {
      if (cause instanceof PlayerError) throw cause; // headers() may know that nobody is signed in
      throw unreachable(options.grantEndpoint, cause);
    },
  );
  return readGrant(response);
}

/**
 * Asks the page's own server to say who is there. The request, and its refusals, are those of a grant endpoint.
 * @throws {PlayerError} its code for a refusal; `unreachable`; `bad-response`
 */
async function requestAssertion(
  grantEndpoint: string,
  { fetch }: GrantEndpointOptions,
  { videoId }: GrantRequest,
  signal: AbortSignal,
): Promise<string> {
  const answer: object = await requestGrant(
    { grantEndpoint, fetch },
    { ...(videoId !== undefined && { videoId }) },
    signal,
  );
  const assertion = "assertion" in answer ? answer.assertion : undefined;
  if (typeof assertion !== "string" || assertion === "")
    throw new PlayerError(
      "bad-response",
      "The assertion endpoint's answer has no assertion.",
    );
  return assertion;
}

/** Turns what a `requestGrant` of the page's own answers with into the endpoint's JSON. @throws {PlayerError} */
export async function requestGrantBy(
  ask: RequestGrant,
  request: GrantRequest,
  signal: AbortSignal,
): Promise<GrantResponse> {
  let answer: Awaited<ReturnType<RequestGrant>>;
  try {
    answer = await ask(request, { signal });
  } catch (cause) {
    if (cause instanceof PlayerError) throw cause;
    throw new PlayerError("unreachable", "requestGrant failed.", { cause });
  }
  if (answer instanceof Response) return readGrant(answer);
  if (typeof (answer ?? {}) !== "object")
    throw new PlayerError("bad-response", "requestGrant's answer is no grant.");
  return answer ?? {};
}

/** Tells the endpoint that the session is over. `keepalive` lets it outlive the page; nobody waits for the answer. */
export async function releaseSession(
  options: GrantEndpointOptions,
  sessionId: string,
): Promise<void> {
  // One that has been used is good for nothing, and a page that goes has no time for another.
  if (options.assertionEndpoint) return;
  try {
    await send({ ...options, method: "DELETE" }, { sessionId });
  } catch {
    // The session lapses by itself when it is not renewed.
  }
}

async function send(
  options: GrantEndpointOptions,
  body: GrantRequest,
  signal?: AbortSignal,
  assertion?: string,
): Promise<Response> {
  const {
    grantEndpoint,
    method = "POST",
    credentials = "include",
    headers,
    fetch: doFetch = globalThis.fetch,
  } = options;
  const allHeaders = new Headers(
    typeof headers === "function" ? await headers() : headers,
  );
  if (assertion) allHeaders.set("Authorization", `Bearer ${assertion}`);
  allHeaders.set("Accept", "application/json, application/problem+json");
  const url = new URL(grantEndpoint);
  const inQuery = method === "GET" || method === "HEAD";
  if (inQuery)
    for (const [name, value] of Object.entries(body))
      if (value !== undefined) url.searchParams.set(name, value);
  if (!inQuery) allHeaders.set("Content-Type", "application/json");
  return doFetch(url, {
    method,
    credentials,
    headers: allHeaders,
    // Only where it matters: Chromium forgets the preflight of a request that bypasses the cache.
    cache: inQuery ? "no-store" : "default",
    keepalive: method === "DELETE",
    ...(inQuery ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  });
}

/** @throws {PlayerError} */
async function readGrant(response: Response): Promise<GrantResponse> {
  if (response.status === 204) return {};
  const text = await response.text().catch((cause: unknown) => {
    throw new PlayerError(
      "unreachable",
      "The grant endpoint's answer broke off.",
      { cause },
    );
  });
  const body = parseObject(text);
  if (!response.ok) throw refusal(response, body);
  if (text === "") return {};
  if (!body)
    throw new PlayerError(
      "bad-response",
      text.trimStart().startsWith("<")
        ? "The grant endpoint answered with a web page. Is it a log-in page? It must answer 401, not redirect."
        : "The grant endpoint's answer is not a JSON object.",
    );
  return body as GrantResponse;
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function refusal(
  response: Response,
  problem: Record<string, unknown> | undefined,
): PlayerError {
  const named = problem?.code;
  const code: PlayerErrorCode =
    typeof named === "string" && Object.hasOwn(grantErrorStatus, named)
      ? (named as PlayerErrorCode)
      : codeOfStatus(response.status);
  const detail = typeof problem?.detail === "string" ? problem.detail : "";
  const devices =
    code === "session-limit" ? readDevices(problem?.devices) : undefined;
  return new PlayerError(
    code,
    `The grant endpoint answered ${response.status} (${code}).${detail && ` ${detail}`}`,
    { ...retryAfter(response), ...(devices ? { devices } : {}) },
  );
}

/** `Retry-After` as seconds or as a date. @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function retryAfter({ headers }: Response): { retryAfterMs?: number } {
  const value = headers.get("Retry-After");
  if (value === null) return {};
  // A date is of use only beside the server's own: the viewer's clock may be wrong.
  const ms = /^\d+$/.test(value)
    ? Number(value) * 1_000
    : Date.parse(value) - Date.parse(headers.get("Date") ?? "");
  return ms > 0 ? { retryAfterMs: ms } : {};
}

function unreachable(grantEndpoint: string, cause: unknown): PlayerError {
  const late = cause instanceof DOMException && cause.name === "TimeoutError";
  const url = redactUrl(grantEndpoint);
  return new PlayerError(
    "unreachable",
    late
      ? `The grant endpoint ${url} did not answer in time.`
      : `No answer from the grant endpoint ${url}: offline, a wrong address, or its CORS headers do not name this origin.`,
    { cause, url },
  );
}
