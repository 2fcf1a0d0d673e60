import "server-only";
import { groupOfLog, runInsightsQuery } from "@/lib/aws/logs-insights";
import { estimateScan } from "@/lib/aws/scan-estimate";
import { MINUTE_MS } from "@/lib/base/time";
import type { LogGroupInfo } from "@/lib/model/log-group";
import { batchesOf, GROUPS_OF_QUERY } from "@/lib/server/ask-insights";
import type { SearchWindow } from "@/lib/server/requests/gather";
import type { ViewRequest } from "@/lib/server/view-request";

export type SearchEngine = "filter-log-events" | "logs-insights";

export interface SearchPlan {
  readonly engine: SearchEngine;
  /** Roughly; null: the size of a group is not known. */
  readonly bytes: number | null;
  /** FilterLogEvents is free. */
  readonly costUsd: number | null;
  readonly seconds: number | null;
}

/** Groups that are asked one by one; more take longer than a query over all of them. */
export const GROUPS_ONE_BY_ONE = 80;
/** FilterLogEvents reads through about so much in a few seconds. */
const FILTER_BYTES = 1e9;
/** Calls a second that all regions allow, and what each of them reads through in a second. Rough. */
const FILTER_CALLS_PER_SECOND = 9;
const FILTER_BYTES_PER_SECOND = 50e6;
const INSIGHTS_BYTES_PER_SECOND = 1e9;
const MAX_HITS = 1_000;

/** Many groups or much data: Logs Insights, which bills what it scans. Else FilterLogEvents, which is free. */
export function planSearch(groups: readonly LogGroupInfo[], window: SearchWindow, nowMs: number): SearchPlan {
  const { bytes, costUsd } = estimateScan(groups, window, nowMs);
  const filterSeconds =
    bytes === null ? null : groups.length / FILTER_CALLS_PER_SECOND + bytes / FILTER_BYTES_PER_SECOND;
  if (groups.length <= GROUPS_ONE_BY_ONE && (bytes ?? 0) <= FILTER_BYTES) {
    return { engine: "filter-log-events", bytes, costUsd: 0, seconds: filterSeconds };
  }
  const queries = Math.ceil(groups.length / GROUPS_OF_QUERY);
  const seconds = bytes === null ? null : 3 * queries + bytes / INSIGHTS_BYTES_PER_SECOND;
  return { engine: "logs-insights", bytes, costUsd, seconds };
}

export interface InsightsHits {
  readonly groups: readonly string[];
  readonly window: SearchWindow | null;
}

/** Where lines hold any of the texts: their groups, and the time that they span. */
export async function findByInsights(
  view: ViewRequest,
  groups: readonly string[],
  texts: readonly string[],
  window: SearchWindow,
): Promise<InsightsHits> {
  const tests = texts.map((text) => `strcontains(@message, "${text.replaceAll('"', "")}")`).join(" or ");
  const query = `fields @timestamp, @log | filter ${tests} | sort @timestamp asc | limit ${MAX_HITS}`;
  const found = new Set<string>();
  const times: number[] = [];
  for (const some of batchesOf(groups)) {
    const states = runInsightsQuery(view.scope, { groups: some, ...window, text: query, limit: MAX_HITS });
    for await (const state of states) {
      if (state.state !== "complete") continue;
      for (const row of state.rows) {
        const group = groupOfLog(row["@log"]);
        const ms = Date.parse(`${(row["@timestamp"] ?? "").replace(" ", "T")}Z`);
        if (some.includes(group)) found.add(group);
        if (!Number.isNaN(ms)) times.push(ms);
      }
    }
  }
  if (times.length === 0) return { groups: [], window: null };
  return {
    groups: [...found],
    window: {
      fromMs: times.reduce((a, b) => Math.min(a, b)) - MINUTE_MS,
      toMs: times.reduce((a, b) => Math.max(a, b)) + 15 * MINUTE_MS,
    },
  };
}
