"use client";

import { useMemo, useState } from "react";
import { formatDuration } from "@/lib/base/format-duration";
import { formatExact } from "@/lib/base/format-number";
import { percentile } from "@/lib/base/statistics";
import type { TraceRow } from "@/lib/model/views/traces";
import { outcomeOf } from "@/lib/traces/summaries/outcome-of";
import { type TimeBin, timeBins } from "@/lib/traces/summaries/time-bins";

const HEIGHT = 200;

/** How many traces took how long; bins grow by the same factor, as the scatter's logarithmic axis does. */
export function ResponseHistogram({ rows }: { readonly rows: readonly TraceRow[] }) {
  const [over, setOver] = useState<TimeBin | null>(null);
  const { bins, most, p50, p95 } = useMemo(() => {
    const times = rows.flatMap((row) =>
      row.responseTimeMs === null ? [] : [{ ms: row.responseTimeMs, failed: outcomeOf(row) !== "ok" }],
    );
    const found = timeBins(times);
    const values = times.map(({ ms }) => ms);
    return {
      bins: found,
      most: Math.max(1, ...found.map(({ count }) => count)),
      p50: percentile(values, 50) ?? null,
      p95: percentile(values, 95) ?? null,
    };
  }, [rows]);
  const first = bins[0];
  const last = bins.at(-1);
  return (
    <figure aria-label={`Histogram of ${formatExact(rows.length)} response times`} className="px-4 pb-2">
      <figcaption className="flex h-5 gap-x-4 text-2xs text-ink-3">
        {over === null ? (
          <>
            <span>
              p50 <span className="font-medium text-ink">{formatDuration(p50)}</span>
            </span>
            <span>
              p95 <span className="font-medium text-ink">{formatDuration(p95)}</span>
            </span>
          </>
        ) : (
          <span className="truncate">
            {formatDuration(over.fromMs)} – {formatDuration(over.toMs)}: {formatExact(over.count)}
            {over.failed > 0 ? `, ${formatExact(over.failed)} failed` : ""}
          </span>
        )}
      </figcaption>
      <div className="flex items-end gap-px border-line-strong border-b" style={{ height: HEIGHT }}>
        {bins.map((bin) => (
          <div
            key={bin.fromMs}
            className="flex h-full min-w-0 flex-1 flex-col justify-end hover:bg-sunken"
            onPointerEnter={() => setOver(bin)}
            onPointerLeave={() => setOver(null)}
          >
            <div style={{ height: barPx(bin.count - bin.failed, most), background: "var(--control-line)" }} />
            <div style={{ height: barPx(bin.failed, most), background: "var(--critical)" }} />
          </div>
        ))}
      </div>
      <div className="flex h-5 items-end justify-between text-2xs text-ink-3">
        <span>{first ? formatDuration(first.fromMs) : ""}</span>
        <span>{last ? formatDuration(last.toMs) : ""}</span>
      </div>
    </figure>
  );
}

/** Never less than a pixel: one among thousands shows. */
function barPx(count: number, most: number): number {
  return count === 0 ? 0 : Math.max(1, (count / most) * (HEIGHT - 4));
}
