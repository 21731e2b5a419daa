import { KeyGroup, PublicKey } from "aws-cdk-lib/aws-cloudfront";
import { Effect, PolicyStatement } from "aws-cdk-lib/aws-iam";
import { CfnSecret } from "aws-cdk-lib/aws-secretsmanager";
import { CfnDeletionPolicy } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { explain } from "./explain.js";
import type { PublicKeyVersion, SigningKeySource } from "./props.js";

export interface TrustedKeys {
  group: KeyGroup;
  /** CloudFront's ID of each version: `2026a=K2JC…,2026b=K3…`. */
  keyPairIds: string;
}

/** Each version is a resource of its own, as CloudFront changes no key in place and deletes none that is in a group. */
export function createKeyGroup(
  scope: Construct,
  versions: readonly PublicKeyVersion[],
): TrustedKeys {
  const keys = versions.map(
    ({ version, pem }) =>
      new PublicKey(scope, `PublicKey${version}`, { encodedKey: pem }),
  );
  return {
    group: new KeyGroup(scope, "KeyGroup", { items: keys }),
    keyPairIds: keys
      .map(
        ({ publicKeyId }, index) =>
          `${versions[index]!.version}=${publicKeyId}`,
      )
      .join(","),
  };
}

export interface SigningKeys {
  /** What the grant function is told. */
  environment: Record<string, string>;
  /** What it may do. */
  permission: PolicyStatement;
  /** Where the private keys are: the secret's ARN, or those of the keys of KMS. */
  location: string;
}

export function createSigningKeys(
  scope: Construct,
  source: SigningKeySource = { kind: "new-secret" },
  { keyPairIds, retain }: { keyPairIds: string; retain: boolean },
): SigningKeys {
  if (source.kind === "kms")
    return {
      environment: {
        SIGNING_KMS_KEYS: source.keyArns.join(","),
        KEY_PAIR_IDS: keyPairIds,
      },
      permission: new PolicyStatement({
        effect: Effect.ALLOW,
        actions: ["kms:Sign", "kms:GetPublicKey"],
        resources: [...source.keyArns],
      }),
      location: source.keyArns.join(","),
    };
  const secretArn =
    source.kind === "secret" ? source.secretArn : emptySecret(scope, retain);
  return {
    environment: { SIGNING_SECRET_ARN: secretArn },
    permission: new PolicyStatement({
      effect: Effect.ALLOW,
      actions: ["secretsmanager:GetSecretValue"],
      resources: [secretArn],
    }),
    location: secretArn,
  };
}

/** Without a value: a private key in a template could be read by whoever may read the stack. */
function emptySecret(scope: Construct, retain: boolean): string {
  const secret = new CfnSecret(scope, "SigningSecret", {
    description:
      'Signing keys: {"keys":[{"keyPairId","privateKey","from"}]}. Written by secure-hls keys.',
  });
  explain(
    secret,
    "SMG4",
    "A signing key changes together with CloudFront's key group, by a new version; the alarm KeyAge says when.",
  );
  const policy = retain ? CfnDeletionPolicy.RETAIN : CfnDeletionPolicy.DELETE;
  secret.cfnOptions.deletionPolicy = policy;
  secret.cfnOptions.updateReplacePolicy = policy;
  return secret.ref;
}
