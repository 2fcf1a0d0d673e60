import "server-only";
import { abortError } from "@/lib/aws/aws-failure";
import type { CallScope } from "@/lib/aws/call-scope";
import type { MetricData, MetricQuery, Window } from "@/lib/model/metric";

export async function getMetricData(
  scope: CallScope,
  queries: readonly MetricQuery[],
  window: Window,
): Promise<MetricData> {
  if (scope.signal.aborted) throw abortError();
  void queries;
  void window;
  return { byKey: new Map(), failures: [] };
}
