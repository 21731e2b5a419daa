import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import {
  Architecture,
  Function,
  LoggingFormat,
  Runtime,
} from "aws-cdk-lib/aws-lambda";
import { LogGroup } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import type { FunctionCode } from "./props.js";
import type { StageSettings } from "./stage.js";

export interface StackFunction {
  function: Function;
  logs: LogGroup;
}

/** A function that may write its own log, and nothing else yet. Its lines are JSON, so that alarms can count them. */
export function createFunction(
  scope: Construct,
  id: string,
  { code, handler, environment }: FunctionCode,
  {
    stage,
    seconds,
    variables,
  }: {
    stage: StageSettings;
    /** After which it is ended. */
    seconds: number;
    variables: Readonly<Record<string, string>>;
  },
): StackFunction {
  const logs = new LogGroup(scope, `${id}Logs`, {
    retention: stage.logDays,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  // AWS' managed policy would let it write into every log of the account.
  const role = new Role(scope, `${id}Role`, {
    assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
  });
  logs.grantWrite(role);
  const made = new Function(scope, `${id}Function`, {
    code,
    handler,
    role,
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    memorySize: 512,
    timeout: Duration.seconds(seconds),
    logGroup: logs,
    loggingFormat: LoggingFormat.JSON,
    environment: { ...environment, ...variables },
  });
  return { function: made, logs };
}
