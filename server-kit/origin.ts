import { optionError } from "./option-error.js";

const host =
  /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;

/** Hosts that browsers take as trustworthy without TLS. */
function isLocal(hostname: string): boolean {
  return (
    ["localhost", "127.0.0.1", "[::1]"].includes(hostname) ||
    hostname.endsWith(".localhost")
  );
}

/**
 * Passes an origin written exactly as browsers write it: `https://host[:port]`, in lower case, without a slash at the
 * end, a wildcard or the default port. `http` is for localhost, 127.0.0.1, [::1] and *.localhost alone.
 * @throws TypeError otherwise
 * @see https://www.rfc-editor.org/rfc/rfc6454#section-6.2 (serialisation of an origin)
 */
export function checkOrigin(option: string, value: unknown): string {
  const url =
    typeof value === "string" && URL.canParse(value) ? new URL(value) : null;
  if (
    url === null ||
    !host.test(url.hostname.replace(/^\[::1\]$/, "localhost"))
  )
    throw optionError(
      option,
      value,
      'Write one exact origin, such as "https://cdn.school.example"; wildcards and "null" are not origins.',
    );
  const secure =
    url.protocol === "https:" ||
    (url.protocol === "http:" && isLocal(url.hostname));
  if (!secure)
    throw optionError(
      option,
      value,
      "Use https; http is for localhost, 127.0.0.1, [::1] and *.localhost alone.",
    );
  if (value !== url.origin)
    throw optionError(option, value, `Write it as "${url.origin}".`);
  return url.origin;
}
