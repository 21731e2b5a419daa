import { MediaConvertClient } from "@aws-sdk/client-mediaconvert";
import { onUpload } from "secure-hls-player/server-kit/aws/mediaconvert/jobs";
import { variable } from "../lib/variables.js";

/** `lesson-1.mp4` becomes the video `lesson-1`. */
export const handler = onUpload({
  client: new MediaConvertClient({}),
  jobOf: ({ key }) => ({
    output: `s3://${variable("MEDIA_BUCKET")}/${key.replace(/\.\w+$/, "")}`,
    role: variable("MEDIACONVERT_ROLE_ARN"),
    queue: variable("MEDIACONVERT_QUEUE_ARN"),
  }),
});
