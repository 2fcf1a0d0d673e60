/** What a metric is, apart from how it is read. */

export interface Dimension {
  readonly Name: string;
  readonly Value: string;
}

export type Unit = "Count" | "Milliseconds" | "Bytes" | "None";

export type Visit = (atMs: number, value: number) => void;

/**
 * Decides what the minute cache must store. ones: every sample is 1; flags: 0 or 1; peaks: at most one sample a minute,
 * above 0; values: anything.
 */
export type Shape = "ones" | "flags" | "peaks" | "values";

/**
 * Where samples of a metric come from. Everything CloudWatch can say about a metric (sums, counts, extremes,
 * percentiles, presence) is derived from these samples.
 */
export interface SampleSource {
  /** Unique in the world; cache key. */
  readonly key: string;
  readonly shape: Shape;
  /** Samples of an instant t no longer change once the clock shows t + settleMs. */
  readonly settleMs: number;
  /** Visits every sample with fromMs <= t < toMs that is known at `nowMs`, in any order. Bounds are whole minutes. */
  scan(fromMs: number, toMs: number, nowMs: number, visit: Visit): void;
  /** Set when the samples are exactly those of these sources together. */
  readonly parts?: readonly SampleSource[];
}

export interface Metric {
  readonly key: string;
  readonly namespace: string;
  readonly name: string;
  /** In the order AWS lists them. */
  readonly dimensions: readonly Dimension[];
  readonly unit: Unit;
  readonly source: SampleSource;
  /** Cheaper source that has samples exactly when this metric has. */
  readonly presence: SampleSource;
}

export function metricKey(namespace: string, name: string, dimensions: readonly Dimension[]): string {
  return `${schemaKey(
    namespace,
    dimensions.map((dimension) => dimension.Name),
  )}\n${name}\n${[...dimensions]
    .sort((a, b) => (a.Name < b.Name ? -1 : 1))
    .map((dimension) => dimension.Value)
    .join("\t")}`;
}

/** Namespace and set of dimension names: what SEARCH calls the schema. */
export function schemaKey(namespace: string, dimensionNames: readonly string[]): string {
  return `${namespace}\t${[...dimensionNames].sort().join("\t")}`;
}

export function dimensionValue(metric: Metric, name: string): string | undefined {
  return metric.dimensions.find((dimension) => dimension.Name === name)?.Value;
}

export function mergedSource(key: string, parts: readonly SampleSource[]): SampleSource {
  const shape = mergedShape(new Set(parts.map((part) => part.shape)));
  return {
    key,
    shape,
    settleMs: Math.max(0, ...parts.map((part) => part.settleMs)),
    scan(fromMs, toMs, nowMs, visit) {
      for (const part of parts) part.scan(fromMs, toMs, nowMs, visit);
    },
    parts,
  };
}

function mergedShape(shapes: ReadonlySet<Shape>): Shape {
  if (shapes.has("values") || shapes.has("peaks")) return "values";
  return shapes.has("flags") ? "flags" : "ones";
}
