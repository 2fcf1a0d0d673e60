import "server-only";
import { getMetricData } from "@/lib/aws/cloudwatch";
import { getServiceGraph } from "@/lib/aws/xray";
import { type StageSubject, stageCountQueries, stageKey } from "@/lib/metrics/api-queries";
import { regionCountQueries } from "@/lib/metrics/lambda-queries";
import type { MetricData } from "@/lib/model/metric";
import type { ServiceGraph } from "@/lib/model/trace";
import type { TraceCoverage } from "@/lib/model/views/traces";
import { loadStages } from "@/lib/server/load-apis";
import type { Found } from "@/lib/server/panel-of";
import { optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

const STAGE = "AWS::ApiGateway::Stage";
const FUNCTION = "AWS::Lambda::Function";

/**
 * How much X-Ray kept: its service graph counts the sampled requests and invocations, CloudWatch all of them. The graph's
 * window is that of the traces' begins, CloudWatch's that of the requests' arrivals; the two differ by what straddles its
 * ends. [D xray-api-gettingdata, monitoring-metrics-types]
 */
export async function loadCoverage(view: ViewRequest): Promise<Found<TraceCoverage>> {
  const metrics = loadStages(view).then(async ({ subjects, failures }) => {
    const queries = [
      ...regionCountQueries(view.periods),
      ...subjects.flatMap((subject) => stageCountQueries(subject, view.periods)),
    ];
    const data = await getMetricData(view.scope, queries, view.window);
    return { subjects, data, failures: [...failures, ...data.failures] };
  });
  const [graphs, counted] = await Promise.all([getServiceGraph(view.scope, view.window), optional(metrics)]);
  return {
    data: coverageOf(graphs, counted.value?.subjects ?? [], counted.value?.data ?? null),
    failures: [...counted.failures, ...(counted.value?.failures ?? [])],
  };
}

export function coverageOf(
  graphs: readonly ServiceGraph[],
  subjects: readonly StageSubject[],
  data: MetricData | null,
): TraceCoverage {
  const traced = tracedByService(graphs);
  const sum = (key: string) => sumOf(data, key);
  const stages = subjects
    .map((subject) => {
      const label = `${subject.name}/${subject.stage}`;
      return {
        label,
        kind: subject.kind,
        traced: traced.get(`${STAGE} ${label}`) ?? 0,
        total: sum(stageKey(subject, "count")),
      };
    })
    .sort((a, b) => (b.total ?? 0) - (a.total ?? 0));
  const known = stages.flatMap(({ total }) => total ?? []);
  return {
    requests: {
      traced: totalOfType(traced, STAGE),
      total: data === null ? null : known.reduce((all, count) => all + count, 0),
    },
    invocations: { traced: totalOfType(traced, FUNCTION), total: sum("invocations") },
    stages,
  };
}

/** Counts of all parts of the window, by `type name`. */
function tracedByService(graphs: readonly ServiceGraph[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { name, type, statistics } of graphs.flatMap(({ services }) => services)) {
    const key = `${type ?? ""} ${name}`;
    counts.set(key, (counts.get(key) ?? 0) + (statistics?.total ?? 0));
  }
  return counts;
}

function totalOfType(counts: ReadonlyMap<string, number>, type: string): number {
  return [...counts].reduce((all, [key, count]) => (key.startsWith(`${type} `) ? all + count : all), 0);
}

/** Of all datapoints of the window; CloudWatch has none where nothing ran, and then the count is 0. */
function sumOf(data: MetricData | null, key: string): number | null {
  if (data === null) return null;
  return (data.byKey.get(key)?.values ?? []).reduce((all, value) => all + value, 0);
}
