import type { LoaderContext } from "hls.js";
import type { GrantSession } from "./grant-session.js";
import type { GrantEndpointOptions } from "./request-grant.js";
import { deadline, unlessAborted } from "./schedule.js";

/**
 * The grant endpoint, where hls.js asks its origin for a key: the one request beyond the edge that knows who the viewer is.
 * Whatever else a playlist names there, and keys of other hosts, go out like any foreign request.
 */
export function keyEndpoint(
  { endpoint }: GrantSession,
  url: string,
  context: LoaderContext,
): GrantEndpointOptions | undefined {
  if (!endpoint || !("keyInfo" in context) || !URL.canParse(url))
    return undefined;
  const { protocol, host } = new URL(url);
  const own = new URL(endpoint.grantEndpoint);
  // Not by `origin`, which a blob: URL has of the page that made it.
  return protocol === own.protocol && host === own.host ? endpoint : undefined;
}

/** Milliseconds that the page's headers may take: as long as a grant request, which asks for them too. */
const headersMs = 10_000;

/** The page's headers for a key request. @throws what their function throws, or when it takes too long */
export async function keyHeaders(
  headers: GrantEndpointOptions["headers"],
  signal: AbortSignal,
): Promise<Headers> {
  if (typeof headers !== "function") return new Headers(headers);
  const done = new AbortController();
  try {
    return new Headers(
      await unlessAborted(
        deadline(AbortSignal.any([signal, done.signal]), headersMs),
        Promise.resolve().then(() => headers()),
      ),
    );
  } finally {
    done.abort();
  }
}

/** Makes a key request as the grant request is made: with the same credentials and the page's headers. */
export function prepareKeyRequest(
  xhr: XMLHttpRequest,
  url: string,
  { credentials = "include" }: GrantEndpointOptions,
  headers: Headers | undefined,
): void {
  xhr.withCredentials = credentials === "include";
  // Headers can only be set on a request that is open; hls.js opens those that are not.
  xhr.open("GET", url, true);
  headers?.forEach((value, name) => xhr.setRequestHeader(name, value));
}
