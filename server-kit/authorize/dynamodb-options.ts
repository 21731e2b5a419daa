import type {
  DynamoDBDocumentClient,
  NativeAttributeValue,
} from "@aws-sdk/lib-dynamodb";
import type { Entitlement } from "../entitlement.js";
import type { No } from "../grant-options.js";
import { checkSeconds, optionError } from "../option-error.js";

/** A row of the application's table. */
export type EntitlementRow = Record<string, NativeAttributeValue>;

/** Where entitlements are kept, and what a row means. */
export interface DynamoDBEntitlementOptions<Viewer> {
  /** Ready to use; it may read one item of the table (`dynamodb:GetItem`). */
  client: DynamoDBDocumentClient;
  tableName: string;
  /**
   * The row's whole primary key; nothing for a 403. It is sent as values, never as an expression, so that no ID can name
   * another attribute. Where two IDs make up one value, `#` between them is a letter of theirs too: let `scope.segments`
   * check `videoId` first.
   */
  key(viewer: Viewer, videoId: string | undefined): EntitlementRow | No;
  /** The statuses that may watch. @default ["Active", "Completed"] */
  statuses?: readonly string[] | undefined;
  /** The attribute that holds the status. @default "status" */
  statusAttribute?: string | undefined;
  /**
   * The attribute that says when the entitlement ends, in epoch seconds or ISO 8601; a row without it does not end.
   * DynamoDB deletes expired rows only days later. @default none: rows do not end
   */
  expiresAttribute?: string | undefined;
  /** What the row entitles to; nothing for a 403. */
  entitle(
    viewer: Viewer,
    videoId: string | undefined,
    row: EntitlementRow,
  ): Entitlement | No | Promise<Entitlement | No>;
  /** Whole seconds that reading may take, the SDK's retries included, 1 to 30. @default 2 */
  timeoutSeconds?: number | undefined;
}

/** @throws TypeError naming the option that is wrong */
export function checkOptions<Viewer>({
  client,
  tableName,
  key,
  statuses = ["Active"],
  statusAttribute = "status",
  expiresAttribute = "expiresAt",
  entitle,
  timeoutSeconds = 2,
}: DynamoDBEntitlementOptions<Viewer>): void {
  if (typeof client?.send !== "function")
    throw optionError(
      "client",
      client,
      "Give DynamoDBDocumentClient.from(new DynamoDBClient({})).",
    );
  for (const [name, value] of Object.entries({
    tableName,
    statusAttribute,
    expiresAttribute,
  }))
    if (typeof value !== "string" || value === "")
      throw optionError(name, value, "Give its name.");
  for (const [name, value] of Object.entries({ key, entitle }))
    if (typeof value !== "function")
      throw optionError(name, value, "Give a function.");
  if (
    !Array.isArray(statuses) ||
    statuses.length === 0 ||
    !statuses.every((status) => typeof status === "string")
  )
    throw optionError("statuses", statuses, "Give at least one status.");
  checkSeconds("timeoutSeconds", timeoutSeconds, 1, 30);
}
