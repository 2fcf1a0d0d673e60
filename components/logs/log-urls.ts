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

/** Where a tail goes on after a load that began at `sinceMs`. `src` is written as in the address. */
export function tailUrl(region: string, src: string, sinceMs: number): string {
  return `/api/logs/tail?${new URLSearchParams({ src, region, since: String(Math.floor(sinceMs)) })}`;
}
