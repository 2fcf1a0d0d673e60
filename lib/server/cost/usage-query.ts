import "server-only";
import { parseAccessFormat } from "@/lib/logs/parse/access-format";

/** A window cut into bins. */
export interface BinnedWindow {
  readonly fromMs: number;
  readonly toMs: number;
  readonly binMs: number;
}

/** `2026/01/15/my-fn[3]…`, in a function's own group without its name. */
const OWNER =
  "parse @logStream /^\\d{4}\\/\\d{2}\\/\\d{2}\\/(?<fn>[A-Za-z0-9_-]*)\\[(?<version>\\$LATEST|\\d+)\\]/";
/** Only how a line begins decides that it is the platform's. [D telemetry-schema-reference; L 2023–2026] */
const REPORT = 'parse @message /^(?<report>REPORT RequestId: |\\{"time":"[^"]+","type":"platform\\.report")/';

/**
 * Sums of all lines by function, version, memory size and bin, in one scan. An execution counts where it began, which is
 * its REPORT's time less its duration, as in CloudWatch's metrics; any other line where it stands.
 * @param byStream apart by execution environment too
 */
export function usageQuery({ fromMs, toMs, binMs }: BinnedWindow, byStream: boolean): string {
  return [
    OWNER,
    REPORT,
    [
      'fields coalesce(strcontains(report, "e"), 0) as isReport',
      "coalesce(@duration, record.metrics.durationMs, 0) as ranMs",
      "coalesce(@billedDuration, record.metrics.billedDurationMs, 0) as billedMs",
      "coalesce(record.metrics.memorySizeMB, @memorySize / 1000000) as memoryMb",
    ].join(", "),
    // REPORT's time is cut to a millisecond.
    "fields ceil(toMillis(@timestamp) - isReport * ranMs) as atMs",
    `filter atMs >= ${fromMs} and atMs < ${toMs}`,
    [
      "stats count(*) as lines",
      "sum(strlen(@message)) as characters",
      "sum(isReport) as reports",
      "sum(isReport * ranMs) as ran",
      "sum(isReport * ceil(ranMs)) as handler",
      `sum(isReport * billedMs) as billed by @log as log, fn, version, memoryMb, floor((atMs - ${fromMs}) / ${binMs}) as bin${
        byStream ? ", @logStream as stream" : ""
      }`,
    ].join(", "),
  ].join(" | ");
}

/** What of an access log line tells whether the request was charged, and where it belongs. */
const wanted = {
  status: ["status"],
  latency: ["responseLatency"],
  method: ["httpMethod"],
  path: ["resourcePath"],
  routeKey: ["routeKey"],
  /** Any of them: the integration was called. */
  integration: [
    "integration.requestId",
    "awsEndpointRequestId",
    "integrationLatency",
    "integration.latency",
    "integrationStatus",
    "integration.integrationStatus",
    "integration.status",
  ],
} as const;
type Wanted = keyof typeof wanted;

/** Not the names that Insights finds in JSON lines by itself. */
const fields: Readonly<Record<Wanted, string>> = {
  status: "gatewayStatus",
  latency: "gatewayLatency",
  method: "gatewayMethod",
  path: "gatewayPath",
  routeKey: "gatewayRoute",
  integration: "gatewayIntegration",
};

export interface RequestsQuery {
  readonly text: string;
  /** The lines tell whether the integration was called. */
  readonly tellsIntegration: boolean;
}

/**
 * Requests of a stage by route, status and bin, from its access log. null: the format does not tell the status.
 * A request counts where it began, if the format tells how long it took.
 */
export function requestsQuery(format: string, { fromMs, toMs, binMs }: BinnedWindow): RequestsQuery | null {
  const { pattern, found } = patternOf(format);
  if (!found.has("status")) return null;
  const value = (name: Wanted) => (found.has(name) ? `coalesce(${fields[name]}, "-")` : '"-"');
  const latency = found.has("latency") ? `coalesce(${fields.latency} * 1, 0)` : "0";
  return {
    tellsIntegration: found.has("integration"),
    text: [
      `parse @message /${pattern}/`,
      `filter ispresent(${fields.status})`,
      `fields ceil(toMillis(@timestamp) - ${latency}) as atMs`,
      `filter atMs >= ${fromMs} and atMs < ${toMs}`,
      `fields ${value("status")} as answer, ${value("method")} as verb, ${value("path")} as resource, ${value("routeKey")} as named, ${value("integration")} as called`,
      // Ids differ from request to request: only whether there is one counts.
      'fields strlen(replace(called, "-", "")) as calledLength, least(1, calledLength) as reached',
      `stats count(*) as requests by verb, resource, named, answer, reached, floor((atMs - ${fromMs}) / ${binMs}) as bin`,
    ].join(" | "),
  };
}

/** The format as a regular expression with a group for each wanted variable. */
function patternOf(format: string): { readonly pattern: string; readonly found: ReadonlySet<Wanted> } {
  const { literals, names } = parseAccessFormat(format);
  const found = new Set<Wanted>();
  let pattern = `^${escaped(literals[0] ?? "")}`;
  names.forEach((name, index) => {
    const kind = kinds.find((one) => !found.has(one) && wanted[one].some((each) => each === name));
    if (kind !== undefined) found.add(kind);
    pattern += kind === undefined ? ".*?" : `(?<${fields[kind]}>.*?)`;
    pattern += escaped(literals[index + 1] ?? "");
  });
  return { pattern: `${pattern}\\s*$`, found };
}

const kinds: readonly Wanted[] = ["status", "latency", "method", "path", "routeKey", "integration"];

function escaped(literal: string): string {
  return literal.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
