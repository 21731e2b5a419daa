import { Duration, Stack } from "aws-cdk-lib";
import {
  Rule,
  RuleTargetInput,
  type EventPattern,
} from "aws-cdk-lib/aws-events";
import { LambdaFunction } from "aws-cdk-lib/aws-events-targets";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { CfnQueue } from "aws-cdk-lib/aws-mediaconvert";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { videoSuffixes } from "../../video-suffixes.js";
import { explain, explainObjects } from "./explain.js";
import { createFunction, type StackFunction } from "./function.js";
import type { PackagingCode } from "./props.js";
import type { StageSettings } from "./stage.js";
import type { Storage } from "./storage.js";

export interface MediaConvertParts {
  queueArn: string;
  role: Role;
}

/** How the service reads masters and writes streams: these two buckets, for jobs of this account and region, and no more. */
export function createMediaConvert(
  scope: Construct,
  { uploads, media }: Storage,
): MediaConvertParts {
  const { partition, region, account } = Stack.of(scope);
  const queue = new CfnQueue(scope, "Queue", {
    description: "Lessons of this stack",
    pricingPlan: "ON_DEMAND",
  });
  const role = new Role(scope, "MediaConvertRole", {
    // Without the conditions, whoever may pass a job to the service could have it act with this role (confused deputy).
    assumedBy: new ServicePrincipal("mediaconvert.amazonaws.com", {
      conditions: {
        StringEquals: { "aws:SourceAccount": account },
        ArnLike: {
          "aws:SourceArn": `arn:${partition}:mediaconvert:${region}:${account}:*`,
        },
      },
    }),
  });
  role.addToPolicy(
    new PolicyStatement({
      actions: ["s3:GetObject"],
      resources: [uploads.arnForObjects("*")],
    }),
  );
  role.addToPolicy(
    new PolicyStatement({
      actions: ["s3:PutObject"],
      resources: [media.arnForObjects("*")],
    }),
  );
  for (const bucket of [uploads, media])
    explainObjects(
      role,
      bucket,
      "Names of masters and segments are not known beforehand: one action on the objects of one bucket.",
    );
  return { queueArn: queue.attrArn, role };
}

export interface Packaging {
  functions: StackFunction[];
  /** What an upload begins a job by. */
  uploadRule: Rule;
  /** What was not dealt with after two days of trying. */
  undelivered: Queue;
}

/** An upload begins a job; the end of a job is written down. */
export function createPackaging(
  scope: Construct,
  code: PackagingCode,
  {
    storage,
    stage,
    mediaConvert: { queueArn, role },
  }: {
    storage: Storage;
    stage: StageSettings;
    mediaConvert: MediaConvertParts;
  },
): Packaging {
  const { uploads, media, videos } = storage;
  const undelivered = new Queue(scope, "Undelivered", {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  explain(undelivered, "SQS3", "It is the dead-letter queue.");
  const variables = {
    MEDIA_BUCKET: media.bucketName,
    UPLOAD_BUCKET: uploads.bucketName,
    MEDIACONVERT_ROLE_ARN: role.roleArn,
    MEDIACONVERT_QUEUE_ARN: queueArn,
    VIDEOS_TABLE: videos.tableName,
  };
  const settings = { stage, seconds: 60, variables };
  const upload = createFunction(scope, "Upload", code.onUpload, settings);
  const jobChange = createFunction(
    scope,
    "JobChange",
    code.onJobChange,
    settings,
  );
  upload.function.addToRolePolicy(
    new PolicyStatement({
      actions: ["mediaconvert:CreateJob"],
      resources: [queueArn],
    }),
  );
  upload.function.addToRolePolicy(
    new PolicyStatement({
      actions: ["iam:PassRole"],
      resources: [role.roleArn],
      conditions: {
        StringEquals: { "iam:PassedToService": "mediaconvert.amazonaws.com" },
      },
    }),
  );
  videos.grant(jobChange.function, "dynamodb:UpdateItem");
  const storyboards = "*/storyboard.vtt";
  jobChange.function.addToRolePolicy(
    new PolicyStatement({
      actions: ["s3:PutObject"],
      resources: [media.arnForObjects(storyboards)],
    }),
  );
  explainObjects(
    jobChange.function.role!,
    media,
    "Names of videos are not known beforehand: it writes files of this one name.",
    storyboards,
  );

  const { suffixes = videoSuffixes } = code;
  const uploadRule = rule("Uploaded", upload, {
    source: ["aws.s3"],
    detailType: ["Object Created"],
    detail: {
      bucket: { name: [uploads.bucketName] },
      object: {
        key: suffixes.map((suffix) => ({
          suffix: { "equals-ignore-case": suffix },
        })),
      },
    },
  });
  rule("JobChanged", jobChange, {
    source: ["aws.mediaconvert"],
    detailType: ["MediaConvert Job State Change"],
    detail: {
      queue: [queueArn],
      status: ["PROGRESSING", "COMPLETE", "ERROR", "CANCELED"],
    },
  });
  return { functions: [upload, jobChange], uploadRule, undelivered };

  function rule(
    id: string,
    { function: made }: StackFunction,
    eventPattern: EventPattern,
  ): Rule {
    const target = new LambdaFunction(made, {
      deadLetterQueue: undelivered,
      maxEventAge: Duration.hours(24),
      retryAttempts: 5,
      event: RuleTargetInput.fromEventPath("$"),
    });
    return new Rule(scope, id, { eventPattern, targets: [target] });
  }
}
