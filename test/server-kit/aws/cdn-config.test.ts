import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  CloudFrontClient,
  CreateCachePolicyCommand,
  CreateFunctionCommand,
  CreateResponseHeadersPolicyCommand,
  type CreateCachePolicyCommandInput,
  type CreateResponseHeadersPolicyCommandInput,
} from "@aws-sdk/client-cloudfront";
import { PutBucketPolicyCommand, S3Client } from "@aws-sdk/client-s3";
import { bucketPolicy } from "../../../server-kit/aws/bucket-policy.js";
import { cachePolicy } from "../../../server-kit/aws/cache-policies.js";
import {
  pathGuard,
  pathGuardCode,
} from "../../../server-kit/aws/path-guard.js";
import { responseHeadersPolicy } from "../../../server-kit/aws/response-headers.js";
import { createEdge } from "../../../server-kit/edge/server.js";
import { folder } from "../edge/oracle.js";
import { startRecorder } from "../../support/recorder.js";

const lms = "https://lms.school.example";
const campus = "https://campus.example:8443";
const origins = [lms, campus];
const distributionArn =
  "arn:aws:cloudfront::123456789012:distribution/E2QWRUHAPOMQZL";

describe("the response headers policy", () => {
  const { cloudFormation, cli } = responseHeadersPolicy({ origins });
  const config = cli.input.ResponseHeadersPolicyConfig;

  test("lets the listed origins read with credentials, whatever S3 says", () => {
    const { CorsConfig: cors } = config;
    assert.deepEqual(cors.AccessControlAllowOrigins.Items, origins);
    assert.equal(cors.AccessControlAllowCredentials, true);
    assert.equal(cors.OriginOverride, true);
    // Neither may be empty: CloudFront refuses the policy.
    assert.ok(cors.AccessControlAllowHeaders.Items.length > 0, "No headers.");
    assert.ok(cors.AccessControlAllowMethods.Items.length > 0, "No methods.");
  });

  test("has no wildcard anywhere, which browsers refuse with credentials", () => {
    assert.doesNotMatch(JSON.stringify([config, cloudFormation]), /\*/);
  });

  test("lets pages read the date, and no more", () => {
    assert.deepEqual(config.CorsConfig.AccessControlExposeHeaders.Items, [
      "Date",
    ]);
  });

  for (const wrong of [
    "*",
    "https://*.school.example",
    "null",
    "http://lms.school.example",
    "https://lms.school.example/",
    "https://LMS.school.example",
  ])
    test(`is not made for the origin ${wrong}`, () => {
      assert.throws(() => responseHeadersPolicy({ origins: [lms, wrong] }), {
        name: "TypeError",
        message: /`origins\[1\]`/,
      });
    });

  test("is not made for nobody, nor under a name that CloudFront refuses", () => {
    assert.throws(() => responseHeadersPolicy({ origins: [] }), /`origins`/);
    assert.throws(
      () => responseHeadersPolicy({ origins, name: "two words" }),
      /`name`/,
    );
  });

  test("says what the local edge says", async (t) => {
    const media = folder({ "a.ts": "a" });
    t.after(() => media.remove());
    const edge = await createEdge({
      root: media.root,
      behaviors: [{ pathPattern: "*" }],
      cors: { origins, credentials: true },
    });
    t.after(() => edge.close());
    const ask = async (method: string) =>
      (
        await fetch(`${edge.origin}/a.ts`, {
          method,
          headers: { Origin: campus, "Access-Control-Request-Method": "GET" },
        })
      ).headers;
    const file = await ask("GET");
    const preflight = await ask("OPTIONS");
    const { CorsConfig: cors } = config;
    const listOf = ({ Items }: { Items: readonly string[] }) =>
      Items.join(", ");
    assert.equal(file.get("Access-Control-Allow-Origin"), campus);
    assert.equal(file.get("Access-Control-Allow-Credentials"), "true");
    assert.equal(
      file.get("Access-Control-Expose-Headers"),
      listOf(cors.AccessControlExposeHeaders),
    );
    assert.equal(
      preflight.get("Access-Control-Allow-Methods"),
      listOf(cors.AccessControlAllowMethods),
    );
    assert.equal(
      preflight.get("Access-Control-Allow-Headers"),
      listOf(cors.AccessControlAllowHeaders),
    );
    assert.equal(
      preflight.get("Access-Control-Max-Age"),
      String(cors.AccessControlMaxAgeSec),
    );
    const open = responseHeadersPolicy({ origins, signed: false }).cli.input
      .ResponseHeadersPolicyConfig.CustomHeadersConfig;
    const custom = (name: string) =>
      open.Items.find(({ Header }) => Header === name)?.Value;
    assert.equal(file.get("Cache-Control"), custom("Cache-Control"));
    // Here it is a list of all; the local edge names the one that asks.
    assert.ok(
      custom("Timing-Allow-Origin")?.includes(
        file.get("Timing-Allow-Origin") ?? "none",
      ),
      "It says nothing of Timing-Allow-Origin.",
    );
  });

  test("keeps a signed file from living on in a browser", () => {
    const header = config.CustomHeadersConfig.Items.find(
      ({ Header }) => Header === "Cache-Control",
    );
    assert.deepEqual(header, {
      Header: "Cache-Control",
      Value: "private, no-cache",
      Override: true,
    });
  });
});

describe("the cache policies", () => {
  const configOf = (kind: "segments" | "playlists") =>
    cachePolicy({ kind }).cli.input.CachePolicyConfig;

  for (const kind of ["segments", "playlists"] as const)
    test(`${kind} are kept by their path alone: neither Origin nor signature is in the key`, () => {
      const key = configOf(kind).ParametersInCacheKeyAndForwardedToOrigin;
      assert.deepEqual(
        [key.HeadersConfig, key.CookiesConfig, key.QueryStringsConfig],
        [
          { HeaderBehavior: "none" },
          { CookieBehavior: "none" },
          { QueryStringBehavior: "none" },
        ],
      );
    });

  test("segments are kept for a year, playlists for minutes", () => {
    assert.equal(configOf("segments").DefaultTTL, 365 * 86_400);
    assert.ok(configOf("playlists").MaxTTL <= 300, "Playlists are kept long.");
    for (const kind of ["segments", "playlists"] as const) {
      const { MinTTL, DefaultTTL, MaxTTL } = configOf(kind);
      assert.ok(MinTTL <= DefaultTTL && DefaultTTL <= MaxTTL, kind);
    }
  });

  test("are not made for anything else", () => {
    assert.throws(
      () => cachePolicy({ kind: "toString" as "segments" }),
      /`kind` is a string of 8 characters/,
    );
  });
});

describe("the bucket policy", () => {
  const policy = bucketPolicy({ bucket: "school-videos", distributionArn });
  const { Statement: statements } = JSON.parse(policy.cli.input.Policy) as {
    Statement: Record<string, unknown>[];
  };

  test("lets one distribution read and learn what is missing, and nobody else", () => {
    const allowed = statements.filter(({ Effect }) => Effect === "Allow");
    assert.deepEqual(
      allowed.map(({ Action, Resource }) => [Action, Resource]),
      [
        ["s3:GetObject", "arn:aws:s3:::school-videos/*"],
        ["s3:ListBucket", "arn:aws:s3:::school-videos"],
      ],
    );
    for (const statement of allowed) {
      assert.deepEqual(statement["Principal"], {
        Service: "cloudfront.amazonaws.com",
      });
      assert.deepEqual(statement["Condition"], {
        StringEquals: { "AWS:SourceArn": distributionArn },
      });
    }
  });

  test("refuses whoever comes without TLS", () => {
    const denied = statements.filter(({ Effect }) => Effect === "Deny");
    assert.deepEqual(
      denied.map(({ Action, Condition }) => [Action, Condition]),
      [["s3:*", { Bool: { "aws:SecureTransport": "false" } }]],
    );
  });

  test("stays in the partition of the distribution", () => {
    const china = bucketPolicy({
      bucket: "b-1",
      distributionArn: distributionArn.replace("aws:", "aws-cn:"),
    });
    assert.match(china.cli.input.Policy, /arn:aws-cn:s3:::b-1/);
  });

  test("is not made without either", () => {
    assert.throws(
      () => bucketPolicy({ bucket: "b/*", distributionArn }),
      /`bucket`/,
    );
    assert.throws(
      () => bucketPolicy({ bucket: "b-1", distributionArn: "*" }),
      /`distributionArn`/,
    );
  });
});

describe("what the command line of AWS takes", () => {
  // The types of the SDK are its model: a misspelt member does not compile.
  const headers: CreateResponseHeadersPolicyCommandInput =
    responseHeadersPolicy({ origins }).cli.input;
  const segments: CreateCachePolicyCommandInput = cachePolicy({
    kind: "segments",
  }).cli.input;
  const guard = pathGuard().cli.input;
  const bucket = bucketPolicy({ bucket: "school-videos", distributionArn });

  test("reaches CloudFront and S3 whole", async (t) => {
    const recorder = await startRecorder();
    t.after(() => recorder.close());
    const options = {
      endpoint: recorder.origin,
      region: "us-east-1",
      credentials: { accessKeyId: "a", secretAccessKey: "b" },
      maxAttempts: 1,
    };
    const cloudFront = new CloudFrontClient(options);
    const s3 = new S3Client({ ...options, forcePathStyle: true });
    t.after(() => [cloudFront, s3].forEach((client) => client.destroy()));

    await cloudFront.send(new CreateResponseHeadersPolicyCommand(headers));
    await cloudFront.send(new CreateCachePolicyCommand(segments));
    await cloudFront.send(
      new CreateFunctionCommand({
        ...guard,
        FunctionCode: Buffer.from(guard.FunctionCode, "base64"),
      }),
    );
    await s3.send(new PutBucketPolicyCommand(bucket.cli.input));

    const [first, second, third, fourth] = recorder.requests;
    assert.equal(valuesMissing(headers, first!.body).join(), "");
    assert.equal(valuesMissing(segments, second!.body).join(), "");
    assert.equal(valuesMissing(guard, third!.body).join(), "");
    assert.equal(fourth!.body, bucket.cli.input.Policy);
    assert.match(fourth!.url, /^\/school-videos\/?\?policy/);
  });

  test("and a template say the same", () => {
    const { cloudFormation } = responseHeadersPolicy({ origins });
    const { CorsConfig, CustomHeadersConfig } = (
      cloudFormation.Properties as {
        ResponseHeadersPolicyConfig: Record<string, Record<string, unknown>>;
      }
    ).ResponseHeadersPolicyConfig;
    assert.deepEqual(CorsConfig?.["AccessControlAllowOrigins"], {
      Items: origins,
    });
    assert.equal(CorsConfig?.["AccessControlMaxAgeSec"], 600);
    assert.equal(
      (CustomHeadersConfig?.["Items"] as unknown[]).length,
      headers.ResponseHeadersPolicyConfig?.CustomHeadersConfig?.Quantity,
    );
    assert.equal(
      pathGuard().cloudFormation.Properties["FunctionCode"],
      pathGuardCode,
    );
    assert.deepEqual(
      cachePolicy({ kind: "segments" }).cloudFormation.Properties,
      segments,
    );
    assert.deepEqual(
      bucket.cloudFormation.Properties["PolicyDocument"],
      JSON.parse(bucket.cli.input.Policy),
    );
  });
});

/** What a client leaves out of its request: it drops members that its model does not have. */
function valuesMissing(value: unknown, xml: string): string[] {
  if (typeof value === "object" && value !== null)
    return Object.values(value).flatMap((inner) => valuesMissing(inner, xml));
  return xml.includes(`>${String(value)}<`) ? [] : [String(value)];
}
