import { checkCovered } from "./delivery.js";
import { GrantError } from "./errors.js";
import type { Scope } from "./scope.js";

/**
 * The URL of a file in the scope: a path in its directory, or an absolute URL.
 * @throws GrantError `bad-request` for one outside the scope, as its path often comes from the request
 */
export function locate(scope: Scope, file: string | URL): string {
  const raw = String(file);
  const url = /^https?:\/\//.test(raw)
    ? raw
    : `${scope.origin}${scope.path}${raw}`;
  try {
    return checkCovered(scope, url);
  } catch (cause) {
    throw new GrantError(
      "bad-request",
      "The video, or a file that goes with it, is not inside what can be signed for it.",
      { cause },
    );
  }
}

/**
 * As {@link locate}, of which `carry` makes the URL that is sent; an absolute URL that the signature is not for, such as
 * that of a public poster, neither needs nor gets one.
 * @throws GrantError as {@link locate} does
 */
export function locateAnywhere(
  scope: Scope,
  file: string | URL,
  carry: (url: string) => string,
): string {
  const raw = String(file);
  const isElsewhere =
    /^https?:\/\//.test(raw) && URL.canParse(raw) && !scope.covers(raw);
  // Written as a browser would: what only some parsers take for a URL is not passed on.
  return isElsewhere ? new URL(raw).href : carry(locate(scope, file));
}
