import type { Span } from "@/lib/cost/span";
import type { Architecture } from "@/lib/cost/usage";

/** Whom a change concerns; null: everything. */
export interface Scope {
  readonly functionNames: readonly string[] | null;
  readonly apis: readonly string[] | null;
}

export const everything: Scope = { functionNames: null, apis: null };

/** Mean duration of the executions at a memory size, milliseconds. */
export interface SeenSize {
  readonly memoryMb: number;
  readonly meanMs: number;
}

/** One change of what runs. Factors are after over before. */
export type Change = { readonly scope: Scope } & (
  | {
      readonly kind: "memory";
      readonly memoryMb: number;
      /** Sizes at which the function was measured; where they do not reach, and without any, a bracket. */
      readonly seen: readonly SeenSize[];
    }
  | {
      readonly kind: "architecture";
      readonly architecture: Architecture;
      /** Duration there over duration now; 1 unless measured. */
      readonly durationFactor: number;
    }
  | { readonly kind: "timeout"; readonly durationFactor: Span }
  | { readonly kind: "traffic"; readonly factor: number }
  | {
      readonly kind: "provisioned";
      readonly concurrency: number;
      /** How long it is configured within the usage's window: shorter than the window for a schedule. */
      readonly lengthMs: number;
      /** Share of the execution time that would find a provisioned environment, 0–1. */
      readonly servedShare: Span;
    }
  | {
      readonly kind: "snap-start";
      readonly restores: Span;
      /** How long a version's snapshot is kept. */
      readonly keptMs: number;
      /** Of Java the snapshot and its restores are free. [Lambda pricing] */
      readonly free: boolean;
    }
  | { readonly kind: "http-api" }
  | { readonly kind: "log-volume"; readonly factor: number }
  | {
      readonly kind: "retention";
      readonly days: number;
      /** Age of the oldest stored event: what is stored is taken to be spread evenly up to it. null: not known. */
      readonly storedDays: number | null;
    }
);
