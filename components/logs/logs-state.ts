import type { RowOrder } from "@/components/logs/protocol";
import { BadParameter } from "@/lib/url/bad-parameter";
import { parseSummaryQueries, type SummaryQueries, summaryQueriesText } from "@/lib/url/log-summary";
import { type LogsParams, logsSearch, parseLogs } from "@/lib/url/logs";
import { type RawSearch, single } from "@/lib/url/search";

/** What the address says of the Logs page: the parameters that the server reads too, and what only the screen needs. */
export interface LogsState extends LogsParams {
  /** null: newest first for requests, oldest first for lines. */
  readonly order: RowOrder | null;
  /** Part of the window that is shown, without loading anew. */
  readonly brush: { readonly fromMs: number; readonly toMs: number } | null;
  /** Read the lines, or count them by Logs Insights; null: lines, unless the window holds too much. */
  readonly read: "lines" | "counts" | null;
  /** Results of Logs Insights that are shown. */
  readonly queries: SummaryQueries | null;
}

const OWN = [
  "src",
  "view",
  "q",
  "level",
  "status",
  "cold",
  "minDurationMs",
  "function",
  "version",
  "requestId",
  "tail",
  "line",
  "scan",
  "cursor",
  "order",
  "brush",
  "read",
  "queries",
] as const;

/** @throws BadParameter */
export function parseLogsState(search: RawSearch): LogsState {
  const order = single(search, "order");
  if (order !== undefined && order !== "newest" && order !== "oldest") {
    throw new BadParameter("order", "order is newest or oldest.");
  }
  const read = single(search, "read");
  if (read !== undefined && read !== "lines" && read !== "counts") {
    throw new BadParameter("read", "read is lines or counts.");
  }
  return {
    ...parseLogs(search),
    order: order ?? null,
    brush: parseBrush(single(search, "brush")),
    read: read ?? null,
    queries: parseSummaryQueries(search),
  };
}

function parseBrush(text: string | undefined): LogsState["brush"] {
  if (text === undefined) return null;
  const [, from, to] = /^(\d{11,14})-(\d{11,14})$/.exec(text) ?? [];
  const fromMs = Number(from);
  const toMs = Number(to);
  if (from !== undefined && to !== undefined && fromMs < toMs) return { fromMs, toMs };
  throw new BadParameter(
    "brush",
    "brush is two instants in epoch milliseconds, the earlier first: 1768478400000-1768478460000.",
  );
}

/** The address's other parameters, with those of this page replaced by `state`. */
export function writeLogsState(current: URLSearchParams, state: LogsState): URLSearchParams {
  const next = new URLSearchParams(current);
  for (const name of OWN) next.delete(name);
  for (const [name, value] of Object.entries(logsSearch(state))) next.set(name, value);
  if (state.order !== null) next.set("order", state.order);
  if (state.brush !== null) next.set("brush", `${state.brush.fromMs}-${state.brush.toMs}`);
  if (state.read !== null) next.set("read", state.read);
  if (state.queries !== null) next.set("queries", summaryQueriesText(state.queries));
  return next;
}
