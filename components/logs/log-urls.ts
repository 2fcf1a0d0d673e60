import { type LogsParams, logsSearch, noFilters } from "@/lib/url/logs";
import type { TargetParams } from "@/lib/url/target-params";

export interface LoadWindow {
  readonly fromMs: number;
  readonly toMs: number;
  readonly target: TargetParams;
}

/** Where the worker reads a window from. Filters stay with the worker, except where AWS itself is to search. */
export function loadUrl(
  { fromMs, toMs, target }: LoadWindow,
  { sources, scan, filters }: Pick<LogsParams, "sources" | "scan" | "filters">,
  cursor: string | null,
): string {
  const search = logsSearch({
    sources,
    view: "requests",
    filters: scan === "matches" ? { ...noFilters, text: filters.text } : noFilters,
    tail: false,
    line: null,
    scan,
    cursor,
  });
  return `/api/logs?${new URLSearchParams({ ...search, from: String(fromMs), to: String(toMs), ...target })}`;
}

/** Where a tail goes on after a load that began at `sinceMs`. `src` is written as in the address. */
export function tailUrl(target: TargetParams, src: string, sinceMs: number): string {
  return `/api/logs/tail?${new URLSearchParams({ src, ...target, since: String(Math.floor(sinceMs)) })}`;
}
