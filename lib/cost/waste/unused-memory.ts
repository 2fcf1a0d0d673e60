import { formatMemoryMb } from "@/lib/base/format-size";
import { durationFactor } from "@/lib/cost/duration-response";
import type { Span } from "@/lib/cost/span";
import type { FunctionFacts, ReportSums } from "@/lib/cost/waste/facts";
import { executionUsage, unknownEnvironment, type Waste } from "@/lib/cost/waste/waste";

/** Left free above the most that was used. */
const MARGIN = 0.2;
const STEP_MB = 64;
/** [D gettingstarted-limits] */
const LEAST_MB = 128;

/**
 * Memory that no execution came near. Less memory is less CPU, so that the saving is all of it only if executions take
 * as long as now; CPU-bound ones take as much longer as they get less CPU, which is the lower end.
 */
export function unusedMemory(fn: FunctionFacts, bySize: readonly ReportSums[]): Waste | null {
  const used = bySize.flatMap(({ maxMemoryUsedMb }) => maxMemoryUsedMb ?? []);
  if (used.length === 0) return null;
  const mostMb = Math.max(...used);
  const enoughMb = enoughFor(mostMb);
  const wide = bySize.filter(({ memoryMb, reports }) => reports > 0 && memoryMb > enoughMb);
  if (wide.length === 0) return null;
  const seen = bySize.flatMap(({ memoryMb, reports, handlerMs }) =>
    reports > 0 ? [{ memoryMb, meanMs: handlerMs / reports }] : [],
  );
  const freedMb = (memoryMb: number, end: keyof Span) =>
    Math.max(0, withoutDust(memoryMb - enoughMb * durationFactor(memoryMb, enoughMb, seen)[end]));
  const shortest = freed(fn, wide, (memoryMb) => freedMb(memoryMb, "least"));
  const sizes = [...new Set(wide.map(({ memoryMb }) => formatMemoryMb(memoryMb)))].join(" and ");
  return {
    subject: { kind: "function", name: fn.name },
    low: freed(fn, wide, (memoryMb) => freedMb(memoryMb, "most")).low,
    high: shortest.high ?? shortest.low,
    per: "window",
    certainty: "range",
    why: `Has ${sizes}; no execution used more than ${formatMemoryMb(mostMb)}.`,
    remedy: `${formatMemoryMb(enoughMb)} would leave 20 % free. Measure the duration there before you keep it.`,
    assumptions: [
      "Upper end: executions take as long as now. Lower end: they are CPU-bound and take as much longer as they get less CPU (1,769 MB are one vCPU). Where they ran at both sizes, what was measured.",
      "The most memory used in this window may be less than what a rarer request needs.",
      ...(fn.provisioned
        ? [unknownEnvironment, "Provisioned concurrency itself, which would be cheaper too, is not in it."]
        : []),
    ],
  };
}

/** The size that leaves the margin free, in steps of 64 MB. */
export function enoughFor(usedMb: number): number {
  return Math.max(LEAST_MB, Math.ceil((usedMb * (1 + MARGIN)) / STEP_MB) * STEP_MB);
}

/** The duration of the executions, at as much memory as they would have used less. */
function freed(fn: FunctionFacts, sizes: readonly ReportSums[], freedMb: (memoryMb: number) => number) {
  return executionUsage(
    // Storage beyond 512 MB stays as it is.
    { ...fn, ephemeralStorageMb: 512 },
    sizes.map(({ memoryMb, billedMs, handlerMs }) => ({
      memoryMb: freedMb(memoryMb),
      requests: 0,
      billedMs: handlerMs,
      initMs: billedMs - handlerMs,
    })),
  );
}

/** CPU-bound, all that is saved is paid in time: to the last bit only in decimals. */
function withoutDust(memoryMb: number): number {
  return Math.round(memoryMb * 1e6) / 1e6;
}
