import "server-only";
import { alarmChart, planChart } from "@/lib/alarms/alarm-chart";
import { getMetricData } from "@/lib/aws/cloudwatch";
import { getExpressionData } from "@/lib/aws/metric-expression";
import { finestPeriod } from "@/lib/metrics/period";
import type { Alarm } from "@/lib/model/alarm";
import type { Failure } from "@/lib/model/failure";
import type { Datapoints } from "@/lib/model/metric";
import type { Chart } from "@/lib/model/views/common";
import type { ViewRequest } from "@/lib/server/view-request";

const NOTHING: Datapoints = { timesMs: [], values: [] };

/** What the alarm compares, over the window, with its threshold; null for alarms over alarms. @throws AwsFailure */
export async function loadAlarmChart(
  view: ViewRequest,
  alarm: Alarm,
): Promise<{ readonly chart: Chart | null; readonly failures: readonly Failure[] }> {
  const plan = planChart(alarm, view.window, finestPeriod(view.window.fromMs, view.nowMs));
  if (plan === null) return { chart: null, failures: [] };
  const watched = alarm.queries.find((query) => query.watched);
  if (watched?.metric != null && watched.statistic !== null) {
    const query = {
      key: "watched",
      metric: watched.metric,
      statistic: watched.statistic,
      periodMs: plan.periodMs,
    };
    const { byKey, failures } = await getMetricData(view.scope, [query], plan.window);
    return { chart: alarmChart(alarm, plan, byKey.get("watched") ?? NOTHING), failures };
  }
  const { results, failures } = await getExpressionData(
    view.scope,
    alarm.queries,
    plan.periodMs,
    plan.window,
  );
  return { chart: alarmChart(alarm, plan, results[0] ?? NOTHING), failures };
}
