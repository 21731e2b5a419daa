/**
 * The school around the examples of `docs/server-kit.md`: who is enrolled, and requests as its pages make them. It imports
 * nothing of server-kit, of which the examples have the built one.
 */
import { once } from "node:events";
import { request as httpRequest } from "node:http";
import type { AddressInfo, Server } from "node:net";
import {
  CreateTableCommand,
  DynamoDBClient,
  type KeySchemaElement,
} from "@aws-sdk/client-dynamodb";
import {
  CreateBucketCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import { SignJWT } from "jose";

type Handler = (request: Request) => Promise<Response>;

const endpoint = "https://api.school.example/grant";

/** Only Ada is, in lesson 1 alone. */
export async function isEnrolled(
  userId: string,
  videoId: string | undefined,
): Promise<boolean> {
  return userId === "ada" && videoId === "lesson-1";
}

export function requestOf(headers: Record<string, string>): Request {
  return new Request(endpoint, { headers });
}

/** A grant request, as the player makes it. */
export function ask(
  handler: Handler,
  body: object,
  headers: Record<string, string> = {},
): Promise<Response> {
  return handler(
    new Request(endpoint, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify(body),
    }),
  );
}

const signed = (
  subject: string,
  secret: string,
  claims: Record<string, unknown> = {},
) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(subject)
    .setIssuedAt()
    .setExpirationTime("60s")
    .setIssuer("https://id.school.example/")
    .setAudience("https://video.school.example")
    .setJti(crypto.randomUUID())
    .sign(new TextEncoder().encode(secret));

export const tokenOf = (subject: string): Promise<string> =>
  signed(subject, process.env["SIGN_IN_SECRET"] ?? "");

export const assertionOf = (
  subject: string,
  videos: readonly string[],
): Promise<string> =>
  new SignJWT({ videos })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(subject)
    .setIssuedAt()
    .setExpirationTime("60s")
    .setIssuer("https://lms.school.example")
    .setAudience("https://video.school.example/grant")
    .setJti(crypto.randomUUID())
    .sign(new TextEncoder().encode(process.env["ASSERTION_SECRET"]));

/** What an HTTP API with a JWT authorizer calls a function with. */
export function apiGatewayEvent(claims?: Record<string, string>): object {
  return {
    version: "2.0",
    routeKey: "ANY /grant",
    rawPath: "/grant",
    rawQueryString: "videoId=a",
    headers: { host: "abc.execute-api.eu-west-1.amazonaws.com" },
    queryStringParameters: { videoId: "a" },
    requestContext: {
      accountId: "123456789012",
      apiId: "abc",
      ...(claims && { authorizer: { jwt: { claims, scopes: null } } }),
      domainName: "abc.execute-api.eu-west-1.amazonaws.com",
      domainPrefix: "abc",
      http: {
        method: "GET",
        path: "/grant",
        protocol: "HTTP/1.1",
        sourceIp: "192.0.2.1",
        userAgent: "Firefox",
      },
      requestId: "id",
      routeKey: "ANY /grant",
      stage: "$default",
      time: "12/Mar/2026:19:03:58 +0000",
      timeEpoch: 1_773_342_238_000,
    },
    isBase64Encoded: false,
  };
}

/** Makes a table, with a sort key where one is named. */
export async function createTable(
  TableName: string,
  partitionKey: string,
  sortKey?: string,
): Promise<void> {
  const keys: KeySchemaElement[] = [
    { AttributeName: partitionKey, KeyType: "HASH" },
    ...(sortKey === undefined
      ? []
      : [{ AttributeName: sortKey, KeyType: "RANGE" as const }]),
  ];
  const client = new DynamoDBClient({});
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: keys,
      AttributeDefinitions: keys.map(({ AttributeName }) => ({
        AttributeName,
        AttributeType: "S",
      })),
    }),
  );
}

export async function putRows(
  TableName: string,
  rows: readonly Record<string, string>[],
): Promise<void> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  for (const Item of rows)
    await client.send(new PutCommand({ TableName, Item }));
}

export async function putObjects(
  Bucket: string,
  keys: readonly string[],
): Promise<void> {
  const client = new S3Client({});
  await client.send(new CreateBucketCommand({ Bucket }));
  for (const Key of keys)
    await client.send(new PutObjectCommand({ Bucket, Key, Body: "x" }));
}

/** Asks the server that an example has started last, over a socket. */
export async function askServer(
  path: string,
): Promise<{ status: number; cookies: number }> {
  const server = (globalThis as { lastServer?: () => Server | undefined })
    .lastServer!();
  if (!server!.listening) await once(server!, "listening");
  const { port } = server!.address() as AddressInfo;
  const request = httpRequest({
    host: "127.0.0.1",
    port,
    path,
    method: "POST",
    headers: { "Content-Type": "application/json" },
  });
  request.end('{"videoId":"a"}');
  const [response] = await once(request, "response");
  response.resume();
  return {
    status: response.statusCode,
    cookies: (response.headers["set-cookie"] ?? []).length,
  };
}
