import "server-only";
import { findLogGroup } from "@/lib/aws/logs";
import { type InsightsState, runInsightsQuery } from "@/lib/aws/logs-insights";
import { estimateScan } from "@/lib/aws/scan-estimate";
import type { Failure } from "@/lib/model/failure";
import type { LogGroupInfo } from "@/lib/model/log-group";
import type { LogSummary } from "@/lib/model/views/log-summary";
import { requireSources } from "@/lib/server/logs/logs";
import { resolveSources } from "@/lib/server/logs/resolve-sources";
import { binFor, binsOf, summaryQuery } from "@/lib/server/logs/summary-query";
import { metaOf } from "@/lib/server/meta";
import { failedPanel, failureIn, optional } from "@/lib/server/panel-of";
import { openView, type ViewRequest } from "@/lib/server/view-request";
import { parseLogs } from "@/lib/url/logs";
import { type RawSearch, single } from "@/lib/url/search";

/** Groups that one query may name. [M StartQuery] */
const MAX_GROUPS = 50;
const MAX_ROWS = 10_000;

/**
 * `/api/logs/summary`: first what the query would scan and cost, and with `consent=true` its counts. Groups that are
 * shared count as a whole.
 * @throws BadParameter, AccountTrouble
 */
export async function loadLogSummary(search: RawSearch, signal: AbortSignal): Promise<LogSummary> {
  const params = parseLogs(search);
  requireSources(params);
  const view = await openView(search, signal);
  const sources = await resolveSources(view, params.sources);
  const groups = [...new Set(sources.flatMap((source) => source.groups))].slice(0, MAX_GROUPS);
  const known = await Promise.all(groups.map((name) => infoOf(view, name)));
  const existing = known.flatMap((group) => (group.absent ? [] : [group.name]));
  const estimate = estimateScan(
    known.map(({ absent, info }) => (absent ? null : info)),
    view.window,
    view.nowMs,
  );
  const consent = ["true", "1"].includes(single(search, "consent") ?? "");
  const run = existing.length === 0 || !consent ? null : await count(view, existing);
  return {
    meta: metaOf(view, {
      summary: run !== null && "failure" in run ? failedPanel(run.failure) : { state: "ok", data: null },
    }),
    sources: sources.map(({ source }) => ({ ...source })),
    state: existing.length === 0 ? "nothing-to-read" : run === null ? "needs-consent" : run.state,
    estimate,
    bytesScanned: null,
    tookMs: null,
    failure: null,
    binMs: null,
    bins: null,
    ...run,
  };
}

interface KnownGroup {
  readonly name: string;
  /** AWS says that it does not exist. */
  readonly absent: boolean;
  readonly info: LogGroupInfo;
}

async function infoOf(view: ViewRequest, name: string): Promise<KnownGroup> {
  const { value, failures } = await optional(findLogGroup(view.scope, name));
  const unknown: LogGroupInfo = {
    name,
    arn: null,
    createdMs: null,
    retentionDays: null,
    storedBytes: null,
    logClass: "STANDARD",
  };
  return { name, absent: value === null && failures.length === 0, info: value ?? unknown };
}

type Run =
  | {
      readonly state: "complete";
      readonly bytesScanned: number;
      readonly tookMs: number;
      readonly binMs: number;
      readonly bins: NonNullable<LogSummary["bins"]>;
    }
  | { readonly state: "unavailable"; readonly failure: Failure };

async function count(view: ViewRequest, groups: readonly string[]): Promise<Run> {
  const binMs = binFor(view.window);
  const started = performance.now();
  let last: InsightsState | null = null;
  try {
    for await (const state of runInsightsQuery(view.scope, {
      groups,
      fromMs: view.window.fromMs,
      toMs: view.window.toMs,
      text: summaryQuery(binMs),
      limit: MAX_ROWS,
    })) {
      last = state;
    }
  } catch (error) {
    const failure = failureIn(error);
    if (failure === null) throw error;
    return { state: "unavailable", failure: withFallback(failure) };
  }
  const rows = last?.state === "complete" ? last.rows : [];
  const bytesScanned = last?.state === "complete" ? last.bytesScanned : 0;
  return {
    state: "complete",
    bytesScanned,
    tookMs: Math.round(performance.now() - started),
    binMs,
    bins: binsOf(rows),
  };
}

function withFallback(failure: Failure): Failure {
  if (failure.kind !== "denied") return failure;
  return { ...failure, nextStep: `${failure.nextStep} Until then, load the lines: that needs no query.` };
}
