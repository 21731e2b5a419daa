import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  type DynamoDBDocumentClient,
} from "@aws-sdk/lib-dynamodb";
import { optionError } from "../option-error.js";
import {
  createStore,
  machineClock,
  type ClockOptions,
} from "./create-store.js";
import { keyText, type RecordKey } from "./record-key.js";
import type { Store } from "./session-store.js";
import { updateVersioned, type VersionedText } from "./update-record.js";

export interface DynamoDBStoreOptions extends ClockOptions {
  /** Ready to use, of the package `@aws-sdk/lib-dynamodb`. Destroying it stays with whoever made it. */
  client: DynamoDBDocumentClient;
  tableName: string;
  /** The table's partition key, a string. @default "pk" */
  partitionKey?: string | undefined;
  /** What all partition keys begin with. @default "secure-hls:" */
  prefix?: string | undefined;
}

/**
 * A store in a DynamoDB table with one item a viewer, a rate and a thing used once: a claim is one consistent read, and one
 * conditional write where something changes. Every method rejects with what the client threw; give that time limits, for
 * example `requestHandler: { connectionTimeout: 500, requestTimeout: 1_000, throwOnRequestTimeout: true }` and `maxAttempts: 2`.
 *
 * The table has a partition key of type string and no sort key. It may be on demand. Its attribute `expiresAt` (epoch
 * seconds) is made for TTL, which only tidies up: an expired item counts for nothing, deleted or not. The other attributes
 * are `record` (JSON) and `version` (strings). The role needs `dynamodb:GetItem` and `dynamodb:PutItem`, and
 * `dynamodb:DeleteItem` where progress is forgotten.
 *
 * ```ts
 * // context: import { CreateTableCommand, UpdateTimeToLiveCommand } from "@aws-sdk/client-dynamodb";
 * new CreateTableCommand({
 *   TableName: "grants",
 *   BillingMode: "PAY_PER_REQUEST",
 *   KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
 *   AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
 * });
 * new UpdateTimeToLiveCommand({
 *   TableName: "grants",
 *   TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true },
 * });
 * // With the CDK:
 * // new TableV2(this, "Grants", { partitionKey: { name: "pk", type: AttributeType.STRING }, timeToLiveAttribute: "expiresAt" })
 * ```
 *
 * A global table that several regions write to counts past itself: it replicates after the fact. Use one region's table.
 * @throws TypeError naming the option
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ConditionExpressions.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
 * @example
 * ```ts
 * import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
 * import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
 * import { createDynamoDBStore } from "secure-hls-player/server-kit/stores/dynamodb";
 *
 * const client = DynamoDBDocumentClient.from(new DynamoDBClient({ maxAttempts: 2 }));
 * const store = createDynamoDBStore({ client, tableName: "grants" });
 * ```
 */
export function createDynamoDBStore({
  client,
  tableName,
  partitionKey = "pk",
  prefix = "secure-hls:",
  now = machineClock,
}: DynamoDBStoreOptions): Store {
  if (typeof client?.send !== "function")
    throw optionError(
      "client",
      client,
      "Give DynamoDBDocumentClient.from(new DynamoDBClient()) of @aws-sdk/lib-dynamodb.",
    );
  const names = { tableName, partitionKey };
  for (const [option, value] of Object.entries(names))
    if (typeof value !== "string" || value === "")
      throw optionError(option, value, "Give its name.");
  if (typeof prefix !== "string")
    throw optionError("prefix", prefix, "Give a string.");

  const update = updateVersioned({ read, write });
  return createStore({ update, remove }, { now });

  async function remove(key: RecordKey): Promise<void> {
    await client.send(
      new DeleteCommand({
        TableName: tableName,
        Key: { [partitionKey]: keyText(prefix, key) },
      }),
    );
  }

  async function read(key: RecordKey): Promise<VersionedText | undefined> {
    const { Item: item } = await client.send(
      new GetCommand({
        TableName: tableName,
        Key: { [partitionKey]: keyText(prefix, key) },
        ConsistentRead: true,
      }),
    );
    if (!item || Number(item["expiresAt"]) <= now()) return undefined;
    return { version: String(item["version"]), text: String(item["record"]) };
  }

  async function write(
    key: RecordKey,
    next: VersionedText,
    version: string | undefined,
    expiresAt: number,
  ): Promise<boolean> {
    const condition =
      version === undefined
        ? "attribute_not_exists(#pk) OR #expiresAt <= :now"
        : "#version = :version AND #expiresAt > :now";
    const put = new PutCommand({
      TableName: tableName,
      Item: {
        [partitionKey]: keyText(prefix, key),
        record: next.text,
        version: next.version,
        expiresAt: Math.ceil(expiresAt),
      },
      ConditionExpression: condition,
      ExpressionAttributeNames: {
        "#expiresAt": "expiresAt",
        ...(version === undefined
          ? { "#pk": partitionKey }
          : { "#version": "version" }),
      },
      ExpressionAttributeValues: {
        ":now": now(),
        ...(version !== undefined && { ":version": version }),
      },
    });
    try {
      await client.send(put);
      return true;
    } catch (error) {
      if (!isRefused(error)) throw error;
      // The client may have sent it again because the answer was lost, and was refused for its own write.
      return wasRepeated(error) && (await read(key))?.version === next.version;
    }
  }
}

interface Refused extends Error {
  $metadata?: { attempts?: number };
}

function isRefused(error: unknown): error is Refused {
  return (
    error instanceof Error && error.name === "ConditionalCheckFailedException"
  );
}

function wasRepeated({ $metadata }: Refused): boolean {
  return ($metadata?.attempts ?? 1) > 1;
}
