import { optionError } from "../option-error.js";

/** A resource as it stands below `Resources` of a CloudFormation template. */
export interface CloudFormationResource {
  Type: string;
  Properties: Record<string, unknown>;
}

/** One thing that AWS has to be told, in the two ways in which it takes it. The CDK's way is `server-kit/aws/construct`. */
export interface CdnPiece<Input extends object> {
  cloudFormation: CloudFormationResource;
  cli: {
    /** Takes `input` as a file: `aws cloudfront create-cache-policy --cli-input-json file://policy.json`. */
    command: string;
    input: Input;
  };
}

/** Passes a name that CloudFront takes for policies and functions. @throws TypeError naming the option */
export function checkName(option: string, value: unknown): string {
  if (typeof value !== "string" || !/^[A-Za-z0-9_-]{1,64}$/.test(value))
    throw optionError(
      option,
      value,
      "Give 1 to 64 letters, digits, - and _; it is the only one of its name in the account.",
    );
  return value;
}

/** A list as CloudFront's API has it; CloudFormation's has no count. */
export function counted(items: readonly string[]): {
  Quantity: number;
  Items: string[];
} {
  return { Quantity: items.length, Items: [...items] };
}
