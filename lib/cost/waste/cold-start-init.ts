import { formatDuration } from "@/lib/base/format-duration";
import { gbSeconds } from "@/lib/cost/charges";
import type { FunctionFacts, ReportSums } from "@/lib/cost/waste/facts";
import { emptyUsage, type Waste } from "@/lib/cost/waste/waste";

/** Init of cold starts, billed since 2025-08-01: Billed Duration is then more than the duration rounded up. */
export function initPaid(fn: FunctionFacts, bySize: readonly ReportSums[]): Waste | null {
  const cold = bySize.filter(({ billedMs, handlerMs }) => billedMs > handlerMs);
  const initMs = cold.reduce((sum, { billedMs, handlerMs }) => sum + billedMs - handlerMs, 0);
  if (initMs === 0) return null;
  const executingMs = bySize.reduce((sum, { billedMs }) => sum + billedMs, 0);
  const share = initMs / executingMs;
  return {
    subject: { kind: "function", name: fn.name },
    low: cold.map(({ memoryMb, billedMs, handlerMs }) => ({
      ...emptyUsage(fn),
      memoryMb,
      initMs: billedMs - handlerMs,
    })),
    high: null,
    per: "window",
    certainty: "exact",
    why: `${formatDuration(initMs)} of init and restore ${initMs === 1 ? "was" : "were"} billed, ${percent(share)} of all that was (${gbSecondsOf(cold)} GB-s).`,
    remedy:
      "Load less before the handler, or nothing twice; the cold starts say which functions wait longest.",
    assumptions: [
      "Init ahead of any request (proactive, provisioned) and init repeated after a failure is not in it: REPORT does not tell it apart.",
    ],
  };
}

function percent(share: number): string {
  return `${(share * 100).toLocaleString("en", { maximumSignificantDigits: 2 })} %`;
}

function gbSecondsOf(cold: readonly ReportSums[]): string {
  const sum = cold.reduce(
    (total, { memoryMb, billedMs, handlerMs }) => total + gbSeconds(memoryMb, billedMs - handlerMs),
    0,
  );
  return sum.toLocaleString("en", { maximumSignificantDigits: 3 });
}
