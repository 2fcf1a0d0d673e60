import { type LogsParams, logsSearch, noFilters } from "@/lib/url/logs";

export interface LoadWindow {
  readonly fromMs: number;
  readonly toMs: number;
  readonly region: string;
}

/** Where the worker reads a window from. Filters stay with the worker, except where AWS itself is to search. */
export function loadUrl(
  { fromMs, toMs, region }: LoadWindow,
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
  return `/api/logs?${new URLSearchParams({ ...search, from: String(fromMs), to: String(toMs), region })}`;
}

/** Where a tail goes on after a load that began at `sinceMs`. */
export function tailUrl(region: string, sources: LogsParams["sources"], sinceMs: number): string {
  const search = logsSearch({
    sources,
    view: "requests",
    filters: noFilters,
    tail: false,
    line: null,
    scan: "all",
    cursor: null,
  });
  return `/api/logs/tail?${new URLSearchParams({ ...search, region, since: String(sinceMs) })}`;
}
