import { Fn, Stack } from "aws-cdk-lib";
import type { IConstruct } from "constructs";

/** A name that no other stack of the account has, in whatever region: CloudFront's names are one space. */
export function uniqueName(scope: IConstruct, prefix: string): string {
  // arn:aws:cloudformation:<region>:<account>:stack/<name>/<UUID>
  return Fn.join("-", [
    prefix,
    Fn.select(2, Fn.split("/", Stack.of(scope).stackId)),
  ]);
}
