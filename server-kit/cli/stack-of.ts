import type { Command } from "commander";
import { readStackOutputs, type StackOutputs } from "../aws/stack-outputs.js";
import { CommandError } from "./exit.js";
import { askAws, loadAws } from "./load-aws.js";
import { readJsonFile } from "./read-json.js";
import type { Terminal } from "./terminal.js";

/** Where the outputs of a deployed stack are. */
export interface StackOptions {
  stack?: string;
  outputs?: string;
}

/** Adds the options by which a command finds a deployed stack. */
export function addStackOptions(command: Command): void {
  command
    .option(
      "--stack <name>",
      "ask CloudFormation for its outputs (needs AWS credentials)",
    )
    .option(
      "--outputs <file>",
      "its outputs: the answer of `aws cloudformation describe-stacks`, or what `cdk deploy --outputs-file` wrote; - is standard input",
    );
}

/** What a deployed stack says of itself; undefined where none was named. @throws CommandError */
export async function readStack(
  { stack, outputs }: StackOptions,
  terminal: Terminal,
): Promise<StackOutputs | undefined> {
  if (stack !== undefined && outputs !== undefined)
    throw new CommandError("Give either --stack or --outputs: both name one.");
  if (outputs !== undefined)
    return readOutputsFile("--outputs", outputs, terminal);
  return stack === undefined ? undefined : askStack(stack);
}

/** The outputs that a file holds. @param option - what named the file */
export async function readOutputsFile(
  option: string,
  path: string,
  terminal: Terminal,
): Promise<StackOutputs> {
  const given = await readJsonFile(option, path, terminal);
  return readStackOutputs(outputsIn(option, given));
}

async function askStack(name: string): Promise<StackOutputs> {
  const { CloudFormationClient, DescribeStacksCommand } = await loadAws(
    "@aws-sdk/client-cloudformation",
    () => import("@aws-sdk/client-cloudformation"),
  );
  const { Stacks } = await askAws(
    `--stack ${name}`,
    () =>
      new CloudFormationClient().send(
        new DescribeStacksCommand({ StackName: name }),
      ),
    { ValidationError: "Is it in this account, and in AWS_REGION?" },
  );
  return readStackOutputs(Stacks?.[0]?.Outputs ?? []);
}

type Outputs = Parameters<typeof readStackOutputs>[0];

/** The outputs in AWS's answer, or in the file of the CDK, which has them by stack. */
function outputsIn(option: string, given: unknown): Outputs {
  const { Stacks } = given as { Stacks?: { Outputs?: Outputs }[] };
  const found = Stacks?.[0]?.Outputs ?? Object.values(given ?? {})[0];
  if (typeof found !== "object" || found === null)
    throw new CommandError(
      `${option} has no outputs of a stack: give the answer of \`aws cloudformation describe-stacks\`, or the file of \`cdk deploy --outputs-file\`.`,
    );
  return found as Outputs;
}
