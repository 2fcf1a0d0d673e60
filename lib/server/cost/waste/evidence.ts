import "server-only";
import type { WasteFinding, WasteKind } from "@/lib/model/views/cost-waste";
import { type SourceRef, sourceKey } from "@/lib/url/log-sources";
import { type LogFilters, type LogView, logsSearch, noFilters } from "@/lib/url/logs";
import { requestHref } from "@/lib/url/request-path";

type Link = WasteFinding["evidence"][number];

/** As runtimes spell the levels, in any case. */
const DEBUG_LINES = { kind: "regex", pattern: "\\b(debug|trace|dbug|trce)\\b", ignoreCase: true } as const;

/** Pages that show what a finding says, without range and region. */
export function evidenceOf(
  kind: WasteKind,
  name: string,
  examples: readonly { readonly requestId: string; readonly lastMs: number }[],
): readonly Link[] {
  const source: SourceRef = { kind: "function", name };
  switch (kind) {
    case "unused-memory":
      return [{ label: "Its requests", path: logsPage(source, "requests", {}) }];
    case "timeouts":
      return [
        { label: "Requests that timed out", path: logsPage(source, "requests", { statuses: ["timeout"] }) },
      ];
    case "cold-start-init":
      return [{ label: "Requests with a cold start", path: logsPage(source, "requests", { cold: true }) }];
    case "debug-logging":
      return [{ label: "The lines", path: logsPage(source, "lines", { text: DEBUG_LINES }) }];
    case "never-expiring":
      return [{ label: "The log group", path: logsPage({ kind: "group", group: name }, "lines", {}) }];
    case "idle-provisioned":
      return [{ label: "The function's charts", path: `/functions/${encodeURIComponent(name)}` }];
    case "retries":
      return examples.map(({ requestId, lastMs }) => ({
        label: `Request ${requestId.slice(0, 8)}…`,
        path: requestHref(requestId, lastMs > 0 ? { atMs: lastMs } : {}),
      }));
  }
}

function logsPage(source: SourceRef, view: LogView, filters: Partial<LogFilters>): string {
  const search = logsSearch({
    sources: [source],
    view,
    filters: { ...noFilters, ...filters },
    tail: false,
    line: null,
    scan: "all",
    cursor: null,
  });
  return `/logs?${new URLSearchParams({ ...search, src: sourceKey(source) })}`;
}
