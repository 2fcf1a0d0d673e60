import "server-only";
import { getMetricData } from "@/lib/aws/cloudwatch";
import { epochMs, floorTo, MINUTE_MS } from "@/lib/base/time";
import type { WhatHappened } from "@/lib/incidents/find-incidents";
import type { VersionEvidence } from "@/lib/incidents/incident-input";
import { metricQueries } from "@/lib/metrics/ask";
import { total } from "@/lib/metrics/grid";
import { finestPeriod } from "@/lib/metrics/period";
import type { MetricQuery } from "@/lib/model/metric";
import { type Found, optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

type Suspect = WhatHappened["suspects"][number];

/** Four billed metrics each. */
const MOST = 10;

const COUNTS = [
  { key: "requests", metric: "Invocations", statistic: "Sum" },
  { key: "failures", metric: "Errors", statistic: "Sum" },
] as const;

/**
 * How the versions that aliases got did from the onset on, against all others of their functions, by id of the
 * deployment. CloudWatch counts a version apart only where an alias splits its traffic, or where it was invoked through
 * the alias: dimensions FunctionName, Resource, ExecutedVersion. [D monitoring-metrics-view]
 */
export async function versionEvidence(
  view: ViewRequest,
  suspects: readonly Suspect[],
): Promise<Found<ReadonlyMap<string, VersionEvidence>>> {
  const asked = suspects.slice(0, MOST);
  const read = await Promise.all(
    asked.map(async ({ deployment, onsetMs, endMs }) => {
      const { subject, alias, version, kind, id } = deployment;
      if (kind !== "alias" || subject.kind !== "function" || alias === null || version === null) return null;
      const window = { fromMs: epochMs(onsetMs), toMs: epochMs(endMs ?? view.window.toMs) };
      const periodMs = finestPeriod(onsetMs, view.nowMs);
      const queries = [
        ...counts(
          "version",
          { FunctionName: subject.name, Resource: `${subject.name}:${alias}`, ExecutedVersion: version },
          periodMs,
        ),
        ...counts("all", { FunctionName: subject.name }, periodMs),
      ];
      const found = await optional(getMetricData(view.scope, queries, whole(window, periodMs)));
      const of = (key: string) => total(found.value?.byKey.get(key));
      const [requests, failures, all, allFailures] = [
        of("version requests"),
        of("version failures"),
        of("all requests"),
        of("all failures"),
      ];
      if (requests === null || all === null) return { id, evidence: null, failures: found.failures };
      const own = { requests, failures: failures ?? 0 };
      const others = {
        requests: Math.max(0, all - own.requests),
        failures: Math.max(0, (allFailures ?? 0) - own.failures),
      };
      return { id, evidence: { version: own, others }, failures: found.failures };
    }),
  );
  const known = read.filter((one) => one !== null);
  return {
    data: new Map(known.flatMap(({ id, evidence }) => (evidence ? [[id, evidence] as const] : []))),
    failures: known.flatMap(({ failures }) => failures),
  };
}

function counts(
  prefix: string,
  dimensions: Readonly<Record<string, string>>,
  periodMs: number,
): MetricQuery[] {
  return metricQueries(
    "AWS/Lambda",
    COUNTS,
    dimensions,
    { stepMs: periodMs, wholeMs: periodMs },
    `${prefix} `,
  );
}

function whole({ fromMs, toMs }: { fromMs: number; toMs: number }, periodMs: number) {
  const step = Math.max(periodMs, MINUTE_MS);
  return { fromMs: epochMs(floorTo(fromMs, step)), toMs: epochMs(Math.max(toMs, fromMs + step)) };
}
