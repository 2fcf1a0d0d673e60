import { epochMs, MINUTE_MS } from "@/lib/base/time";
import { type SourceRef, sourceKey } from "@/lib/url/log-sources";
import { type SummaryPart, type SummaryQueries, summaryQueriesText } from "@/lib/url/log-summary";
import type { TargetParams } from "@/lib/url/target-params";
import { absoluteRange } from "@/lib/url/time-range";

export interface SummaryWindow {
  readonly fromMs: number;
  readonly toMs: number;
  readonly target: TargetParams;
  readonly sources: readonly SourceRef[];
}

/** What is wanted of the summary: what it would cost, its queries run, or the results of queries that ran. */
export type SummaryAsked =
  | { readonly kind: "estimate" }
  | { readonly kind: "run"; readonly parts: readonly SummaryPart[] }
  | { readonly kind: "earlier"; readonly queries: SummaryQueries };

export function summaryUrl({ fromMs, toMs, target, sources }: SummaryWindow, asked: SummaryAsked): string {
  const search = new URLSearchParams({
    src: sources.map(sourceKey).join(","),
    from: String(fromMs),
    to: String(toMs),
    ...target,
  });
  if (asked.kind === "run") {
    search.set("consent", "true");
    search.set("parts", asked.parts.join(","));
  }
  if (asked.kind === "earlier") search.set("queries", summaryQueriesText(asked.queries));
  return `/api/logs/summary?${search}`;
}

/** The Logs page on one request of a source: whole minutes around it, so that its first and last lines are in. */
export function requestPath(source: string, requestId: string | null, fromMs: number, toMs: number): string {
  const start = Math.floor(fromMs / MINUTE_MS) * MINUTE_MS - MINUTE_MS;
  const end = Math.ceil(toMs / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
  const search = new URLSearchParams({ ...absoluteRange(epochMs(start), epochMs(end)), src: source });
  if (requestId === null) search.set("level", "error");
  else search.set("requestId", requestId);
  return `/logs?${search}`;
}
