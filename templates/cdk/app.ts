import { existsSync, readFileSync } from "node:fs";
import { App, Stack } from "aws-cdk-lib";
import { Code } from "aws-cdk-lib/aws-lambda";
import { ProtectedVideo } from "secure-hls-player/server-kit/aws/construct";

/** What differs from stage to stage: cdk deploy -c stage=production */
const stages = {
  development: {
    origins: ["http://localhost:5173"],
    issuer: "https://id.test.school.example/",
  },
  production: {
    origins: ["https://lessons.school.example"],
    issuer: "https://id.school.example/",
    domain: {
      name: "cdn.school.example",
      certificateArn:
        "arn:aws:acm:us-east-1:123456789012:certificate/00000000-0000-0000-0000-000000000000",
    },
  },
};

const app = new App();
const stage = stageOf(app.node.tryGetContext("stage") ?? "development");
const { issuer, ...settings } = stages[stage];

// CloudFront counts in us-east-1: its alarms are there, or nowhere.
const stack = new Stack(app, `Lessons-${stage}`, {
  env: { region: "us-east-1" },
});

const code = Code.fromAsset("dist");
new ProtectedVideo(stack, "Video", {
  ...settings,
  stage,
  publicKeys: [{ version: "1", pem: publicKey("1") }],
  publicPaths: ["/public/*"],
  grant: {
    code,
    handler: "grant.handler",
    front: { kind: "http-api", jwt: { issuer, audience: ["video"] } },
  },
  packaging: {
    onUpload: { code, handler: "upload.handler" },
    onJobChange: { code, handler: "job-change.handler" },
  },
});

function stageOf(name: string): keyof typeof stages {
  if (!Object.hasOwn(stages, name))
    throw new Error(
      `There is no stage ${name}. Give one of: ${Object.keys(stages).join(", ")}.`,
    );
  return name as keyof typeof stages;
}

/** A key of the stage. Its private half stays out of the repository. */
function publicKey(version: string): string {
  const name = `${stage}-${version}`;
  const file = `keys/${name}.public.pem`;
  if (!existsSync(file))
    throw new Error(
      `${file} is not there. Make it: npx secure-hls keys create --name ${name}`,
    );
  return readFileSync(file, "utf8");
}
