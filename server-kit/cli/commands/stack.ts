import { readFileSync } from "node:fs";
import { Command } from "commander";
import { keyPairIdsOf } from "../../aws/stack-outputs.js";
import type { StackOptions as SynthOptions } from "../../aws/stack/synthesize.js";
import { defineCommand, type Commands } from "../action.js";
import { CommandError } from "../exit.js";
import { loadAws } from "../load-aws.js";
import { packageFile } from "../package-files.js";
import { readJsonFile } from "../read-json.js";
import {
  addStackOptions,
  readOutputsFile,
  readStack,
  type StackOptions,
} from "../stack-of.js";

/** `stack template`, `stack synth`, `stack outputs`. */
export function stackCommand(commands: Commands): Command {
  return new Command("stack")
    .description("The AWS stack: its template, and what a deployed one says")
    .addCommand(
      defineCommand<object>(
        commands,
        "template",
        "Print the CloudFormation template that comes with the package",
        {
          description:
            "Its parameters take origins and public key. It needs neither the CDK nor a bootstrapped account.",
          examples: [
            [
              "secure-hls stack template > template.json",
              "for `aws cloudformation deploy`; see docs/aws.md",
            ],
          ],
          action: () => {
            const text = readFileSync(
              packageFile("server-kit", "aws", "template.json"),
              "utf8",
            );
            return { data: JSON.parse(text) as unknown, text: text.trimEnd() };
          },
        },
      ),
    )
    .addCommand(
      defineCommand<object>(
        commands,
        "synth <file>",
        "Print the template for choices of your own: domain, several keys, stages",
        {
          description:
            "The file holds the options of `synthesizeStack` as JSON (docs/aws.md); - is standard input. Needs the packages aws-cdk-lib and constructs.",
          examples: [
            [
              "secure-hls stack synth stack.json > template.json",
              "what `aws cloudformation deploy` takes",
            ],
          ],
          action: async (_options, [file = ""], { terminal }) => {
            const options = await readJsonFile("<file>", file, terminal);
            const { synthesizeStack } = await loadAws(
              "aws-cdk-lib",
              () => import("../../aws/construct.js"),
            );
            const template = synthesizeStack(options as SynthOptions);
            return { data: template, text: JSON.stringify(template, null, 2) };
          },
        },
      ),
    )
    .addCommand(
      defineCommand<StackOptions>(
        commands,
        "outputs [file]",
        "Read what a deployed stack says of itself: hosts, buckets, key IDs",
        {
          description:
            "Asks CloudFormation for the --stack, or reads the file: the answer of `aws cloudformation describe-stacks`, or what `cdk deploy --outputs-file` wrote; - is standard input.",
          setUp: addStackOptions,
          examples: [
            [
              "secure-hls stack outputs --stack SecureHls",
              "a line for each output of the stack",
            ],
            [
              "secure-hls stack outputs outputs.json",
              "the same of what `aws cloudformation describe-stacks --stack-name SecureHls > outputs.json` wrote",
            ],
          ],
          action: async (options, [file], { terminal }) => {
            const outputs =
              file === undefined
                ? await readStack(options, terminal)
                : await readOutputsFile("[file]", file, terminal);
            if (!outputs)
              throw new CommandError(
                "Give --stack, the name of the stack, or a file with its outputs.",
              );
            const keyPairs = keyPairIdsOf(outputs);
            return {
              data: { ...outputs, keyPairs },
              text: Object.entries(outputs)
                .map(([name, value]) => `${name}: ${String(value)}`)
                .join("\n"),
            };
          },
        },
      ),
    );
}
