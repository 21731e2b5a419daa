import assert from "node:assert/strict";
import { text } from "node:stream/consumers";
import { test, type TestContext } from "node:test";
import { MediaConvertClient } from "@aws-sdk/client-mediaconvert";
import { buildJob } from "../../../../server-kit/aws/mediaconvert/index.js";
import {
  JobFaultsError,
  onUpload,
  submitJob,
  watchJob,
} from "../../../../server-kit/aws/mediaconvert/jobs.js";
import { startStub, type StubAnswer } from "../../../support/http-stub.js";
import { articleJob } from "./article-job.js";
import { key, keyUrl, least } from "./job-options.js";

/** MediaConvert at the wire, and a real client that talks to it. */
async function service(t: TestContext, answer?: StubAnswer) {
  const jobs: Record<string, unknown>[] = [];
  const stub = await startStub(
    t,
    answer ??
      (async (response, request) => {
        const body = JSON.parse(await text(request)) as Record<string, unknown>;
        // The same token is the same job.
        const same = jobs.findIndex(
          ({ clientRequestToken: token }) =>
            token === body["clientRequestToken"],
        );
        if (same === -1) jobs.push(body);
        const id = `job-${same === -1 ? jobs.length : same + 1}`;
        response.setHeader("Content-Type", "application/json");
        response.writeHead(201);
        response.end(
          JSON.stringify({
            job: { id, status: "SUBMITTED", settings: {}, role: "" },
          }),
        );
      }),
  );
  const client = new MediaConvertClient({
    endpoint: stub.origin,
    region: "eu-central-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
  });
  t.after(() => client.destroy());
  return { client, stub, jobs };
}

const answerWith =
  (...jobs: object[]): StubAnswer =>
  (response) => {
    response.setHeader("Content-Type", "application/json");
    response.end(
      JSON.stringify({ job: jobs.length > 1 ? jobs.shift() : jobs[0] }),
    );
  };

test("a job is sent to the service as it was built", async (t) => {
  const { client, stub, jobs } = await service(t);
  const job = buildJob({
    ...least,
    encryption: { key, keyUrl },
    queue: "lessons",
  });
  assert.deepEqual(await submitJob(client, job), {
    jobId: "job-1",
    status: "SUBMITTED",
    percent: undefined,
    error: undefined,
  });
  assert.deepEqual(stub.requests, ["POST /2017-08-29/jobs"]);
  const [sent] = jobs as [
    {
      role: string;
      queue: string;
      userMetadata: object;
      settings: {
        outputGroups: {
          outputs: object[];
          outputGroupSettings: {
            hlsGroupSettings: {
              destination: string;
              encryption: { staticKeyProvider: object };
            };
          };
        }[];
      };
    },
  ];
  assert.equal(sent.role, least.role);
  assert.equal(sent.queue, "lessons");
  assert.deepEqual(sent.userMetadata, job.UserMetadata);
  const [group] = sent.settings.outputGroups;
  assert.equal(group!.outputs.length, 6);
  const { hlsGroupSettings: hls } = group!.outputGroupSettings;
  assert.equal(hls.destination, "s3://school-videos/courses/lesson-1/v1/index");
  assert.deepEqual(hls.encryption.staticKeyProvider, {
    keyFormat: "identity",
    staticKeyValue: key,
    url: keyUrl,
  });
});

test("a job that the service would refuse is not sent, and what is wrong is said", async (t) => {
  const { client, stub } = await service(t);
  await assert.rejects(submitJob(client, articleJob as never), (error) => {
    assert.ok(error instanceof JobFaultsError, String(error));
    assert.match(error.message, /Outputs\[0\].ContainerSettings/);
    assert.ok(error.findings.length > 10, `${error.findings.length} findings`);
    return true;
  });
  assert.deepEqual(stub.requests, []);
});

test("what the service refuses all the same is thrown as the SDK throws it", async (t) => {
  const { client } = await service(t, (response) => {
    response.setHeader("x-amzn-errortype", "BadRequestException");
    response.writeHead(400);
    response.end(JSON.stringify({ message: "no such queue" }));
  });
  await assert.rejects(submitJob(client, buildJob(least)), {
    name: "BadRequestException",
  });
});

test("a service that never answers is given up at the time limit", async (t) => {
  const { client } = await service(t, () => undefined);
  await assert.rejects(
    submitJob(client, buildJob(least), { timeoutSeconds: 1 }),
    /MediaConvert took longer than 1 s/,
  );
});

test("a job is watched to its end, with its progress told", async (t) => {
  const { client, stub } = await service(
    t,
    answerWith(
      {
        id: "job-1",
        status: "PROGRESSING",
        jobPercentComplete: 40,
        role: "",
        settings: {},
      },
      { id: "job-1", status: "COMPLETE", role: "", settings: {} },
    ),
  );
  const seen: (number | undefined)[] = [];
  const end = await watchJob(client, "job-1", {
    everySeconds: 1,
    onProgress: ({ percent }) => seen.push(percent),
  });
  assert.equal(end.status, "COMPLETE");
  assert.deepEqual(seen, [40, 100]);
  assert.deepEqual(stub.requests, Array(2).fill("GET /2017-08-29/jobs/job-1"));
});

test("a job that failed is an end as well; the signal ends the watching alone", async (t) => {
  const failed = {
    id: "job-1",
    status: "ERROR",
    errorMessage: "no access",
    role: "",
    settings: {},
  };
  const { client, stub } = await service(t, answerWith(failed));
  assert.equal((await watchJob(client, "job-1")).error, "no access");
  stub.answer = answerWith({
    id: "job-1",
    status: "PROGRESSING",
    role: "",
    settings: {},
  });
  const abort = new AbortController();
  const watching = watchJob(client, "job-1", {
    onProgress: () => abort.abort(),
    signal: abort.signal,
  });
  await assert.rejects(watching, { name: "AbortError" });
  assert.ok(
    stub.requests.every((request) => request.startsWith("GET")),
    "The job was touched.",
  );
});

const s3Event = (key: string, more: object = {}) => ({
  Records: [
    {
      eventName: "ObjectCreated:Put",
      eventTime: "2026-11-26T10:00:00.000Z",
      s3: { bucket: { name: "school-uploads" }, object: { key, size: 1024 } },
      ...more,
    },
  ],
});

const jobOf = ({ key: name }: { key: string }) =>
  name.endsWith(".mp4")
    ? { output: "s3://school-videos/lesson-1", role: least.role }
    : undefined;

test("an upload becomes a job, whose version is the upload's time; the same event twice is one job", async (t) => {
  const { client, jobs } = await service(t);
  const handler = onUpload({ client, jobOf });
  const event = s3Event("courses/lesson+1+%C3%A4.mp4");
  const sent = [...(await handler(event)), ...(await handler(event))];
  assert.deepEqual(
    sent.map(({ jobId }) => jobId),
    ["job-1", "job-1"],
  );
  assert.equal(jobs.length, 1);
  const job = jobs[0] as {
    settings: { inputs: { fileInput: string }[] };
    userMetadata: { version: string };
  };
  assert.equal(
    job.settings.inputs[0]!.fileInput,
    "s3://school-uploads/courses/lesson 1 ä.mp4",
  );
  assert.equal(
    job.userMetadata.version,
    String(Date.parse("2026-11-26T10:00:00Z") / 1_000),
  );
});

test("EventBridge tells of an upload as well, with its key as it is", async (t) => {
  const { client, jobs } = await service(t);
  const sent = await onUpload({ client, jobOf })({
    source: "aws.s3",
    "detail-type": "Object Created",
    time: "2026-11-26T10:00:00Z",
    detail: {
      bucket: { name: "school-uploads" },
      object: { key: "a+b.mp4", size: 1 },
    },
  });
  assert.equal(sent.length, 1);
  assert.match(JSON.stringify(jobs[0]), /s3:\/\/school-uploads\/a\+b\.mp4/);
});

test("what is no video, no upload, or S3's own test makes no job", async (t) => {
  const { client, stub } = await service(t);
  const handler = onUpload({ client, jobOf });
  for (const event of [
    s3Event("notes.pdf"),
    s3Event("lesson.mp4", { eventName: "ObjectRemoved:Delete" }),
    { Service: "Amazon S3", Event: "s3:TestEvent" },
    {},
    undefined,
  ])
    assert.deepEqual(await handler(event), []);
  assert.deepEqual(stub.requests, []);
});

test("an upload that cannot be sent is thrown, so that Lambda tries again", async (t) => {
  const { client } = await service(t, (response) =>
    response.writeHead(503).end(),
  );
  await assert.rejects(onUpload({ client, jobOf })(s3Event("lesson.mp4")));
});
