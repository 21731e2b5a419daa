import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Bucket } from "aws-cdk-lib/aws-s3";
import { AwsSolutionsChecks } from "cdk-nag";
import { checkStack } from "../../support/stack-rules.js";

describe("cdk-nag, AwsSolutions", () => {
  test("finds nothing that is not explained", () => {
    const { passed, report } = checkStack((app) => new AwsSolutionsChecks(app));
    assert.ok(passed, report.slice(0, 4_000));
    const [nag] = (
      JSON.parse(report) as {
        pluginReports: {
          violations: unknown[];
          suppressedViolations: { reason: string }[];
        }[];
      }
    ).pluginReports;
    assert.deepEqual(nag?.violations, []);
    for (const { reason } of nag.suppressedViolations)
      assert.ok(reason.length > 20, "An explanation that explains nothing.");
  });

  test("would have found a careless bucket", () => {
    const { passed, report } = checkStack(
      (app) => new AwsSolutionsChecks(app),
      (stack) => void new Bucket(stack, "Careless"),
    );
    assert.ok(!passed, "It passes.");
    assert.match(report, /AwsSolutions-S10/);
  });
});
