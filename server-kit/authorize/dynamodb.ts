import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { askWithin } from "../ask-within.js";
import type { Entitlement } from "../entitlement.js";
import { unavailableError } from "../errors.js";
import { optionError } from "../option-error.js";
import {
  checkOptions,
  type DynamoDBEntitlementOptions,
  type EntitlementRow,
} from "./dynamodb-options.js";

export type {
  DynamoDBEntitlementOptions,
  EntitlementRow,
} from "./dynamodb-options.js";

/** 2100-01-01 in epoch seconds: whoever writes more meant milliseconds. */
const latest = 4_102_444_800;

/** DynamoDB's limit for a value that rows are sorted by; that for one they are found by is 2,048. */
const longestKeyBytes = 1_024;

/**
 * An `authorize` for `createGrantHandler`: viewers who have a row of the right status in a table, read consistently, so
 * that who has just paid may watch and who has just left may not. All others get a 403. Needs `@aws-sdk/lib-dynamodb`.
 *
 * The row is read again at each renewal; a grant outlasts its row by no more than its own life.
 * @throws TypeError naming the option that is wrong
 * @throws what it returns: GrantError `server-error`, reason `entitlements-unavailable`, where DynamoDB fails or is slow;
 *   TypeError for an end that is no time
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetItem.html
 * @example
 * ```ts
 * const authorize = authorizeByDynamoDB({
 *   client: DynamoDBDocumentClient.from(new DynamoDBClient({})),
 *   tableName: "user-series",
 *   key: (viewer: JwtViewer, videoId) => ({ userId: viewer.id, seriesId: scope.segments(videoId)[0] }),
 *   entitle: (_viewer, videoId) => ({
 *     scope: scope.directory("https://cdn.school.example", ...scope.segments(videoId)),
 *     video: "index.m3u8",
 *   }),
 * });
 * ```
 */
export function authorizeByDynamoDB<Viewer>(
  options: DynamoDBEntitlementOptions<Viewer>,
): (
  viewer: Viewer,
  videoId: string | undefined,
) => Promise<Entitlement | undefined> {
  const {
    client,
    tableName,
    statuses = ["Active", "Completed"],
    statusAttribute = "status",
    expiresAttribute,
    timeoutSeconds = 2,
  } = options;
  checkOptions(options);

  return async (viewer, videoId) => {
    const key = options.key(viewer, videoId);
    const row = key ? await read(key) : undefined;
    if (row === undefined || !statuses.includes(row[statusAttribute] as string))
      return undefined;
    if (expiresAttribute !== undefined && hasEnded(row[expiresAttribute]))
      return undefined;
    return (await options.entitle(viewer, videoId, row)) || undefined;
  };

  async function read(
    key: EntitlementRow,
  ): Promise<EntitlementRow | undefined> {
    try {
      const { Item } = await askWithin(
        timeoutSeconds,
        "DynamoDB",
        (abortSignal) =>
          client.send(
            new GetCommand({
              TableName: tableName,
              Key: key,
              ConsistentRead: true,
            }),
            { abortSignal },
          ),
      );
      return Item;
    } catch (error) {
      if (isInvalid(error) && isNoKey(key)) return undefined;
      throw unavailableError("entitlements-unavailable", error);
    }
  }
}

/** Whether the entitlement is over. @throws TypeError for what is no time: to let it pass would be to let it last */
function hasEnded(end: unknown): boolean {
  if (end === undefined) return false;
  const seconds = typeof end === "string" ? Date.parse(end) / 1_000 : end;
  if (typeof seconds !== "number" || !(seconds >= 0 && seconds < latest))
    throw optionError(
      "expiresAttribute",
      end,
      "That is what a row has there. Store epoch seconds or ISO 8601.",
    );
  return seconds * 1_000 <= Date.now();
}

function isInvalid(error: unknown): boolean {
  return error instanceof Error && error.name === "ValidationException";
}

/** Whether no row can have this key: an ID from a request is empty, or longer than DynamoDB takes. */
function isNoKey(key: EntitlementRow): boolean {
  return Object.values(key).some(
    (value) =>
      typeof value === "string" &&
      (value === "" || Buffer.byteLength(value) > longestKeyBytes),
  );
}
