import assert from "node:assert/strict";
import { text as textOf } from "node:stream/consumers";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { outputNames } from "../../../server-kit/aws/stack-outputs.js";
import { startStub } from "../../support/http-stub.js";
import { commandLine } from "./command-line.js";

const role = "arn:aws:iam::111122223333:role/mediaconvert";
const build = [
  ...["job", "build", "s3://uploads/lesson-1.mp4", "--role", role],
  ...["--output", "s3://media/lesson-1", "--as-version", "7"],
];

/** MediaConvert at the wire: JSON over paths. The job takes two questions to be done. */
async function mediaConvert(t: TestContext) {
  const bodies: string[] = [];
  let asked = 0;
  const stub = await startStub(t, async (response, request) => {
    const body = await textOf(request);
    if (request.method === "POST") bodies.push(body);
    else asked += 1;
    const job = {
      id: "1700000000000-abc123",
      status: asked < 2 ? "PROGRESSING" : "COMPLETE",
      jobPercentComplete: asked < 2 ? 50 : 100,
    };
    response.writeHead(request.method === "POST" ? 201 : 200, {
      "Content-Type": "application/json",
    });
    response.end(JSON.stringify({ job }));
  });
  setEnv(t, { AWS_ENDPOINT_URL_MEDIACONVERT: stub.origin });
  return { bodies };
}

/** As a shell has it, for the clients that the commands make. */
function setEnv(t: TestContext, endpoint: Record<string, string>): void {
  const values = {
    ...endpoint,
    AWS_REGION: "eu-central-1",
    AWS_ACCESS_KEY_ID: "A",
    AWS_SECRET_ACCESS_KEY: "S",
    AWS_MAX_ATTEMPTS: "1",
  };
  Object.assign(process.env, values);
  t.after(() => {
    for (const name of Object.keys(values)) delete process.env[name];
  });
}

test("job build prints a job that the linter finds nothing wrong with", async (t) => {
  const { cwd, type } = commandLine(t);
  const made = await type([
    ...[...build, "--size", "1280x720"],
    ...["--captions", "de=s3://uploads/lesson-1.de.vtt"],
  ]);
  assert.equal(made.exitCode, 0, made.err);
  assert.match(made.out, /s3:\/\/media\/lesson-1\/v7\/index/);
  assert.doesNotMatch(made.out, /1080p/, "above the source");
  writeFileSync(join(cwd, "job.json"), made.out);
  const linted = await type(["job", "lint", "job.json"]);
  assert.equal(linted.exitCode, 0, linted.out);
  assert.doesNotMatch(linted.out, /^(?:error|warning)/m);
});

test("job build refuses AES-128 in CMAF, and says no key", async (t) => {
  const { type } = commandLine(t);
  const key = "00112233445566778899aabbccddeeff";
  const { exitCode, err } = await type([
    ...[...build, "--container", "cmaf", "--key", key],
    ...["--key-url", "https://api.school.example/keys?keyId=lesson-1"],
  ]);
  assert.equal(exitCode, 2);
  assert.ok(!err.includes(key), "the key");
});

test("job lint names each fault of another job with its mend, and job submit does not send it", async (t) => {
  const { cwd, type } = commandLine(t);
  const made = await type(build);
  const job = JSON.parse(made.out) as {
    Settings: { OutputGroups: { Outputs: { ContainerSettings?: object }[] }[] };
  };
  delete job.Settings.OutputGroups[0]!.Outputs[0]!.ContainerSettings;
  writeFileSync(join(cwd, "job.json"), JSON.stringify(job));
  const { bodies } = await mediaConvert(t);
  const linted = await type(["job", "lint", "job.json"]);
  assert.equal(linted.exitCode, 1);
  assert.match(linted.out, /^error .*ContainerSettings.*\n {2}Mend: /m);
  const sent = await type(["job", "submit", "job.json"]);
  assert.equal(sent.exitCode, 1);
  assert.match(sent.out, /^Not sent\./);
  assert.deepEqual(bodies, []);
});

test("job submit --watch sends it, and waits for its end", async (t) => {
  const { type } = commandLine(t);
  const { bodies } = await mediaConvert(t);
  const made = await type(build);
  const { exitCode, out, err } = await type(
    ["job", "submit", "-", "--watch", "--every", "1s", "--json"],
    { input: made.out },
  );
  assert.equal(exitCode, 0, out + err);
  assert.equal(bodies.length, 1);
  assert.match(bodies[0]!, /s3:\/\/uploads\/lesson-1\.mp4/);
  assert.match(out, /"status": "COMPLETE"/);
});

test("stack template prints what comes with the package", async (t) => {
  const { type } = commandLine(t);
  const { exitCode, out } = await type(["stack", "template"]);
  assert.equal(exitCode, 0);
  const { Resources } = JSON.parse(out) as { Resources: object };
  assert.ok(
    JSON.stringify(Resources).includes("AWS::CloudFront::Distribution"),
  );
});

test("stack outputs reads AWS's answer and the CDK's file", async (t) => {
  const { type } = commandLine(t);
  const values = Object.fromEntries(
    outputNames.map((name) => [name, `the ${name}`]),
  );
  values.KeyPairIds = "2026a=K2JCJMDEHXQW5F";
  const answer = {
    Stacks: [
      {
        Outputs: Object.entries(values).map(([OutputKey, OutputValue]) => ({
          OutputKey,
          OutputValue,
        })),
      },
    ],
  };
  for (const given of [answer, { SecureHls: values }]) {
    const { exitCode, out, err } = await type(["stack", "outputs", "-"], {
      input: JSON.stringify(given),
    });
    assert.equal(exitCode, 0, err);
    assert.match(out, /^DistributionId: the DistributionId$/m);
  }
  const missing = await type(["stack", "outputs", "-"], { input: "{}" });
  assert.equal(missing.exitCode, 2);
  assert.match(missing.err, /describe-stacks/);
});

test("stack outputs asks CloudFormation for a stack by its name", async (t) => {
  const { type } = commandLine(t);
  const asked: string[] = [];
  const stub = await startStub(t, async (response, request) => {
    const body = await textOf(request);
    asked.push(body);
    response.setHeader("Content-Type", "text/xml");
    if (!body.includes("StackName=Lessons")) {
      response.writeHead(400);
      response.end(
        "<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id Other does not exist</Message></Error></ErrorResponse>",
      );
      return;
    }
    const members = outputNames
      .map(
        (name) =>
          `<member><OutputKey>${name}</OutputKey><OutputValue>${name === "KeyPairIds" ? "1=K1" : `the ${name}`}</OutputValue></member>`,
      )
      .join("");
    response.end(
      `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>Lessons</StackName><Outputs>${members}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
    );
  });
  setEnv(t, { AWS_ENDPOINT_URL_CLOUDFORMATION: stub.origin });
  const outputs = ["stack", "outputs"];
  const found = await type([...outputs, "--stack", "Lessons", "--json"]);
  assert.equal(found.exitCode, 0, found.err + found.out);
  assert.equal(
    found.json<Record<string, string>>().UploadRule,
    "the UploadRule",
  );
  assert.match(asked[0]!, /^Action=DescribeStacks&|&Action=DescribeStacks/);

  const other = await type([...outputs, "--stack", "Other"]);
  assert.equal(other.exitCode, 3);
  assert.match(
    other.err,
    /--stack Other: ValidationError: .* Is it in this account/,
  );
  const nothing = await type(outputs);
  assert.equal(nothing.exitCode, 2);
  assert.match(nothing.err, /Give --stack/);
});

test("a file that is no JSON says so, and says nothing of itself", async (t) => {
  const { cwd, type } = commandLine(t);
  writeFileSync(join(cwd, "job.json"), "s3cr3t");
  const { exitCode, err } = await type(["job", "lint", "job.json"]);
  assert.equal(exitCode, 2);
  assert.equal(err, "error: <file> job.json: it is not JSON.\n");
});
