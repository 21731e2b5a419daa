/**
 * A grant endpoint in a process of its own, for tests that end it in the middle: `tsx test/support/grant-server.ts`. Its
 * settings come as JSON in the variable GRANT_SERVER; it prints its port, and ends with its parent.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { Redis } from "ioredis";
import { authenticateByJwt } from "../../server-kit/authenticate/jwt.js";
import {
  createGrantHandler,
  createSigner,
  scope,
  toNodeListener,
  type Store,
} from "../../server-kit/index.js";
import { createDynamoDBStore } from "../../server-kit/stores/dynamodb.js";
import { createRedisStore } from "../../server-kit/stores/redis.js";

export interface GrantServerSettings {
  port: number;
  edgeOrigin: string;
  keyPairId: string;
  privateKey: string;
  secret: string;
  limit: number;
  /** Where a Redis listens, or a DynamoDB. */
  store: { redis: string } | { dynamodb: string; tableName: string };
}

const settings = JSON.parse(
  process.env["GRANT_SERVER"] ?? "",
) as GrantServerSettings;

const handler = createGrantHandler({
  origins: [],
  signer: createSigner(settings),
  authenticate: authenticateByJwt({
    issuer: "https://school.example",
    audience: "grants",
    secret: settings.secret,
  }),
  authorize: (_viewer, videoId) => ({
    scope: scope.directory(settings.edgeOrigin, ...scope.segments(videoId)),
    video: "index.m3u8",
  }),
  delivery: "query",
  // Longer than a process takes to start on a busy machine.
  expiresInSeconds: 60,
  renewAfterSeconds: 8,
  sessions: { store: createStore(settings.store), limit: settings.limit },
});

const server = createServer(toNodeListener(handler));
server.listen(settings.port, "127.0.0.1", () =>
  console.log((server.address() as AddressInfo).port),
);
// What it has begun it ends, so that nothing of its is left in the store's queue.
process.stdin.resume().once("end", () => server.close(() => process.exit()));

function createStore(where: GrantServerSettings["store"]): Store {
  if ("redis" in where)
    return createRedisStore({ client: new Redis(where.redis) });
  const client = new DynamoDBClient({
    endpoint: where.dynamodb,
    region: "local",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  return createDynamoDBStore({
    client: DynamoDBDocumentClient.from(client),
    tableName: where.tableName,
  });
}
