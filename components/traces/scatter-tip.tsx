"use client";

import { outcomeLooks } from "@/components/traces/outcome-look";
import { useZone } from "@/components/ui/zone-context";
import { formatDuration } from "@/lib/base/format-duration";
import { formatClockSeconds } from "@/lib/base/format-time";
import type { TraceRow } from "@/lib/model/views/traces";
import { outcomeOf } from "@/lib/traces/summaries/outcome-of";

interface ScatterTipProps {
  readonly row: TraceRow;
  readonly x: number;
  readonly y: number;
  /** Width of the chart. */
  readonly room: number;
}

const WIDTH = 260;

export function ScatterTip({ row, x, y, room }: ScatterTipProps) {
  const zone = useZone();
  const toLeft = x + WIDTH + 16 > room;
  return (
    <div
      className="pointer-events-none absolute z-10 rounded-md bg-ink px-2 py-1 text-ink-inverse text-xs shadow-pop"
      style={{
        maxWidth: WIDTH,
        left: x + (toLeft ? -12 : 12),
        top: y,
        translate: toLeft ? "-100% -50%" : "0 -50%",
      }}
    >
      <p className="font-medium">
        {formatDuration(row.responseTimeMs)} · {outcomeLooks[outcomeOf(row)].word}
        {row.cold ? " · cold start" : ""}
      </p>
      <p className="truncate">
        {row.route ?? row.entry ?? row.traceId}
        {row.status === null ? "" : ` · ${row.status}`}
      </p>
      <p>{formatClockSeconds(row.startMs, zone)}</p>
    </div>
  );
}
