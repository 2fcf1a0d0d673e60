import "server-only";
import { getMetricData } from "@/lib/aws/cloudwatch";
import { formatRatio } from "@/lib/base/format-number";
import { epochMs } from "@/lib/base/time";
import { assembleComparison, withoutSides } from "@/lib/comparison/assemble";
import { baseOf, countingOf } from "@/lib/comparison/canary-base";
import { sharedSpan } from "@/lib/comparison/shared-span";
import type { StageSubject } from "@/lib/metrics/api-queries";
import type { ApiStage } from "@/lib/model/api-gateway";
import type { Comparison } from "@/lib/model/views/comparison";
import {
  byPeriod,
  periodsIn,
  requestQueries,
  sideFrom,
  sideQueries,
} from "@/lib/server/comparison/read-side";
import { stageMetrics } from "@/lib/server/comparison/stage-metrics";
import { spanOfView, TOO_NEW } from "@/lib/server/comparison/version-comparisons";
import type { Found } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/**
 * The canary of a REST stage against its base, on the same minutes; null data without one. `changedMs`: when it got its
 * present share, where that is known.
 * @throws AwsFailure when the metrics cannot be read
 */
export async function loadCanaryComparison(
  view: ViewRequest,
  subject: StageSubject,
  stage: Pick<ApiStage, "canary">,
  changedMs: () => Promise<number | null>,
): Promise<Found<Comparison | null>> {
  if (!stage.canary) return { data: null };
  const { share, deploymentId } = stage.canary;
  const [whole, part] = [
    stageMetrics(subject),
    stageMetrics({ ...subject, stage: `${subject.stage}/Canary` }),
  ];
  const head = {
    kind: "canary",
    key: subject.stage,
    title: "Canary against base",
    remarks: [],
    coldStarts: null,
  } as const;
  const names = {
    kind: "canary",
    later: "the canary",
    earlier: "the base",
    requests: "requests",
    atMs: null,
  } as const;
  const all = spanOfView(view, await changedMs());
  const { periodMs } = all;
  if (periodsIn(all) === 0) {
    return { data: withoutSides(head, `Cannot tell the canary from the base: ${TOO_NEW}`) };
  }
  const counts = await getMetricData(view.scope, requestQueries(part, periodMs, ""), all);
  const shared = sharedSpan([byPeriod(counts.byKey.get("requests"), all).map((value) => value ?? 0)]);
  if (shared === null) {
    return {
      data: withoutSides(
        head,
        "Cannot tell the canary from the base: no request of the canary in this window.",
      ),
      failures: counts.failures,
    };
  }
  const span = {
    fromMs: epochMs(all.fromMs + shared.from * periodMs),
    toMs: epochMs(all.fromMs + shared.to * periodMs),
    periodMs,
  };
  const data = await getMetricData(
    view.scope,
    [...sideQueries(whole, span, "stage "), ...sideQueries(part, span, "canary ")],
    span,
  );
  const stageSide = sideFrom(data, whole, span, "stage ", "of the stage");
  const canary = sideFrom(data, part, span, "canary ", "of the canary");
  const counting = countingOf(stageSide.requests, canary.requests, share);
  const sideHead = { fromMs: span.fromMs, toMs: span.toMs };
  return {
    data: assembleComparison(
      {
        ...head,
        remarks: [
          `The canary takes ${formatRatio(share)} of the requests.`,
          tellCounting(counting, subject.stage),
        ],
      },
      {
        earlier: {
          head: { ...sideHead, label: "Base", version: null, share: 1 - share },
          side: baseOf(stageSide, canary, counting),
        },
        later: { head: { ...sideHead, label: "Canary", version: deploymentId, share }, side: canary },
      },
      { kind: "stage", usdOf: null },
      names,
    ),
    failures: [...counts.failures, ...data.failures],
  };
}

function tellCounting({ included, seen }: ReturnType<typeof countingOf>, stage: string): string {
  const base = included
    ? `CloudWatch counts the canary's requests in stage ${stage} too: the base is the difference, its percentiles follow from those of both.`
    : `CloudWatch counts the canary's requests beside those of stage ${stage}, which are the base alone.`;
  return seen ? base : `${base} So says the documentation; the requests are too few to see it.`;
}
