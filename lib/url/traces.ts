import type { TraceDimension } from "@/lib/model/views/traces";
import { BadParameter, quoteInput } from "@/lib/url/bad-parameter";
import { type RawSearch, single } from "@/lib/url/search";

/** `annotation:customer_tier` in the address. */
export interface TraceGrouping {
  readonly by: TraceDimension;
  /** Of an annotation, else null. */
  readonly key: string | null;
}

/** A region of the scatter: traces that began in it and were answered within these times. Bounds included. */
export interface TraceSelection {
  readonly fromMs: number;
  readonly toMs: number;
  readonly minMs: number;
  readonly maxMs: number;
}

export interface TracesParams {
  /** X-Ray filter expression; null: every trace. */
  readonly filter: string | null;
  /** Only traces in which a request waited for a function to start, as their documents tell. */
  readonly cold: boolean;
  readonly group: TraceGrouping;
  readonly scale: "log" | "linear";
  readonly select: TraceSelection | null;
  /** Key of the group that is compared; null: none. */
  readonly pick: string | null;
  /** Key of the group that it is compared with; null: all others. */
  readonly against: string | null;
  /** Traces at most; with `cold`, of which those with a cold start are kept. */
  readonly limit: number;
}

export const DEFAULT_TRACE_LIMIT = 10_000;
export const MOST_TRACES = 100_000;
const byRoute: TraceGrouping = { by: "route", key: null };

/** @throws BadParameter naming the parameter and what it accepts. Whether `filter` can be read is not looked at. */
export function parseTraces(search: RawSearch): TracesParams {
  const scale = single(search, "scale") ?? "log";
  if (scale !== "log" && scale !== "linear") throw new BadParameter("scale", "scale is log or linear.");
  return {
    filter: single(search, "filter") ?? null,
    cold: coldOnly(single(search, "cold")),
    group: grouping(single(search, "group")),
    scale,
    select: selection(single(search, "select")),
    pick: single(search, "pick") ?? null,
    against: single(search, "against") ?? null,
    limit: limitOf(single(search, "limit")),
  };
}

/** The inverse; defaults are left out. `from`, `to` and `region` are the page's own (see `hrefWith`). */
export function tracesSearch(params: TracesParams): Readonly<Record<string, string>> {
  const { filter, cold, group, scale, select, pick, against, limit } = params;
  const entries: readonly (readonly [string, string | null])[] = [
    ["filter", filter],
    ["cold", cold ? "true" : null],
    ["group", group.by === "route" ? null : groupingText(group)],
    ["scale", scale === "log" ? null : scale],
    [
      "select",
      select === null ? null : [select.fromMs, select.toMs, select.minMs, select.maxMs].map(plain).join("~"),
    ],
    ["pick", pick],
    ["against", against],
    ["limit", limit === DEFAULT_TRACE_LIMIT ? null : String(limit)],
  ];
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
  );
}

/** Parameters of the Traces page, besides those of every page. */
export const tracesParameterNames = [
  "filter",
  "cold",
  "group",
  "scale",
  "select",
  "pick",
  "against",
  "limit",
] as const;

export function groupingText({ by, key }: TraceGrouping): string {
  return by === "annotation" ? `annotation:${key ?? ""}` : by;
}

/** The Traces page with this filter, without range and region; `cold`: only traces with a cold start. */
export function tracesPath(filter: string | null, which: "all" | "cold" = "all"): string {
  const search = new URLSearchParams({
    ...(filter === null ? {} : { filter }),
    ...(which === "cold" ? { cold: "true" } : {}),
  }).toString();
  return search === "" ? "/traces" : `/traces?${search}`;
}

export function tracePath(traceId: string): string {
  return `/traces/${encodeURIComponent(traceId)}`;
}

function grouping(text: string | undefined): TraceGrouping {
  if (text === undefined) return byRoute;
  if (text === "route" || text === "service" || text === "status") return { by: text, key: null };
  const key = /^annotation:(.+)$/s.exec(text)?.[1];
  if (key !== undefined) return { by: "annotation", key };
  throw new BadParameter(
    "group",
    `${quoteInput(text)} is none of route, service, status and annotation:key.`,
  );
}

function selection(text: string | undefined): TraceSelection | null {
  if (text === undefined) return null;
  const numbers = text.split("~").map((part) => (/^\d+(\.\d+)?$/.test(part) ? Number(part) : Number.NaN));
  const [fromMs = Number.NaN, toMs = Number.NaN, minMs = Number.NaN, maxMs = Number.NaN] = numbers;
  if (numbers.length === 4 && fromMs <= toMs && minMs <= maxMs) return { fromMs, toMs, minMs, maxMs };
  throw new BadParameter(
    "select",
    "select is begin~end in epoch milliseconds and shortest~longest response time in milliseconds: 1768478400000~1768478460000~500~30000.",
  );
}

/** To the hundredth, which is finer than a pixel and never in the form 1e21. */
function plain(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function coldOnly(text: string | undefined): boolean {
  if (text === undefined || text === "false" || text === "0") return false;
  if (text === "true" || text === "1") return true;
  throw new BadParameter("cold", `${quoteInput(text)} is not true or false.`);
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_TRACE_LIMIT;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= MOST_TRACES) return value;
  throw new BadParameter(
    "limit",
    `${quoteInput(text)} is not a number of traces from 1 to ${MOST_TRACES.toLocaleString("en")}.`,
  );
}
