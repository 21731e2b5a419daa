import type { GrantResponse } from "../src/contract.js";
import { checkCovered, signedUrl } from "./delivery.js";
import { GrantError } from "./errors.js";
import { optionError } from "./option-error.js";
import { isScope, type Scope } from "./scope.js";
import type { Signed } from "./signer.js";

/** The application's yes: what the viewer may fetch, and which file of it is the video. */
export interface Entitlement {
  /** What the grant covers. */
  scope: Scope;
  /**
   * The video: a path in a directory scope (`index.m3u8`), or an absolute URL inside the scope.
   * @default the file of a file scope; with a directory in cookie delivery none: the page's own `src` is played
   */
  video?: string | URL | undefined;
  /** False for a single file that is not a playlist. @default whether the path ends in `.m3u8` */
  isHls?: boolean | undefined;
  /** A poster: like `video`, or an absolute URL outside the scope, which gets no signature. */
  posterUrl?: string | URL | undefined;
  /** Whole seconds that this grant lasts. @default that of the handler */
  expiresInSeconds?: number | undefined;
  /** The IPv4 address or CIDR range that may use the grant. @default any */
  ipAddress?: string | undefined;
}

/** How the grant travels: in `Set-Cookie` lines, or in the query of every URL. */
export type Delivery = "cookie" | "query";

/** @throws TypeError for an entitlement that no signature can be made for, whatever was asked */
export function checkEntitlement(
  { scope, video }: Entitlement,
  delivery: Delivery,
): void {
  if (!isScope(scope))
    throw optionError(
      "entitlement.scope",
      scope,
      "Make it with scope.directory(…).",
    );
  if (video === undefined && delivery === "query" && !scope.isFile)
    throw new TypeError(
      '`entitlement.video` is undefined. In query delivery name the file, such as "index.m3u8": its URL carries the signature.',
    );
}

/**
 * What the 200 says of the video and its poster.
 * @throws GrantError `bad-request` for one outside the scope, as its path often comes from the request
 */
export function describeVideo(
  { scope, video, isHls, posterUrl }: Entitlement,
  signed: Signed,
  delivery: Delivery,
): GrantResponse {
  const carry = (url: string): string =>
    delivery === "query" ? signedUrl(url, signed) : url;
  const videoUrl =
    video !== undefined
      ? locate(scope, video)
      : scope.isFile
        ? scope.url()
        : undefined;
  return {
    ...(videoUrl !== undefined && {
      videoUrl: carry(videoUrl),
      isHls: isHls ?? /\.m3u8(?:\?|$)/.test(videoUrl),
    }),
    ...(posterUrl !== undefined && {
      posterUrl: isElsewhere(scope, posterUrl)
        ? String(posterUrl)
        : carry(locate(scope, posterUrl)),
    }),
  };
}

function locate(scope: Scope, file: string | URL): string {
  const raw = String(file);
  const url = /^https?:\/\//.test(raw)
    ? raw
    : `${scope.origin}${scope.path}${raw}`;
  try {
    return checkCovered(scope, url);
  } catch (cause) {
    throw new GrantError(
      "bad-request",
      "The video asked for is not inside what can be signed for it.",
      { cause },
    );
  }
}

/** Whether this is an absolute URL that the signature is not for, such as a public poster. It neither needs nor gets one. */
function isElsewhere(scope: Scope, url: string | URL): boolean {
  const raw = String(url);
  return /^https?:\/\//.test(raw) && URL.canParse(raw) && !scope.covers(raw);
}
