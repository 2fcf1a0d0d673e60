import type { DurationMs } from "@/lib/base/time";
import { type CountCell, countModel } from "@/lib/metrics/spikes/count-model";
import { rhythmOf } from "@/lib/metrics/spikes/rhythm";
import type { Mask, SegmentModel } from "@/lib/metrics/spikes/segment-model";
import type { Baseline, Periods, Segment, Series } from "@/lib/metrics/spikes/series";
import { type ValueCell, valueModel } from "@/lib/metrics/spikes/value-model";
import type { SeriesKind, UsedBaseline } from "@/lib/model/finding";

/**
 * Baseline and window in one row of cells, the window last:
 *
 *   | 3 days ago | 2 days ago | yesterday | before | window |
 */
export interface Timeline {
  readonly kind: SeriesKind;
  readonly periodMs: DurationMs;
  readonly size: number;
  readonly window: Segment;
  readonly baselines: readonly Segment[];
  /** The span that ends where the window begins. */
  readonly before: Segment | null;
  readonly source: UsedBaseline["source"];
  readonly days: number;
  /** The model over all cells but the masked ones. */
  model(masked: Mask): SegmentModel;
  /** Per cell as given; of a rate the failures. */
  readonly values: readonly (number | null)[];
  readonly requests: readonly (number | null)[];
  /** Per cell, what the usual level is multiplied by: 1 where no rhythm is known; the requests of a rate. */
  readonly exposure: readonly number[];
}

/** Throughput has a daily rhythm; shares and durations mostly do not. */
export function followsTraffic(kind: SeriesKind): boolean {
  return kind === "count" || kind === "concurrency";
}

export function timelineOf(series: Series, { before, sameHours = [] }: Baseline): Timeline {
  const { kind } = series;
  const length = series.timesMs.length;
  const days = sameHours.filter((day) => day.values.length === length && hasData(day));
  const rhythmic = followsTraffic(kind) && days.length > 0;
  // Other hours say nothing about this hour's traffic once earlier days tell it.
  const earlier = before && !rhythmic && hasData(before) ? before : null;
  const parts: readonly Periods[] = [...days, ...(earlier ? [earlier] : []), series];

  const spans: Segment[] = [];
  for (const part of parts) {
    const from = spans.at(-1)?.to ?? 0;
    spans.push({ from, to: from + part.values.length });
  }
  const window = spans.at(-1) ?? { from: 0, to: 0 };
  const values = parts.flatMap((part) => part.values.map(finite));
  const requests = parts.flatMap((part) => part.values.map((_, i) => finite(part.requests?.[i])));
  const rhythm = rhythmic ? rhythmOf(days, length, series.periodMs) : null;
  const exposure = values.map((_, i) =>
    kind === "rate"
      ? (requests[i] ?? 0)
      : (rhythm?.[(i - window.from + values.length * length) % length] ?? 1),
  );
  return {
    kind,
    periodMs: series.periodMs,
    size: values.length,
    window,
    baselines: spans.slice(0, -1),
    before: earlier ? (spans.at(-2) ?? null) : null,
    source: days.length > 0 ? "same-hours" : earlier ? "before" : "rest-of-window",
    days: days.length,
    values,
    requests,
    exposure,
    model: modelOf(kind, values, requests, exposure, window.from),
  };
}

function modelOf(
  kind: SeriesKind,
  values: readonly (number | null)[],
  requests: readonly (number | null)[],
  exposure: readonly number[],
  baselineEnd: number,
): (masked: Mask) => SegmentModel {
  if (kind === "count" || kind === "rate") {
    const cells = values.map((events, i): CountCell => ({ events, exposure: exposure[i] ?? 0 }));
    return (masked) => countModel(cells, masked, kind === "rate");
  }
  const cells = values.map((value, i): ValueCell => {
    const y =
      value === null ? null : Math.log(Math.max(0, value) + OFFSET[kind]) - Math.log(exposure[i] ?? 1);
    return { y, samples: kind === "duration" ? (requests[i] ?? null) : null };
  });
  return (masked) => valueModel(cells, masked, baselineEnd);
}

/** Added before the logarithm: differences below it do not count. 1 ms, 1 environment, 1 s. */
const OFFSET: Readonly<Record<"duration" | "concurrency" | "age", number>> = {
  duration: 1,
  concurrency: 1,
  age: 1_000,
};

/** What is no number, negative, or beyond what can be counted is not known. */
function finite(value: number | null | undefined): number | null {
  return typeof value === "number" && value >= 0 && value <= Number.MAX_SAFE_INTEGER ? value : null;
}

function hasData({ values }: Periods): boolean {
  return values.some((value) => finite(value) !== null);
}
