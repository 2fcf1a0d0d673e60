import "server-only";
import { scanOf, usageByInsights } from "@/lib/server/cost/by-insights";
import { usageByLines } from "@/lib/server/cost/by-lines";
import { usageByMetrics } from "@/lib/server/cost/by-metrics";
import type { FoundUsage } from "@/lib/server/cost/found-usage";
import type { CostSubjects } from "@/lib/server/cost/subjects";
import type { ViewRequest } from "@/lib/server/view-request";
import type { CostParams } from "@/lib/url/cost";

/**
 * The usage of the window in the way that was asked for. Metrics are read in any case: they are what is left where logs
 * do not tell, and free of consent.
 * @throws AwsFailure when nothing could be read
 */
export async function loadUsage(
  view: ViewRequest,
  { by, consent }: Pick<CostParams, "by" | "consent">,
  subjects: CostSubjects,
): Promise<FoundUsage> {
  const metered = await usageByMetrics(view, subjects, view.window);
  const estimate = scanOf(view, subjects);
  if (by === "insights" && !consent) {
    return { ...metered, told: { by, state: "needs-consent", estimate, bytesScanned: null } };
  }
  if (by === "metrics") return { ...metered, told: { ...metered.told, estimate } };
  if (by === "lines") {
    const read = await usageByLines(view, subjects, metered.figures);
    return {
      ...read,
      told: { by, state: "complete", estimate, bytesScanned: null },
      failures: [...metered.failures, ...read.failures],
    };
  }
  const logged = await usageByInsights(view, subjects, metered.figures);
  const { usage, apart, notes, bytesScanned } = logged;
  return {
    usage,
    apart,
    notes,
    told: { by, state: "complete", estimate, bytesScanned },
    failures: [...metered.failures, ...logged.failures],
  };
}
