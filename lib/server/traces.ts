import "server-only";
import { getTraceSegmentDestination, getTraceSummaries } from "@/lib/aws/xray";
import { DAY_MS, epochMs } from "@/lib/base/time";
import type { Window } from "@/lib/model/metric";
import type { Panel } from "@/lib/model/panel";
import type { TraceSummary } from "@/lib/model/trace";
import type { ColdOnly, TraceCoverage, TraceRow, TracesView } from "@/lib/model/views/traces";
import { createColdSieve } from "@/lib/server/cold-sieve";
import { metaOf } from "@/lib/server/meta";
import { dataOf, optional, panelOf } from "@/lib/server/panel-of";
import { type Spend, spendAfter } from "@/lib/server/spend";
import { loadCoverage } from "@/lib/server/trace-coverage";
import { openView, type ViewRequest } from "@/lib/server/view-request";
import { parseFilter } from "@/lib/traces/filter/parse-filter";
import { answerOfTraces } from "@/lib/traces/summaries/answer-of-traces";
import { comparisonOf } from "@/lib/traces/summaries/choose-sides";
import { groupTraces } from "@/lib/traces/summaries/group-traces";
import { rowOf } from "@/lib/traces/summaries/row-of";
import { BadParameter } from "@/lib/url/bad-parameter";
import type { RawSearch } from "@/lib/url/search";
import { groupingText, parseTraces, type TracesParams } from "@/lib/url/traces";

/** X-Ray keeps traces for so long. [D gr/xray] */
const KEPT_MS = 30 * DAY_MS;

export interface TracesPageLoads {
  readonly view: ViewRequest;
  readonly coverage: Promise<Panel<TraceCoverage>>;
  readonly spend: Promise<Spend>;
}

/**
 * The Traces page reads its traces itself, from `/api/traces`; the server finds how many of all requests they are.
 * @throws BadParameter, AccountTrouble
 */
export async function startTraces(search: RawSearch, signal: AbortSignal): Promise<TracesPageLoads> {
  parseTraces(search);
  const view = await openView(search, signal);
  const coverage = panelOf(() => loadCoverage(view));
  return { view, coverage, spend: spendAfter(view, [coverage]) };
}

/**
 * The JSON twin.
 * @throws BadParameter for an expression that cannot be read, too
 */
export async function loadTraces(search: RawSearch, signal: AbortSignal): Promise<TracesView> {
  const params = readTracesParams(search);
  const view = await openView(search, signal);
  const tracesLoad = panelOf(async () => ({ data: await readTraces(view, params) }));
  const [traces, coverage] = await Promise.all([tracesLoad, panelOf(() => loadCoverage(view))]);
  const found = dataOf(traces);
  const rows = found?.rows ?? [];
  return {
    meta: metaOf(view, { traces, coverage }),
    filter: params.filter,
    answer: found === null ? "Cannot tell: the traces could not be read." : answerOfTraces(rows),
    traces: [...rows].sort((a, b) => b.startMs - a.startMs),
    processed: found?.processed ?? 0,
    truncatedAtMs: found?.truncatedAtMs ?? null,
    coldOnly: found?.coldOnly ?? null,
    group: groupingText(params.group),
    groups: [...groupTraces(rows, params.group)],
    comparison: comparisonOf(rows, params),
    coverage: dataOf(coverage),
  };
}

/**
 * The parameters, with an expression that X-Ray will understand.
 * @throws BadParameter saying where the expression's mistake is
 */
export function readTracesParams(search: RawSearch): TracesParams {
  const params = parseTraces(search);
  const { problem } = parseFilter(params.filter ?? "");
  if (problem === null) return params;
  throw new BadParameter("filter", `${problem.message} (at character ${problem.at + 1})`);
}

export interface ReadTraces {
  readonly rows: readonly TraceRow[];
  readonly processed: number;
  readonly truncatedAtMs: number | null;
  readonly coldOnly: ColdOnly | null;
}

export interface RowsPart {
  readonly rows: readonly TraceRow[];
  readonly processed: number;
  readonly reachedMs: number | null;
}

/** Rows of the view's window, each page told as it comes. */
export async function readTraces(
  view: ViewRequest,
  { filter, limit, cold }: Pick<TracesParams, "filter" | "limit" | "cold">,
  onRows: (part: RowsPart) => void = () => {},
): Promise<ReadTraces> {
  const rows: TraceRow[] = [];
  const sieve = cold ? createColdSieve(view.scope) : null;
  const tell = (fresh: readonly TraceRow[], part: Omit<RowsPart, "rows">) => {
    rows.push(...fresh);
    onRows({ rows: fresh, ...part });
  };
  const { processed, truncated, approximateToMs } = await getTraceSummaries(view.scope, {
    window: keptWindow(view),
    filter,
    limit,
    onPart: (summaries: readonly TraceSummary[], part) => {
      const fresh = summaries.map(rowOf);
      const reached = { processed: part.processed, reachedMs: part.approximateToMs };
      if (sieve === null) tell(fresh, reached);
      else sieve.add(fresh, (kept) => tell(kept, reached));
    },
  });
  const coldOnly = (await sieve?.settled()) ?? null;
  return {
    rows,
    processed,
    truncatedAtMs: truncated ? (approximateToMs ?? view.window.fromMs) : null,
    coldOnly,
  };
}

/** The part of the view's window that X-Ray can still have traces of: empty where it is all too old. */
function keptWindow({ window, nowMs }: ViewRequest): Window {
  return { fromMs: epochMs(Math.max(window.fromMs, nowMs - KEPT_MS)), toMs: window.toMs };
}

/** What cannot be among the traces, whatever is asked for. */
export async function notesOn(view: ViewRequest): Promise<readonly string[]> {
  const destination = await optional(getTraceSegmentDestination(view.scope));
  return [
    ...(view.window.fromMs < view.nowMs - KEPT_MS
      ? ["X-Ray keeps traces for 30 days; what is older is not searched."]
      : []),
    ...(destination.value === "CloudWatchLogs"
      ? [
          "Transaction Search is on: only indexed traces are found here. The others are opened by their id, or found in the log group aws/spans.",
        ]
      : []),
  ];
}
