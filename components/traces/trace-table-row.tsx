"use client";

import { outcomeLooks } from "@/components/traces/outcome-look";
import { StatusBadge } from "@/components/ui/status";
import { Td } from "@/components/ui/table";
import { useZone } from "@/components/ui/zone-context";
import { ViewLink } from "@/components/view/view-link";
import { formatDuration } from "@/lib/base/format-duration";
import { NO_DATA } from "@/lib/base/format-number";
import { formatClockSeconds, formatDay } from "@/lib/base/format-time";
import type { TraceRow } from "@/lib/model/views/traces";
import { outcomeOf } from "@/lib/traces/summaries/outcome-of";
import { tracePath } from "@/lib/url/traces";

export function TraceTableRow({ row, index }: { readonly row: TraceRow; readonly index: number }) {
  const zone = useZone();
  const { word, level } = outcomeLooks[outcomeOf(row)];
  const services = row.services.join(", ");
  return (
    <tr className="group" aria-rowindex={index + 2} data-trace={row.traceId}>
      <Td className={cell}>
        <ViewLink
          path={tracePath(row.traceId)}
          className="underline decoration-line-strong underline-offset-2 hover:decoration-ink"
        >
          {formatClockSeconds(row.startMs, zone)}
        </ViewLink>
        <span className="ml-2 text-ink-3 text-xs">{formatDay(row.startMs, zone)}</span>
      </Td>
      <Td className={cell}>
        {level === "ok" ? (
          <span className="text-ink-3">{word}</span>
        ) : (
          <StatusBadge level={level}>{word}</StatusBadge>
        )}
      </Td>
      <Td numeric className={cell}>
        {formatDuration(row.responseTimeMs)}
      </Td>
      <Td numeric className={cell}>
        {row.durationMs === null ? (
          <span className="text-ink-3">in progress</span>
        ) : (
          formatDuration(row.durationMs)
        )}
      </Td>
      <Td className={cell} title={row.url ?? row.entry ?? undefined}>
        {row.route ?? row.entry ?? NO_DATA}
      </Td>
      <Td numeric className={cell}>
        {row.status ?? NO_DATA}
      </Td>
      <Td className={cell} title={services}>
        {services === "" ? NO_DATA : services}
      </Td>
      <Td className={cell}>
        {row.cold === null ? (
          <span className="text-ink-3" title="Not known: no document of a function says it">
            ?
          </span>
        ) : row.cold ? (
          "cold"
        ) : (
          <span className="text-ink-3">no</span>
        )}
      </Td>
      <Td className={cell} title={row.rootCause ?? undefined}>
        {row.rootCause ?? NO_DATA}
      </Td>
      <Td className={cell}>
        <ViewLink
          path={`/requests/${encodeURIComponent(row.traceId)}`}
          aria-label={`Request of trace ${row.traceId}`}
          className="text-ink-3 hover:text-ink hover:underline"
        >
          Request
        </ViewLink>
      </Td>
    </tr>
  );
}

const cell = "overflow-hidden text-ellipsis px-2 group-last:border-b-0 group-hover:bg-sunken";
