import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import type {
  ALBEvent,
  ALBHandler,
  APIGatewayProxyEvent,
  APIGatewayProxyEventV2,
  APIGatewayProxyHandler,
  APIGatewayProxyHandlerV2,
  LambdaFunctionURLHandler,
} from "aws-lambda";
import {
  createGrantHandler,
  lambdaEvent,
  toLambdaHandler,
  type LambdaResult,
  type Problem,
  type WebHandler,
} from "../../../server-kit/index.js";
import {
  ask,
  echo,
  grantHandler,
  page,
} from "../../support/adapter-contract.js";
import { startGateway } from "../../support/api-gateway.js";

/** As the API Gateway developer guide shows a REST API's event, here on a stage with a base path of its own. */
const rest = {
  resource: "/my/path",
  path: "/my/path",
  httpMethod: "POST",
  headers: { "Content-Type": "application/json", header2: "value2" },
  multiValueHeaders: {
    "Content-Type": ["application/json"],
    header2: ["value1", "value2"],
  },
  queryStringParameters: { parameter1: "value2", parameter2: "a b&c" },
  multiValueQueryStringParameters: {
    parameter1: ["value1", "value2"],
    parameter2: ["a b&c"],
  },
  requestContext: {
    accountId: "123456789012",
    apiId: "id",
    authorizer: { claims: { sub: "ada" } },
    domainName: "id.execute-api.us-east-1.amazonaws.com",
    domainPrefix: "id",
    httpMethod: "POST",
    path: "/test/my/path",
    protocol: "HTTP/1.1",
    requestId: "id=",
    requestTimeEpoch: 1_583_349_317_135,
    resourcePath: "/my/path",
    stage: "test",
  },
  pathParameters: null,
  stageVariables: null,
  body: '{"a":1}',
  isBase64Encoded: false,
} as unknown as APIGatewayProxyEvent;

/** As the same guide shows format 2.0, and the Lambda guide a function URL's event. */
const http: APIGatewayProxyEventV2 = {
  version: "2.0",
  routeKey: "$default",
  rawPath: "/my/path",
  rawQueryString: "parameter1=value1&parameter1=value2&parameter2=a%20b%26c",
  cookies: ["cookie1=1", "cookie2=2"],
  headers: { "content-type": "application/json", header2: "value1,value2" },
  queryStringParameters: { parameter1: "value1,value2", parameter2: "a b&c" },
  requestContext: {
    accountId: "123456789012",
    apiId: "id",
    domainName: "id.execute-api.us-east-1.amazonaws.com",
    domainPrefix: "id",
    http: {
      method: "POST",
      path: "/my/path",
      protocol: "HTTP/1.1",
      sourceIp: "192.0.2.1",
      userAgent: "agent",
    },
    requestId: "id",
    routeKey: "$default",
    stage: "$default",
    time: "12/Mar/2020:19:03:58 +0000",
    timeEpoch: 1_583_348_638_390,
  },
  body: '{"a":1}',
  isBase64Encoded: false,
};

/** As the load balancer guide shows it. */
const balanced: ALBEvent = {
  requestContext: {
    elb: {
      targetGroupArn:
        "arn:aws:elasticloadbalancing:us-east-2:123456789012:targetgroup/lambda/49e9d65c45c6791a",
    },
  },
  httpMethod: "POST",
  path: "/my/path",
  queryStringParameters: { parameter1: "value2", parameter2: "a%20b%26c" },
  headers: {
    host: "lambda-alb-123578498.us-east-2.elb.amazonaws.com",
    "content-type": "application/json",
    header2: "value1,value2",
    "x-forwarded-proto": "https",
  },
  body: '{"a":1}',
  isBase64Encoded: false,
};
const balancedMulti: ALBEvent = {
  requestContext: balanced.requestContext,
  httpMethod: "POST",
  path: "/my/path",
  multiValueQueryStringParameters: {
    parameter1: ["value1", "value2"],
    parameter2: ["a%20b%26c"],
  },
  multiValueHeaders: { header2: ["value1", "value2"], host: ["x.example"] },
  body: "",
  isBase64Encoded: false,
};

const seen = async (event: unknown, options = {}) => {
  const { statusCode, body } = await toLambdaHandler(echo, options)(event);
  assert.equal(statusCode, 200, body);
  return JSON.parse(body) as { url: string; body: string; cookie: string };
};

// What the types of AWS's own package ask of a function; the compiler tells.
void ([
  toLambdaHandler(echo) satisfies APIGatewayProxyHandler,
  toLambdaHandler(echo) satisfies APIGatewayProxyHandlerV2,
  toLambdaHandler(echo) satisfies LambdaFunctionURLHandler,
  toLambdaHandler(echo) satisfies ALBHandler,
] as const);

const all = "/my/path?parameter1=value1&parameter1=value2&parameter2=a%20b%26c";
const api = "https://id.execute-api.us-east-1.amazonaws.com";
for (const [name, event, url] of [
  ["a REST API", rest, api + all],
  ["an HTTP API", http, api + all],
  [
    "a load balancer",
    balanced,
    `https://origin.invalid/my/path?parameter1=value2&parameter2=a%20b%26c`,
  ],
  [
    "a load balancer with multi-value headers",
    balancedMulti,
    `https://origin.invalid${all}`,
  ],
] as const)
  // prettier-ignore
  test(`the documented event of ${name} is read whole`, async () => {
    const asked: Request[] = [];
    await toLambdaHandler(async (request) => {
      asked.push(request);
      assert.equal(await request.text(), event.body);
      return new Response(null);
    })(event);
    const [request] = asked;
    assert.equal(request?.url, url);
    assert.match(request.headers.get("header2")!, /^value1, ?value2$/);
    assert.equal(lambdaEvent(request), event);
  });

test("the event is within reach of authenticate, and of nobody else", () => {
  assert.equal(lambdaEvent(new Request("https://a.example")), undefined);
});

const staged = (rawPath: string, stage: string) => ({
  ...http,
  rawPath,
  requestContext: { ...http.requestContext, stage },
});
for (const [what, event, path] of [
  ["a stage", staged("/prod/grant", "prod"), "/grant"],
  ["a stage alone", staged("/prod", "prod"), "/"],
  [
    "a path that begins like the stage",
    staged("/prod/production", "prod"),
    "/production",
  ],
  ["no stage", staged("/production/x", "prod"), "/production/x"],
  ["the default stage", staged("/$default/x", "$default"), "/$default/x"],
  [
    "format 1.0 on a stage",
    { ...rest, version: "1.0", path: "/test/grant" },
    "/grant",
  ],
  [
    "a REST API's resource that is called like its stage",
    { ...rest, path: "/test/grant" },
    "/test/grant",
  ],
  [
    "a base path of a custom domain",
    { ...rest, path: "/v1/grant" },
    "/v1/grant",
  ],
  ["a decoded question mark", staged("/a?b=1#c", "$default"), "/a%3Fb=1%23c"],
  [
    "decoded text",
    staged("/a b/Übung/100%", "$default"),
    "/a%20b/%C3%9Cbung/100%25",
  ],
  ["escapes", staged("/a%20b/%2F", "$default"), "/a%20b/%2F"],
  ["two slashes", staged("//evil.example/x", "$default"), "//evil.example/x"],
] as const)
  // prettier-ignore
  test(`of the path: ${what}`, async () => {
    assert.equal(new URL((await seen(event)).url).pathname, path);
  });

test("a body of bytes, parsed by middleware, or not there", async () => {
  const bytes = Buffer.from([0, 255, 128, 7]);
  const body = bytes.toString("base64");
  for (const event of [rest, http, balanced]) {
    const [received] = await Promise.all([
      new Promise((resolve) => {
        void toLambdaHandler(async (request) => {
          resolve(Buffer.from(await request.arrayBuffer()));
          return new Response(null);
        })({ ...event, body, isBase64Encoded: true });
      }),
    ]);
    assert.deepEqual(received, bytes);
    assert.equal((await seen({ ...event, body: { a: 1 } })).body, '{"a":1}');
    assert.equal((await seen({ ...event, body: null })).body, "");
    assert.equal((await seen({ ...event, body: undefined })).body, "");
  }
});

const cookieOf =
  (...lines: string[]): WebHandler =>
  async () => {
    const response = Response.json({});
    for (const line of lines) response.headers.append("Set-Cookie", line);
    return response;
  };

test("the result has the fields that its reader takes, and no others", async () => {
  const common = { statusCode: 200, body: "{}", isBase64Encoded: false };
  const type = { "content-type": "application/json" };
  const lines = ["a=1", "b=2"];
  const results: [unknown, LambdaResult][] = [
    [rest, { ...common, headers: type, multiValueHeaders: { "set-cookie": lines } }],
    [http, { ...common, headers: type, cookies: lines }],
    [balancedMulti, { ...common, multiValueHeaders: { "content-type": ["application/json"], "set-cookie": lines } }],
  ]; // prettier-ignore
  for (const [event, result] of results)
    assert.deepEqual(await toLambdaHandler(cookieOf(...lines))(event), result);
});

test("a load balancer without multi-value headers gets one cookie, or hears what to set", async () => {
  const { headers } = await toLambdaHandler(cookieOf("a=1"))(balanced);
  assert.deepEqual(headers, {
    "content-type": "application/json",
    "set-cookie": "a=1",
  });
  await assert.rejects(toLambdaHandler(cookieOf("a=1", "b=2"))(balanced), {
    name: "TypeError",
    message: /lambda\.multi_value_headers\.enabled/,
  });
});

test("text is text, whatever else is base64", async () => {
  const encoded = async (body: BodyInit, headers: Record<string, string>) =>
    (await toLambdaHandler(async () => new Response(body, { headers }))(rest))
      .isBase64Encoded;
  for (const type of [
    "application/json",
    "application/problem+json",
    "text/vtt; charset=utf-8",
    "application/vnd.apple.mpegurl",
    "audio/mpegurl",
  ])
    // prettier-ignore
    assert.equal(
      await encoded("#EXTM3U", { "Content-Type": type }),
      type === "audio/mpegurl",
      type,
    );
  const json = { "Content-Type": "application/json" };
  assert.equal(await encoded(new Uint8Array([255, 254]), json), true);
  assert.equal(await encoded("x", { ...json, "Content-Encoding": "br" }), true);
});

test("at a REST API that was not told of binary types, grants arrive all the same and keys do not", async (t) => {
  const key = Buffer.from([255, 1, 2, 3]);
  const lambda = toLambdaHandler(async (request) =>
    request.method === "GET" ? new Response(key) : grantHandler(request),
  );
  const origin = await startGateway(t, "rest", lambda);
  const grant = await ask(origin, { body: '{"videoId":"lesson-1"}' });
  assert.equal(grant.status, 200);
  assert.equal(grant.lines("Set-Cookie").length, 5);
  const { body } = await ask(origin, { method: "GET" });
  assert.equal(body.toString(), key.toString("base64"));
});

test("the gateways of these tests lose what AWS loses", async (t) => {
  const result = (await toLambdaHandler(cookieOf("a=1", "b=2"))(
    http,
  )) as object;
  const wrong = await startGateway(t, "rest", async () => result);
  assert.equal((await ask(wrong)).status, 502);
  const one = await toLambdaHandler(cookieOf("a=1", "b=2"))(rest);
  const lost = await startGateway(t, "http-2.0", async () => one);
  assert.deepEqual((await ask(lost)).lines("Set-Cookie"), []);
});

test("the endpoint's own origin is what API Gateway says, or the option; no header of the request", async () => {
  const headers = {
    Host: "evil.example",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "http",
    Forwarded: "host=evil.example",
  };
  const many = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value]]),
  );
  const cdn = "https://cdn.school.example";
  for (const [event, own] of [
    [{ ...rest, headers, multiValueHeaders: many }, api],
    [{ ...http, headers }, api],
    [{ ...balanced, headers }, "https://origin.invalid"],
    [{ ...balancedMulti, multiValueHeaders: many }, "https://origin.invalid"],
  ] as const) {
    assert.equal(new URL((await seen(event)).url).origin, own);
    const { url } = await seen(event, { origin: cdn });
    assert.equal(new URL(url).origin, cdn);
  }
});

test("a page of the endpoint's own origin may ask, and one of a host that the client made up may not", async () => {
  const handler = createGrantHandler({
    origins: [page],
    signer: () => assert.fail("not reached"),
    authenticate: () => undefined,
    authorize: () => undefined,
  });
  const status = async (event: object, origin: string) => {
    const headers = {
      Origin: origin,
      "content-type": "application/json",
      Host: "evil.example",
    };
    const { statusCode } = await toLambdaHandler(handler)({
      ...event,
      headers,
      multiValueHeaders: undefined,
    });
    return statusCode;
  };
  assert.equal(await status(http, api), 401);
  assert.equal(await status(rest, api), 401);
  assert.equal(await status(balanced, page), 401);
  for (const event of [http, rest, balanced])
    assert.equal(await status(event, "https://evil.example"), 400);
});

for (const [what, event] of [
  [
    "a batch of aws:sqs records",
    { Records: [{ eventSource: "aws:sqs", body: "secret" }] },
  ],
  ["a batch of aws:sns records", { Records: [{ EventSource: "aws:sns" }] }],
  [
    "an EventBridge event",
    {
      source: "aws.mediaconvert",
      "detail-type": "MediaConvert Job State Change",
    },
  ],
  [
    "a question to a Lambda authorizer",
    { ...rest, type: "REQUEST", methodArn: "arn:aws:execute-api:…" },
  ],
  [
    "a question to a Lambda authorizer",
    { ...http, type: "REQUEST", routeArn: "arn:aws:execute-api:…" },
  ],
  [
    "a message of a WebSocket API",
    { requestContext: { connectionId: "c", routeKey: "$connect" } },
  ],
  ["a Lambda@Edge request of CloudFront", { Records: [{ cf: {} }] }],
  ["a Cognito trigger", { triggerSource: "PreSignUp_SignUp" }],
  ["an object with key1, key2", { key1: "secret", key2: 2 }],
  ["undefined", undefined],
  ["a string of 6 characters", "secret"],
  ["an array of 1", [{ httpMethod: "POST" }]],
] as const)
  // prettier-ignore
  test(`an event that is no request is a TypeError that says: ${what}`, async () => {
    await assert.rejects(toLambdaHandler(echo)(event), (error: TypeError) => {
      assert.equal(error.name, "TypeError");
      assert.ok(error.message.startsWith(`The event is ${what}.`), error.message);
      assert.doesNotMatch(error.message, /secret/);
      return true;
    });
  });

test("whatever is in a request, there is an answer", async () => {
  const context = { ...http.requestContext };
  const table: [event: object, status: number][] = [
    [{ ...http, headers: { a: "Ü→" } }, 400],
    [{ ...http, headers: { "a b": "1" } }, 400],
    [{ ...http, headers: null, cookies: "x", rawQueryString: null }, 200],
    [{ ...http, requestContext: { ...context, domainName: undefined } }, 200],
    [{ ...http, requestContext: { ...context, domainName: "a b/c" } }, 400],
    [{ ...http, requestContext: { ...context, http: { method: "TRACE" } } }, 400],
    [{ ...http, rawPath: "no-slash" }, 400],
    [{ ...http, rawPath: "/\ud800" }, 400],
    [{ ...rest, multiValueHeaders: { a: "1" }, queryStringParameters: 7 }, 200],
  ]; // prettier-ignore
  for (const [event, status] of table) {
    const { statusCode, body } = await toLambdaHandler(echo)(event);
    assert.equal(statusCode, status, body);
  }
});

test("an answer whose body breaks off is a 500", async () => {
  const broken = toLambdaHandler(
    async () =>
      new Response(
        new ReadableStream({
          pull(controller) {
            controller.error(new Error("password is hunter2"));
          },
        }),
      ),
  );
  const { statusCode, body } = await broken(http);
  assert.equal(statusCode, 500);
  assert.doesNotMatch(body, /hunter2/);
});

test("half a second before Lambda would end the function, it is answered for and its signal aborted", async () => {
  let aborted: Promise<unknown> | undefined;
  const slow = toLambdaHandler(async ({ signal }) => {
    aborted = once(signal, "abort");
    return new Promise(() => undefined);
  });
  const { statusCode, headers, body } = await slow(http, {
    getRemainingTimeInMillis: () => 520,
  });
  assert.equal(statusCode, 503);
  assert.equal(headers?.["retry-after"], "5");
  assert.equal((JSON.parse(body) as Problem).code, "server-error");
  await aborted;
});

test("an answer in time leaves no timer behind", async () => {
  const timers = () =>
    process.getActiveResourcesInfo().filter((name) => name === "Timeout");
  const before = timers().length;
  await toLambdaHandler(echo)(http, { getRemainingTimeInMillis: () => 60_000 });
  assert.equal(timers().length, before);
});

test("an adapter is not made with what cannot be right", () => {
  assert.throws(() => toLambdaHandler(undefined as never), /`handler`/);
  assert.throws(
    () => toLambdaHandler(echo, { origin: "https://cdn.school.example/" }),
    { name: "TypeError", message: /`origin`/ },
  );
});
