import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type {
  APIGatewayProxyWithCognitoAuthorizerEvent,
  APIGatewayProxyEventV2WithJWTAuthorizer,
} from "aws-lambda";
import {
  authenticateByApiGateway,
  authorizeByRole,
  createGrantHandler,
  createSigner,
  GrantError,
  scope,
  toLambdaHandler,
} from "../../../server-kit/index.js";
import { rememberLambdaEvent } from "../../../server-kit/adapters/lambda-event.js";
import { makeKey } from "../../support/issuer.js";

/** A request as the Lambda adapter makes it of an event with this authorizer. */
function through(authorizer: unknown, headers: HeadersInit = {}): Request {
  const request = new Request("https://api.school.example/grant", { headers });
  rememberLambdaEvent(request, {
    version: "2.0",
    requestContext: { authorizer },
  });
  return request;
}

const authenticate = authenticateByApiGateway();
const claims = { sub: "ada", "cognito:groups": "student", exp: "1893456000" };

const cognito: APIGatewayProxyWithCognitoAuthorizerEvent["requestContext"]["authorizer"] =
  { claims };
const jwt: APIGatewayProxyEventV2WithJWTAuthorizer["requestContext"]["authorizer"] =
  {
    principalId: "",
    integrationLatency: 0,
    jwt: { claims, scopes: ["video"] },
  };

for (const [what, authorizer, viewer] of [
  ["Cognito in a REST API", cognito, { id: "ada", claims }],
  ["JWT in an HTTP API", jwt, { id: "ada", claims }],
  [
    "JWT in an HTTP API of payload format 1.0",
    { claims, scopes: null },
    { id: "ada", claims },
  ],
  [
    "Lambda in a REST API",
    { principalId: "ada", school: "S1", integrationLatency: 12 },
    {
      id: "ada",
      claims: { principalId: "ada", school: "S1", integrationLatency: 12 },
    },
  ],
  [
    "Lambda in an HTTP API",
    { lambda: { sub: "ada", school: "S1" } },
    { id: "ada", claims: { sub: "ada", school: "S1" } },
  ],
  [
    "Lambda whose context has claims as text",
    { principalId: "ada", claims: "{}" },
    { id: "ada", claims: { principalId: "ada", claims: "{}" } },
  ],
  [
    "Lambda whose context has a `jwt`",
    { principalId: "ada", jwt: "x.y.z" },
    { id: "ada", claims: { principalId: "ada", jwt: "x.y.z" } },
  ],
] as [string, object, object][])
  test(`a viewer whom an authorizer of ${what} has verified is known`, async () => {
    assert.deepEqual(await authenticate(through(authorizer)), viewer);
  });

for (const [what, authorizer] of [
  ["no authorizer", undefined],
  ["an authorizer that is null", null],
  ["an authorizer that is text", "ada"],
  ["an authorizer that is a list", [{ sub: "ada" }]],
  [
    "IAM in an HTTP API or a function URL",
    { iam: { userId: "AIDA", userArn: "arn:aws:iam::1:user/ada" } },
  ],
  ["Lambda without a context in an HTTP API", { lambda: null }],
  ["JWT without claims", { jwt: null }],
  ["JWT whose claims are text", { jwt: { claims: "ada" } }],
] as [string, unknown][])
  test(`with ${what} nobody is known`, async () => {
    assert.equal(await authenticate(through(authorizer)), undefined);
  });

for (const [what, authorizer] of [
  ["no ID", { claims: { email: "ada@school.example" } }],
  ["an empty ID", { principalId: "" }],
  ["an ID that is a number", { lambda: { sub: 7 } }],
  ["an ID of 513 characters", { claims: { sub: "x".repeat(513) } }],
] as [string, object][])
  test(`an authorizer that gives ${what} lets nobody in, and the developer is told why`, async () => {
    await assert.rejects(authenticate(through(authorizer)), (error) => {
      assert.ok(error instanceof GrantError && error.code === "not-signed-in");
      assert.match(error.message, /neither a `sub` nor a `principalId`/);
      return true;
    });
  });

test("the application makes its own viewer of what the authorizer found out, or nobody", async () => {
  const own = authenticateByApiGateway({
    viewer: async (found) =>
      found["school"] === "S1" && { name: String(found["sub"]) },
  });
  const viewer: { name: string } | undefined = await own(
    through({ lambda: { sub: "ada", school: "S1" } }),
  );
  assert.deepEqual(viewer, { name: "ada" });
  assert.equal(
    await own(through({ lambda: { sub: "ada", school: "S2" } })),
    undefined,
  );
  assert.equal(
    await own(new Request("https://api.school.example/grant")),
    undefined,
  );
  assert.throws(
    () => authenticateByApiGateway({ viewer: "sub" as never }),
    /`viewer`/,
  );
});

test("on Lambda, the group that API Gateway has verified decides, and a header of the viewer's does not", async () => {
  const lambda = toLambdaHandler(
    createGrantHandler({
      origins: [],
      signer: createSigner({
        keyPairId: "K1",
        privateKey: makeKey("k").privateKey,
      }),
      authenticate: authenticateByApiGateway(),
      authorize: authorizeByRole({
        roles: ["student"],
        entitle: ({ id }) => ({
          scope: scope.directory("https://cdn.school.example", id),
          video: "index.m3u8",
        }),
      }),
    }),
  );
  const call = async (authorizer: object | undefined) => {
    const http = { method: "GET", path: "/grant", sourceIp: "192.0.2.1" };
    const result = await lambda({
      version: "2.0",
      rawPath: "/grant",
      rawQueryString: "sub=eve",
      headers: { authorization: "Bearer eve", "x-sub": "eve" },
      requestContext: { domainName: "api.school.example", http, authorizer },
    });
    return result.statusCode;
  };
  const groups = { "cognito:groups": "[teacher student]" };
  assert.equal(await call({ jwt: { claims: { sub: "ada", ...groups } } }), 200);
  assert.equal(await call({ jwt: { claims: { sub: "ada" } } }), 403);
  assert.equal(await call(undefined), 401);
});

test("no header, path or body makes a viewer, or another one", async () => {
  const event = JSON.stringify({
    requestContext: { authorizer: { claims: { sub: "eve" } } },
  });
  const value = fc.oneof(
    fc.constantFrom(event, "eve", encodeURIComponent(event)),
    fc.stringMatching(/^[!-~]{0,20}$/),
  );
  const name = fc.constantFrom(
    "X-Apigateway-Event",
    "X-Apigateway-Context",
    "X-Amzn-Request-Context",
    "X-Amzn-Oidc-Data",
    "Authorization",
    "Cookie",
    "X-User",
    "requestContext",
    "authorizer",
  );
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(name, value),
      value,
      fc.boolean(),
      async (headers, text, signedIn) => {
        const request = new Request(
          `https://api.school.example/${encodeURIComponent(text)}?sub=eve`,
          {
            method: "POST",
            headers,
            body: text,
          },
        );
        if (signedIn)
          rememberLambdaEvent(request, {
            body: event,
            headers,
            requestContext: { authorizer: { claims } },
          });
        assert.equal(
          (await authenticate(request))?.id,
          signedIn ? "ada" : undefined,
        );
      },
    ),
    { numRuns: 300 },
  );
});
