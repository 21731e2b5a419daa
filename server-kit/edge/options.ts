import type { IncomingMessage } from "node:http";
import {
  readBehaviors,
  type Behavior,
  type ReadBehavior,
} from "./behaviors.js";
import { checkFields, checkFunction, fail } from "./checks.js";
import { checkCors, originOf, type CorsPolicy } from "./cors.js";
import { readRoot } from "./files.js";
import { readKeyGroups, type KeyGroups } from "./key-groups.js";
import type { EdgeLogEntry } from "./log.js";
import { matchesPathPattern } from "./match.js";

/** What an `intercept` function answers instead of the edge; `"drop"` closes the connection without an answer. */
export type Interception =
  | {
      /** HTTP status, 200 to 599. */
      status: number;
      headers?: Record<string, string>;
      /** @default what CloudFront says with that status */
      body?: string;
    }
  | "drop";

export interface EdgeHandlerOptions {
  /** Folder that stands for the bucket: `/lesson-1/index.m3u8` is the file `lesson-1/index.m3u8` in it. */
  root: string;
  /** Which path needs which keys. In order, the first that matches wins; the last one's pattern is `*`. */
  behaviors: readonly Behavior[];
  /** Public keys by key group. @default {} */
  keyGroups?: KeyGroups;
  /** CORS policy of the behaviors without one of their own. @default none: no CORS headers */
  cors?: CorsPolicy;
  /**
   * Origin of the URLs as viewers see and signers sign them, such as `https://cdn.lms.example`.
   * @default scheme of the connection, and the `Host` header
   */
  origin?: string;
  /** Status for a file that is not there. S3 says 403 to a distribution that lacks `s3:ListBucket`. @default 404 */
  missingFileStatus?: 403 | 404;
  /** The edge's clock, in epoch milliseconds. @default Date.now */
  now?: () => number;
  /**
   * Injects failures: its answer is sent instead of the edge's own, before any check; `undefined` changes nothing. May
   * be async, to delay a request: a signature is judged by the time at which the request began, however long that takes.
   */
  intercept?: (
    request: IncomingMessage,
  ) => Interception | undefined | Promise<Interception | undefined>;
  /** Called once a request, when its answer has ended. */
  onRequest?: (entry: EdgeLogEntry) => void;
}

/** The names of `EdgeHandlerOptions`. */
export const handlerOptionNames: readonly string[] = [
  "root",
  "behaviors",
  "keyGroups",
  "cors",
  "origin",
  "missingFileStatus",
  "now",
  "intercept",
  "onRequest",
];

/** Checked options, with what can be changed while the edge runs. */
export class EdgeSettings {
  readonly root: string;
  readonly origin: string | undefined;
  readonly missingFileStatus: 403 | 404;
  readonly now: () => number;
  readonly intercept: EdgeHandlerOptions["intercept"];
  readonly onRequest: EdgeHandlerOptions["onRequest"];
  readonly #behaviorOptions: readonly Behavior[];
  #behaviors: readonly ReadBehavior[];
  #cors: Required<CorsPolicy> | undefined;

  /** @throws {TypeError} naming the option that is missing or wrong */
  constructor(options: EdgeHandlerOptions) {
    checkFields(options, "options", handlerOptionNames);
    const {
      behaviors,
      keyGroups,
      cors,
      origin,
      missingFileStatus = 404,
      now = Date.now,
      intercept,
      onRequest,
    } = options;
    this.root = readRoot(options.root);
    this.#behaviors = readBehaviors(behaviors, readKeyGroups(keyGroups));
    // Copies, as they are read again with other keys; a function is none that can be cloned.
    this.#behaviorOptions = behaviors.map(({ origin, ...behavior }) => ({
      ...structuredClone(behavior),
      ...(origin && { origin }),
    }));
    this.#cors = readCors(cors);
    if (
      origin !== undefined &&
      (typeof origin !== "string" || originOf(origin) !== origin)
    )
      fail(
        "origin",
        "an origin such as https://cdn.lms.example, without a path or a slash at the end",
        origin,
      );
    if (missingFileStatus !== 403 && missingFileStatus !== 404)
      fail("missingFileStatus", "403 or 404", missingFileStatus);
    checkFunction(now, "now");
    checkFunction(intercept, "intercept");
    checkFunction(onRequest, "onRequest");
    this.origin = origin;
    this.missingFileStatus = missingFileStatus;
    this.now = now;
    this.intercept = intercept;
    this.onRequest = onRequest;
  }

  /** The first behavior whose pattern matches. */
  behaviorFor(rawPath: string): ReadBehavior {
    const found = this.#behaviors.find(({ pathPattern }) =>
      matchesPathPattern(pathPattern, rawPath),
    );
    // The last pattern is "*", which matches every path.
    return found as ReadBehavior;
  }

  corsOf(behavior: ReadBehavior): Required<CorsPolicy> | undefined {
    return (behavior.cors ?? this.#cors) || undefined;
  }

  setKeyGroups(keyGroups: KeyGroups): void {
    this.#behaviors = readBehaviors(
      this.#behaviorOptions,
      readKeyGroups(keyGroups),
    );
  }

  setCors(cors: CorsPolicy | undefined): void {
    this.#cors = readCors(cors);
  }
}

function readCors(
  cors: CorsPolicy | undefined,
): Required<CorsPolicy> | undefined {
  return cors === undefined ? undefined : checkCors(cors, "cors");
}
