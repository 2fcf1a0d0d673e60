import { outcomes } from "@/components/service-map/look";
import { cn } from "@/components/ui/class-names";
import { formatDuration } from "@/lib/base/format-duration";
import { formatCount, formatExact, formatRatio } from "@/lib/base/format-number";
import type { MapCounts, MapLatency, MapMetrics } from "@/lib/model/views/service-map";

/** Name and value pairs under a heading, in the side panel. */
export function Figures({
  title,
  rows,
}: {
  readonly title: string;
  readonly rows: readonly (readonly [string, string])[];
}) {
  return (
    <section aria-label={title} className="space-y-1">
      <h3 className="font-medium text-ink-3 text-xs">{title}</h3>
      <dl className="grid grid-cols-[1fr_auto] gap-x-4">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-2">{name}</dt>
            <dd className="text-right font-medium">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** One bar of all outcomes with their numbers. */
export function OutcomeBar({ counts }: { readonly counts: MapCounts }) {
  const present = outcomes.filter(({ key }) => counts[key] > 0);
  return (
    <div className="space-y-1">
      <div className="flex h-2 gap-px overflow-hidden rounded-sm bg-sunken" aria-hidden>
        {present.map(({ key, background }) => (
          <span
            key={key}
            className={cn("min-w-1", background)}
            style={{ flexGrow: counts[key], flexBasis: 0 }}
          />
        ))}
      </div>
      <ul className="flex flex-wrap gap-x-3 text-ink-2 text-xs">
        {present.map(({ key, word, background }) => (
          <li key={key} className="flex items-center gap-1">
            <span className={cn("size-2 rounded-full", background)} aria-hidden />
            {formatExact(counts[key])} {word} ({formatRatio(counts[key] / counts.total)})
          </li>
        ))}
      </ul>
    </div>
  );
}

export function tracedRows(counts: MapCounts, latency: MapLatency | null): (readonly [string, string])[] {
  return [
    ["Calls in traces", formatExact(counts.total)],
    ["A minute", formatCount(counts.perMinute)],
    ...(latency === null
      ? []
      : ([
          ["Median", formatDuration(latency.p50Ms)],
          ["p95", formatDuration(latency.p95Ms)],
          ["p99", formatDuration(latency.p99Ms)],
        ] as const)),
  ];
}

export function metricRows(metrics: MapMetrics, isFunction: boolean): (readonly [string, string])[] {
  const { requests, faults, errors, throttles, p95Ms, perMinute } = metrics;
  const rows: (readonly [string, string | null])[] = [
    [isFunction ? "Invocations" : "Requests", formatExact(requests)],
    ["A minute", perMinute === null ? null : formatCount(perMinute)],
    [isFunction ? "Errors" : "5xx", faults === null ? null : formatExact(faults)],
    ["4xx", errors === null ? null : formatExact(errors)],
    ["Throttles", throttles === null ? null : formatExact(throttles)],
    ["p95", p95Ms === null ? null : formatDuration(p95Ms)],
  ];
  return rows.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
}
