import { classify } from "@/lib/cold-starts/classify";
import type { EnvironmentFacts, Reach } from "@/lib/cold-starts/environment-facts";

export interface InitBin {
  readonly fromMs: number;
  readonly felt: number;
  readonly notFelt: number;
  readonly unknown: number;
  /** Environments that had begun and were used later, or that an init here began: at least as many were alive. */
  readonly environments: number;
}

/** Inits and living environments by time. Bins start at multiples of `binMs`, and all of the window's are there. */
export function initsOverTime(
  environments: readonly EnvironmentFacts[],
  reach: Reach,
  binMs: number,
): readonly InitBin[] {
  const { fromMs, toMs } = reach.window;
  const first = Math.floor(fromMs / binMs);
  const count = Math.max(0, Math.ceil(toMs / binMs) - first);
  const bins = Array.from({ length: count }, (_, i) => ({
    fromMs: (first + i) * binMs,
    felt: 0,
    notFelt: 0,
    unknown: 0,
    environments: 0,
  }));
  for (const environment of environments) {
    const init = classify(environment, reach);
    const bin = init === null ? undefined : bins[Math.floor(init.atMs / binMs) - first];
    if (init !== null && bin !== undefined)
      bin[init.felt === null ? "unknown" : init.felt ? "felt" : "notFelt"]++;
    // One that was there before what was read began has no begin; it is known from its first line on.
    const fromMs = environment.startedMs ?? environment.firstStartMs ?? environment.lastSeenMs;
    const last = Math.min(count - 1, Math.floor(environment.lastSeenMs / binMs) - first);
    for (let i = Math.max(0, Math.floor(fromMs / binMs) - first); i <= last; i++) {
      const alive = bins[i];
      if (alive !== undefined) alive.environments++;
    }
  }
  return bins;
}
