import { MAX_SOURCES, type SourceRef, sourceKey } from "@/lib/url/log-sources";
import { type StatusFilter, statusFilters } from "@/lib/url/logs";

/** Statuses of requests that went wrong. */
export const failingStatuses: readonly StatusFilter[] = statusFilters.filter(
  (status) => status !== "success" && status !== "running" && status !== "unknown",
);

/** The Logs page for these sources, without range and region; `failing`: only requests that went wrong. */
export function logsPath(sources: readonly SourceRef[], which: "all" | "failing" = "all"): string {
  const search = new URLSearchParams({ src: sources.map(sourceKey).join(",") });
  if (which === "failing") search.set("status", failingStatuses.join(","));
  return `/logs?${search}`;
}

/**
 * The Logs page with the lines of these sources that hold an id, whatever the id is of: AWS searches, so that whole
 * groups need not be read. Of more sources than a page takes, the first.
 */
export function searchPath(id: string, sources: readonly SourceRef[]): string {
  const src = sources.slice(0, MAX_SOURCES).map(sourceKey).join(",");
  return `/logs?${new URLSearchParams({ ...(src === "" ? {} : { src }), q: id, scan: "matches", view: "lines" })}`;
}

/** What a stage logs itself: HTTP APIs have no execution log. */
export function stageSources(apiId: string, stage: string, kind: string): readonly SourceRef[] {
  const access: SourceRef = { kind: "api-access", apiId, stage };
  return kind === "REST" ? [access, { kind: "api-execution", apiId, stage }] : [access];
}
