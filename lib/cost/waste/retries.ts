import { formatDuration } from "@/lib/base/format-duration";
import type { FunctionFacts, RetrySums } from "@/lib/cost/waste/facts";
import { executionUsage, plural, unknownEnvironment, type Waste } from "@/lib/cost/waste/waste";

/**
 * Further attempts of asynchronous events, which have the request ID of the first. Lambda makes up to two.
 * [D invocation-async-error-handling]
 */
export function retriesPaid(fn: FunctionFacts, bySize: readonly RetrySums[], atLeast: boolean): Waste | null {
  const count = bySize.reduce((sum, { retries }) => sum + retries, 0);
  if (count === 0) return null;
  const totalMs = bySize.reduce((sum, { billedMs }) => sum + billedMs, 0);
  return {
    subject: { kind: "function", name: fn.name },
    ...executionUsage(
      fn,
      bySize.map(({ memoryMb, retries, billedMs }) => ({ memoryMb, requests: retries, billedMs, initMs: 0 })),
    ),
    per: "window",
    certainty: atLeast ? "estimate" : fn.provisioned ? "range" : "exact",
    why: `${atLeast ? "At least " : ""}${plural(count, "further attempt")} at events that had failed, billed ${formatDuration(totalMs)}.`,
    remedy:
      "Mend what fails. Where a second attempt cannot help, set fewer retries and a destination or dead-letter queue for failures.",
    assumptions: [
      "Attempts are told by their request ID. The first one is looked for up to 20 minutes before the window.",
      "A further attempt that succeeds is counted as well: without the failure before, there would be none.",
      ...(fn.provisioned ? [unknownEnvironment] : []),
    ],
  };
}
