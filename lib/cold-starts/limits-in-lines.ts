import type { EnvironmentFacts, LimitSigns } from "@/lib/cold-starts/environment-facts";

/** What a function's lines of a window say of its limits. A count of null: no line could have said it. */
export interface LimitsInLines {
  /** Largest Max Memory Used, in MB; null: no REPORT says it. */
  readonly maxMemoryUsedMb: number | null;
  /** Memory Size of the environment that used so much, in MB. */
  readonly memorySizeMb: number | null;
  /** Invocations that were killed for lack of memory. */
  readonly outOfMemory: number | null;
  /** Responses that Lambda refused for their size. */
  readonly payloadErrors: number | null;
}

/**
 * A function's environments together. Where its size was changed in the window, the environment counts that came nearest
 * to its own size.
 */
export function limitsInLines(environments: readonly EnvironmentFacts[]): LimitsInLines {
  const all = environments.map(({ limits }) => limits);
  const told = all.filter(({ maxMemoryUsedMb }) => maxMemoryUsedMb !== null);
  const nearest = told.reduce<LimitSigns | null>(
    (top, one) => (top === null || nearness(one) > nearness(top) ? one : top),
    null,
  );
  const outOfMemory = sum(all, kills);
  // Both may stand for one response.
  const payloadErrors = sum(all, ({ tooLarge, refused }) => Math.max(tooLarge, refused));
  const ended = environments.some(({ inside }) => inside.reports > 0);
  return {
    maxMemoryUsedMb: nearest?.maxMemoryUsedMb ?? null,
    memorySizeMb: nearest?.memorySizeMb ?? null,
    outOfMemory: ended || outOfMemory > 0 ? outOfMemory : null,
    payloadErrors: ended || payloadErrors > 0 ? payloadErrors : null,
  };
}

/** A killed process was out of memory if it had used all of it, or if nothing says how much it had used. */
function kills({ outOfMemory, killed, full, maxMemoryUsedMb }: LimitSigns): number {
  return (
    outOfMemory + (maxMemoryUsedMb === null ? killed : Math.min(killed, Math.max(0, full - outOfMemory)))
  );
}

/** Shares first; of those without a size, and of equal shares, the larger use. */
function nearness({ maxMemoryUsedMb, memorySizeMb }: LimitSigns): number {
  const used = maxMemoryUsedMb ?? 0;
  return (memorySizeMb === null || memorySizeMb === 0 ? 0 : used / memorySizeMb) + used * 1e-9;
}

function sum(all: readonly LimitSigns[], figure: (one: LimitSigns) => number): number {
  return all.reduce((total, one) => total + figure(one), 0);
}
