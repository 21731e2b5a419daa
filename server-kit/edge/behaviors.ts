import type { KeyObject } from "node:crypto";
import { checkFields, checkList, checkText } from "./checks.js";
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
}

/** A checked behavior. */
export interface ReadBehavior {
  pathPattern: string;
  /** Public keys by key pair ID; `undefined` where no signature is needed. */
  trustedKeys: ReadonlyMap<string, KeyObject> | undefined;
  /** `undefined` where the edge's own policy applies. */
  cors: Required<CorsPolicy> | false | undefined;
}

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
      checkFields(behavior, name, ["pathPattern", "keyGroups", "cors"]);
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
