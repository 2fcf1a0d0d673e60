import { formatDuration } from "@/lib/base/format-duration";
import type { FunctionFacts, ReportSums } from "@/lib/cost/waste/facts";
import { executionUsage, plural, unknownEnvironment, type Waste } from "@/lib/cost/waste/waste";

/** Executions that ran into the timeout: paid to the last millisecond, for no answer. */
export function timeoutsPaid(fn: FunctionFacts, bySize: readonly ReportSums[]): Waste | null {
  const stopped = bySize.filter(({ timeouts }) => timeouts > 0);
  const count = stopped.reduce((sum, { timeouts }) => sum + timeouts, 0);
  if (count === 0) return null;
  const totalMs = stopped.reduce((sum, { timeoutMs }) => sum + timeoutMs, 0);
  return {
    subject: { kind: "function", name: fn.name },
    ...executionUsage(
      fn,
      stopped.map(({ memoryMb, timeoutMs }) => ({ memoryMb, requests: 0, billedMs: timeoutMs, initMs: 0 })),
    ),
    per: "window",
    certainty: fn.provisioned ? "range" : "exact",
    why: `${plural(count, "execution")} ran into the timeout and ${count === 1 ? "was" : "were"} billed ${formatDuration(totalMs)}, ${formatDuration(totalMs / count)} each.`,
    remedy:
      "Give calls to others a timeout of their own, shorter than the function's, so that it ends with an error that says why.",
    assumptions: [
      "Init and the price of the requests are not in it.",
      ...(fn.provisioned ? [unknownEnvironment] : []),
    ],
  };
}
