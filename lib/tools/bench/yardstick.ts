import { median } from "@/lib/tools/bench/benchmark";

/**
 * How long this machine takes for a fixed amount of integer work, in milliseconds. Durations that are divided by it can
 * be compared between machines.
 */
export function yardstickMs(): number {
  return median(Array.from({ length: 5 }, timeOnce));
}

function timeOnce(): number {
  const started = performance.now();
  let hash = 1;
  for (let i = 0; i < 100_000_000; i++) hash = Math.imul(hash ^ i, 0x9e3779b1);
  const elapsed = performance.now() - started;
  // The result is used, or the loop might be removed.
  return hash === 0.5 ? 0 : elapsed;
}
