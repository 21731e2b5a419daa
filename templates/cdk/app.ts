import { readFileSync } from "node:fs";
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
const stage: keyof typeof stages =
  app.node.tryGetContext("stage") ?? "development";
const { issuer, ...settings } = stages[stage];

// CloudFront counts in us-east-1: its alarms are there, or nowhere.
const stack = new Stack(app, `Lessons-${stage}`, {
  env: { region: "us-east-1" },
});

const code = Code.fromAsset("dist");
new ProtectedVideo(stack, "Video", {
  ...settings,
  stage,
  // Made by: secure-hls keys create
  publicKeys: [
    { version: "1", pem: readFileSync(`${stage}-1.public.pem`, "utf8") },
  ],
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
