import type { LoaderContext } from "hls.js";
import type { GrantSession } from "./grant-session.js";
import type { GrantEndpointOptions } from "./request-grant.js";

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

/** Makes a key request as the grant request is made: with the same credentials and the page's headers. */
export async function prepareKeyRequest(
  xhr: XMLHttpRequest,
  url: string,
  { credentials = "include", headers }: GrantEndpointOptions,
): Promise<void> {
  xhr.withCredentials = credentials === "include";
  const own = new Headers(
    typeof headers === "function" ? await headers() : headers,
  );
  // Headers can only be set on a request that is open; hls.js opens those that are not.
  xhr.open("GET", url, true);
  own.forEach((value, name) => xhr.setRequestHeader(name, value));
}
