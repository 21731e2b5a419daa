import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  App,
  DefaultStackSynthesizer,
  Stack,
  type IStackSynthesizer,
} from "aws-cdk-lib";
import { Code } from "aws-cdk-lib/aws-lambda";
import { Bucket } from "aws-cdk-lib/aws-s3";
import { checkFields } from "../../edge/checks.js";
import { optionError } from "../../option-error.js";
import { ProtectedVideo } from "./protected-video.js";
import type { FunctionCode, ProtectedVideoProps } from "./props.js";

/** A CloudFormation template. */
export type Template = Record<string, unknown>;

/** The functions' code, as a zip on S3 in the stack's region. */
export interface UploadedCode {
  bucket: string;
  key: string;
  /** Version of the object. @default the newest when deployed, which no later deployment notices to have changed */
  version?: string | undefined;
}

/** The properties of `ProtectedVideo`, with code that lies on S3. */
export interface StackOptions extends Omit<
  ProtectedVideoProps,
  "grant" | "packaging"
> {
  /** @default "SecureHls" */
  stackName?: string | undefined;
  /** @default the one that it is deployed to */
  region?: string | undefined;
  /** Has `grant.mjs`, and for packaging `upload.mjs` and `job-change.mjs`; each exports `handler`. */
  code: UploadedCode;
  /** What stands before the grant function. @default { kind: "http-api" } */
  front?: ProtectedVideoProps["grant"]["front"];
  /** Whether each upload becomes a stream. @default true */
  packaging?: boolean | undefined;
}

/** A bucket's name. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** In JSON nothing else notices a misspelt `domain`, without which the stack has none. */
const optionNames: Record<keyof StackOptions, true> = {
  stackName: true,
  region: true,
  code: true,
  front: true,
  packaging: true,
  origins: true,
  publicKeys: true,
  signingKey: true,
  stage: true,
  domain: true,
  publicPaths: true,
  refusalPage: true,
  ipv6: true,
  webAclArn: true,
  keyAgeDays: true,
  alarmEmail: true,
};

/** The modules of the zip. */
export const codeHandlers = {
  grant: "grant.handler",
  onUpload: "upload.handler",
  onJobChange: "job-change.handler",
} as const;

/**
 * The template of a stack with one `ProtectedVideo` in it, without the CDK's own tool: `aws cloudformation deploy` takes it.
 * @throws TypeError naming the option that is missing or wrong, without a word of a key
 */
export function synthesizeStack(options: StackOptions): Template {
  checkFields(options, "The stack", Object.keys(optionNames));
  const {
    stackName = "SecureHls",
    region,
    code,
    front,
    packaging = true,
    ...props
  } = options;
  if (!code?.bucket || !code.key)
    throw optionError(
      "code",
      code,
      "Give { bucket, key } of the zip with the functions on S3.",
    );
  if (!bucketName.test(code.bucket))
    throw optionError(
      "code.bucket",
      code.bucket,
      "Give a bucket's name: 3 to 63 small letters, digits, dots and hyphens.",
    );
  return synthesize(stackName, region, (stack) => {
    const bucket = Bucket.fromBucketName(stack, "Code", code.bucket);
    const zip = Code.fromBucket(bucket, code.key, code.version);
    const at = (handler: string): FunctionCode => ({ code: zip, handler });
    new ProtectedVideo(stack, "Video", {
      ...props,
      grant: { ...at(codeHandlers.grant), front },
      ...(packaging && {
        packaging: {
          onUpload: at(codeHandlers.onUpload),
          onJobChange: at(codeHandlers.onJobChange),
        },
      }),
    });
  });
}

/** The template of what `build` makes. The CDK writes it into a folder, which is gone afterwards. */
export function synthesize(
  stackName: string,
  region: string | undefined,
  build: (stack: Stack) => void,
): Template {
  const outdir = mkdtempSync(join(tmpdir(), "secure-hls-stack-"));
  try {
    const app = new App({ outdir, analyticsReporting: false });
    const stack = new Stack(app, stackName, {
      description: "Protected video: secure-hls-player",
      // No bootstrapped account is needed: the template has no assets.
      synthesizer: new DefaultStackSynthesizer({
        generateBootstrapVersionRule: false,
      }) as IStackSynthesizer,
      ...(region && { env: { region } }),
    });
    build(stack);
    return app.synth().getStackByName(stackName).template as Template;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
