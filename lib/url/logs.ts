import { type LogLevel, logLevels } from "@/lib/model/log";
import { BadParameter, quoteInput } from "@/lib/url/bad-parameter";
import { parseSources, type SourceRef, sourceKey } from "@/lib/url/log-sources";
import { type RawSearch, single } from "@/lib/url/search";

export const logViews = ["requests", "lines", "errors"] as const;
export type LogView = (typeof logViews)[number];

/** `InvocationStatus`, and what API Gateway refused. */
export const statusFilters = [
  "success",
  "error",
  "timeout",
  "out-of-memory",
  "crash",
  "throttled",
  "running",
  "unknown",
] as const;
export type StatusFilter = (typeof statusFilters)[number];

/** `re:/…/` or `re:/…/i` is a regular expression; anything else is searched for as it is, whatever the case. */
export interface TextQuery {
  readonly kind: "text" | "regex";
  readonly pattern: string;
  /** Always true for text. */
  readonly ignoreCase: boolean;
}

/** Every member null or empty: everything. */
export interface LogFilters {
  readonly text: TextQuery | null;
  /** This level or a worse one. */
  readonly level: LogLevel | null;
  readonly statuses: readonly StatusFilter[];
  readonly cold: boolean | null;
  readonly minDurationMs: number | null;
  readonly functionName: string | null;
  readonly version: string | null;
  readonly requestId: string | null;
}

export interface LogsParams {
  /** Empty: nothing is chosen yet. */
  readonly sources: readonly SourceRef[];
  readonly view: LogView;
  readonly filters: LogFilters;
  readonly tail: boolean;
  /** Id of the event that a permalink points to. */
  readonly line: string | null;
  /**
   * `all` reads everything, so that requests are whole; `matches` lets AWS return only the lines that hold the text
   * (case-sensitive there), for windows too large to read.
   */
  readonly scan: "all" | "matches";
  /** Where a load that was cut short goes on; opaque, from its `done` message. */
  readonly cursor: string | null;
}

/** @throws BadParameter naming the parameter and what it accepts. */
export function parseLogs(search: RawSearch): LogsParams {
  return {
    sources: parseSources(search),
    view: oneOf(search, "view", logViews) ?? "requests",
    filters: {
      text: textQuery(single(search, "q")),
      level: oneOf(search, "level", logLevels) ?? null,
      statuses: statuses(search),
      cold: flag(search, "cold"),
      minDurationMs: duration(search),
      functionName: single(search, "function") ?? null,
      version: single(search, "version") ?? null,
      requestId: single(search, "requestId") ?? null,
    },
    tail: flag(search, "tail") ?? false,
    line: single(search, "line") ?? null,
    scan: oneOf(search, "scan", ["all", "matches"] as const) ?? "all",
    cursor: single(search, "cursor") ?? null,
  };
}

/** The inverse; defaults are left out. `from`, `to` and `region` are the page's own (see `hrefWith`). */
export function logsSearch(params: LogsParams): Readonly<Record<string, string>> {
  const { sources, view, filters, tail, line, scan, cursor } = params;
  const entries: readonly (readonly [string, string | null])[] = [
    ["src", sources.length === 0 ? null : sources.map(sourceKey).join(",")],
    ["view", view === "requests" ? null : view],
    ["q", filters.text === null ? null : textOf(filters.text)],
    ["level", filters.level],
    ["status", filters.statuses.length === 0 ? null : filters.statuses.join(",")],
    ["cold", filters.cold === null ? null : String(filters.cold)],
    ["minDurationMs", filters.minDurationMs === null ? null : String(filters.minDurationMs)],
    ["function", filters.functionName],
    ["version", filters.version],
    ["requestId", filters.requestId],
    ["tail", tail ? "true" : null],
    ["line", line],
    ["scan", scan === "all" ? null : scan],
    ["cursor", cursor],
  ];
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
  );
}

export const noFilters: LogFilters = {
  text: null,
  level: null,
  statuses: [],
  cold: null,
  minDurationMs: null,
  functionName: null,
  version: null,
  requestId: null,
};

function textQuery(text: string | undefined): TextQuery | null {
  if (text === undefined) return null;
  const [, pattern, mode] = /^re:\/(.+)\/(i?)$/s.exec(text) ?? [];
  if (pattern !== undefined) return { kind: "regex", pattern, ignoreCase: mode === "i" };
  if (text.startsWith("re:")) {
    throw new BadParameter(
      "q",
      `${quoteInput(text)} is not a regular expression: write re:/…/, or re:/…/i to ignore case.`,
    );
  }
  return { kind: "text", pattern: text, ignoreCase: true };
}

function textOf({ kind, pattern, ignoreCase }: TextQuery): string {
  return kind === "text" ? pattern : `re:/${pattern}/${ignoreCase ? "i" : ""}`;
}

function statuses(search: RawSearch): readonly StatusFilter[] {
  const names = (single(search, "status") ?? "").split(",").map((name) => name.trim());
  return [...new Set(names)]
    .filter((name) => name !== "")
    .map((name) => member("status", statusFilters, name));
}

function duration(search: RawSearch): number | null {
  const text = single(search, "minDurationMs");
  if (text === undefined) return null;
  const value = Number(text);
  if (Number.isFinite(value) && value >= 0) return value;
  throw new BadParameter(
    "minDurationMs",
    `${quoteInput(text)} is not a number of milliseconds, such as 500.`,
  );
}

function flag(search: RawSearch, name: string): boolean | null {
  const text = single(search, name);
  if (text === undefined) return null;
  if (text === "true" || text === "1") return true;
  if (text === "false" || text === "0") return false;
  throw new BadParameter(name, `${quoteInput(text)} is not true or false.`);
}

function oneOf<T extends string>(search: RawSearch, name: string, known: readonly T[]): T | undefined {
  const text = single(search, name);
  return text === undefined ? undefined : member(name, known, text);
}

function member<T extends string>(name: string, known: readonly T[], text: string): T {
  const found = known.find((one) => one === text);
  if (found !== undefined) return found;
  throw new BadParameter(name, `${quoteInput(text)} is none of ${known.join(", ")}.`);
}
