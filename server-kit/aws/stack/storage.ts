import { Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import {
  AttributeType,
  BillingMode,
  Table,
  TableEncryption,
} from "aws-cdk-lib/aws-dynamodb";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  ObjectOwnership,
  type BucketProps,
  type CfnBucket,
} from "aws-cdk-lib/aws-s3";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";
import type { StageSettings } from "./stage.js";

export interface Storage {
  /** Masters as they are uploaded. The edge cannot reach it. */
  uploads: Bucket;
  /** Packaged streams, for the edge. */
  media: Bucket;
  /** Who is watching on which device. */
  sessions: Table;
  /** What there is to play of each video. */
  videos: Table;
}

/** Days after which parts of an upload that was never finished are thrown away. */
const unfinishedDays = 7;

export function createStorage(scope: Construct, stage: StageSettings): Storage {
  const removalPolicy = stage.retain
    ? RemovalPolicy.RETAIN
    : RemovalPolicy.DESTROY;
  const common: BucketProps = {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    removalPolicy,
  };
  const logs = new Bucket(scope, "AccessLogs", {
    ...common,
    versioned: true,
    lifecycleRules: [
      {
        expiration: Duration.days(stage.logDays),
        noncurrentVersionExpiration: Duration.days(1),
      },
    ],
  });
  const versioned: BucketProps = {
    ...common,
    versioned: true,
    lifecycleRules: [
      {
        abortIncompleteMultipartUploadAfter: Duration.days(unfinishedDays),
        noncurrentVersionExpiration: Duration.days(stage.undeleteDays),
      },
    ],
  };
  const uploads = new Bucket(scope, "Uploads", versioned);
  const media = new Bucket(scope, "Media", versioned);
  logAccess(logs, { uploads, media });
  // The CDK's own `eventBridgeEnabled` brings a function that may configure every bucket of the account.
  cfnBucketOf(uploads).notificationConfiguration = {
    eventBridgeConfiguration: { eventBridgeEnabled: true },
  };
  return {
    uploads,
    media,
    sessions: createTable(scope, "Sessions", {
      key: "pk",
      timeToLiveAttribute: "expiresAt",
      removalPolicy,
    }),
    videos: createTable(scope, "Videos", { key: "videoId", removalPolicy }),
  };
}

/** By the policy of the bucket: the CDK does it by an ACL, unless the app has a flag. */
function logAccess(logs: Bucket, sources: Record<string, Bucket>): void {
  const { account } = Stack.of(logs);
  for (const [name, source] of Object.entries(sources))
    cfnBucketOf(source).loggingConfiguration = {
      destinationBucketName: logs.bucketName,
      logFilePrefix: `${name}/`,
    };
  logs.addToResourcePolicy(
    new PolicyStatement({
      actions: ["s3:PutObject"],
      principals: [new ServicePrincipal("logging.s3.amazonaws.com")],
      resources: [logs.arnForObjects("*")],
      // Not by the buckets' ARNs: with a policy that knows them they could not be made before it, nor it before them.
      conditions: { StringEquals: { "aws:SourceAccount": account } },
    }),
  );
}

function cfnBucketOf(bucket: Bucket): CfnBucket {
  return bucket.node.defaultChild as CfnBucket;
}

/** As the stores of server-kit and `createVideoRecords` expect it. */
function createTable(
  scope: Construct,
  id: string,
  {
    key,
    ...more
  }: {
    key: string;
    removalPolicy: RemovalPolicy;
    timeToLiveAttribute?: string;
  },
): Table {
  return new Table(scope, id, {
    partitionKey: { name: key, type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.DEFAULT,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    ...more,
  });
}
