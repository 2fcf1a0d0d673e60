import type { FunctionDef, World } from "@/lib/sandbox/world/types";

/** Longest wait between arrival and START: a failed init of 10 s and the delays around it. */
const LONGEST_WAIT_MS = 15_000;

/** The most executions, waiting for init or running, at any one moment of [fromMs, toMs). */
export function mostAtOnce(
  world: World,
  functions: readonly FunctionDef[],
  fromMs: number,
  toMs: number,
): number {
  const begins: number[] = [];
  const ends: number[] = [];
  for (const def of functions) {
    const list = world.invocationsOf(def.index, fromMs - def.timeoutMs, toMs + LONGEST_WAIT_MS);
    for (let i = 0; i < list.length; i++) {
      const record = world.invocation(list[i] ?? 0);
      const end = record.startMs + record.durationMs;
      if (record.arrivalMs >= toMs || end <= fromMs) continue;
      begins.push(Math.max(fromMs, record.arrivalMs));
      ends.push(end);
    }
  }
  const up = Float64Array.from(begins).sort();
  const down = Float64Array.from(ends).sort();
  let most = 0;
  let ended = 0;
  for (let begun = 0; begun < up.length; begun++) {
    while ((down[ended] ?? Number.POSITIVE_INFINITY) <= (up[begun] ?? 0)) ended++;
    most = Math.max(most, begun + 1 - ended);
  }
  return most;
}
