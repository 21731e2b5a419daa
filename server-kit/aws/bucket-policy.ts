import { optionError } from "../option-error.js";
import type { CdnPiece } from "./cdn-piece.js";

export type { CdnPiece, CloudFormationResource } from "./cdn-piece.js";

export interface BucketPolicyOptions {
  /** Name of the bucket that the files lie in. */
  bucket: string;
  /** ARN of the one distribution that may read it: `arn:aws:cloudfront::123456789012:distribution/E…`. */
  distributionArn: string;
}

/** The parameters of `put-bucket-policy`. */
export interface BucketPolicyInput {
  Bucket: string;
  /** JSON. */
  Policy: string;
}

/**
 * Lets one distribution read the bucket by its origin access control, and nobody without TLS.
 *
 * With `s3:ListBucket` S3 answers 404 for what is not there. Without it, that is a 403, which looks like a refused signature.
 * Give the distribution a default root object: a request for `/` would otherwise list the bucket.
 * @throws TypeError naming the option
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-s3.html
 */
export function bucketPolicy({
  bucket,
  distributionArn,
}: BucketPolicyOptions): CdnPiece<BucketPolicyInput> {
  if (
    typeof bucket !== "string" ||
    !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)
  )
    throw optionError("bucket", bucket, "Give the name of an S3 bucket.");
  const partition =
    typeof distributionArn === "string" &&
    /^arn:(aws[a-z-]*):cloudfront::\d{12}:distribution\/[A-Z0-9]+$/.exec(
      distributionArn,
    )?.[1];
  if (!partition)
    throw optionError(
      "distributionArn",
      distributionArn,
      "Give the ARN that CloudFront shows for the distribution, arn:aws:cloudfront::<account>:distribution/<ID>.",
    );
  const arn = `arn:${partition}:s3:::${bucket}`;
  const byEdge = {
    Effect: "Allow",
    Principal: { Service: "cloudfront.amazonaws.com" },
    // Every distribution of every account is that service: only this one is meant.
    Condition: { StringEquals: { "AWS:SourceArn": distributionArn } },
  };
  const document = {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "EdgeReads",
        ...byEdge,
        Action: "s3:GetObject",
        Resource: `${arn}/*`,
      },
      {
        Sid: "EdgeLearnsWhatIsMissing",
        ...byEdge,
        Action: "s3:ListBucket",
        Resource: arn,
      },
      {
        Sid: "NobodyWithoutTls",
        Effect: "Deny",
        Principal: { AWS: "*" },
        Action: "s3:*",
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  };
  return {
    cloudFormation: {
      Type: "AWS::S3::BucketPolicy",
      Properties: { Bucket: bucket, PolicyDocument: document },
    },
    cli: {
      command:
        "aws s3api put-bucket-policy --cli-input-json file://policy.json",
      input: { Bucket: bucket, Policy: JSON.stringify(document) },
    },
  };
}
