"use client";

import { Maximize2 } from "lucide-react";
import { useEffect, useState } from "react";
import type { LogClient } from "@/components/logs/log-client";
import { formatLogDayTime, formatLogTime } from "@/components/logs/log-time";
import type { ErrorRow, QueryResult } from "@/components/logs/protocol";
import { RequestLink } from "@/components/logs/request-link";
import { cn } from "@/components/ui/class-names";
import { useZone } from "@/components/ui/zone-context";
import { formatCount } from "@/lib/base/format-number";
import type { Zone } from "@/lib/base/format-time";

interface ErrorListProps {
  readonly client: LogClient;
  readonly result: QueryResult;
  readonly withDay: boolean;
  readonly onRequest: (key: string) => void;
  readonly onLine: (line: number | null) => void;
}

/** More groups than a reader goes through; the rest is counted. */
const SHOWN = 200;

/** The same failure is one row: how often, since when, and a few of its requests. */
export function ErrorList({ client, result, withDay, onRequest, onLine }: ErrorListProps) {
  const zone = useZone();
  const [rows, setRows] = useState<readonly ErrorRow[]>([]);
  const { version } = result;
  useEffect(() => {
    let left = false;
    client.ask("errors", { from: 0, to: SHOWN }).then(
      (found) => {
        if (!left && version > 0) setRows(found);
      },
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [client, version]);
  return (
    <div className="h-full overflow-auto" data-testid="errors">
      <ul className="divide-y divide-line">
        {rows.map((row) => (
          <li
            key={row.key}
            className="grid gap-x-4 gap-y-1 px-4 py-2.5 sm:grid-cols-[88px_minmax(0,1fr)_auto]"
          >
            <p className="flex items-baseline gap-2 sm:block">
              <span className="font-semibold text-critical text-md">{formatCount(row.count)}</span>
              <span className="block text-ink-3 text-xs">
                <Change now={row.count} before={row.previous} />
              </span>
            </p>
            <div className="min-w-0">
              <p className="break-words font-mono text-xs" data-error-title>
                {row.title}
              </p>
              <p className="mt-0.5 text-ink-3 text-xs">{row.functions.join(", ")}</p>
              <ul className="mt-1.5 flex flex-wrap gap-1.5" aria-label="Sample requests">
                {row.samples.map((sample) => (
                  <li key={`${sample.requestKey} ${sample.line}`}>
                    <button
                      type="button"
                      data-sample
                      className="inline-flex h-6 items-center rounded-sm border border-line bg-sunken px-1.5 font-mono text-xs hover:bg-hover"
                      onClick={() => (sample.requestKey ? onRequest(sample.requestKey) : onLine(sample.line))}
                    >
                      {time(sample.timeMs, zone, withDay)}
                      <span className="ml-1.5 text-ink-3">{sample.label}</span>
                    </button>
                    {sample.requestId ? (
                      <RequestLink
                        requestId={sample.requestId}
                        atMs={sample.timeMs}
                        className="ml-0.5 inline-flex size-6 items-center justify-center text-ink-3 hover:text-ink"
                      >
                        <Maximize2 className="size-3" aria-hidden />
                      </RequestLink>
                    ) : null}
                  </li>
                ))}
              </ul>
            </div>
            <dl className="grid content-start gap-x-3 text-xs sm:grid-cols-[auto_auto]">
              <Seen label="First" ms={row.firstMs} zone={zone} withDay={withDay} />
              <Seen label="Last" ms={row.lastMs} zone={zone} withDay={withDay} />
            </dl>
          </li>
        ))}
      </ul>
      {result.count > SHOWN ? (
        <p className="px-4 py-3 text-ink-3">
          {formatCount(result.count - SHOWN)} rarer groups are not listed. Filter to see them.
        </p>
      ) : null}
    </div>
  );
}

function Seen({
  label,
  ms,
  zone,
  withDay,
}: {
  readonly label: string;
  readonly ms: number;
  readonly zone: Zone;
  readonly withDay: boolean;
}) {
  return (
    <div className="flex gap-2 sm:contents">
      <dt className="text-ink-3">{label}</dt>
      <dd className="font-mono">{time(ms, zone, withDay)}</dd>
    </div>
  );
}

function time(ms: number, zone: Zone, withDay: boolean): string {
  return withDay ? formatLogDayTime(ms, zone) : formatLogTime(ms, zone);
}

/** Against the equal window before. Not known is said as nothing, never as no change. */
function Change({ now, before }: { readonly now: number; readonly before: number | null }) {
  if (before === null) return null;
  if (before === 0) return <span className="font-medium text-critical">new</span>;
  const ratio = now / before;
  return (
    <span className={cn(ratio >= 2 && "text-critical")} title={`${formatCount(before)} in the window before`}>
      {ratio > 1 ? "▲" : ratio < 1 ? "▼" : "="} {formatCount(before)} before
    </span>
  );
}
