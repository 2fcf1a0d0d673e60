import "server-only";
import { getMetricData } from "@/lib/aws/cloudwatch";
import { formatDuration } from "@/lib/base/format-duration";
import { epochMs, HOUR_MS } from "@/lib/base/time";
import { assembleComparison, trafficRemarks, withoutSides } from "@/lib/comparison/assemble";
import type { ComparedSubject } from "@/lib/comparison/compare-sides";
import { maySettingsDiffer } from "@/lib/comparison/settings-changed";
import { rolloutOf, type Span, spansAround } from "@/lib/comparison/spans";
import { finestPeriod } from "@/lib/metrics/period";
import type { Deployment } from "@/lib/model/deployment";
import { deploymentText } from "@/lib/model/deployment-text";
import type { ComparedFigure, Comparison } from "@/lib/model/views/comparison";
import { compareColdStarts } from "@/lib/server/comparison/cold-starts";
import {
  functionMetrics,
  periodsIn,
  type SideMetrics,
  type SpanOfPeriods,
  sideFrom,
  sideQueries,
} from "@/lib/server/comparison/read-side";
import { stageMetrics } from "@/lib/server/comparison/stage-metrics";
import { NO_COST, usdOfFunction } from "@/lib/server/comparison/usd-of";
import type { Found } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/**
 * Before and after a deployment of a function or stage. `all`: the subject's deployments, across which no
 * span reaches. `readLogs`: cold starts are read however many requests there were.
 * @throws AwsFailure when the metrics cannot be read
 */
export async function loadDeploymentComparison(
  view: ViewRequest,
  deployment: Deployment,
  all: readonly Deployment[],
  readLogs: boolean,
): Promise<Found<Comparison>> {
  const { subject } = deployment;
  const isFunction = subject.kind === "function";
  const head = {
    kind: "deployment",
    key: deployment.id,
    title: `Before and after: ${deploymentText(deployment)}`,
    remarks: remarksOf(deployment),
    coldStarts: null,
  } as const;
  const periodMs = finestPeriod(deployment.atMs - HOUR_MS, view.nowMs);
  // A version that is only published serves nothing: it is no border to other spans.
  const othersMs = all
    .filter(({ id, kind }) => id !== deployment.id && kind !== "version")
    .map(({ atMs }) => atMs);
  const rollout = rolloutOf(deployment.atMs, othersMs);
  const settingsChanged = maySettingsDiffer(all, rollout);
  const spans = spansAround({
    rollout,
    endMs: Math.min(view.window.toMs, view.grid.settledMs),
    othersMs,
    periodMs,
  });
  if (typeof spans === "string") {
    return { data: withoutSides(head, `Cannot tell whether it made a difference: ${decapital(spans)}`) };
  }
  const metrics: SideMetrics =
    subject.kind === "function"
      ? functionMetrics({ FunctionName: subject.name })
      : stageMetrics({
          id: subject.apiId,
          name: subject.apiName,
          kind: subject.apiKind,
          stage: subject.stage,
        });
  const [before, after] = [withPeriods(spans.before, periodMs), withPeriods(spans.after, periodMs)];
  const [dataBefore, dataAfter, price] = await Promise.all([
    getMetricData(view.scope, sideQueries(metrics, before, ""), before),
    getMetricData(view.scope, sideQueries(metrics, after, ""), after),
    isFunction && !settingsChanged ? usdOfFunction(view, subject.name) : null,
  ]);
  const usdOf = price?.usdOf ?? null;
  const earlier = sideFrom(dataBefore, metrics, before, "", "before it");
  const later = sideFrom(dataAfter, metrics, after, "", "after it");
  const cold =
    subject.kind === "function"
      ? await compareColdStarts(view, subject.name, { before, after, earlier, later }, readLogs)
      : null;
  const compared: ComparedSubject = { kind: subject.kind, usdOf };
  const more: readonly ComparedFigure[] = cold?.figure ? [cold.figure] : [];
  const sideHead = (span: Span, label: string) => ({ label, ...span, version: null, share: null });
  return {
    data: assembleComparison(
      {
        ...head,
        remarks: [
          ...head.remarks,
          ...(isFunction && usdOf === null
            ? [settingsChanged ? "Cost is left out: the settings before it are not known." : NO_COST]
            : []),
          `${formatDuration(before.toMs - before.fromMs)} on either side, all versions together.`,
          ...trafficRemarks(earlier, later),
        ],
        coldStarts: cold?.state ?? null,
      },
      {
        earlier: { head: sideHead(spans.before, "Before"), side: earlier },
        later: { head: sideHead(spans.after, "After"), side: later },
      },
      compared,
      {
        kind: "deployment",
        later: "after",
        earlier: "before",
        requests: isFunction ? "invocations" : "requests",
        atMs: deployment.atMs,
      },
      { sequence: { periodMs, timesMs: [...timesOf(before), ...timesOf(after)] }, more },
    ),
    failures: [
      ...dataBefore.failures,
      ...dataAfter.failures,
      ...(price?.failures ?? []),
      ...(cold?.failures ?? []),
    ],
  };
}

function withPeriods({ fromMs, toMs }: Span, periodMs: number): SpanOfPeriods {
  return { fromMs: epochMs(fromMs), toMs: epochMs(toMs), periodMs };
}

function timesOf(span: SpanOfPeriods): number[] {
  return Array.from({ length: periodsIn(span) }, (_, i) => span.fromMs + i * span.periodMs);
}

function remarksOf({ kind, share, source }: Deployment): string[] {
  return [
    ...(kind === "version" ? ["Publishing a version sends it no requests: an alias or a caller does."] : []),
    ...(share !== null && share > 0 && share < 1
      ? [
          `It got ${(100 * share).toFixed(share < 0.1 ? 1 : 0)} % of the requests: the rest dilutes its effect here.`,
        ]
      : []),
    ...(source === "traffic" ? ["When it was changed is not known: this is when it first answered."] : []),
  ];
}

function decapital(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
