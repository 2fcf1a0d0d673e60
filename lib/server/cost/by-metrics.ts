import "server-only";
import { type WindowFigures, windowUsage } from "@/lib/cost/window-usage";
import type { Window } from "@/lib/model/metric";
import type { FoundUsage } from "@/lib/server/cost/found-usage";
import { costBinMs, readMetricFigures } from "@/lib/server/cost/metric-figures";
import type { CostSubjects } from "@/lib/server/cost/subjects";
import type { ViewRequest } from "@/lib/server/view-request";

/** What metrics tell of a window. */
export interface MeteredUsage extends FoundUsage {
  readonly figures: WindowFigures;
}

/**
 * Usage of a window from CloudWatch metrics alone, which need no consent: within limits, since metrics know neither the
 * init nor which requests a gateway refused.
 * @throws AwsFailure when nothing could be read
 */
export async function usageByMetrics(
  view: ViewRequest,
  subjects: CostSubjects,
  window: Window,
): Promise<MeteredUsage> {
  const binMs = costBinMs(view, window, subjects);
  const { figures, failures } = await readMetricFigures(view, subjects, window, binMs, "bill");
  return {
    figures,
    usage: windowUsage(figures, window, view.nowMs),
    told: { by: "metrics", state: "complete", estimate: null, bytesScanned: null },
    apart: { route: false, version: false },
    notes: [
      "Metrics do not know the init: at least none; at most 10 s for each environment that can have started, which are as many as ran at once in every five minutes, and one more for each error.",
      "Each execution is rounded up to a whole millisecond, so up to 1 ms more than its duration is charged.",
      ...(subjects.stages.length > 0
        ? [
            "Requests that a gateway refused are not charged; metrics tell only that they are among the 4xx answers.",
          ]
        : []),
      ...(subjects.functions.some(({ provisioned }) => provisioned.length > 0)
        ? [
            "Of executions in provisioned environments metrics know the number, not the duration: the others lasted as long as the longest at most.",
          ]
        : []),
    ],
    failures,
  };
}
