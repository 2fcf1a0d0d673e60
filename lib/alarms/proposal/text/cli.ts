import { isPercentile } from "@/lib/alarms/proposal/text/cloudformation";
import { commented } from "@/lib/alarms/proposal/text/header";
import { shellWord } from "@/lib/base/literals";
import type { MetricOfAlarm, ProposedAlarm } from "@/lib/model/views/missing-alarms";

/**
 * `aws cloudwatch put-metric-alarm` for a POSIX shell. Names from the account stand in JSON only: the CLI's own
 * shorthand has no way to quote, and would read a file where a value begins with `file://`.
 */
export function cliText(alarms: readonly ProposedAlarm[], region: string): string {
  return [
    commented("#"),
    `ALARM_TOPIC_ARN=${shellWord(`arn:aws:sns:${region}:ACCOUNT_ID:TOPIC_NAME`)}`,
    ...alarms.map((alarm) => `\n${command(alarm, region)}`),
    "",
  ].join("\n");
}

function command(alarm: ProposedAlarm, region: string): string {
  const { figure } = alarm;
  const seconds = alarm.periodMs / 1000;
  return [
    "aws cloudwatch put-metric-alarm",
    `--region ${shellWord(region)}`,
    `--alarm-name ${shellWord(alarm.name)}`,
    `--alarm-description ${shellWord(alarm.description)}`,
    ...(figure.kind === "metric"
      ? [
          `--namespace ${shellWord(figure.metric.namespace)}`,
          `--metric-name ${shellWord(figure.metric.name)}`,
          `--dimensions ${shellWord(JSON.stringify(dimensionsOf(figure.metric)))}`,
          `${isPercentile(figure.metric) ? "--extended-statistic" : "--statistic"} ${shellWord(figure.metric.statistic)}`,
          `--period ${seconds}`,
        ]
      : [
          `--metrics ${shellWord(
            JSON.stringify([
              {
                Id: "percent",
                Expression: figure.expression,
                Label: "Failed requests in percent",
                ReturnData: true,
              },
              ...(["failures", "requests"] as const).map((id) => ({
                Id: id,
                MetricStat: {
                  Metric: {
                    Namespace: figure[id].namespace,
                    MetricName: figure[id].name,
                    Dimensions: dimensionsOf(figure[id]),
                  },
                  Period: seconds,
                  Stat: figure[id].statistic,
                },
                ReturnData: false,
              })),
            ]),
          )}`,
        ]),
    `--evaluation-periods ${alarm.evaluationPeriods}`,
    `--datapoints-to-alarm ${alarm.datapointsToAlarm}`,
    `--threshold ${alarm.threshold}`,
    `--comparison-operator ${alarm.comparison}`,
    `--treat-missing-data ${alarm.treatMissingData}`,
    '--alarm-actions "$ALARM_TOPIC_ARN"',
  ].join(" \\\n  ");
}

function dimensionsOf({ dimensions }: MetricOfAlarm) {
  return Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
}
