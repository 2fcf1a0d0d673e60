import type { SeenSize } from "@/lib/cost/change";
import { exactly, type Span, spanOf, timesSpan } from "@/lib/cost/span";

/** CPU that one thread can use: 1,769 MB are one vCPU; more memory speeds up only code with several threads. */
const ONE_CPU_MB = 1769;

/**
 * Duration at another memory size over duration now.
 *
 * Measured where the function ran at that size; between two sizes where it ran, between what it took there. Elsewhere
 * from the nearest of them, or from the size it has, the bracket between waiting, which takes as long whatever the
 * memory, and computing on one thread, which takes as much longer as there is less CPU.
 */
export function durationFactor(fromMb: number, toMb: number, seen: readonly SeenSize[]): Span {
  const now = seen.find(({ memoryMb }) => memoryMb === fromMb);
  if (fromMb === toMb || !now || now.meanMs <= 0) return bracket(fromMb, toMb);
  return timesSpan(durationAt(toMb, seen), 1 / now.meanMs);
}

function durationAt(memoryMb: number, seen: readonly SeenSize[]): Span {
  const sizes = [...seen].sort((a, b) => a.memoryMb - b.memoryMb);
  const below = sizes.findLast((one) => one.memoryMb <= memoryMb);
  const above = sizes.find((one) => one.memoryMb >= memoryMb);
  if (below?.memoryMb === memoryMb) return exactly(below.meanMs);
  if (below && above) return spanOf([below.meanMs, above.meanMs]);
  const nearest = below ?? above;
  return nearest ? timesSpan(bracket(nearest.memoryMb, memoryMb), nearest.meanMs) : exactly(0);
}

function bracket(fromMb: number, toMb: number): Span {
  return spanOf([1, Math.min(fromMb, ONE_CPU_MB) / Math.min(toMb, ONE_CPU_MB)]);
}
