import { Stack, Validations } from "aws-cdk-lib";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import type { IConstruct } from "constructs";

/**
 * Says to `cdk-nag` (AwsSolutions) why something is as it is, so that an app with that check need not find out again.
 * @see https://github.com/cdklabs/cdk-nag
 */
export function explain(place: IConstruct, rule: string, reason: string): void {
  Validations.of(place).acknowledge({
    id: `AwsSolutions::AwsSolutions-${rule}`,
    reason,
  });
}

/** The rule against wildcards in permissions, for the objects of one bucket. */
export function explainObjects(
  place: IConstruct,
  bucket: Bucket,
  reason: string,
  pattern = "*",
): void {
  const { "Fn::GetAtt": arn } = Stack.of(bucket).resolve(bucket.bucketArn) as {
    "Fn::GetAtt": string[];
  };
  explain(place, `IAM5[Resource::<${arn.join(".")}>/${pattern}]`, reason);
}
