import { z } from "zod";
import { units } from "@/lib/model/views/common";

/** Two sides of a change against each other: before and after, version and version, canary and base. */

/**
 * `alike`: any difference is too small to matter. `cannot-tell`: too little is known; `reason` says of what.
 */
export const figureVerdictSchema = z.enum(["worse", "better", "alike", "cannot-tell"]);
export type FigureVerdict = z.infer<typeof figureVerdictSchema>;

/** One figure on both sides. Higher is worse in all of them. null: not known, which is not 0. */
export const comparedFigureSchema = z.object({
  key: z.enum(["errors", "clientErrors", "p50", "p95", "coldStarts", "cost"]),
  label: z.string(),
  unit: z.enum(units),
  earlier: z.number().nullable(),
  later: z.number().nullable(),
  /** later − earlier, with the interval that holds it with a probability of 95 %. */
  difference: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
  verdict: figureVerdictSchema,
  /** Why it cannot be told; null when it can. */
  reason: z.string().nullable(),
  /** That the later side is the higher one, above 0 and below 1. null: nothing was measured on one side. */
  probabilityWorse: z.number().nullable(),
  /** Of so many requests one counts: failures that come together say less than so many that do not. 1: all count. */
  clustering: z.number().nullable(),
  /** When its level changed, where that is clearly not the deployment's own time; null otherwise. */
  changedMs: z.number().nullable(),
  /** How it was computed, for whoever presses for it. */
  explanation: z.string(),
});
export type ComparedFigure = z.infer<typeof comparedFigureSchema>;

export const comparedSideSchema = z.object({
  /** `Version 42`, `Before`, `Canary`. */
  label: z.string(),
  fromMs: z.number(),
  toMs: z.number(),
  /** Function version or id of an API deployment. */
  version: z.string().nullable(),
  /** Share of the traffic that it is configured to get, 0–1. */
  share: z.number().nullable(),
  requests: z.number(),
  failures: z.number(),
});
export type ComparedSide = z.infer<typeof comparedSideSchema>;

export const comparisonSchema = z.object({
  kind: z.enum(["deployment", "versions", "canary"]),
  /** Stable: the deployment's id, the alias, or the stage. */
  key: z.string(),
  title: z.string(),
  /** Of all figures: the worst that can be told. */
  verdict: figureVerdictSchema,
  sentence: z.string(),
  /** null: there were no spans to compare, `sentence` says why. */
  earlier: comparedSideSchema.nullable(),
  later: comparedSideSchema.nullable(),
  figures: z.array(comparedFigureSchema),
  /** What must be known beside the figures: other changes, traffic that differs, what is left out. */
  remarks: z.array(z.string()),
  /** Cold starts are read of the logs: `offer` when that takes a while and was not asked for. null: not a function. */
  coldStarts: z.enum(["read", "offer", "failed"]).nullable(),
});
export type Comparison = z.infer<typeof comparisonSchema>;
