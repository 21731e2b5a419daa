import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import {
  authenticateByApiGateway,
  createGrantHandler,
  createSigner,
  scope,
  toLambdaHandler,
  type LogEntry,
} from "secure-hls-player/server-kit";
import { createVideoRecords } from "secure-hls-player/server-kit/aws/video-records";
import { keysFromSecretsManager } from "secure-hls-player/server-kit/keys/secrets-manager";
import { createDynamoDBStore } from "secure-hls-player/server-kit/stores/dynamodb";
import { variable } from "../lib/variables.js";

const origin = variable("CDN_ORIGIN");
/**
 * Without a domain of yours the CDN is another site than your page, and browsers keep its cookies from it: the signature then
 * goes into each URL instead.
 */
const isOtherSite = origin.endsWith(".cloudfront.net");
const client = DynamoDBDocumentClient.from(
  new DynamoDBClient({ maxAttempts: 2 }),
);
const videos = createVideoRecords({
  client,
  tableName: variable("VIDEOS_TABLE"),
});
const keys = keysFromSecretsManager({
  client: new SecretsManagerClient({}),
  secretId: variable("SIGNING_SECRET_ARN"),
  log,
});

/** As JSON, of which the stack's alarms count: refusals, and how old the key is. */
function log(entry: LogEntry): void {
  console.log(entry);
  const since = keys.status().signing?.since;
  if (entry.event === "grant-issued" && since !== undefined)
    console.log({ signingKeyAgeDays: (Date.now() / 1_000 - since) / 86_400 });
}

const grants = createGrantHandler({
  origins: variable("PAGE_ORIGINS").split(","),
  signer: createSigner({ keys }),
  authenticate: authenticateByApiGateway(),
  // Who may watch what is yours to say. Here: whoever's token lists the video in its claim "videos".
  authorize: async ({ claims }, videoId = "") => {
    const allowed = String(claims["videos"] ?? "").split(/[\s,[\]]+/);
    if (!allowed.includes(videoId)) return undefined;
    return {
      scope: scope.directory(origin, ...scope.segments(videoId)),
      ...(await videos.find(videoId)),
    };
  },
  delivery: isOtherSite ? "query" : "cookie",
  sessions: {
    store: createDynamoDBStore({
      client,
      tableName: variable("SESSIONS_TABLE"),
    }),
    limit: 3,
    ...(isOtherSite && { device: { sameSite: "None", partitioned: true } }),
  },
  log,
});

export const handler = toLambdaHandler(grants, { origin });
