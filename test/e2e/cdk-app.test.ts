import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { text } from "node:stream/consumers";
import { dirname, join } from "node:path";
import { after, before, describe, test, type TestContext } from "node:test";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import S3rver from "s3rver";
import { createEdge } from "../../server-kit/edge/server.js";
import { createAwsJsonServer } from "../support/aws-json-server.js";
import {
  copyApp,
  readManifest,
  runIn,
  type AppManifest,
} from "../support/cdk-app.js";
import { startDynamoDB, type DynamoDB } from "../support/dynamodb.js";
import { startStub } from "../support/http-stub.js";
import { startLambda, type LambdaProcess } from "../support/lambda-process.js";
import type { Resource } from "../support/stack.js";

const cdn = "https://cdn.school.example";
const page = "http://localhost:5173";
const keyPairId = "K2JCJMDEHXQW5F";

let folder: string;
before(() => (folder = copyApp()));
after(() => rmSync(folder, { recursive: true, force: true }));

const npx = (...args: string[]) => runIn(folder, "npx", "--no", ...args);
const command = (...args: string[]) =>
  runIn(
    folder,
    process.execPath,
    "node_modules/secure-hls-player/dist/cli/secure-hls.js",
    ...args,
  );

/** `cdk synth` of an app that is changed; what was there before is gone. */
function synth(app: string) {
  rmSync(join(folder, "cdk.out"), { recursive: true, force: true });
  writeFileSync(join(folder, "app.ts"), app);
  return npx("cdk", "synth", "--quiet");
}

const hasTemplate = () =>
  existsSync(join(folder, "cdk.out/Lessons-development.template.json"));

describe("the example app", () => {
  const app = readFileSync("templates/cdk/app.ts", "utf8");

  test("takes the versions that this package is tested with", () => {
    const { dependencies, devDependencies } = readManifest("templates/cdk");
    const own = JSON.parse(
      readFileSync("package.json", "utf8"),
    ) as AppManifest & { version: string };
    for (const [name, range] of Object.entries({
      ...dependencies,
      ...devDependencies,
    }))
      assert.equal(
        range.replace(/^\^/, ""),
        (name === "secure-hls-player"
          ? own.version
          : own.devDependencies[name]
        )?.replace(/^\^/, ""),
        name,
      );
  });

  test("says how to make the key that is missing, and synthesises nothing", () => {
    const { status, stderr } = synth(app);
    assert.equal(status, 1, stderr);
    assert.match(
      stderr,
      /Error: keys\/development-1\.public\.pem is not there\. Make it: npx secure-hls keys create --name development-1\n/,
    );
    assert.ok(!hasTemplate(), "There is a template.");
    const made = command("keys", "create", "--name", "development-1");
    assert.equal(made.status, 0, made.stderr);
  });

  test("does not synthesise without origins", () => {
    const { status, stderr } = synth(
      app.replace(/^ *origins: .*localhost.*\n/m, ""),
    );
    assert.equal(status, 1, stderr);
    assert.match(
      stderr,
      /TypeError: `origins` is undefined\. Give the origins whose pages play, such as/,
    );
    assert.ok(!hasTemplate(), "There is a template.");
  });

  test("is sound TypeScript", () => {
    writeFileSync(join(folder, "app.ts"), app);
    const { status, stdout } = npx("tsc");
    assert.equal(status, 0, stdout);
  });

  test("synthesises by the CDK's own command, without a word of warning", () => {
    const { status, stderr } = synth(app);
    assert.equal(status, 0, stderr);
    assert.doesNotMatch(stderr, /warning/i);
  });
});

describe("its functions, as they were bundled", () => {
  let template: { Resources: Record<string, Resource> };
  let code: string;
  let dynamodb: DynamoDB;
  const buckets = { uploads: "school-uploads", media: "school-media" };
  let s3: S3rver;
  let s3Url: string;

  before(async () => {
    template = JSON.parse(
      readFileSync(
        join(folder, "cdk.out/Lessons-development.template.json"),
        "utf8",
      ),
    ) as typeof template;
    const { files } = JSON.parse(
      readFileSync(
        join(folder, "cdk.out/Lessons-development.assets.json"),
        "utf8",
      ),
    ) as {
      files: Record<string, { source: { path: string; packaging: string } }>;
    };
    const [zip] = Object.values(files).filter(
      ({ source }) => source.packaging === "zip",
    );
    code = join(folder, "cdk.out", zip!.source.path);
    dynamodb = await startDynamoDB();
    await dynamodb.createTable("sessions");
    await dynamodb.createTable("videos", "videoId");
    s3 = new S3rver({
      address: "127.0.0.1",
      port: 0,
      directory: join(folder, "s3"),
      silent: true,
      configureBuckets: Object.values(buckets).map((name) => ({ name })),
    });
    s3Url = `http://127.0.0.1:${(await s3.run()).port}`;
  });
  after(async () => {
    await s3.close();
    await dynamodb.close();
  });

  /** With the variables that the stack gives it, and stand-ins for AWS. */
  function start(
    t: TestContext,
    handler: string,
    endpoints: Record<string, string>,
    origin = cdn,
  ): LambdaProcess {
    const [made] = Object.values(template.Resources).filter(
      ({ Properties }) => Properties?.["Handler"] === `${handler}.handler`,
    );
    const { Variables: variables } = made!.Properties["Environment"] as {
      Variables: Record<string, unknown>;
    };
    const values: Record<string, string> = {
      CDN_ORIGIN: origin,
      PAGE_ORIGINS: page,
      SIGNING_SECRET_ARN:
        "arn:aws:secretsmanager:us-east-1:123456789012:secret:signing-AbCdEf",
      SESSIONS_TABLE: "sessions",
      VIDEOS_TABLE: "videos",
      MEDIA_BUCKET: buckets.media,
      UPLOAD_BUCKET: buckets.uploads,
      MEDIACONVERT_ROLE_ARN: "arn:aws:iam::123456789012:role/MediaConvert",
      MEDIACONVERT_QUEUE_ARN:
        "arn:aws:mediaconvert:us-east-1:123456789012:queues/Lessons",
    };
    const environment = Object.fromEntries(
      Object.keys(variables).map((name) => [
        name,
        values[name] ?? assert.fail(`What is ${name}?`),
      ]),
    );
    if ("PAGE_ORIGINS" in variables)
      assert.equal(variables["PAGE_ORIGINS"], page);
    return startLambda(t, join(code, `${handler}.mjs`), {
      ...environment,
      ...Object.fromEntries(
        Object.entries(endpoints).map(([service, url]) => [
          `AWS_ENDPOINT_URL_${service}`,
          url,
        ]),
      ),
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "S3RVER",
      AWS_SECRET_ACCESS_KEY: "S3RVER",
    });
  }

  test("an upload becomes a job, its end a record and a storyboard, and that a grant whose cookies the edge takes", async (t) => {
    // 1. EventBridge tells of an upload, twice.
    const jobs: {
      clientRequestToken: string;
      role: string;
      queue: string;
      userMetadata: Record<string, string>;
    }[] = [];
    const mediaConvert = await startStub(t, async (response, request) => {
      jobs.push(JSON.parse(await text(request)));
      response.setHeader("Content-Type", "application/json");
      response.writeHead(201).end(
        JSON.stringify({
          job: { id: "job-1", status: "SUBMITTED", settings: {}, role: "" },
        }),
      );
    });
    const upload = start(t, "upload", { MEDIACONVERT: mediaConvert.origin });
    assert.deepEqual(await upload.invoke(objectCreated("lesson-1.mp4")), [
      { jobId: "job-1", status: "SUBMITTED" },
    ]);
    await upload.invoke(objectCreated("lesson-1.mp4"));
    const [job, again] = jobs;
    assert.deepEqual(
      [job?.role, job?.queue],
      [
        "arn:aws:iam::123456789012:role/MediaConvert",
        "arn:aws:mediaconvert:us-east-1:123456789012:queues/Lessons",
      ],
    );
    assert.equal(
      again?.clientRequestToken,
      job?.clientRequestToken,
      "The same upload makes two jobs.",
    );

    // 2. MediaConvert tells of its end.
    const jobChange = start(t, "job-change", {
      DYNAMODB: dynamodb.endpoint,
      S3: s3Url,
    });
    await jobChange.invoke(jobComplete(job!.userMetadata));
    const { version } = job!.userMetadata;
    const client = new S3Client({
      endpoint: s3Url,
      region: "us-east-1",
      forcePathStyle: true,
      credentials: { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" },
    });
    t.after(() => client.destroy());
    const storyboard = await client.send(
      new GetObjectCommand({
        Bucket: buckets.media,
        Key: `lesson-1/v${version}/storyboard.vtt`,
      }),
    );
    assert.match(
      await storyboard.Body!.transformToString(),
      /^WEBVTT\n\n00:00:00\.000 --> /,
    );

    // 3. A viewer asks for a grant.
    const body = { SecretString: signingKey() };
    const secrets = await createAwsJsonServer(() => ({ body }));
    t.after(() => secrets.close());
    const grant = start(t, "grant", {
      DYNAMODB: dynamodb.endpoint,
      SECRETS_MANAGER: secrets.client.endpoint,
    });
    const refused = (await grant.invoke(
      grantRequest({ sub: "ada", videos: "[lesson-2]" }),
    )) as HttpAnswer;
    assert.equal(refused.statusCode, 403, refused.body);
    assert.equal(
      ((await grant.invoke(grantRequest(undefined))) as HttpAnswer).statusCode,
      401,
    );
    const granted = (await grant.invoke(
      grantRequest({ sub: "ada", videos: "[lesson-1]" }),
    )) as HttpAnswer;
    assert.equal(granted.statusCode, 200, granted.body + grant.log());
    assert.equal(granted.headers["access-control-allow-origin"], page);
    const { videoUrl, storyboardUrl } = JSON.parse(granted.body) as Record<
      "videoUrl" | "storyboardUrl",
      string
    >;
    assert.equal(videoUrl, `${cdn}/lesson-1/v${version}/index.m3u8`);
    assert.equal(storyboardUrl, `${cdn}/lesson-1/v${version}/storyboard.vtt`);

    // 4. The edge takes his cookies, for this lesson alone.
    const root = join(folder, "edge");
    for (const lesson of ["lesson-1", "lesson-2"]) {
      const file = join(root, lesson, `v${version}/index.m3u8`);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, "#EXTM3U\n");
    }
    const publicKey = readFileSync(
      join(folder, "keys/development-1.public.pem"),
      "utf8",
    );
    const startEdge = async (origin: string) => {
      const edge = await createEdge({
        root,
        origin,
        keyGroups: { lessons: [{ keyPairId, publicKey }] },
        behaviors: [{ pathPattern: "*", keyGroups: ["lessons"] }],
      });
      t.after(() => edge.close());
      return edge.port;
    };
    // As a browser keeps them: the others of the five names are cleared.
    const cookie = granted.cookies
      .map((line) => line.split(";")[0]!)
      .filter((pair) => !pair.endsWith("="))
      .join("; ");
    const ask = async (
      port: number,
      path: string,
      headers: Record<string, string>,
    ) => (await fetch(`http://127.0.0.1:${port}${path}`, { headers })).status;
    const edge = await startEdge(cdn);
    const path = new URL(videoUrl).pathname;
    assert.equal(await ask(edge, path, {}), 403);
    assert.equal(await ask(edge, path, { cookie }), 200);
    assert.equal(
      await ask(edge, path.replace("lesson-1", "lesson-2"), { cookie }),
      403,
    );

    // 5. Without a domain the edge is another site than the page: the grant plays without a cookie.
    const amazons = "https://d111111abcdef8.cloudfront.net";
    const other = start(
      t,
      "grant",
      {
        DYNAMODB: dynamodb.endpoint,
        SECRETS_MANAGER: secrets.client.endpoint,
      },
      amazons,
    );
    const abroad = (await other.invoke(
      grantRequest({ sub: "eve", videos: "[lesson-1]" }),
    )) as HttpAnswer;
    assert.equal(abroad.statusCode, 200, abroad.body + other.log());
    assert.match(
      abroad.cookies.join("\n"),
      /^secure-hls-device=[^\n]*; SameSite=None; Partitioned$/,
    );
    const signed = new URL((JSON.parse(abroad.body) as { videoUrl: string }).videoUrl); // prettier-ignore
    assert.equal(signed.origin + signed.pathname, amazons + path);
    const amazonsEdge = await startEdge(amazons);
    assert.equal(await ask(amazonsEdge, path, {}), 403);
    assert.equal(await ask(amazonsEdge, path + signed.search, {}), 200);

    // The log is what the stack's alarms count, and holds nothing that opens anything.
    assert.match(grant.log(), /grant-issued/);
    assert.ok(
      !grant.log().includes(cookie.split("Signature=")[1]!.slice(0, 20)),
      "A signature is in the log.",
    );
  });

  /** As `secure-hls keys create` writes it, once CloudFront has given the ID. */
  function signingKey(): string {
    const { status, stderr } = command(
      "keys",
      "create",
      "--out",
      "secret",
      "--private-key",
      "keys/development-1.private.pem",
      "--key-pair-id",
      keyPairId,
    );
    assert.equal(status, 0, stderr);
    return readFileSync(join(folder, "secret/signing.json"), "utf8");
  }

  /** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html */
  const objectCreated = (key: string) => ({
    version: "0",
    id: "17793124-05d4-b198-2fde-7ededc63b103",
    "detail-type": "Object Created",
    source: "aws.s3",
    account: "123456789012",
    time: "2026-11-12T00:00:00Z",
    region: "us-east-1",
    resources: [`arn:aws:s3:::${buckets.uploads}`],
    detail: {
      version: "0",
      bucket: { name: buckets.uploads },
      object: {
        key,
        size: 5_000_000,
        etag: "b1946ac92492d2347c6235b4d2611184",
        "version-id": "IYV3p45BT0ac8hjHg1houSdS1a.Mro8e",
        sequencer: "617f08299329d189",
      },
      "request-id": "N4N7GDK58NMKJ12R",
      requester: "123456789012",
      "source-ip-address": "192.0.2.1",
      reason: "PutObject",
    },
  });

  /** @see https://docs.aws.amazon.com/mediaconvert/latest/ug/ev_status_complete.html */
  const jobComplete = (userMetadata: Record<string, string>) => ({
    version: "0",
    id: "1234abcd-12ab-34cd-56ef-1234567890ab",
    "detail-type": "MediaConvert Job State Change",
    source: "aws.mediaconvert",
    account: "123456789012",
    time: "2026-11-12T00:05:00Z",
    region: "us-east-1",
    resources: ["arn:aws:mediaconvert:us-east-1:123456789012:jobs/job-1"],
    detail: {
      timestamp: 1_794_441_900_000,
      accountId: "123456789012",
      queue: "arn:aws:mediaconvert:us-east-1:123456789012:queues/Lessons",
      jobId: "job-1",
      status: "COMPLETE",
      userMetadata,
      outputGroupDetails: [
        {
          type: "HLS_GROUP",
          playlistFilePaths: [`${userMetadata["folder"]}index.m3u8`],
          outputDetails: [
            {
              outputFilePaths: [`${userMetadata["folder"]}index_720p.m3u8`],
              durationInMs: 12_345,
              videoDetails: { widthInPx: 1_280, heightInPx: 720 },
            },
          ],
        },
        {
          type: "FILE_GROUP",
          outputDetails: [
            {
              outputFilePaths: [
                `${userMetadata["folder"]}storyboard.0000001.jpg`,
              ],
              durationInMs: 10_000,
            },
          ],
        },
      ],
    },
  });
});

interface HttpAnswer {
  statusCode: number;
  headers: Record<string, string>;
  cookies: string[];
  body: string;
}

/** Through CloudFront and an HTTP API whose authorizer has looked at the token. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html */
const grantRequest = (claims: Record<string, string> | undefined) => ({
  version: "2.0",
  routeKey: "POST /.auth/{proxy+}",
  rawPath: "/.auth/grant",
  rawQueryString: "",
  headers: {
    "content-type": "application/json",
    host: "abc123.execute-api.us-east-1.amazonaws.com",
    origin: page,
    "sec-fetch-site": "cross-site",
    via: "2.0 0123.cloudfront.net (CloudFront)",
    "x-forwarded-for": "192.0.2.1, 198.51.100.1",
    "x-forwarded-port": "443",
    "x-forwarded-proto": "https",
  },
  pathParameters: { proxy: "grant" },
  requestContext: {
    accountId: "123456789012",
    apiId: "abc123",
    ...(claims && { authorizer: { jwt: { claims, scopes: null } } }),
    domainName: "abc123.execute-api.us-east-1.amazonaws.com",
    domainPrefix: "abc123",
    http: {
      method: "POST",
      path: "/.auth/grant",
      protocol: "HTTP/1.1",
      sourceIp: "198.51.100.1",
      userAgent: "Mozilla/5.0",
    },
    requestId: "JKJaXmPLvHcESHA=",
    routeKey: "POST /.auth/{proxy+}",
    stage: "$default",
    time: "12/Nov/2026:00:10:00 +0000",
    timeEpoch: 1_794_442_200_000,
  },
  body: JSON.stringify({ videoId: "lesson-1" }),
  isBase64Encoded: false,
});
