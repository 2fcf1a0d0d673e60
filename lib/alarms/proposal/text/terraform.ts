import { isPercentile } from "@/lib/alarms/proposal/text/cloudformation";
import { commented } from "@/lib/alarms/proposal/text/header";
import { identifiers } from "@/lib/alarms/proposal/text/identifier";
import { hclText } from "@/lib/base/literals";
import type { MetricOfAlarm, ProposedAlarm } from "@/lib/model/views/missing-alarms";

/** `aws_cloudwatch_metric_alarm` of the AWS provider, laid out as `terraform fmt` does. */
export function terraformText(alarms: readonly ProposedAlarm[]): string {
  return [
    commented("#"),
    "",
    'variable "alarm_topic_arn" {',
    ...aligned("  ", [
      ["description", hclText("ARN of the SNS topic that hears of these alarms")],
      ["type", "string"],
    ]),
    "}",
    ...identifiers(alarms, "snake").map(([alarm, id]) => `\n${resource(alarm, id)}`),
    "",
  ].join("\n");
}

type Argument = readonly [name: string, value: string];

function resource(alarm: ProposedAlarm, id: string): string {
  const { figure } = alarm;
  const seconds = String(alarm.periodMs / 1000);
  const named: Argument[] = [
    ["alarm_name", hclText(alarm.name)],
    ["alarm_description", hclText(alarm.description)],
  ];
  const metric: Argument[] =
    figure.kind === "metric"
      ? [
          ["namespace", hclText(figure.metric.namespace)],
          ["metric_name", hclText(figure.metric.name)],
          [
            isPercentile(figure.metric) ? "extended_statistic" : "statistic",
            hclText(figure.metric.statistic),
          ],
          ["period", seconds],
        ]
      : [];
  const rule: Argument[] = [
    ["evaluation_periods", String(alarm.evaluationPeriods)],
    ["datapoints_to_alarm", String(alarm.datapointsToAlarm)],
    ["threshold", String(alarm.threshold)],
    ["comparison_operator", hclText(alarm.comparison)],
    ["treat_missing_data", hclText(alarm.treatMissingData)],
    ["alarm_actions", "[var.alarm_topic_arn]"],
  ];
  return [
    `resource "aws_cloudwatch_metric_alarm" "${id}" {`,
    ...aligned("  ", [...named, ...metric, ...rule]),
    ...(figure.kind === "metric"
      ? ["", ...dimensionLines(figure.metric, "  ")]
      : [
          "",
          "  metric_query {",
          ...aligned("    ", [
            ["id", hclText("percent")],
            ["expression", hclText(figure.expression)],
            ["label", hclText("Failed requests in percent")],
            ["return_data", "true"],
          ]),
          "  }",
          ...(["failures", "requests"] as const).flatMap((name) => [
            "",
            "  metric_query {",
            `    id = ${hclText(name)}`,
            "",
            "    metric {",
            ...aligned("      ", [
              ["namespace", hclText(figure[name].namespace)],
              ["metric_name", hclText(figure[name].name)],
              ["stat", hclText(figure[name].statistic)],
              ["period", seconds],
            ]),
            "",
            ...dimensionLines(figure[name], "      "),
            "    }",
            "  }",
          ]),
        ]),
    "}",
  ].join("\n");
}

function dimensionLines({ dimensions }: MetricOfAlarm, indent: string): readonly string[] {
  const entries = Object.entries(dimensions).map(([key, value]): Argument => [key, hclText(value)]);
  return [`${indent}dimensions = {`, ...aligned(`${indent}  `, entries), `${indent}}`];
}

function aligned(indent: string, entries: readonly Argument[]): readonly string[] {
  const width = Math.max(...entries.map(([name]) => name.length));
  return entries.map(([name, value]) => `${indent}${name.padEnd(width)} = ${value}`);
}
