import "server-only";
import { getAccountThrottle } from "@/lib/aws/usage-plans";
import { apiTotals } from "@/lib/metrics/totals";
import type { ApiStage } from "@/lib/model/api-gateway";
import type { MetricData } from "@/lib/model/metric";
import type { StageLimits } from "@/lib/model/views/stage-limits";
import { type Found, optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";
import { stageLimits } from "@/lib/usage-plans/stage-limits";

/**
 * What throttles the requests of a stage, against its busiest period: the configuration, and metrics that the page asks
 * for anyway. The account's limit is one more free call; without it AWS's default stands in, and says so.
 * @throws AwsFailure when the metrics cannot be read
 */
export async function loadStageLimits(
  view: ViewRequest,
  metrics: Promise<MetricData>,
  stageLoad: Promise<ApiStage>,
  tellTime: (ms: number) => string,
): Promise<Found<StageLimits>> {
  const [data, stage, account] = await Promise.all([
    metrics,
    optional(stageLoad),
    optional(getAccountThrottle(view.scope)),
  ]);
  const limits = stageLimits(
    {
      stage: stage.value,
      account: account.value,
      counts: data.byKey.get("series count"),
      periodMs: view.periods.stepMs,
      status4xx: apiTotals((key) => data.byKey.get(key)).status4xx,
    },
    tellTime,
  );
  return { data: limits, failures: [...stage.failures, ...account.failures, ...data.failures] };
}
