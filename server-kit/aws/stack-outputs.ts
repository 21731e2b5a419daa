import { optionError } from "../option-error.js";

/** What a stack of `ProtectedVideo` says of itself, by the names of its outputs. */
export interface StackOutputs {
  /** `https://cdn.school.example`, without a slash at the end. */
  CdnOrigin: string;
  /** What the player asks: `https://cdn.school.example/.auth/grant`. */
  GrantEndpoint: string;
  DistributionId: string;
  /** Host of CloudFront's own that the domain's CNAME points to. */
  DistributionDomain: string;
  KeyGroupId: string;
  /** `version=ID` of each public key, with commas: `2026a=K2JCJMDEHXQW5F`. See {@link keyPairIdsOf}. */
  KeyPairIds: string;
  /** ARN of the secret, or ARNs of the keys of KMS with commas. */
  SigningKeys: string;
  UploadBucket: string;
  MediaBucket: string;
  SessionsTable: string;
  VideosTable: string;
  MediaConvertRole: string;
  MediaConvertQueue: string;
  /** The rule by which each upload becomes a job; `none` where the stack has no `packaging`. */
  UploadRule: string;
  /** ARN of the topic that hears alarms. */
  AlarmTopic: string;
}

export const outputNames = [
  "CdnOrigin",
  "GrantEndpoint",
  "DistributionId",
  "DistributionDomain",
  "KeyGroupId",
  "KeyPairIds",
  "SigningKeys",
  "UploadBucket",
  "MediaBucket",
  "SessionsTable",
  "VideosTable",
  "MediaConvertRole",
  "MediaConvertQueue",
  "UploadRule",
  "AlarmTopic",
] as const satisfies readonly (keyof StackOutputs)[];

/**
 * Reads the `Outputs` of a stack as `DescribeStacks` gives them, or the file of `cdk deploy --outputs-file`.
 * @throws TypeError naming the outputs that are missing: it is another stack, or an older one
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html
 */
export function readStackOutputs(
  outputs:
    | readonly {
        OutputKey?: string | undefined;
        OutputValue?: string | undefined;
      }[]
    | Readonly<Record<string, string>>,
): StackOutputs {
  if (typeof outputs !== "object" || outputs === null)
    throw optionError("outputs", outputs, "Give the Outputs of a stack.");
  const values = new Map<string | undefined, string | undefined>(
    Array.isArray(outputs)
      ? outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue])
      : Object.entries(outputs),
  );
  const missing = outputNames.filter((name) => !values.get(name));
  if (missing.length > 0)
    throw new TypeError(
      `The stack has no output ${missing.join(", ")}. Is it one of ProtectedVideo, deployed to its end?`,
    );
  return Object.fromEntries(
    outputNames.map((name) => [name, values.get(name)]),
  ) as unknown as StackOutputs;
}

/** CloudFront's ID of each version of the public key. @throws TypeError for a text of another form */
export function keyPairIdsOf({
  KeyPairIds,
}: Pick<StackOutputs, "KeyPairIds">): { version: string; keyPairId: string }[] {
  return KeyPairIds.split(",").map((pair) => {
    const [, version, keyPairId] = /^(\w+)=([\w-]+)$/.exec(pair) ?? [];
    if (version === undefined || keyPairId === undefined)
      throw optionError(
        "KeyPairIds",
        KeyPairIds,
        "It is version=ID,version=ID.",
      );
    return { version, keyPairId };
  });
}
