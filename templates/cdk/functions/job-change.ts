import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { onJobChange } from "secure-hls-player/server-kit/aws/mediaconvert/jobs";
import { createVideoRecords } from "secure-hls-player/server-kit/aws/video-records";
import { variable } from "../lib/variables.js";

const s3 = new S3Client({});

export const handler = onJobChange({
  records: createVideoRecords({
    client: DynamoDBDocumentClient.from(new DynamoDBClient({})),
    tableName: variable("VIDEOS_TABLE"),
  }),
  writeFile: ({ bucket, key, body, contentType }) =>
    s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: body,
        ContentType: contentType,
      }),
    ),
});
