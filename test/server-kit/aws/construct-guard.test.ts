import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { CfnGuardValidator } from "@cdklabs/cdk-validator-cfnguard";
import { checkStack } from "../../support/stack-rules.js";

/** Rules of Control Tower that the stack does not follow, and why. */
const unfollowed: Record<string, string> = {
  "CT.APIGATEWAY.PR.5": "Browsers send no token with OPTIONS.",
  "CT.CLOUDFRONT.PR.4":
    "A second region doubles what is stored; S3 is in three zones.",
  "CT.CLOUDFRONT.PR.5":
    "Log lines would hold the signatures of query delivery.",
  "CT.CLOUDWATCH.PR.2":
    "Logs name viewers: they are kept as long as the stage says.",
  "CT.CLOUDWATCH.PR.3":
    "CloudWatch encrypts them with a key of its own; no entry holds a secret.",
  "CT.DYNAMODB.PR.2":
    "DynamoDB encrypts with a key of its own; the table holds sessions.",
  "CT.LAMBDA.PR.2":
    "The pack takes a service with a source ARN made by CloudFormation for the public.",
  "CT.LAMBDA.PR.3": "They reach AWS alone; a VPC needs a NAT gateway for that.",
  "CT.S3.PR.2": "It is the bucket of the access logs themselves.",
  "CT.S3.PR.4":
    "Nothing waits for segments, nor for access logs; that of uploads has notifications.",
  "CT.S3.PR.9": "What is taken down has to be deletable.",
  "CT.S3.PR.10":
    "S3 encrypts with a key of its own: one of KMS costs a request for each segment that the edge fetches.",
  "CT.SQS.PR.1": "It is the dead-letter queue.",
};

describe("cfn-guard, Control Tower", () => {
  test("finds nothing that is not explained, and explains nothing that it does not find", () => {
    const { report } = checkStack(() => new CfnGuardValidator());
    const found = new Set(
      [...report.matchAll(/\[(CT\.\w+\.PR\.\d+)\]/g)].map(([, rule]) => rule),
    );
    assert.deepEqual(
      [...found].toSorted(),
      Object.keys(unfollowed).toSorted(),
      report.slice(0, 2_000),
    );
  });
});
