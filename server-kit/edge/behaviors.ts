import type { KeyObject } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { checkFields, checkList, checkText, fail } from "./checks.js";
import { checkCors, type CorsPolicy } from "./cors.js";
import type { ReadKeyGroups } from "./key-groups.js";

/**
 * What the edge does with the paths that match a pattern.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html
 */
export interface Behavior {
  /** Paths it is for; `*` is any number of characters, `?` exactly one. The last behavior's is `*`. */
  pathPattern: string;
  /** Names of the key groups it trusts. Left out, its files need no signature. */
  keyGroups?: readonly string[];
  /** CORS policy of its own; `false` for none. @default the edge's */
  cors?: CorsPolicy | false;
  /**
   * Answers instead of the folder, as an API does that is an origin of the distribution: a listener of `node:http` or an
   * Express app. It gets path, query, headers and body as they were sent, and answers preflights and CORS itself. Such a
   * behavior takes neither `keyGroups` nor `cors`. @default the folder
   */
  origin?: OriginListener;
  /** With `origin`: one of CloudFront's three sets of methods. @default all seven */
  allowedMethods?: readonly string[];
}

/** What stands for an origin other than the bucket. */
export type OriginListener = (
  request: IncomingMessage,
  response: ServerResponse,
) => unknown;

/** A checked behavior. */
export interface ReadBehavior {
  pathPattern: string;
  /** Public keys by key pair ID; `undefined` where no signature is needed. */
  trustedKeys: ReadonlyMap<string, KeyObject> | undefined;
  /** `undefined` where the edge's own policy applies. */
  cors: Required<CorsPolicy> | false | undefined;
  /** `undefined` where the folder answers. */
  origin: OriginListener | undefined;
  allowedMethods: readonly string[];
}

/**
 * The sets of methods that a behavior can allow. The folder has nothing to do with the third.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesAllowedHTTPMethods
 */
const readMethods = ["GET", "HEAD", "OPTIONS"];
const allMethods = [...readMethods, "PUT", "PATCH", "POST", "DELETE"];
const methodSets = [["GET", "HEAD"], readMethods, allMethods];

const behaviorFields = [
  "pathPattern",
  "keyGroups",
  "cors",
  "origin",
  "allowedMethods",
];

/**
 * Checked behaviors, in their order.
 * @throws {TypeError} naming the option
 */
export function readBehaviors(
  behaviors: readonly Behavior[],
  groups: ReadKeyGroups,
): ReadBehavior[] {
  const read: ReadBehavior[] = [];
  checkList(
    behaviors,
    "behaviors",
    "a list of behaviors such as { pathPattern, keyGroups }",
    (behavior, name) => {
      checkFields(behavior, name, behaviorFields);
      const { pathPattern, keyGroups, cors } = behavior;
      checkText(
        pathPattern,
        `${name}.pathPattern`,
        "a path in which * and ? are wildcards, such as /public/*",
        /^[\w.*?$/~"'@:+&-]{1,255}$/,
      );
      read.push({
        pathPattern,
        // Only `undefined` means unsigned: null or "" is a mistake that would open the files.
        trustedKeys:
          keyGroups === undefined
            ? undefined
            : trustedKeysOf(keyGroups, groups, `${name}.keyGroups`),
        cors:
          cors === undefined || cors === false
            ? cors
            : checkCors(cors, `${name}.cors`),
        ...readOrigin(behavior, name),
      });
    },
  );
  const first = read.findIndex(({ pathPattern }) => pathPattern === "*");
  if (first !== read.length - 1)
    throw new TypeError(
      first < 0
        ? 'behaviors must end with the default behavior, { pathPattern: "*", … }: CloudFront always has one.'
        : `behaviors[${first}] is the default behavior (*) and must be the last: those after it are never reached.`,
    );
  return read;
}

function readOrigin(
  behavior: Behavior,
  name: string,
): Pick<ReadBehavior, "origin" | "allowedMethods"> {
  const { origin, allowedMethods = allMethods } = behavior;
  if (origin === undefined) {
    if (behavior.allowedMethods !== undefined)
      throw new TypeError(
        `${name}.allowedMethods is for a behavior with an origin: the folder answers ${readMethods.join(", ")}.`,
      );
    return { origin, allowedMethods: readMethods };
  }
  if (typeof origin !== "function")
    fail(`${name}.origin`, "a listener (request, response) => …", origin);
  for (const option of ["keyGroups", "cors"] as const)
    if (behavior[option] !== undefined)
      throw new TypeError(
        `${name}.${option} must be left out: what an origin answers is neither signed nor given CORS headers here.`,
      );
  const asked = [allowedMethods].flat().toSorted().join();
  const allowed = methodSets.find((set) => set.toSorted().join() === asked);
  return {
    origin,
    allowedMethods:
      allowed ??
      fail(
        `${name}.allowedMethods`,
        `one of the lists that CloudFront has: ${methodSets.map((set) => set.join(", ")).join("; ")}`,
        allowedMethods,
      ),
  };
}

function trustedKeysOf(
  names: readonly string[],
  groups: ReadKeyGroups,
  name: string,
): ReadonlyMap<string, KeyObject> {
  const keys = new Map<string, KeyObject>();
  checkList(
    names,
    name,
    "a list of key groups (leave it out for files that need no signature)",
    (group, at) => {
      const trusted = groups.get(group);
      if (!trusted)
        throw new TypeError(
          `${at} must be the name of one of keyGroups (${[...groups.keys()].join(", ") || "there are none"}); ` +
            `it is ${JSON.stringify(group)}.`,
        );
      for (const [keyPairId, key] of trusted) keys.set(keyPairId, key);
    },
  );
  return keys;
}
