import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  App,
  Stack,
  Validations,
  type IPolicyValidationPlugin,
} from "aws-cdk-lib";
import { Code } from "aws-cdk-lib/aws-lambda";
import { ProtectedVideo } from "../../server-kit/aws/construct.js";
import { schoolStack } from "./stack.js";

/** Synthesises under a pack of rules; what they say is in the message, and in the report. */
export function checkStack(
  plugin: (app: App) => IPolicyValidationPlugin,
  build: (stack: Stack) => void = buildSchool,
): { passed: boolean; report: string } {
  const outdir = mkdtempSync(join(tmpdir(), "stack-rules-"));
  const app = new App({ outdir });
  const stack = new Stack(app, "School", {
    env: { region: schoolStack.region },
  });
  build(stack);
  Validations.of(app).addPlugins(plugin(app));
  let passed = true;
  try {
    app.synth();
  } catch {
    passed = false;
  }
  const path = join(outdir, "validation-report.json");
  const report = readFileSync(path, "utf8");
  rmSync(outdir, { recursive: true, force: true });
  return { passed, report };
}

function buildSchool(stack: Stack): void {
  const { front, code: zip, region, ...props } = schoolStack;
  void [zip, region];
  const code = { code: Code.fromInline("0"), handler: "index.handler" };
  new ProtectedVideo(stack, "Video", {
    ...props,
    grant: { ...code, front },
    packaging: { onUpload: code, onJobChange: code },
  });
}
