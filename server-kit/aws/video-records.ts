import {
  GetCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
  type UpdateCommandInput,
} from "@aws-sdk/lib-dynamodb";
import { askWithin } from "../ask-within.js";
import { GrantError, unavailableError } from "../errors.js";
import { checkSeconds, optionError } from "../option-error.js";
import type { JobChange } from "./mediaconvert/job-change.js";

/** Where it is written down what there is to play. */
export interface VideoRecordsOptions {
  /** Ready to use; its role needs `dynamodb:UpdateItem` to record, `dynamodb:GetItem` to find. */
  client: DynamoDBDocumentClient;
  /** A table with the partition key `videoId`, a string, and no sort key. */
  tableName: string;
  /** Whole seconds that an answer may take, 1 to 30. @default 2 */
  timeoutSeconds?: number | undefined;
}

/** What there is to play of a video; to be spread into an entitlement whose scope is the video's folder. */
export interface RecordedVideo {
  video: string;
  isHls: true;
  posterUrl?: string;
  storyboardUrl?: string;
  durationSeconds?: number;
}

export interface VideoRecords {
  /**
   * Writes a change down, for `onJobChange`. The same once more, or an older one, changes nothing; a version that fails
   * leaves the one before it to be played.
   */
  record(change: JobChange): Promise<void>;
  /**
   * The newest version that is ready.
   * @throws GrantError `not-found` where none is; `server-error`, reason `origin-unavailable`, where DynamoDB fails or is slow
   */
  find(videoId: string): Promise<RecordedVideo>;
}

/**
 * Which version of each video there is to play, in DynamoDB: a read a grant, where asking S3 takes a request for each file.
 * Needs `@aws-sdk/lib-dynamodb`.
 * @throws TypeError naming the option that is wrong
 * @example
 * ```ts
 * const videos = createVideoRecords({ client, tableName: "videos" });
 * const authorize = async (viewer: Viewer, videoId: string) => ({
 *   scope: scope.directory("https://cdn.school.example", ...scope.segments(videoId)),
 *   ...(await videos.find(videoId)),
 * });
 * ```
 */
export function createVideoRecords({
  client,
  tableName,
  timeoutSeconds = 2,
}: VideoRecordsOptions): VideoRecords {
  if (typeof client?.send !== "function")
    throw optionError(
      "client",
      client,
      "Give DynamoDBDocumentClient.from(new DynamoDBClient({})).",
    );
  if (typeof tableName !== "string" || tableName === "")
    throw optionError("tableName", tableName, "Give its name.");
  checkSeconds("timeoutSeconds", timeoutSeconds, 1, 30);

  return {
    async record(change) {
      await write(jobUpdate(change));
      if (change.files) await write(readyUpdate(change, change.files));
    },

    async find(videoId) {
      const item = await read(videoId);
      if (typeof item?.["playlist"] !== "string")
        throw new GrantError("not-found", "There is no such video.");
      const { playlist, poster, storyboard, durationSeconds } = item;
      return {
        video: playlist as string,
        isHls: true,
        ...(typeof poster === "string" && { posterUrl: poster }),
        ...(typeof storyboard === "string" && { storyboardUrl: storyboard }),
        ...(typeof durationSeconds === "number" && { durationSeconds }),
      };
    },
  };

  async function read(videoId: string) {
    try {
      const { Item } = await askWithin(
        timeoutSeconds,
        "DynamoDB",
        (abortSignal) =>
          client.send(
            new GetCommand({ TableName: tableName, Key: { videoId } }),
            { abortSignal },
          ),
      );
      return Item;
    } catch (error) {
      throw unavailableError("origin-unavailable", error);
    }
  }

  async function write(
    update: Omit<UpdateCommandInput, "TableName">,
  ): Promise<void> {
    try {
      await askWithin(timeoutSeconds, "DynamoDB", (abortSignal) =>
        client.send(new UpdateCommand({ TableName: tableName, ...update }), {
          abortSignal,
        }),
      );
    } catch (error) {
      // There is something newer.
      if (isConditionFailed(error)) return;
      throw error;
    }
  }
}

/** How the newest job is getting on. What is over stays over, whatever is delivered late. */
function jobUpdate({
  videoId,
  version,
  jobId,
  state,
  at,
  percent,
  errorCode,
}: JobChange): Omit<UpdateCommandInput, "TableName"> {
  return {
    Key: { videoId },
    UpdateExpression:
      "SET #job = :job, jobVersion = :version, jobAt = :at, jobState = :state, jobId = :jobId",
    ConditionExpression:
      "attribute_not_exists(jobVersion) OR jobVersion < :version OR (jobVersion = :version AND jobId <> :jobId AND jobAt < :at) OR (jobVersion = :version AND jobId = :jobId AND jobState = :processing AND (jobAt < :at OR :state <> :processing))",
    ExpressionAttributeNames: { "#job": "job" },
    ExpressionAttributeValues: {
      ":job": {
        ...(percent !== undefined && { percent }),
        ...(errorCode !== undefined && { errorCode }),
      },
      ":version": version,
      ":at": at,
      ":state": state,
      ":jobId": jobId,
      ":processing": "processing",
    },
  };
}

/** What is played from now on, unless something newer is. */
function readyUpdate(
  { videoId, version, at }: JobChange,
  {
    playlist,
    poster,
    storyboard,
    durationSeconds,
  }: NonNullable<JobChange["files"]>,
): Omit<UpdateCommandInput, "TableName"> {
  const values = {
    playlist,
    poster,
    storyboard,
    durationSeconds,
    version,
    readyAt: at,
  };
  const entries = Object.entries(values);
  const set = entries.filter(([, value]) => value !== undefined);
  const gone = entries.filter(([, value]) => value === undefined);
  const remove =
    gone.length > 0
      ? ` REMOVE ${gone.map(([name]) => `#${name}`).join(", ")}`
      : "";
  return {
    Key: { videoId },
    UpdateExpression: `SET ${set.map(([name]) => `#${name} = :${name}`).join(", ")}${remove}`,
    ConditionExpression:
      "attribute_not_exists(#version) OR #version < :version OR (#version = :version AND #readyAt < :readyAt)",
    ExpressionAttributeNames: Object.fromEntries(
      entries.map(([name]) => [`#${name}`, name]),
    ),
    ExpressionAttributeValues: Object.fromEntries(
      set.map(([name, value]) => [`:${name}`, value]),
    ),
  };
}

function isConditionFailed(error: unknown): boolean {
  return (
    error instanceof Error && error.name === "ConditionalCheckFailedException"
  );
}
