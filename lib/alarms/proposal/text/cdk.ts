import { commented } from "@/lib/alarms/proposal/text/header";
import { identifiers } from "@/lib/alarms/proposal/text/identifier";
import { typescriptText } from "@/lib/base/literals";
import type { MetricOfAlarm, ProposedAlarm } from "@/lib/model/views/missing-alarms";

/** A stack of CDK 2 in TypeScript. [D aws-cdk-lib.aws_cloudwatch] */
export function cdkText(alarms: readonly ProposedAlarm[]): string {
  return [
    commented("//"),
    'import { Duration, Stack, type StackProps } from "aws-cdk-lib";',
    'import * as cloudwatch from "aws-cdk-lib/aws-cloudwatch";',
    'import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";',
    'import { Topic } from "aws-cdk-lib/aws-sns";',
    'import type { Construct } from "constructs";',
    "",
    "export interface MissingAlarmsProps extends StackProps {",
    "  /** SNS topic that hears of these alarms. */",
    "  readonly alarmTopicArn: string;",
    "}",
    "",
    "export class MissingAlarms extends Stack {",
    "  constructor(scope: Construct, id: string, props: MissingAlarmsProps) {",
    "    super(scope, id, props);",
    '    const tell = new SnsAction(Topic.fromTopicArn(this, "AlarmTopic", props.alarmTopicArn));',
    ...identifiers(alarms, "pascal").map(([alarm, id]) => `\n${construct(alarm, id)}`),
    "  }",
    "}",
    "",
  ].join("\n");
}

function construct(alarm: ProposedAlarm, id: string): string {
  const { figure } = alarm;
  const period = `Duration.seconds(${alarm.periodMs / 1000})`;
  const watched =
    figure.kind === "metric"
      ? metricText(figure.metric, period, "      ")
      : [
          "new cloudwatch.MathExpression({",
          `        expression: ${typescriptText(figure.expression)},`,
          "        usingMetrics: {",
          `          failures: ${metricText(figure.failures, period, "          ")},`,
          `          requests: ${metricText(figure.requests, period, "          ")},`,
          "        },",
          '        label: "Failed requests in percent",',
          `        period: ${period},`,
          "      })",
        ].join("\n");
  return [
    `    new cloudwatch.Alarm(this, ${typescriptText(id)}, {`,
    `      alarmName: ${typescriptText(alarm.name)},`,
    `      alarmDescription: ${typescriptText(alarm.description)},`,
    `      metric: ${watched},`,
    `      evaluationPeriods: ${alarm.evaluationPeriods},`,
    `      datapointsToAlarm: ${alarm.datapointsToAlarm},`,
    `      threshold: ${alarm.threshold},`,
    "      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,",
    "      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,",
    "    }).addAlarmAction(tell);",
  ].join("\n");
}

function metricText(
  { namespace, name, dimensions, statistic }: MetricOfAlarm,
  period: string,
  indent: string,
) {
  return [
    "new cloudwatch.Metric({",
    `${indent}  namespace: ${typescriptText(namespace)},`,
    `${indent}  metricName: ${typescriptText(name)},`,
    `${indent}  dimensionsMap: {`,
    ...Object.entries(dimensions).map(
      ([key, value]) => `${indent}    ${typescriptText(key)}: ${typescriptText(value)},`,
    ),
    `${indent}  },`,
    `${indent}  statistic: ${typescriptText(statistic)},`,
    `${indent}  period: ${period},`,
    `${indent}})`,
  ].join("\n");
}
