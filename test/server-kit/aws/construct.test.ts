import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { App, Stack } from "aws-cdk-lib";
import { Annotations, Match, Template } from "aws-cdk-lib/assertions";
import { Code } from "aws-cdk-lib/aws-lambda";
import { bucketPolicy } from "../../../server-kit/aws/bucket-policy.js";
import {
  ProtectedVideo,
  synthesizeStack,
  type ProtectedVideoProps,
  type StackOptions,
} from "../../../server-kit/aws/construct.js";
import { pathGuardCode } from "../../../server-kit/aws/path-guard.js";
import { outputNames } from "../../../server-kit/aws/stack-outputs.js";
import { findLessons } from "../../../server-kit/cli/dev/find-lessons.js";
import { createCors } from "../../../server-kit/cors.js";
import { matchesPathPattern } from "../../../server-kit/edge/match.js";
import {
  keyPair,
  schoolStack,
  type Resource,
  type Statement,
} from "../../support/stack.js";

interface Behavior {
  PathPattern?: string;
  TargetOriginId: string;
  TrustedKeyGroups?: unknown[];
  ViewerProtocolPolicy: string;
  AllowedMethods?: string[];
  CachePolicyId: unknown;
  OriginRequestPolicyId?: string;
  ResponseHeadersPolicyId?: unknown;
  FunctionAssociations?: { EventType: string }[];
}

interface DistributionConfig {
  DefaultCacheBehavior: Behavior;
  CacheBehaviors: Behavior[];
  Origins: { Id: string; OriginAccessControlId?: unknown }[];
  [name: string]: unknown;
}

let template: Template;
let resources: Record<string, Resource>;
let config: DistributionConfig;
const ofType = (type: string): Resource[] =>
  Object.values(resources).filter(({ Type }) => Type === type);
const only = (type: string): Resource => {
  const [found, ...others] = ofType(type);
  assert.ok(found && others.length === 0, `There is not just one ${type}.`);
  return found;
};

before(() => {
  const json = synthesizeStack(schoolStack);
  template = Template.fromJSON(json);
  ({ Resources: resources } = json as { Resources: typeof resources });
  config = only("AWS::CloudFront::Distribution").Properties[
    "DistributionConfig"
  ] as DistributionConfig;
});

describe("the distribution", () => {
  /** Which behavior a path falls under, as CloudFront finds it. */
  const behaviorOf = (path: string): Behavior =>
    config.CacheBehaviors.find(({ PathPattern = "" }) =>
      matchesPathPattern(PathPattern, path),
    ) ?? config.DefaultCacheBehavior;

  /** What CloudFront says of CORS under a behavior. */
  const corsOf = (behavior: Behavior): Record<string, unknown> => {
    const id = (behavior.ResponseHeadersPolicyId as { Ref: string } | undefined)
      ?.Ref;
    const policy = resources[id ?? ""]?.Properties[
      "ResponseHeadersPolicyConfig"
    ] as { CorsConfig: Record<string, unknown> } | undefined;
    return policy?.CorsConfig ?? {};
  };

  test("sends no signature on to the bucket", () => {
    const buckets = config.Origins.filter((origin) => origin.OriginAccessControlId).map(({ Id }) => Id); // prettier-ignore
    const behaviors = [config.DefaultCacheBehavior, ...config.CacheBehaviors].filter(({ TargetOriginId }) => buckets.includes(TargetOriginId)); // prettier-ignore
    assert.ok(behaviors.length > 1, `${behaviors.length} behaviors`);
    for (const { PathPattern = "*", OriginRequestPolicyId } of behaviors)
      assert.equal(OriginRequestPolicyId, undefined, PathPattern);
    for (const { Properties } of ofType("AWS::CloudFront::CachePolicy"))
      assert.match(JSON.stringify(Properties), /"CookieBehavior":"none".*"QueryStringBehavior":"none"/); // prettier-ignore
  });

  for (const path of [
    "/lesson-1/v1/index.m3u8",
    "/lesson-1/v1/index_720p_00001.ts",
    "/lesson-1/v1/index_720p.m4s",
    "/lesson-1/v1/index_captions_de.vtt",
    "/lesson-1/v1/poster.jpg",
    "/lesson-1/video.mp4",
    "/lesson-1/content.key",
    "/content/series/a/video/b/video.m3u8",
    "/content/videos/a.m3u8",
    "/publicly/index.m3u8",
    "/lesson/public/index.m3u8",
    "/refused.json.mp4",
    "/",
    "/whatever",
  ])
    test(`needs a signature for ${path}`, () => {
      assert.equal(behaviorOf(path).TrustedKeyGroups?.length, 1);
    });

  test("is without a signature on the listed paths alone", () => {
    const unsigned = [...config.CacheBehaviors, config.DefaultCacheBehavior]
      .filter(({ TrustedKeyGroups }) => !TrustedKeyGroups?.length)
      .map(({ PathPattern }) => PathPattern);
    assert.deepEqual(unsigned, ["/.auth/*", "/public/*", "/refused.json"]);
  });

  test("opens a public playlist, although playlists are signed elsewhere", () => {
    assert.equal(
      behaviorOf("/public/trailer/index.m3u8").PathPattern,
      "/public/*",
    );
  });

  test("speaks https alone, everywhere", () => {
    for (const each of [...config.CacheBehaviors, config.DefaultCacheBehavior])
      assert.equal(each.ViewerProtocolPolicy, "https-only", each.PathPattern);
  });

  test("has its domain, its certificate, TLS 1.2, HTTP/3 and IPv6", () => {
    template.hasResourceProperties("AWS::CloudFront::Distribution", {
      DistributionConfig: {
        Aliases: ["cdn.school.example"],
        ViewerCertificate: {
          AcmCertificateArn: schoolStack.domain.certificateArn,
          MinimumProtocolVersion: "TLSv1.2_2021",
          SslSupportMethod: "sni-only",
        },
        HttpVersion: "http2and3",
        IPV6Enabled: true,
        DefaultRootObject: "index.html",
        CustomErrorResponses: [
          {
            ErrorCode: 403,
            ResponseCode: 403,
            ResponsePagePath: "/refused.json",
            ErrorCachingMinTTL: 0,
          },
        ],
      },
    });
  });

  test("has one origin for the bucket, and one access control", () => {
    template.resourceCountIs("AWS::CloudFront::OriginAccessControl", 1);
    const controlled = config.Origins.filter(
      ({ OriginAccessControlId }) => OriginAccessControlId !== undefined,
    );
    assert.equal(controlled.length, 1);
    assert.equal(config.Origins.length, 2, "There is an origin too many.");
  });

  test("asks the path guard first, everywhere", () => {
    template.hasResourceProperties("AWS::CloudFront::Function", {
      FunctionCode: pathGuardCode,
      AutoPublish: true,
    });
    for (const each of [...config.CacheBehaviors, config.DefaultCacheBehavior])
      assert.deepEqual(
        each.FunctionAssociations?.map(({ EventType }) => EventType),
        ["viewer-request"],
        each.PathPattern,
      );
  });

  test("keeps segments long and playlists briefly, by keys without Origin", () => {
    const ttl = (behavior: Behavior) => {
      const { Ref: id } = behavior.CachePolicyId as { Ref: string };
      return resources[id]?.Properties["CachePolicyConfig"] as {
        MaxTTL: number;
        ParametersInCacheKeyAndForwardedToOrigin: {
          HeadersConfig: { HeaderBehavior: string };
        };
      };
    };
    const segments = ttl(behaviorOf("/lesson-1/v1/index_00001.ts"));
    const playlists = ttl(behaviorOf("/lesson-1/v1/index.m3u8"));
    assert.ok(segments.MaxTTL > 86_400, "Segments are not kept.");
    assert.ok(playlists.MaxTTL <= 300, "Playlists are kept long.");
    for (const { ParametersInCacheKeyAndForwardedToOrigin: key } of [
      segments,
      playlists,
    ])
      assert.equal(key.HeadersConfig.HeaderBehavior, "none");
  });

  test("lets the listed pages read whatever comes from the bucket", () => {
    for (const each of [...config.CacheBehaviors, config.DefaultCacheBehavior])
      if (each.PathPattern !== "/.auth/*")
        assert.ok(each.ResponseHeadersPolicyId, `None: ${each.PathPattern}`);
    for (const { Properties } of ofType(
      "AWS::CloudFront::ResponseHeadersPolicy",
    )) {
      const { CorsConfig: cors } = Properties[
        "ResponseHeadersPolicyConfig"
      ] as { CorsConfig: Record<string, unknown> };
      assert.deepEqual(cors["AccessControlAllowOrigins"], {
        Items: schoolStack.origins,
      });
    }
    for (const each of [...config.CacheBehaviors, config.DefaultCacheBehavior])
      if (each.PathPattern !== "/.auth/*")
        assert.equal(corsOf(each)["OriginOverride"], true, each.PathPattern);
  });

  test("lets the listed pages read what API Gateway refuses by itself, and leaves the function's own words alone", async () => {
    const [auth] = config.CacheBehaviors;
    const cors = corsOf(auth!);
    assert.equal(cors["OriginOverride"], false);
    assert.deepEqual(cors["AccessControlAllowOrigins"], {
      Items: schoolStack.origins,
    });
    // What the function would say: to the preflight, and beside an answer.
    const { expose, preflight } = createCors(schoolStack.origins);
    const said = preflight().headers;
    const [origin] = schoolStack.origins;
    expose(
      new Request("https://cdn.school.example/.auth/grant", {
        headers: { Origin: origin },
      }),
      said,
    );
    const itemsOf = (name: string) =>
      (cors[name] as { Items: string[] }).Items.join(", ");
    for (const name of ["Methods", "Headers"])
      assert.equal(
        itemsOf(`AccessControlAllow${name}`),
        said.get(`Access-Control-Allow-${name}`),
      );
    assert.equal(
      itemsOf("AccessControlExposeHeaders"),
      said.get("Access-Control-Expose-Headers"),
    );
    assert.equal(
      String(cors["AccessControlAllowCredentials"]),
      said.get("Access-Control-Allow-Credentials"),
    );
    assert.equal(
      String(cors["AccessControlMaxAgeSec"]),
      said.get("Access-Control-Max-Age"),
    );
  });

  test("passes grant requests on with cookies and token, and keeps no answer", () => {
    const [auth] = config.CacheBehaviors;
    assert.equal(auth?.PathPattern, "/.auth/*");
    assert.equal(auth.AllowedMethods?.length, 7);
    assert.equal(auth.CachePolicyId, "4135ea2d-6df8-44a3-9df3-4b5a84be39ad");
    assert.equal(
      auth.OriginRequestPolicyId,
      "b689b0a8-53d0-40ab-baf2-68738e2966ac",
    );
  });
});

describe("the keys", () => {
  test("are a resource a version, all of them in the group", () => {
    const ids = Object.keys(resources).filter(
      (id) => resources[id]?.Type === "AWS::CloudFront::PublicKey",
    );
    assert.equal(ids.length, 2);
    assert.match(ids.join(), /2026a.*2026b/);
    template.hasResourceProperties("AWS::CloudFront::KeyGroup", {
      KeyGroupConfig: { Items: ids.map((Ref) => ({ Ref })) },
    });
  });

  test("are in a secret without a value, which outlives the stack", () => {
    const secret = only("AWS::SecretsManager::Secret");
    assert.deepEqual(Object.keys(secret.Properties), ["Description"]);
    assert.equal(secret.DeletionPolicy, "Retain");
  });
});

describe("the buckets and tables", () => {
  test("are private, encrypted and kept; what was overwritten can be had back for a while", () => {
    const buckets = ofType("AWS::S3::Bucket");
    assert.equal(buckets.length, 3);
    for (const { Properties, DeletionPolicy } of buckets) {
      assert.deepEqual(Properties["PublicAccessBlockConfiguration"], {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      assert.ok(Properties["BucketEncryption"], "It is not encrypted.");
      assert.ok(Properties["LifecycleConfiguration"], "It grows for ever.");
      assert.deepEqual(Properties["VersioningConfiguration"], {
        Status: "Enabled",
      });
      assert.equal(DeletionPolicy, "Retain");
    }
  });

  test("let in the edge alone, as bucketPolicy says, and nobody without TLS", () => {
    const policies = ofType("AWS::S3::BucketPolicy").map(
      ({ Properties }) =>
        (Properties["PolicyDocument"] as { Statement: Statement[] }).Statement,
    );
    for (const statements of policies)
      assert.ok(
        statements.some(
          ({ Effect, Condition }) =>
            Effect === "Deny" &&
            Condition?.["Bool"]?.["aws:SecureTransport"] === "false",
        ),
        "Plain http is let in.",
      );
    const byEdge = policies
      .flat()
      .filter(({ Principal }) =>
        JSON.stringify(Principal ?? "").includes("cloudfront.amazonaws.com"),
      );
    const pattern = bucketPolicy({
      bucket: "any-bucket",
      distributionArn: "arn:aws:cloudfront::123456789012:distribution/E1",
    });
    const { Statement: expected } = JSON.parse(pattern.cli.input.Policy) as {
      Statement: Statement[];
    };
    // The CDK puts what has one condition into one statement.
    const shapes = (statements: readonly Statement[]) =>
      statements
        .flatMap(({ Effect, Action, Condition }) =>
          [Action]
            .flat()
            .map((action) =>
              [
                Effect,
                action,
                ...Object.keys(Condition?.["StringEquals"] ?? {}),
              ].join(" "),
            ),
        )
        .toSorted();
    assert.deepEqual(
      shapes(byEdge),
      shapes(expected.filter(({ Effect }) => Effect === "Allow")),
    );
    for (const { Condition } of byEdge)
      assert.match(
        JSON.stringify(Condition),
        /:distribution\/"?,\{"Ref":"VideoDistribution/,
        "It is not about the one distribution.",
      );
  });

  test("keep sessions by the key and the time that the store uses", () => {
    template.hasResourceProperties("AWS::DynamoDB::Table", {
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
      TimeToLiveSpecification: { AttributeName: "expiresAt", Enabled: true },
      BillingMode: "PAY_PER_REQUEST",
    });
  });
});

describe("permissions", () => {
  const all = (): Statement[] =>
    ["AWS::IAM::Policy", "AWS::IAM::Role"].flatMap((type) =>
      ofType(type).flatMap(({ Properties }) => {
        const document = Properties["PolicyDocument"] as
          { Statement: Statement[] } | undefined;
        assert.equal(Properties["ManagedPolicyArns"], undefined);
        return document?.Statement ?? [];
      }),
    );

  test("are never for every resource, nor for every action", () => {
    const statements = all();
    assert.ok(statements.length > 8, "They are not found.");
    for (const { Action, Resource } of statements) {
      assert.ok(![Resource].flat().includes("*"), `${String(Action)} on *`);
      for (const action of [Action].flat())
        assert.doesNotMatch(action, /\*/, "An action with a wildcard.");
    }
  });

  test("of MediaConvert are for this account's jobs, to read masters and to write streams", () => {
    const role = ofType("AWS::IAM::Role").find(({ Properties }) =>
      JSON.stringify(Properties).includes("mediaconvert.amazonaws.com"),
    );
    const [trust] = (
      role?.Properties["AssumeRolePolicyDocument"] as {
        Statement: Statement[];
      }
    ).Statement;
    assert.ok(
      trust?.Condition?.["StringEquals"]?.["aws:SourceAccount"],
      "Any account's.",
    );
    assert.match(
      JSON.stringify(trust.Condition["ArnLike"]?.["aws:SourceArn"]),
      /:mediaconvert:us-east-1:/,
    );
    const actions = all().flatMap(({ Action }) => Action);
    assert.deepEqual(
      actions.filter((action) => action.startsWith("s3:")).toSorted(),
      // The last is that of the job's end, for storyboards.
      ["s3:GetObject", "s3:PutObject", "s3:PutObject"],
    );
    template.hasResourceProperties("AWS::IAM::Policy", {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: "s3:PutObject",
            Resource: {
              "Fn::Join": ["", [Match.anyValue(), "/*/storyboard.vtt"]],
            },
          }),
        ]),
      },
    });
  });

  test("of the upload's function reach MediaConvert's role and no other", () => {
    const pass = all().filter(({ Action }) =>
      [Action].flat().includes("iam:PassRole"),
    );
    assert.equal(pass.length, 1);
    assert.deepEqual(pass[0]?.Condition, {
      StringEquals: { "iam:PassedToService": "mediaconvert.amazonaws.com" },
    });
  });
});

describe("what happens by itself", () => {
  test("an upload begins a job, and the end of one of this queue's jobs is written down", () => {
    template.hasResourceProperties("AWS::Events::Rule", {
      EventPattern: {
        source: ["aws.s3"],
        "detail-type": ["Object Created"],
        detail: { bucket: { name: [Match.anyValue()] } },
      },
    });
    template.hasResourceProperties("AWS::Events::Rule", {
      EventPattern: {
        source: ["aws.mediaconvert"],
        detail: {
          queue: [Match.anyValue()],
          status: ["PROGRESSING", "COMPLETE", "ERROR", "CANCELED"],
        },
      },
    });
    for (const { Properties } of ofType("AWS::Events::Rule"))
      for (const target of Properties["Targets"] as Record<string, unknown>[])
        assert.ok(target["DeadLetterConfig"], "What fails is lost.");
  });

  test("hears of every kind of video that is found in a folder to publish", (t) => {
    const empty = mkdtempSync(join(tmpdir(), "no-videos-"));
    t.after(() => rmSync(empty, { recursive: true }));
    let found = "";
    try {
      findLessons(empty);
    } catch (error) {
      found = /videos \(([^)]+)\)/.exec(String(error))?.[1] ?? "";
    }
    const patterns = ofType("AWS::Events::Rule").flatMap(
      ({ Properties }) =>
        (
          Properties["EventPattern"] as {
            detail: {
              object?: { key: { suffix: { "equals-ignore-case": string } }[] };
            };
          }
        ).detail.object?.key ?? [],
    );
    const heard = patterns.map(({ suffix }) => suffix["equals-ignore-case"]);
    assert.ok(heard.includes(".mp4"), "The rule is not found.");
    assert.deepEqual(heard.toSorted(), found.split(" ").toSorted());
  });

  test("no function is there that the stack did not ask for", () => {
    template.resourceCountIs("AWS::Lambda::Function", 3);
    assert.ok(
      !Object.values(resources).some(({ Type }) => /^Custom::/.test(Type)),
      "There is a custom resource.",
    );
  });

  test("alarms are heard", () => {
    const alarms = ofType("AWS::CloudWatch::Alarm");
    for (const { Properties } of alarms)
      assert.equal((Properties["AlarmActions"] as unknown[]).length, 1);
    const edge = alarms.filter(
      ({ Properties }) => Properties["Namespace"] === "AWS/CloudFront",
    );
    assert.deepEqual(
      edge.map(({ Properties }) => Properties["MetricName"]).toSorted(),
      ["4xxErrorRate", "5xxErrorRate"],
    );
    template.hasResourceProperties("AWS::CloudWatch::Alarm", {
      AlarmDescription: "The signing key is older than 180 days.",
      Threshold: 180,
    });
  });

  test("only OPTIONS gets to the grant function without a token", () => {
    const open = ofType("AWS::ApiGatewayV2::Route").filter(
      ({ Properties }) => Properties["AuthorizationType"] !== "JWT",
    );
    assert.deepEqual(
      open.map(({ Properties }) => Properties["RouteKey"]),
      ["OPTIONS /.auth/{proxy+}"],
    );
  });

  test("has the outputs that the command line reads", () => {
    const outputs = template.findOutputs("*");
    assert.deepEqual(Object.keys(outputs).toSorted(), outputNames.toSorted());
    assert.equal(outputs["CdnOrigin"]?.["Value"], "https://cdn.school.example");
    assert.deepEqual(outputs["UploadRule"]?.["Value"], {
      Ref: Object.entries(template.findResources("AWS::Events::Rule")).find(
        ([, { Properties }]) =>
          JSON.stringify(Properties).includes("Object Created"),
      )?.[0],
    });
  });
});

describe("what does not synthesise", () => {
  const { code, front, region, ...rest } = schoolStack;
  void [code, front, region];
  const sound = {
    ...rest,
    grant: { code: Code.fromInline("0"), handler: "index.handler" },
  };
  const attempt = (change: object) => () =>
    new ProtectedVideo(new Stack(new App(), "S"), "V", {
      ...sound,
      ...change,
    } as ProtectedVideoProps);

  const wrong: [string, object, RegExp][] = [
    ["no key", { publicKeys: [] }, /`publicKeys` is an array of 0.*public/],
    ["no keys at all", { publicKeys: undefined }, /`publicKeys` is undefined/],
    ["no origin", { origins: [] }, /`origins` is an array of 0/],
    ["no origins at all", { origins: undefined }, /`origins` is undefined/],
    ["a wildcard origin", { origins: ["*"] }, /`origins\[0\]`/],
    ["no grant function", { grant: undefined }, /`grant` is undefined/],
    [
      "a version twice",
      {
        publicKeys: [sound.publicKeys[0], sound.publicKeys[0]],
      },
      /`publicKeys\[1\]\.version` is there twice/,
    ],
    ["an ending", { publicPaths: ["*.jpg"] }, /`publicPaths\[0\]`/],
    ["everything", { publicPaths: ["/*"] }, /`publicPaths\[0\]`/],
    ["a folder up", { publicPaths: ["/a/../*"] }, /`publicPaths\[0\]`/],
    ["the grant's path", { publicPaths: ["/.auth/*"] }, /`publicPaths\[0\]`/],
    [
      "a slip at the end of a deep folder, at once",
      { publicPaths: [`${"/lesson-videos".repeat(30)}/ *`] },
      /`publicPaths\[0\]`/,
    ],
    ["a folder as page", { refusalPage: "/a/*" }, /`refusalPage`/],
    [
      "a certificate of another region",
      {
        domain: {
          name: "cdn.school.example",
          certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/a",
        },
      },
      /`domain\.certificateArn`.*us-east-1/,
    ],
    ["a stage of no name", { stage: "toString" }, /`stage`/],
    [
      "a function URL without a domain",
      {
        domain: undefined,
        grant: { ...sound.grant, front: { kind: "function-url" } },
      },
      /`domain` is undefined/,
    ],
    [
      "a token of nobody",
      {
        grant: {
          ...sound.grant,
          front: { kind: "http-api", jwt: { issuer: "", audience: [] } },
        },
      },
      /`grant\.front\.jwt`/,
    ],
    [
      "every secret",
      { signingKey: { kind: "secret", secretArn: "arn:aws:secretsmanager:*" } },
      /`signingKey`/,
    ],
    [
      "a KMS key too few",
      { signingKey: { kind: "kms", keyArns: ["arn:aws:kms:a:1:key/a"] } },
      /`signingKey`/,
    ],
  ];
  for (const [name, change, message] of wrong)
    test(name, () => {
      assert.throws(attempt(change), { name: "TypeError", message });
    });

  test("a private key, of which not a line is repeated", () => {
    const pem = keyPair.privateKey;
    assert.throws(
      attempt({ publicKeys: [{ version: "1", pem }] }),
      (error: Error) => {
        assert.match(error.message, /publicKeys\[0\]\.pem is a private key/);
        for (const line of pem.split("\n").slice(1, -2))
          assert.ok(!String(error.stack).includes(line), "It is repeated.");
        return true;
      },
    );
  });

  test("a stack without code", () => {
    assert.throws(
      () => synthesizeStack({ ...schoolStack, code: { bucket: "", key: "" } }),
      /`code` is an object/,
    );
  });

  test("a stack whose code is in no bucket that S3 could have, before anything else is said", () => {
    assert.throws(
      () =>
        synthesizeStack({ code: { bucket: "b", key: "k" } } as StackOptions),
      { name: "TypeError", message: /^`code.bucket` is a string of 1 / },
    );
  });

  test("a stack with a misspelt option", () => {
    const misspelt = { ...schoolStack, domian: schoolStack.domain };
    assert.throws(() => synthesizeStack(misspelt), {
      name: "TypeError",
      message: /^The stack has no option "domian"\. It has .*domain/,
    });
  });
});

describe("another choice", () => {
  test("a function URL, KMS, IPv4 alone, a development stage", () => {
    const stack = new Stack(new App(), "S", { env: { region: "eu-west-1" } });
    new ProtectedVideo(stack, "V", {
      origins: schoolStack.origins,
      publicKeys: [schoolStack.publicKeys[0]],
      domain: schoolStack.domain,
      stage: "development",
      ipv6: false,
      signingKey: {
        kind: "kms",
        keyArns: ["arn:aws:kms:eu-west-1:123456789012:key/a"],
      },
      grant: {
        code: Code.fromInline("0"),
        handler: "index.handler",
        front: { kind: "function-url" },
      },
    });
    const other = Template.fromStack(stack);
    other.resourceCountIs("AWS::SecretsManager::Secret", 0);
    other.resourceCountIs("AWS::Lambda::Function", 1);
    other.resourceCountIs("AWS::ApiGatewayV2::Api", 0);
    // CloudFront counts in us-east-1 alone, and an alarm hears its own region.
    other.resourcePropertiesCountIs(
      "AWS::CloudWatch::Alarm",
      { Namespace: "AWS/CloudFront" },
      0,
    );
    other.hasResourceProperties("AWS::CloudFront::Distribution", {
      DistributionConfig: { IPV6Enabled: false, PriceClass: "PriceClass_100" },
    });
    other.hasResourceProperties("AWS::IAM::Policy", {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: ["kms:Sign", "kms:GetPublicKey"],
            Resource: "arn:aws:kms:eu-west-1:123456789012:key/a",
          }),
        ]),
      },
    });
    other.allResources("AWS::S3::Bucket", { DeletionPolicy: "Delete" });
    Annotations.fromStack(stack).hasNoWarning("*", Match.anyValue());
  });
});
