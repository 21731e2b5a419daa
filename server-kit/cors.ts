import { GrantError } from "./errors.js";
import { optionError } from "./option-error.js";
import { checkOrigin } from "./origin.js";

/** Seconds that a browser remembers a preflight: Chrome keeps none longer. */
export const grantPreflightSeconds = 7_200;

/** The request headers of a player that a preflight may be about. */
export const grantRequestHeaders: readonly string[] = [
  "content-type",
  "authorization",
];

/** What a page may read besides what every page may: the server's clock, and when to ask again. */
export const exposedGrantHeaders: readonly string[] = ["Date", "Retry-After"];

/** What may be asked of a grant endpoint. */
export const grantMethods = ["GET", "POST", "DELETE", "OPTIONS"] as const;

/** Who may ask, and the headers that say so. */
export interface Cors {
  /**
   * Passes a request that comes from a listed origin, from the endpoint's own, or not from a browser at all.
   * @throws GrantError `bad-request` for a page of any other origin, a link, a form or a frame
   */
  check(request: Request): void;
  /** Adds to an answer what lets a listed origin read it. `Vary: Origin` is always there, for caches in between. */
  expose(request: Request, headers: Headers): void;
  /** Answers `OPTIONS`. */
  preflight(): Response;
}

/**
 * Cross-origin rules by an exact list: no wildcard, no suffix, no reflection of whoever asks.
 * @param origins Such as `https://lessons.school.example`. Empty: pages of the endpoint's own origin alone.
 * @throws TypeError naming the entry that is not an origin
 * @see https://fetch.spec.whatwg.org/#http-cors-protocol
 * @see https://www.w3.org/TR/fetch-metadata/
 */
export function createCors(
  origins: readonly string[],
  methods: readonly string[] = grantMethods,
): Cors {
  if (!Array.isArray(origins))
    throw optionError(
      "origins",
      origins,
      'Give the array of origins whose pages may ask, such as ["https://lessons.school.example"].',
    );
  const listed: ReadonlySet<string> = new Set(
    origins.map((origin, index) => checkOrigin(`origins[${index}]`, origin)),
  );

  return {
    check({ headers, url }) {
      const origin = headers.get("Origin");
      const site = headers.get("Sec-Fetch-Site");
      if (
        headers.get("Sec-Fetch-Mode") === "navigate" ||
        headers.get("Sec-Fetch-Dest") === "document"
      )
        throw new GrantError(
          "bad-request",
          "Grants are asked for by fetch, not by a link, a form or a frame.",
        );
      if (origin !== null && listed.has(origin)) return;
      // Behind TLS that ends before us, a plain http page of our host has our origin; Sec-Fetch-Site tells them apart.
      const own = site === null || site === "same-origin";
      if (own && (origin === null || origin === new URL(url).origin)) return;
      throw new GrantError(
        "bad-request",
        "The page's origin is not in the `origins` option of the grant endpoint.",
      );
    },

    expose(request, headers) {
      headers.append("Vary", "Origin");
      const origin = request.headers.get("Origin");
      if (origin === null || !listed.has(origin)) return;
      headers.set("Access-Control-Allow-Origin", origin);
      headers.set("Access-Control-Allow-Credentials", "true");
      headers.set(
        "Access-Control-Expose-Headers",
        exposedGrantHeaders.join(", "),
      );
    },

    preflight() {
      return new Response(null, {
        status: 204,
        headers: {
          Allow: methods.join(", "),
          "Access-Control-Allow-Methods": methods.join(", "),
          "Access-Control-Allow-Headers": grantRequestHeaders.join(", "),
          "Access-Control-Max-Age": `${grantPreflightSeconds}`,
          "Cache-Control": "no-store",
        },
      });
    },
  };
}
