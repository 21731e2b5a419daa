import type { PlayerErrorCode } from "../errors.js";
import type { Grant } from "../sdk/grant.js";

/** What a request tells the page that made it. */
export type Reading =
  /** The browser gave out nothing: no answer, or one without the CORS headers that this page needs. */
  | { readable: false }
  | {
      readable: true;
      status: number;
      /** `Date` of the answer in epoch milliseconds, where the page may read it. */
      date?: number | undefined;
      /** Who refused and why, of a 401 or 403. */
      refusal?: Refusal | undefined;
      /** Whether the body begins as a playlist does; of a 2xx. */
      playlist?: boolean | undefined;
    };

/** What the body of a 403 says. CloudFront's own codes; `s3` has them with a `RequestId`, `html` is a firewall's page. */
export type Refusal =
  | "MissingKey"
  | "InvalidKey"
  | "MalformedSignature"
  | "MalformedPolicy"
  | "AccessDenied"
  | "s3"
  | "html"
  | "other";

/** What a signature in the query says of itself. */
export interface SignedTerms {
  /** URL pattern of a custom policy; undefined where the signature covers one URL. */
  resource?: string | undefined;
  /** Epoch milliseconds by the clock of the machine that signed. */
  endsAt?: number | undefined;
  /** Epoch milliseconds by the clock of the machine that signed. */
  startsAt?: number | undefined;
  /** Whether it is for one network address alone. */
  addressLocked: boolean;
}

/** A request that the page's Content-Security-Policy stopped. */
export interface Violation {
  /** Such as `connect-src`. */
  directive: string;
  /** Such as `https://cdn.school.example` or `blob:`. */
  source: string;
}

export interface PageFacts {
  origin: string;
  online: boolean;
  /** `navigator.cookieEnabled`. */
  cookies: boolean;
  /** `cross-site` where the topmost page is of another site, or hides what it is. */
  embedded: "no" | "same-site" | "cross-site";
  /** `document.hasStorageAccess()`; undefined where the browser does not say. */
  storageAccess: boolean | undefined;
}

/** What is known about a failure. {@link decide} concludes from it alone. */
export interface Facts {
  code: PlayerErrorCode;
  /** The error's message: it never carries a signature. */
  message: string;
  page: PageFacts;
  target: "endpoint" | "edge";
  /** What was asked for in vain, without its query. */
  url: string;
  /** Whether it is what the player begins with: a playlist, if there is nothing to the contrary. */
  isSource: boolean;
  /** The grant endpoint, without its query. */
  endpoint?: string | undefined;
  grant?: {
    delivery: Grant["delivery"];
    /** The playlist, without its query. */
    src: string;
    /** Whether `url` lies in its scope, as far as a page can know. */
    covered: boolean;
    terms?: SignedTerms | undefined;
  };
  violation?: Violation | undefined;
  /** As the player asks: with its credentials or signature. */
  asPlayer: Reading;
  /** The same without credentials, where the player sends them. */
  plain?: Reading | undefined;
  /** Whether anything at all answers. */
  answers: boolean;
  /** Whether the file comes with credentials where the page may not read it; undefined where the browser does not say. */
  delivered?: boolean | undefined;
  /** Whether a page of any origin may read it: true for `Access-Control-Allow-Origin: *`. */
  anyOrigin?: boolean | undefined;
  /** Whether the endpoint lets the page send JSON; false where the preflight is refused. */
  preflight?: boolean | undefined;
  /** The playlist, where another file failed. */
  playlist?: Reading | undefined;
  /** Whether this page has read something of the edge before. */
  readBefore: boolean;
  /** Epoch milliseconds; those of servers where their `Date` could be read. */
  clocks: {
    viewer: number;
    endpoint?: number | undefined;
    edge?: number | undefined;
  };
}
