import assert from "node:assert/strict";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { after, before, test, type TestContext } from "node:test";
import { CreateTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, PutCommand } from "@aws-sdk/lib-dynamodb";
import dynalite from "dynalite";
import fc from "fast-check";
import {
  authorizeByDynamoDB,
  type DynamoDBEntitlementOptions,
} from "../../../server-kit/authorize/dynamodb.js";
import {
  authorizeByRole,
  GrantError,
  scope,
} from "../../../server-kit/index.js";
import { startStub, type StubAnswer } from "../../support/http-stub.js";

interface Viewer {
  id: string;
  claims?: object;
}

const tableName = "user-series";
const server = dynalite({ createTableMs: 0 });
const ada: Viewer = { id: "ada" };
let client: DynamoDBDocumentClient;

function clientOf(endpoint: string, maxAttempts = 1): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(
    new DynamoDBClient({
      endpoint,
      region: "eu-central-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      maxAttempts,
    }),
  );
}

before(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  client = clientOf(
    `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    3,
  );
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [
        { AttributeName: "userId", KeyType: "HASH" },
        { AttributeName: "seriesId", KeyType: "RANGE" },
      ],
      AttributeDefinitions: [
        { AttributeName: "userId", AttributeType: "S" },
        { AttributeName: "seriesId", AttributeType: "S" },
      ],
    }),
  );
});
after(() => {
  client.destroy();
  server.close();
  server.closeAllConnections();
});

const put = (row: object) =>
  client.send(
    new PutCommand({ TableName: tableName, Item: { userId: "ada", ...row } }),
  );

/** Trusts the ID as it comes, as a careless application does. */
const by = (more: Partial<DynamoDBEntitlementOptions<Viewer>> = {}) =>
  authorizeByDynamoDB<Viewer>({
    client,
    tableName,
    key: (viewer, videoId) => ({ userId: viewer.id, seriesId: videoId ?? "" }),
    entitle: (_viewer, videoId, row) => ({
      scope: scope.directory(
        "https://cdn.school.example",
        ...scope.segments(videoId),
      ),
      video: String(row["file"] ?? "index.m3u8"),
    }),
    ...more,
  });

const isDown = (answer: Promise<unknown>, cause: RegExp) =>
  assert.rejects(answer, (error) => {
    assert.ok(error instanceof GrantError, String(error));
    assert.equal(
      `${error.code} ${error.reason}`,
      "server-error entitlements-unavailable",
    );
    assert.match(String(error.cause), cause);
    assert.doesNotMatch(error.message, /user-series|ada/);
    return true;
  });

test("a row that is active or completed lets its viewer watch what it says", async () => {
  await put({ seriesId: "math", status: "Active", file: "math.m3u8" });
  await put({ seriesId: "art", status: "Completed" });
  const math = await by()(ada, "math");
  assert.equal(math?.scope.resource, "https://cdn.school.example/math/*");
  assert.equal(math.video, "math.m3u8");
  assert.equal((await by()(ada, "art"))?.video, "index.m3u8");
});

test("any other status is a no, and so is none", async () => {
  for (const [seriesId, status] of [
    ["s1", "Cancelled"],
    ["s2", "active"],
    ["s3", "Active "],
    ["s4", undefined],
    ["s5", ["Active"]],
    ["s6", true],
    ["s7", null],
  ] as [string, unknown][]) {
    await put({ seriesId, ...(status !== undefined && { status }) });
    assert.equal(await by()(ada, seriesId), undefined, String(status));
  }
});

test("nobody watches by another's row, or by none", async () => {
  await put({ seriesId: "physics", status: "Active" });
  assert.equal(await by()({ id: "eve" }, "physics"), undefined);
  assert.equal(await by()(ada, "chemistry"), undefined);
  assert.equal(await by()(ada, undefined), undefined);
});

test("statuses and attributes have the application's own names", async () => {
  await put({ seriesId: "own", state: "paid", status: "Cancelled" });
  const own = by({ statuses: ["paid", "trial"], statusAttribute: "state" });
  assert.equal((await own(ada, "own"))?.video, "index.m3u8");
  assert.equal(await own(ada, "math"), undefined);
});

test("an entitlement ends when its row says so, days before DynamoDB deletes it", async () => {
  const now = Date.now();
  const expiring = by({ expiresAttribute: "endsAt" });
  for (const [seriesId, endsAt, watches] of [
    ["e1", Math.floor(now / 1_000) - 1, false],
    ["e2", Math.floor(now / 1_000) + 60, true],
    ["e3", new Date(now - 1_000).toISOString(), false],
    ["e4", new Date(now + 60_000).toISOString(), true],
    ["e5", undefined, true],
    ["e6", 0, false],
  ] as [string, unknown, boolean][]) {
    await put({
      seriesId,
      status: "Active",
      ...(endsAt !== undefined && { endsAt }),
    });
    assert.equal(
      (await expiring(ada, seriesId)) !== undefined,
      watches,
      String(endsAt),
    );
  }
});

test("an end that is no time lets nobody in, and the log says so", async () => {
  const expiring = by({ expiresAttribute: "endsAt" });
  for (const endsAt of [
    Date.now() + 60_000,
    "tomorrow",
    "",
    true,
    null,
    [],
    -1,
  ]) {
    await put({ seriesId: "odd", status: "Active", endsAt });
    await assert.rejects(
      expiring(ada, "odd"),
      (error: Error) =>
        error instanceof TypeError && /`expiresAttribute`/.test(error.message),
    );
  }
});

test("the application may say no before the row is read, and after", async () => {
  await put({ seriesId: "math", status: "Active", age: 18 });
  const never = clientOf("http://127.0.0.1:1");
  assert.equal(
    await by({ client: never, key: () => undefined })(ada, "math"),
    undefined,
  );
  assert.equal(
    await by({
      entitle: async (_viewer, _videoId, row) =>
        row["age"] < 18 && { scope: scope.directory("https://a.example", "a") },
    })(ada, "math"),
    undefined,
  );
});

test("rows and roles go together", async () => {
  await put({ seriesId: "math", status: "Active" });
  const both = authorizeByRole<Viewer>({ roles: ["student"], entitle: by() });
  const request = new Request("https://api.school.example/grant");
  assert.ok(
    await both({ id: "ada", claims: { roles: ["student"] } }, "math", request),
  );
  assert.equal(
    await both({ id: "ada", claims: { roles: ["parent"] } }, "math", request),
    undefined,
  );
  assert.equal(
    await both({ id: "eve", claims: { roles: ["student"] } }, "math", request),
    undefined,
  );
});

test("no ID finds a row that is not its own", async () => {
  await put({ seriesId: "math", status: "Active" });
  const hostile = fc.oneof(
    fc.constantFrom(
      "",
      "math ",
      "*",
      "math*",
      "math' OR '1'='1",
      "#status",
      ":status",
      "math#1",
      '{"S":"math"}',
      "__proto__",
      "constructor",
      "..",
      "ada",
      "\0",
      "\ud800",
      "x".repeat(1_025),
      "ä".repeat(2_000),
    ),
    fc.string({ maxLength: 600, unit: "binary" }),
    fc.constant("math"),
  );
  await fc.assert(
    fc.asyncProperty(hostile, hostile, async (userId, videoId) => {
      // What it entitles to is not of interest here: the ID is no path.
      const authorize = by({
        entitle: () => ({ scope: scope.directory("https://a.example", "a") }),
      });
      const [theirs, adas] = await Promise.all([
        authorize({ id: userId }, videoId),
        authorize(ada, videoId),
      ]);
      assert.equal(
        theirs !== undefined,
        userId === "ada" && videoId === "math",
      );
      assert.equal(adas !== undefined, videoId === "math");
    }),
    { numRuns: 50 },
  );
});

const failing: [string, StubAnswer, RegExp][] = [
  ["fails", (response) => response.writeHead(500).end("{}"), /Error/],
  [
    "throttles",
    (response) =>
      response
        .writeHead(400)
        .end(
          '{"__type":"com.amazonaws.dynamodb.v20120810#ThrottlingException"}',
        ),
    /Throttling/,
  ],
  [
    "has no such table",
    (response) =>
      response
        .writeHead(400)
        .end(
          '{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException"}',
        ),
    /ResourceNotFound/,
  ],
  [
    "may not be read",
    (response) =>
      response
        .writeHead(400)
        .end('{"__type":"com.amazon.coral.service#AccessDeniedException"}'),
    /AccessDenied/,
  ],
  [
    "has another key",
    (response) =>
      response
        .writeHead(400)
        .end(
          '{"__type":"com.amazon.coral.validate#ValidationException","message":"The provided key element does not match the schema"}',
        ),
    /does not match the schema/,
  ],
  ["answers nonsense", (response) => response.end("<html>"), /./],
  ["hangs up", (response) => response.destroy(), /./],
];
for (const [what, answer, cause] of failing)
  test(`a table that ${what} lets nobody in, and is not taken for a no`, async (t) => {
    const stub = await startStub(t, answer);
    await isDown(
      by({ client: destroyed(t, clientOf(stub.origin)) })(ada, "math"),
      cause,
    );
  });

function destroyed(
  t: TestContext,
  other: DynamoDBDocumentClient,
): DynamoDBDocumentClient {
  t.after(() => other.destroy());
  return other;
}

test("a key of another shape is the application's mistake, not a no", async () => {
  await isDown(
    by({ key: () => ({ userId: "ada" }) })(ada, "math"),
    /ValidationException/,
  );
});

test("a table that never answers costs the time limit, the SDK's own attempts included", async (t) => {
  const stub = await startStub(t, () => undefined);
  const startedAt = performance.now();
  await isDown(
    by({ client: destroyed(t, clientOf(stub.origin, 10)), timeoutSeconds: 1 })(
      ada,
      "math",
    ),
    /DynamoDB took longer than 1 s/,
  );
  assert.ok(performance.now() - startedAt < 5_000);
});

test("a table that throttles for ever costs the time limit as well", async (t) => {
  const stub = await startStub(t, (response) =>
    response.writeHead(400).end('{"__type":"ThrottlingException"}'),
  );
  const startedAt = performance.now();
  await isDown(
    by({ client: destroyed(t, clientOf(stub.origin, 100)), timeoutSeconds: 1 })(
      ada,
      "math",
    ),
    /./,
  );
  assert.ok(performance.now() - startedAt < 5_000);
});

test("the row is read consistently, by its key alone", async (t) => {
  const bodies: unknown[] = [];
  const stub = await startStub(t, (response, request) => {
    request.on("data", (data: Buffer) =>
      bodies.push(JSON.parse(data.toString())),
    );
    request.on("end", () => response.end("{}"));
  });
  assert.equal(
    await by({ client: destroyed(t, clientOf(stub.origin)) })(ada, "math"),
    undefined,
  );
  assert.deepEqual(bodies, [
    {
      TableName: tableName,
      Key: { userId: { S: "ada" }, seriesId: { S: "math" } },
      ConsistentRead: true,
    },
  ]);
});

for (const [what, options, message] of [
  ["no client", { client: undefined }, /`client` is undefined/],
  ["no table", { tableName: "" }, /`tableName` is an empty string/],
  ["no key", { key: undefined }, /`key` is undefined/],
  ["no entitlement", { entitle: {} }, /`entitle` is an object/],
  [
    "an empty list of statuses",
    { statuses: [] },
    /`statuses` is an array of 0/,
  ],
  [
    "a status that is text alone",
    { statuses: "Active" },
    /`statuses` is a string/,
  ],
  ["an attribute without a name", { statusAttribute: "" }, /`statusAttribute`/],
  ["an end without a name", { expiresAttribute: "" }, /`expiresAttribute`/],
  ["no time at all", { timeoutSeconds: 0 }, /`timeoutSeconds`/],
] as [string, object, RegExp][])
  test(`${what} is told when the endpoint starts`, () => {
    assert.throws(
      () => by(options),
      (error: Error) =>
        error instanceof TypeError && message.test(error.message),
    );
  });
