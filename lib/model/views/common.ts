import { z } from "zod";

/** Parts of the view data and of its JSON twin that several pages share. Units are in the names. */

/** Where a response comes from and what it lacks. */
export const metaSchema = z.object({
  fromMs: z.number(),
  toMs: z.number(),
  from: z.string(),
  to: z.string(),
  region: z.string(),
  incomplete: z.array(z.object({ what: z.string(), reason: z.string(), action: z.string() })),
  awsCalls: z.number().int(),
  costUsd: z.number(),
});
export type Meta = z.infer<typeof metaSchema>;

export const units = ["count", "ratio", "ms", "bytes", "usd", "per-second", "mb"] as const;
export type Unit = (typeof units)[number];

/** ok: seen and fine; unknown: nothing seen, which is not fine. */
export const healthSchema = z.enum(["ok", "warning", "critical", "unknown"]);
export type Health = z.infer<typeof healthSchema>;

/** Values on a grid of instants. null is a gap: nothing was measured, which is not zero. */
export const sparkSchema = z.object({
  timesMs: z.array(z.number()).readonly(),
  values: z.array(z.number().nullable()).readonly(),
});

export const chartSeriesSchema = z.object({
  key: z.string(),
  label: z.string(),
  values: z.array(z.number().nullable()).readonly(),
});

/** One chart: all series share `timesMs` (start of each period, ascending). */
export const chartSchema = z.object({
  key: z.string(),
  title: z.string(),
  unit: z.enum(units),
  periodMs: z.number(),
  timesMs: z.array(z.number()).readonly(),
  series: z.array(chartSeriesSchema),
  /** Horizontal reference lines: timeout, reserved concurrency, account limit. */
  limits: z.array(z.object({ label: z.string(), value: z.number() })),
  /** What the chart cannot show or why it is empty, or null. */
  note: z.string().nullable(),
});
export type Chart = z.infer<typeof chartSchema>;
export type ChartSeries = z.infer<typeof chartSeriesSchema>;
