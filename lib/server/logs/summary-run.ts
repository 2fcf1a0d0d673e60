import "server-only";
import {
  type InsightsRow,
  type InsightsState,
  inWindow,
  readInsightsQuery,
  runInsightsQuery,
} from "@/lib/aws/logs-insights";
import type { Failure } from "@/lib/model/failure";
import type { LogSummaryMessage } from "@/lib/model/views/log-summary";
import type { Interval } from "@/lib/model/views/logs";
import { binFor, countsQuery, errorsQuery, slowestQuery } from "@/lib/server/logs/summary-query";
import { failureIn } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";
import type { SummaryPart, SummaryQueries } from "@/lib/url/log-summary";

/** Rows of the counts are bins × groups, at most 120 × 50. */
const MAX_ROWS = { counts: 10_000, errors: 2_000, slowest: 20 } as const satisfies Record<
  SummaryPart,
  number
>;

/** What became of one query. */
export type PartOutcome =
  | {
      readonly part: SummaryPart;
      readonly id: string;
      readonly rows: readonly InsightsRow[];
      /** As many rows as were asked for: there may be more. */
      readonly limited: boolean;
      readonly bytesScanned: number;
    }
  | { readonly part: SummaryPart; readonly failure: Failure };

/** Runs the query of a part, or reads the one that ran before. Only being left is an exception. */
export async function runPart(
  view: ViewRequest,
  part: SummaryPart,
  groups: readonly string[],
  earlier: SummaryQueries | null,
  tell: (progress: Extract<LogSummaryMessage, { type: "progress" }>) => Promise<void>,
): Promise<PartOutcome> {
  const { scope, window } = view;
  const limit = MAX_ROWS[part];
  const id = earlier?.[part];
  const { fromMs, toMs } = window;
  const states =
    id === undefined
      ? runInsightsQuery(scope, { groups, fromMs, toMs, text: textOf(part, view), limit })
      : readInsightsQuery(scope, id);
  let last: InsightsState | null = null;
  try {
    for await (const state of states) {
      last = state;
      const bytesScanned = state.state === "queued" ? 0 : state.bytesScanned;
      await tell({ type: "progress", part, state: state.state, bytesScanned });
    }
  } catch (error) {
    const failure = failureIn(error);
    if (failure === null || scope.signal.aborted) throw error;
    return { part, failure: withNextStep(failure, id !== undefined) };
  }
  if (last?.state !== "complete") throw new Error("An Insights query ended without its last state.");
  return {
    part,
    id: last.id,
    rows: last.rows,
    limited: last.rows.length >= limit,
    bytesScanned: last.bytesScanned,
  };
}

function textOf(part: SummaryPart, { window }: ViewRequest): string {
  return `${inWindow(window)} | ${questionOf(part, window)}`;
}

function questionOf(part: SummaryPart, window: Interval): string {
  if (part === "counts") return countsQuery(binFor(window));
  return part === "errors" ? errorsQuery() : slowestQuery();
}

function withNextStep(failure: Failure, earlier: boolean): Failure {
  if (earlier && (failure.kind === "not-found" || failure.kind === "invalid")) {
    return { ...failure, nextStep: "AWS keeps results for seven days. Count again." };
  }
  if (failure.kind !== "denied") return failure;
  return { ...failure, nextStep: `${failure.nextStep} Until then, load the lines: that needs no query.` };
}
