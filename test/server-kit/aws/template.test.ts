import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { shippedTemplate, templatePath } from "../../../build/template.js";
import {
  keyPairIdsOf,
  outputNames,
  readStackOutputs,
} from "../../../server-kit/aws/stack-outputs.js";
import { checkOrigin } from "../../../server-kit/origin.js";
import type { Resource } from "../../support/stack.js";

interface Shipped {
  Parameters: Record<string, { AllowedPattern?: string; Default?: string }>;
  Outputs: Record<string, unknown>;
  Resources: Record<string, Resource>;
}

const text = readFileSync(templatePath, "utf8");
const shipped = JSON.parse(text) as Shipped;
const allows = (parameter: string, value: string): boolean =>
  new RegExp(`^(?:${shipped.Parameters[parameter]?.AllowedPattern})$`).test(
    value,
  );

describe("the template in the package", () => {
  test("is that of the construct: npm run template writes it", () => {
    assert.deepEqual(shipped, shippedTemplate());
  });

  test("has no function but the three of the zip", () => {
    const codes = Object.values(shipped.Resources)
      .filter(({ Type }) => Type === "AWS::Lambda::Function")
      .map(({ Properties }) => Properties["Handler"]);
    assert.deepEqual(codes.toSorted(), [
      "grant.handler",
      "job-change.handler",
      "upload.handler",
    ]);
  });

  test("needs no assets, no bootstrapped account, and fits CloudFormation when it is on S3", () => {
    assert.doesNotMatch(text, /cdk-hnb659fds|\$\{Token\[/);
    assert.ok(text.length < 1_000_000, "It is too large.");
  });

  test("asks for keys and origins, and has no default for either", () => {
    for (const name of ["PublicKey", "PageOrigins", "JwtIssuer"])
      assert.ok(
        shipped.Parameters[name] && !("Default" in shipped.Parameters[name]),
        name,
      );
  });

  for (const origin of [
    "https://lessons.school.example",
    "https://lessons.school.example:8443",
    "http://localhost:5173",
    "*",
    "https://*.school.example",
    "https://lessons.school.example/",
    "http://lessons.school.example",
    "null",
    "https://LESSONS.school.example",
  ])
    test(`takes the origin ${origin} just where the construct does`, () => {
      let taken = true;
      try {
        checkOrigin("origin", origin);
      } catch {
        taken = false;
      }
      assert.equal(allows("PageOrigins", origin), taken);
    });

  test("takes no private key", () => {
    assert.ok(
      !allows(
        "PublicKey",
        "-----BEGIN PRIVATE KEY-----\nAA==\n-----END PRIVATE KEY-----",
      ),
      "It takes it.",
    );
    assert.ok(
      allows(
        "PublicKey",
        "-----BEGIN PUBLIC KEY-----\nAA==\n-----END PUBLIC KEY-----\n",
      ),
      "It takes no public one.",
    );
  });

  test("has the outputs that the command line reads", () => {
    assert.deepEqual(
      Object.keys(shipped.Outputs).toSorted(),
      outputNames.toSorted(),
    );
  });
});

describe("the outputs of a stack", () => {
  const record = Object.fromEntries(
    outputNames.map((name) => [name, `the ${name}`]),
  );
  record["KeyPairIds"] = "2026a=K1,2026b=K2";
  const list = Object.entries(record).map(([OutputKey, OutputValue]) => ({
    OutputKey,
    OutputValue,
  }));

  test("are read from DescribeStacks, and from the CDK's file", () => {
    assert.deepEqual(readStackOutputs(list), record);
    assert.deepEqual(readStackOutputs(record), record);
  });

  test("say which are missing", () => {
    assert.throws(() => readStackOutputs(list.slice(2)), {
      name: "TypeError",
      message: /no output CdnOrigin, GrantEndpoint\./,
    });
    assert.throws(
      () => readStackOutputs(undefined as unknown as []),
      /`outputs` is undefined/,
    );
  });

  test("give each version its ID", () => {
    assert.deepEqual(keyPairIdsOf(readStackOutputs(list)), [
      { version: "2026a", keyPairId: "K1" },
      { version: "2026b", keyPairId: "K2" },
    ]);
    assert.throws(() => keyPairIdsOf({ KeyPairIds: "K1" }), /`KeyPairIds`/);
  });
});
