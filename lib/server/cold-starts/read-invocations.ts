import "server-only";
import { getMetricData } from "@/lib/aws/cloudwatch";
import { metricQueries } from "@/lib/metrics/ask";
import { total } from "@/lib/metrics/grid";
import type { Failure } from "@/lib/model/failure";
import { optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

export interface InvocationsRead {
  /** By function name. One that is not here is not known: CloudWatch has no datapoint of it, or did not answer. */
  readonly counts: ReadonlyMap<string, number>;
  readonly failures: readonly Failure[];
}

/**
 * Invocations of the window by the metric, one billed metric a function: the denominator of a rate, whatever of the lines
 * was read. It is stamped with the minute of the invocation. [D monitoring-metrics-types]
 */
export async function readInvocations(view: ViewRequest, names: readonly string[]): Promise<InvocationsRead> {
  const ask = { key: "", metric: "Invocations", statistic: "Sum", whole: true };
  const queries = names.flatMap((name) =>
    metricQueries("AWS/Lambda", [ask], { FunctionName: name }, view.periods, name),
  );
  const { value, failures } = await optional(getMetricData(view.scope, queries, view.window));
  const counts = new Map<string, number>();
  for (const name of names) {
    const sum = total(value?.byKey.get(name));
    if (sum !== null) counts.set(name, sum);
  }
  return { counts, failures: [...failures, ...(value?.failures ?? [])] };
}
