import { CfnOutput, Fn } from "aws-cdk-lib";
import type { Distribution } from "aws-cdk-lib/aws-cloudfront";
import type { Function } from "aws-cdk-lib/aws-lambda";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import type { Topic } from "aws-cdk-lib/aws-sns";
import { Construct } from "constructs";
import type { StackOutputs } from "../stack-outputs.js";
import { createAlarms } from "./alarms.js";
import { checkProps } from "./check-props.js";
import { createDistribution } from "./distribution.js";
import { createFunction, type StackFunction } from "./function.js";
import { createGatewayDoor, createUrlDoor, type GrantDoor } from "./grant.js";
import { createKeyGroup, createSigningKeys } from "./keys.js";
import {
  createMediaConvert,
  createPackaging,
  type Packaging,
} from "./packaging.js";
import type { ProtectedVideoProps } from "./props.js";
import { readStage } from "./stage.js";
import { createStorage, type Storage } from "./storage.js";

/**
 * Everything between an upload and a lesson that plays for those who may watch it: buckets, MediaConvert's role and queue, a
 * distribution that is signed but for its exceptions, the grant function under its host, sessions, alarms. One a stack, as the
 * names of its outputs are fixed.
 *
 * What is missing does not synthesise.
 * @throws TypeError naming the property, without a word of a key
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/PrivateContent.html
 * @example
 * ```ts
 * import { App, Stack } from "aws-cdk-lib";
 * import { Code } from "aws-cdk-lib/aws-lambda";
 * import { ProtectedVideo } from "secure-hls-player/server-kit/aws/construct";
 *
 * const stack = new Stack(new App(), "Lessons");
 * new ProtectedVideo(stack, "Video", {
 *   origins: ["https://lessons.school.example"],
 *   publicKeys: [{ version: "2026a", pem: readFileSync("2026a.public.pem", "utf8") }],
 *   grant: { code: Code.fromAsset("dist/grant"), handler: "index.handler" },
 * });
 * ```
 */
export class ProtectedVideo extends Construct {
  readonly distribution: Distribution;
  readonly storage: Storage;
  readonly grantFunction: Function;
  readonly packaging: Packaging | undefined;
  readonly alarms: Topic;

  constructor(scope: Construct, id: string, props: ProtectedVideoProps) {
    super(scope, id);
    checkProps(props);
    const stage = readStage(props.stage);
    const storage = createStorage(this, stage);
    const keys = createKeyGroup(this, props.publicKeys);
    const signing = createSigningKeys(this, props.signingKey, {
      keyPairIds: keys.keyPairIds,
      retain: stage.retain,
    });
    const mediaConvert = createMediaConvert(this, storage);
    const { front = { kind: "http-api" } } = props.grant;

    const makeGrant = (cdnOrigin: string): StackFunction =>
      createFunction(this, "Grant", props.grant, {
        stage,
        seconds: 10,
        variables: {
          ...signing.environment,
          CDN_ORIGIN: cdnOrigin,
          PAGE_ORIGINS: Fn.join(",", [...props.origins]),
          SESSIONS_TABLE: storage.sessions.tableName,
          VIDEOS_TABLE: storage.videos.tableName,
          MEDIA_BUCKET: storage.media.bucketName,
        },
      });
    const makeDistribution = (door: GrantDoor): Distribution =>
      createDistribution(this, props, {
        // The CDK is not written for exactOptionalPropertyTypes.
        media: storage.media as IBucket,
        keyGroup: keys.group,
        grantOrigin: door.origin,
        stage,
      });

    let grant: StackFunction;
    let cdnOrigin: string;
    if (front.kind === "function-url") {
      cdnOrigin = `https://${props.domain!.name}`;
      grant = makeGrant(cdnOrigin);
      this.distribution = makeDistribution(createUrlDoor(grant.function));
    } else {
      const door = createGatewayDoor(this, front.jwt, stage);
      this.distribution = makeDistribution(door);
      cdnOrigin = `https://${props.domain?.name ?? this.distribution.distributionDomainName}`;
      grant = makeGrant(cdnOrigin);
      door.open(grant.function);
    }
    grant.function.addToRolePolicy(signing.permission);
    storage.sessions.grant(
      grant.function,
      "dynamodb:GetItem",
      "dynamodb:PutItem",
    );
    storage.videos.grant(grant.function, "dynamodb:GetItem");

    this.packaging =
      props.packaging &&
      createPackaging(this, props.packaging, { storage, stage, mediaConvert });
    this.alarms = createAlarms(this, {
      distribution: this.distribution,
      grant,
      functions: [grant, ...(this.packaging?.functions ?? [])],
      undelivered: this.packaging?.undelivered,
      keyAgeDays: props.keyAgeDays ?? 180,
      email: props.alarmEmail,
    });
    this.storage = storage;
    this.grantFunction = grant.function;

    writeOutputs(this, {
      CdnOrigin: cdnOrigin,
      GrantEndpoint: `${cdnOrigin}/.auth/grant`,
      DistributionId: this.distribution.distributionId,
      DistributionDomain: this.distribution.distributionDomainName,
      KeyGroupId: keys.group.keyGroupId,
      KeyPairIds: keys.keyPairIds,
      SigningKeys: signing.location,
      UploadBucket: storage.uploads.bucketName,
      MediaBucket: storage.media.bucketName,
      SessionsTable: storage.sessions.tableName,
      VideosTable: storage.videos.tableName,
      MediaConvertRole: mediaConvert.role.roleArn,
      MediaConvertQueue: mediaConvert.queueArn,
      UploadRule: this.packaging?.uploadRule.ruleName ?? "none",
      AlarmTopic: this.alarms.topicArn,
    });
  }
}

/** Under the names that the command line looks for. */
function writeOutputs(scope: Construct, outputs: StackOutputs): void {
  const place = new Construct(scope, "Outputs");
  for (const [name, value] of Object.entries(outputs))
    new CfnOutput(place, name, { value: String(value) }).overrideLogicalId(
      name,
    );
}
