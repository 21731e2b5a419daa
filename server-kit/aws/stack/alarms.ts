import { CfnCondition, Duration, Fn, Stack } from "aws-cdk-lib";
import {
  Alarm,
  ComparisonOperator,
  Metric,
  Stats,
  TreatMissingData,
  type CfnAlarm,
  type IMetric,
} from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import type { IDistribution } from "aws-cdk-lib/aws-cloudfront";
import { FilterPattern, MetricFilter } from "aws-cdk-lib/aws-logs";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { isToken } from "./check-props.js";
import type { StackFunction } from "./function.js";
import { uniqueName } from "./unique-name.js";

export interface Watched {
  distribution: IDistribution;
  grant: StackFunction;
  functions: readonly StackFunction[];
  undelivered: Queue | undefined;
  keyAgeDays: number;
  email: string | undefined;
}

/** Where CloudFront counts. An alarm hears its own region alone. */
const countingRegion = "us-east-1";

const period = Duration.minutes(5);

/** Says so where something goes wrong, and stays silent where nothing happens at all. */
export function createAlarms(scope: Construct, watched: Watched): Topic {
  const topic = new Topic(scope, "Alarms", { enforceSSL: true });
  if (watched.email)
    topic.addSubscription(new EmailSubscription(watched.email));
  const { distribution, grant, functions, undelivered, keyAgeDays } = watched;

  edge("EdgeErrors", "5xxErrorRate", 1, "CloudFront or its origins fail.");
  edge(
    "EdgeRefusals",
    "4xxErrorRate",
    10,
    "Many requests are refused: grants that CloudFront does not know, or somebody is trying.",
  );
  counted(
    "GrantErrors",
    '{ ($.message.event = "grant-refused") && ($.message.code = "server-error") }',
    { threshold: 1, text: "The grant function could not answer." },
  );
  counted(
    "GrantRefusals",
    '{ ($.message.event = "grant-refused") && ($.message.code != "server-error") }',
    { threshold: 100, text: "Many viewers are refused a grant." },
  );
  counted("KeyAge", "{ $.message.signingKeyAgeDays >= 0 }", {
    threshold: keyAgeDays,
    text: `The signing key is older than ${keyAgeDays} days.`,
    value: "$.message.signingKeyAgeDays",
  });
  for (const { function: made } of functions)
    alarm(`${made.node.id}Fails`, made.metricErrors({ period }), {
      threshold: 1,
      text: "A function failed.",
    });
  if (undelivered)
    alarm(
      "EventsUndelivered",
      undelivered.metricApproximateNumberOfMessagesVisible({ period }),
      { threshold: 1, text: "An upload or a job was not dealt with." },
    );
  return topic;

  function edge(
    id: string,
    metricName: string,
    threshold: number,
    text: string,
  ): void {
    const { region } = Stack.of(scope);
    const late = isToken(region);
    if (!late && region !== countingRegion) return;
    const metric = new Metric({
      namespace: "AWS/CloudFront",
      metricName,
      dimensionsMap: {
        DistributionId: distribution.distributionId,
        Region: "Global",
      },
      statistic: Stats.AVERAGE,
      period,
    });
    const made = alarm(id, metric, { threshold, text });
    if (late)
      (made.node.defaultChild as CfnAlarm).cfnOptions.condition =
        inCountingRegion(scope);
  }

  function counted(
    id: string,
    pattern: string,
    options: { threshold: number; text: string; value?: string },
  ): void {
    const filter = new MetricFilter(scope, `${id}Filter`, {
      logGroup: grant.logs,
      filterPattern: FilterPattern.literal(pattern),
      metricNamespace: "SecureHls",
      metricName: uniqueName(scope, id),
      metricValue: options.value ?? "1",
    });
    const statistic = options.value ? Stats.MAXIMUM : Stats.SUM;
    alarm(id, filter.metric({ statistic, period }), options);
  }

  function alarm(
    id: string,
    metric: IMetric,
    { threshold, text }: { threshold: number; text: string },
  ): Alarm {
    const made = new Alarm(scope, `${id}Alarm`, {
      metric,
      threshold,
      evaluationPeriods: 3,
      datapointsToAlarm: threshold === 1 ? 1 : 2,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      alarmDescription: text,
    });
    made.addAlarmAction(new SnsAction(topic));
    return made;
  }
}

function inCountingRegion(scope: Construct): CfnCondition {
  const id = "InUsEast1";
  return (
    (scope.node.tryFindChild(id) as CfnCondition | undefined) ??
    new CfnCondition(scope, id, {
      expression: Fn.conditionEquals(Stack.of(scope).region, countingRegion),
    })
  );
}
