import type { JobChange } from "../../aws/mediaconvert/job-change.js";
import type { VideoRecords } from "../../aws/video-records.js";
import { askAws, loadAws } from "../load-aws.js";
import type { Target } from "./target.js";

/** What `record` answers: kept, and said at the end. */
export interface Recorded {
  videoId: string;
  version: number;
  /** Below the video's folder: `v7/index.m3u8`. */
  playlist: string;
  durationSeconds: number | undefined;
}

/** The table that grant endpoints find out by what there is to play. */
export async function openRecords({
  videosTable,
}: Target): Promise<VideoRecords> {
  const { DynamoDBClient } = await loadAws(
    "@aws-sdk/client-dynamodb",
    () => import("@aws-sdk/client-dynamodb"),
  );
  const { DynamoDBDocumentClient } = await loadAws(
    "@aws-sdk/lib-dynamodb",
    () => import("@aws-sdk/lib-dynamodb"),
  );
  const { createVideoRecords } = await import("../../aws/video-records.js");
  const records = createVideoRecords({
    client: DynamoDBDocumentClient.from(new DynamoDBClient()),
    tableName: videosTable,
    timeoutSeconds: 30,
  });
  return {
    ...records,
    record: (change) =>
      askAws(`The table ${videosTable}`, () => records.record(change)),
  };
}

/** What is played from now on. */
export function recordedOf({ videoId, version, files }: JobChange): Recorded {
  return {
    videoId,
    version,
    playlist: files!.playlist,
    durationSeconds: files!.durationSeconds,
  };
}
