"use client";

import { memo } from "react";
import { Cell } from "@/components/logs/cell";
import { formatOffset } from "@/components/logs/log-time";
import { InitMark, LevelMark } from "@/components/logs/marks";
import type { LineRow } from "@/components/logs/protocol";
import { RequestLink } from "@/components/logs/request-link";
import { cn } from "@/components/ui/class-names";

/** Text of a line in a row: one line, control characters already visible. */
export function LineText({ row }: { readonly row: LineRow }) {
  const quiet = row.kind !== "app" && row.kind !== "failure" && row.level === null;
  return (
    <span className="flex min-w-0">
      {row.startMark === null ? null : <InitMark mark={row.startMark} />}
      <span
        data-line-text
        className={cn(
          "min-w-0 overflow-hidden text-ellipsis whitespace-pre",
          quiet && "text-ink-3",
          (row.level === "error" || row.level === "fatal" || row.kind === "failure") && "text-critical",
        )}
      >
        {row.text}
      </span>
    </span>
  );
}

const EXACT = "This line names its request.";
const INFERRED =
  "This line names no request: it stands between the START and the END of this one in its stream.";

/** How the line came to its request, which one click leads to. */
export function AttributionMark({ row }: { readonly row: LineRow }) {
  const { attribution, requestId } = row;
  if (requestId !== null) {
    return (
      <RequestLink
        requestId={requestId}
        atMs={row.timeMs}
        title={`${attribution === "inferred" ? INFERRED : EXACT} Everything about this request`}
        className="inline-flex h-6 items-center text-2xs text-ink-3 underline decoration-line-strong hover:text-ink"
      >
        {attribution ?? "request"}
      </RequestLink>
    );
  }
  if (attribution === null) return null;
  const exact = attribution === "exact";
  return (
    <span className="text-2xs text-ink-3" title={exact ? EXACT : INFERRED}>
      {attribution}
    </span>
  );
}

/** A line below its request: offset instead of a time. */
export const StoryCells = memo(function StoryCells({ row }: { readonly row: LineRow | undefined }) {
  if (!row) return <Cell className="col-span-full h-3 w-1/2 rounded-sm bg-sunken" />;
  return (
    <Cell className="col-span-full grid min-w-0 grid-cols-[72px_40px_minmax(0,1fr)] items-center gap-x-3 border-line border-l-2 pl-3 @xl:ml-4 @xl:grid-cols-[76px_44px_minmax(0,1fr)_54px] @5xl:grid-cols-[92px_48px_150px_minmax(0,1fr)_56px]">
      <span className="text-right text-ink-3">{row.offsetMs === null ? "" : formatOffset(row.offsetMs)}</span>
      <LevelMark level={row.level} />
      <span className="truncate text-ink-3 @max-5xl:hidden">{row.source}</span>
      <LineText row={row} />
      <span className="text-right @max-xl:hidden">
        <AttributionMark row={row} />
      </span>
    </Cell>
  );
});
