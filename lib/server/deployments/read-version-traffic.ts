import "server-only";
import { getMetricData, listMetrics } from "@/lib/aws/cloudwatch";
import { listAliases } from "@/lib/aws/lambda";
import { type VersionSeries, versionsSeen } from "@/lib/deployments/versions-seen";
import { onGrid } from "@/lib/metrics/grid";
import type { Deployment } from "@/lib/model/deployment";
import type { Failure } from "@/lib/model/failure";
import { type Found, optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/** Each version is a billed metric. */
const MOST_VERSIONS = 40;

/** Functions whose aliases are asked for: what share one gives is measured for the others. */
const MOST_ALIASES = 10;

/**
 * When versions behind weighted aliases began and ceased to answer, from the metrics of each version: all that shows a
 * move of traffic where CloudTrail may not be read. Of one function, or of all with `name` null.
 */
export async function readVersionTraffic(
  view: ViewRequest,
  name: string | null,
): Promise<Found<readonly Deployment[]>> {
  const listed = await optional(
    listMetrics(view.scope, {
      namespace: "AWS/Lambda",
      name: "Invocations",
      dimensionNames: ["FunctionName", "Resource", "ExecutedVersion"],
    }),
  );
  const all = (listed.value ?? []).flatMap(({ dimensions }) => {
    const { FunctionName: fn, Resource: resource, ExecutedVersion: version } = dimensions;
    const alias = resource?.split(":")[1];
    if (fn === undefined || alias === undefined || version === undefined) return [];
    return name === null || fn === name ? [{ name: fn, alias, version, dimensions }] : [];
  });
  const versions = all.slice(0, MOST_VERSIONS);
  if (versions.length === 0) return { data: [], failures: listed.failures };
  const { stepMs } = view.periods;
  const key = (one: (typeof versions)[number]) => `${one.name}\0${one.alias}\0${one.version}`;
  const names = [...new Set(versions.map((one) => one.name))].slice(0, MOST_ALIASES);
  const [metrics, ...aliases] = await Promise.all([
    optional(
      getMetricData(
        view.scope,
        versions.map((one) => ({
          key: key(one),
          metric: { namespace: "AWS/Lambda", name: "Invocations", dimensions: one.dimensions },
          statistic: "Sum",
          periodMs: stepMs,
        })),
        view.window,
      ),
    ),
    ...names.map(async (of) => ({ of, found: await optional(listAliases(view.scope, of)) })),
  ]);
  const series = versions.map(
    (one): VersionSeries => ({
      name: one.name,
      alias: one.alias,
      version: one.version,
      // Beyond 15 days CloudWatch's periods begin before the window does.
      counts: onGrid(metrics.value?.byKey.get(key(one)), view.grid, "sum").map((count) => count ?? 0),
      shareNow:
        aliases
          .find(({ of }) => of === one.name)
          ?.found.value?.find(({ name: alias }) => alias === one.alias)
          ?.versions.find(({ version }) => version === one.version)?.weight ?? null,
    }),
  );
  return {
    data: versionsSeen(series, view.grid),
    failures: [
      ...listed.failures,
      ...metrics.failures,
      ...(metrics.value?.failures ?? []),
      ...(all.length > versions.length ? [notAll(all.length)] : []),
    ],
  };
}

function notAll(count: number): Failure {
  return {
    kind: "partial",
    operation: "cloudwatch:GetMetricData",
    message: `Without CloudTrail the traffic of versions tells of moves: of ${count} versions behind aliases ${MOST_VERSIONS} were looked at.`,
    nextStep: "Allow cloudtrail:LookupEvents, or open the page of one function.",
    action: null,
    resource: null,
  };
}
