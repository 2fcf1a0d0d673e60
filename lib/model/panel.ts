import type { Failure } from "@/lib/model/failure";

/**
 * What one panel of a page got. Loading is not here: it is the promise of a panel.
 * A panel that failed never takes its page along.
 */
export type Panel<T> =
  | { readonly state: "ok"; readonly data: T }
  /** Some of it is missing; `failures` says what. */
  | { readonly state: "partial"; readonly data: T; readonly failures: readonly Failure[] }
  /** AWS answered and there is nothing: `reason` and what to do about it. */
  | { readonly state: "empty"; readonly reason: string; readonly nextStep: string }
  | { readonly state: "throttled" | "denied" | "failed"; readonly failure: Failure };
