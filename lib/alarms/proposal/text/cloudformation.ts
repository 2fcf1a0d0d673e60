import { commented } from "@/lib/alarms/proposal/text/header";
import { identifiers } from "@/lib/alarms/proposal/text/identifier";
import { yamlText } from "@/lib/base/literals";
import type { MetricOfAlarm, ProposedAlarm } from "@/lib/model/views/missing-alarms";

/** A template of its own, or resources for a SAM template, which takes the same. [D AWS::CloudWatch::Alarm] */
export function cloudFormationText(alarms: readonly ProposedAlarm[], form: "cloudformation" | "sam"): string {
  return [
    commented("#"),
    ...(form === "sam"
      ? ["# In the template that declares the function, its name can be !Ref instead of text."]
      : []),
    'AWSTemplateFormatVersion: "2010-09-09"',
    ...(form === "sam" ? ["Transform: AWS::Serverless-2016-10-31"] : []),
    'Description: "Alarms for functions and stages that had none"',
    "Parameters:",
    "  AlarmTopicArn:",
    "    Type: String",
    '    Description: "ARN of the SNS topic that hears of these alarms"',
    "Resources:",
    ...identifiers(alarms, "pascal").map(([alarm, id]) => resource(alarm, id)),
    "",
  ].join("\n");
}

function resource(alarm: ProposedAlarm, id: string): string {
  const { figure } = alarm;
  const seconds = alarm.periodMs / 1000;
  return [
    `  ${id}:`,
    "    Type: AWS::CloudWatch::Alarm",
    "    Properties:",
    `      AlarmName: ${yamlText(alarm.name)}`,
    `      AlarmDescription: ${yamlText(alarm.description)}`,
    ...(figure.kind === "metric"
      ? [
          ...metricLines(figure.metric, "      "),
          `      ${isPercentile(figure.metric) ? "ExtendedStatistic" : "Statistic"}: ${figure.metric.statistic}`,
          `      Period: ${seconds}`,
        ]
      : [
          "      Metrics:",
          "        - Id: percent",
          `          Expression: ${yamlText(figure.expression)}`,
          "          Label: Failed requests in percent",
          "          ReturnData: true",
          ...(["failures", "requests"] as const).flatMap((name) => [
            `        - Id: ${name}`,
            "          MetricStat:",
            "            Metric:",
            ...metricLines(figure[name], "              "),
            `            Period: ${seconds}`,
            `            Stat: ${figure[name].statistic}`,
            "          ReturnData: false",
          ]),
        ]),
    `      EvaluationPeriods: ${alarm.evaluationPeriods}`,
    `      DatapointsToAlarm: ${alarm.datapointsToAlarm}`,
    `      Threshold: ${alarm.threshold}`,
    `      ComparisonOperator: ${alarm.comparison}`,
    `      TreatMissingData: ${alarm.treatMissingData}`,
    "      AlarmActions:",
    "        - !Ref AlarmTopicArn",
  ].join("\n");
}

function metricLines({ namespace, name, dimensions }: MetricOfAlarm, indent: string): readonly string[] {
  return [
    `${indent}Namespace: ${yamlText(namespace)}`,
    `${indent}MetricName: ${yamlText(name)}`,
    `${indent}Dimensions:`,
    ...Object.entries(dimensions).flatMap(([key, value]) => [
      `${indent}  - Name: ${yamlText(key)}`,
      `${indent}    Value: ${yamlText(value)}`,
    ]),
  ];
}

/** CloudWatch takes percentiles as extended statistics. */
export function isPercentile({ statistic }: Pick<MetricOfAlarm, "statistic">): boolean {
  return statistic.startsWith("p");
}
