import "server-only";
import { AwsFailure } from "@/lib/aws/aws-failure";
import { callPrices } from "@/lib/aws/call-prices";
import type { CallScope } from "@/lib/aws/call-scope";
import { formatUsd } from "@/lib/base/format-money";
import { formatExact } from "@/lib/base/format-number";
import { environment } from "@/lib/config/environment";

/**
 * One rule for what is dear: queries of Logs Insights are asked about whatever they cost, by the loaders that run them;
 * everything else above a threshold. Answers that are cached are asked about too, for nobody knows before looking.
 *
 * Throws `AwsFailure` of kind `ask` where so many metrics cost more than that and the reader has not consented.
 */
export function askBeforeMetrics(
  scope: Pick<CallScope, "consent">,
  metrics: number,
  aboveUsd: number = environment().askAboveUsd,
): void {
  const costUsd = metrics * callPrices.perMetricUsd;
  if (scope.consent === true || costUsd <= aboveUsd) return;
  throw new AwsFailure({
    kind: "ask",
    operation: "cloudwatch:GetMetricData",
    message: `This reads ${formatExact(metrics)} metrics for about ${formatUsd(costUsd)} (prices of ${callPrices.asOf}), each time it is not in the cache. More than ${formatUsd(aboveUsd)} is asked about first (LAMBDASCOPE_ASK_ABOVE_USD).`,
    nextStep: "Read them, or choose fewer functions or APIs.",
    action: null,
    resource: null,
  });
}
