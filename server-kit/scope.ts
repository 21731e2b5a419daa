import { GrantError } from "./errors.js";
import { checkOrigin } from "./origin.js";

/**
 * Longest URL pattern that is signed, in characters. Base64 of the policy must fit one cookie of 4,096 bytes with room
 * for its name and attributes.
 */
const longestResource = 2_048;

const segmentPattern = /^[A-Za-z0-9._~-]+$/;

/** A path segment as it may stand in a URL to fetch: escapes are allowed, but neither `*`, `\`, `:` nor controls. */
const rawSegmentPattern = /^(?:[A-Za-z0-9._~!$&'()+,;=@-]|%[0-9A-Fa-f]{2})+$/;

/** Escapes of controls, `%`, `*`, `.`, `/`, `?`, `#` and `\`: what a proxy may decode into another path. */
const unsafeEscape = /%(?:[01][0-9a-f]|7f|2[35aef]|3f|5c)/i;

const queryPattern = /^[A-Za-z0-9._~!$&'()+,;=@:/?%-]+$/;

/**
 * What one signature covers: a directory or one file, always inside one host. Only the functions of {@link scope} make
 * one, so that no string from outside becomes the `Resource` of a policy.
 */
class Scope {
  readonly #origin: string;
  readonly #path: string;
  readonly #directory: boolean;

  constructor(origin: string, path: string, directory: boolean) {
    this.#origin = origin;
    this.#path = path;
    this.#directory = directory;
    if (this.resource.length > longestResource)
      throw new GrantError("bad-request", "The video's path is too long.");
  }

  static has(value: object): value is Scope {
    return #origin in value;
  }

  /** `https://host[:port]`. */
  get origin(): string {
    return this.#origin;
  }

  /** `/courses/lesson-1/` for a directory, `/courses/lesson-1.mp4` for a file. */
  get path(): string {
    return this.#path;
  }

  /** Whether this is one file, so that a canned policy may cover it. */
  get isFile(): boolean {
    return !this.#directory;
  }

  /** The `Resource` of the policy: `https://host/courses/lesson-1/*`, or the file's exact URL. */
  get resource(): string {
    return `${this.#origin}${this.#path}${this.#directory ? "*" : ""}`;
  }

  /**
   * A URL inside the scope: the file at `segments` of a directory, or with none the file of a file scope.
   * @throws GrantError `bad-request` for a segment that {@link scope} would not take
   * @throws TypeError without segments for a directory, or with segments for a file
   */
  url(...segments: string[]): string {
    if (this.isFile === segments.length > 0)
      throw new TypeError(
        "A URL in a directory scope needs path segments; that of a file scope takes none.",
      );
    return `${this.#origin}${this.#path}${segments.map(checkSegment).join("/")}`;
  }

  /**
   * Whether the signature is good for `url`, compared byte by byte as the edge does. False also for what another server
   * may read as another path: `..`, `//`, `\`, wildcards, and the escapes of all these.
   */
  covers(url: string | URL): boolean {
    const raw = String(url);
    if (this.isFile) return raw === this.resource;
    const start = `${this.#origin}${this.#path}`;
    if (!raw.startsWith(start)) return false;
    const [, path = "", query] =
      /^([^?]*)(?:\?(.*))?$/s.exec(raw.slice(start.length)) ?? [];
    return (
      path.split("/").every(isSafeSegment) &&
      (query === undefined || queryPattern.test(query))
    );
  }

  toString(): string {
    return this.resource;
  }
}

function isSafeSegment(raw: string): boolean {
  return (
    rawSegmentPattern.test(raw) &&
    !unsafeEscape.test(raw) &&
    isUtf8(raw) &&
    raw !== "." &&
    raw !== ".."
  );
}

/** False for overlong forms too, by which `%c0%af` is a slash to some servers. */
function isUtf8(raw: string): boolean {
  try {
    decodeURIComponent(raw);
    return true;
  } catch {
    return false;
  }
}

function checkSegment(segment: unknown): string {
  if (
    typeof segment !== "string" ||
    !segmentPattern.test(segment) ||
    segment === "." ||
    segment === ".."
  )
    throw new GrantError(
      "bad-request",
      'The video\'s path may hold only letters, digits and . _ ~ - between its slashes, and neither "." nor "..".',
    );
  return segment;
}

function checkSome(segments: readonly string[]): void {
  if (segments.length === 0)
    throw new TypeError(
      "A scope needs at least one path segment. For every file of the host there is scope.dangerouslyWide(origin).",
    );
}

/** Whether `value` was made by one of the functions of {@link scope}. */
export function isScope(value: unknown): value is Scope {
  return typeof value === "object" && value !== null && Scope.has(value);
}

/**
 * Makes what a signature covers. `origin` is the edge's, `https://host[:port]`; `http` is for localhost alone.
 * A segment holds letters, digits and `. _ ~ -`, and is neither `.` nor `..`; as it often comes from a request, any other
 * is a {@link GrantError} `bad-request`, while a wrong origin or no segment at all is a TypeError.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-setting-signed-cookie-custom-policy.html
 * @example
 * ```ts
 * scope.directory("https://cdn.school.example", "courses", "101"); // https://cdn.school.example/courses/101/*
 * ```
 */
export const scope = {
  /** Every file below a directory, at any depth. The resource ends in slash and star, so 101 never covers 1010. */
  directory(origin: string, ...segments: string[]): Scope {
    checkSome(segments);
    return new Scope(
      checkOrigin("origin", origin),
      `/${segments.map(checkSegment).join("/")}/`,
      true,
    );
  },

  /** One file, without a query of its own. */
  file(origin: string, ...segments: string[]): Scope {
    checkSome(segments);
    return new Scope(
      checkOrigin("origin", origin),
      `/${segments.map(checkSegment).join("/")}`,
      false,
    );
  },

  /** Every file of the host. Whoever gets one grant may then fetch every video: for hosts that hold only one thing. */
  dangerouslyWide(origin: string): Scope {
    return new Scope(checkOrigin("origin", origin), "/", true);
  },

  /**
   * Splits an ID such as `math/lesson-1` into checked segments. A shorter ID is a wider scope (`math`), so whether the
   * viewer may have all of it is for `authorize` to say.
   * @throws GrantError `bad-request` for anything that is not a plain relative path
   */
  segments(videoId: string | undefined): string[] {
    return String(videoId ?? "")
      .split("/")
      .map(checkSegment);
  },
} as const;

export type { Scope };
