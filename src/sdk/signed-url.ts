import { signatureParameters } from "../contract.js";

const names: ReadonlySet<string> = new Set(signatureParameters);

/** A signed URL taken apart: what may be shown and logged, and what may not. */
export interface SplitUrl {
  /** The URL without CloudFront's signature parameters. Its own query is kept byte for byte. */
  url: string;
  /** The signature parameters as they stood, joined with `&`; `undefined` when the URL is not signed. */
  signature: string | undefined;
}

/** Takes CloudFront's signature parameters out of a URL. */
export function splitSignature(signedUrl: string): SplitUrl {
  const withoutHash = signedUrl.replace(/#.*$/s, "");
  const start = withoutHash.indexOf("?");
  if (start < 0) return { url: withoutHash, signature: undefined };
  const own: string[] = [];
  const signature: string[] = [];
  for (const pair of withoutHash.slice(start + 1).split("&"))
    (names.has(pair.split("=", 1)[0]!) ? signature : own).push(pair);
  const path = withoutHash.slice(0, start);
  return {
    url: own.length > 0 ? `${path}?${own.join("&")}` : path,
    signature: signature.some((pair) => pair.startsWith("Signature="))
      ? signature.join("&")
      : undefined,
  };
}

/** Puts signature parameters on a URL, in place of any that it carries. */
export function joinSignature(url: string, signature: string): string {
  const { url: bare } = splitSignature(url);
  return `${bare}${bare.includes("?") ? "&" : "?"}${signature}`;
}

/** A URL as it may stand in a message: no query, no fragment, no user name. */
export function redactUrl(url: string | URL): string {
  try {
    const { origin, pathname, protocol } = new URL(url);
    return /^https?:$/.test(protocol) ? origin + pathname : `${protocol}…`;
  } catch {
    return "(not a URL)";
  }
}

/**
 * The URL pattern that a signature covers.
 * A custom policy says it itself; a canned one (`Expires`) covers exactly the URL it was made for; a policy that cannot
 * be followed is taken to cover the folder of the playlist.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-creating-signed-url-custom-policy.html
 */
export function signedResource(url: string, signature: string): string {
  const policy = /(?:^|&)Policy=([^&]*)/.exec(signature)?.[1];
  if (policy === undefined) return url;
  try {
    const base64 = decodeURIComponent(policy)
      .replace(/-/g, "+")
      .replace(/_/g, "=")
      .replace(/~/g, "/");
    const resource: unknown = JSON.parse(atob(base64))?.Statement?.[0]
      ?.Resource;
    // Wildcards other than a star at the end are wider than they look: such a policy gets the folder, too.
    if (typeof resource === "string" && !/\?|\*./.test(resource))
      return resource;
  } catch {
    // An unreadable policy is the edge's to refuse; we only have to stay inside the folder.
  }
  return `${new URL(".", url).href}*`;
}
