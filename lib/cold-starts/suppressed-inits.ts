import type { EnvironmentFacts, Span } from "@/lib/cold-starts/environment-facts";

/**
 * Invocations of the window that repeated an init inside their Duration: the first after a failed init, and each one
 * that follows an invocation which ended the runtime process. Their lines do not say it ("suppressed init") and how
 * long it took is not known. [D lambda-runtime-environment]
 */
export function suppressedInits(environment: EnvironmentFacts, window: Span): number {
  const { before, inside, initReport, firstStartMs } = environment;
  const afterFailedInit =
    initReport?.failed === true &&
    firstStartMs !== null &&
    firstStartMs >= window.fromMs &&
    firstStartMs < window.toMs;
  const carriedIn = inside.starts > 0 && diedLast(before.lastDeathMs, before.lastStartMs);
  const unfollowed = diedLast(inside.lastDeathMs, inside.lastStartMs);
  // A process that died in its last START of the window is followed by none; one death never follows itself.
  return inside.deaths - (unfollowed ? 1 : 0) + (carriedIn ? 1 : 0) + (afterFailedInit ? 1 : 0);
}

/** A START in the very millisecond of the death is taken for the next one: nothing dies within its first. */
function diedLast(deathMs: number | null, startMs: number | null): boolean {
  return deathMs !== null && (startMs === null || deathMs > startMs);
}
