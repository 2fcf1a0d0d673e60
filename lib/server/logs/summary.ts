import "server-only";
import { callPrices } from "@/lib/aws/call-prices";
import { findLogGroup } from "@/lib/aws/logs";
import { estimateScan } from "@/lib/aws/scan-estimate";
import type { Failure } from "@/lib/model/failure";
import type { LogGroupInfo } from "@/lib/model/log-group";
import type { Panel } from "@/lib/model/panel";
import type { LogSummary, LogSummaryMessage } from "@/lib/model/views/log-summary";
import { Channel } from "@/lib/server/logs/channel";
import { leavable } from "@/lib/server/logs/leaving";
import { requireSources } from "@/lib/server/logs/logs";
import { messageStream, ndjson } from "@/lib/server/logs/message-stream";
import { resolveSources } from "@/lib/server/logs/resolve-sources";
import { binFor, binsOf } from "@/lib/server/logs/summary-query";
import {
  groupCounts,
  ownRows,
  SourcesByGroup,
  slowRequests,
  topErrors,
} from "@/lib/server/logs/summary-rows";
import { type PartOutcome, runPart } from "@/lib/server/logs/summary-run";
import { metaOf } from "@/lib/server/meta";
import { optional } from "@/lib/server/panel-of";
import { openView, type ViewRequest } from "@/lib/server/view-request";
import {
  parseSummaryParts,
  parseSummaryQueries,
  type SummaryPart,
  type SummaryQueries,
  summaryParts,
} from "@/lib/url/log-summary";
import { type LogsParams, parseLogs } from "@/lib/url/logs";
import { type RawSearch, single } from "@/lib/url/search";

/** Groups that one query may name. [M StartQuery] */
const MAX_GROUPS = 50;
const BUFFERED = 20;

/**
 * `/api/logs/summary`: first what the queries would scan and cost; with `consent=true` their results, and with
 * `queries=…` those of queries that ran before. Of groups that functions share, only
 * the streams of those that were asked for count.
 * @throws BadParameter, AccountTrouble
 */
export async function loadLogSummary(search: RawSearch, signal: AbortSignal): Promise<LogSummary> {
  const wanted = readWanted(search);
  let summary: LogSummary | null = null;
  for await (const message of summarise(await openView(search, signal), wanted)) {
    if (message.type === "summary") summary = message.summary;
  }
  if (summary === null) throw new Error("A summary of logs ended without its last message.");
  return summary;
}

/** The same with progress, as NDJSON. A reader who leaves stops the queries. */
export function answerWithSummaryStream(request: Request, search: RawSearch): Promise<Response> {
  return messageStream<LogSummaryMessage>(request, ndjson, async (signal) => {
    const wanted = readWanted(search);
    return summarise(await openView(search, signal), wanted);
  });
}

interface Wanted {
  readonly params: LogsParams;
  readonly parts: readonly SummaryPart[];
  readonly earlier: SummaryQueries | null;
  readonly consent: boolean;
}

function readWanted(search: RawSearch): Wanted {
  const params = parseLogs(search);
  requireSources(params);
  const earlier = parseSummaryQueries(search);
  const parts =
    earlier === null ? parseSummaryParts(search) : summaryParts.filter((part) => earlier[part] !== undefined);
  const consent = ["true", "1"].includes(single(search, "consent") ?? "");
  return { params, parts, earlier, consent: consent || earlier !== null };
}

async function* summarise(
  opened: ViewRequest,
  { params, parts, earlier, consent }: Wanted,
): AsyncGenerator<LogSummaryMessage, void> {
  const { scope, leave } = leavable(opened.scope);
  const view = { ...opened, scope };
  const channel = new Channel<LogSummaryMessage>(BUFFERED);
  try {
    const sources = await resolveSources(view, params.sources);
    const groups = [...new Set(sources.flatMap((source) => source.groups))].slice(0, MAX_GROUPS);
    const known = await Promise.all(groups.map((name) => infoOf(view, name)));
    const existing = known.flatMap((group) => (group.absent ? [] : [group.name]));
    const unread = known.flatMap(({ failures }) => failures).slice(0, 1);
    const estimate: Panel<null> =
      unread.length === 0 ? { state: "ok", data: null } : { state: "partial", data: null, failures: unread };
    const plan = {
      sources: sources.map(({ source }) => ({ ...source })),
      parts: [...parts],
      estimate: estimateScan(
        known.map(({ absent, info }) => (absent ? null : info)),
        view.window,
        view.nowMs,
      ),
    };
    if (existing.length === 0 || !consent) {
      const state = existing.length === 0 ? "nothing-to-read" : "needs-consent";
      yield { type: "summary", summary: { meta: metaOf(view, { estimate }), ...plan, state, ...nothing } };
      return;
    }
    const started = performance.now();
    const running = Promise.all(
      parts.map((part) => runPart(view, part, existing, earlier, (progress) => channel.push(progress))),
    );
    running.then(
      () => channel.close(),
      (error: unknown) => channel.close(error),
    );
    yield* channel.read();
    const found = resultOf(view, await running, new SourcesByGroup(sources));
    const tookMs = Math.round(performance.now() - started);
    yield {
      type: "summary",
      summary: {
        meta: metaOf(view, {
          estimate,
          summary:
            found.missing.length === 0
              ? { state: "ok", data: null }
              : { state: "partial", data: null, failures: found.missing.map(({ failure }) => failure) },
        }),
        ...plan,
        ...found,
        tookMs: found.state === "complete" ? tookMs : null,
      },
    };
  } finally {
    leave();
  }
}

type Result = Omit<LogSummary, "meta" | "sources" | "parts" | "estimate" | "state">;

const nothing: Result = {
  bytesScanned: null,
  scanCostUsd: null,
  tookMs: null,
  failure: null,
  missing: [],
  queries: {},
  binMs: null,
  bins: null,
  groups: null,
  errors: null,
  errorLinesRead: null,
  errorLinesLimited: false,
  slowest: null,
};

function resultOf(
  view: ViewRequest,
  outcomes: readonly PartOutcome[],
  sources: SourcesByGroup,
): Result & Pick<LogSummary, "state"> {
  const missing = outcomes.flatMap((one) => ("failure" in one ? [one] : []));
  const found = outcomes.flatMap((one) => ("failure" in one ? [] : [one]));
  const failure = missing[0]?.failure ?? null;
  if (found.length === 0) return { ...nothing, state: "unavailable", failure, missing };
  const bytesScanned = found.reduce((total, one) => total + one.bytesScanned, 0);
  const of = (part: SummaryPart) => found.find((one) => one.part === part);
  const [counts, errors, slowest] = [of("counts"), of("errors"), of("slowest")];
  return {
    ...nothing,
    state: "complete",
    bytesScanned,
    scanCostUsd: (bytesScanned / 1e9) * callPrices.perGbScannedUsd,
    missing,
    queries: Object.fromEntries(found.map(({ part, id }) => [part, id])),
    ...(counts && {
      binMs: binFor(view.window),
      bins: binsOf(ownRows(counts.rows, sources)),
      groups: groupCounts(ownRows(counts.rows, sources), sources),
    }),
    ...(errors && {
      errors: topErrors(errors.rows, sources),
      errorLinesRead: errors.rows.length,
      errorLinesLimited: errors.limited,
    }),
    ...(slowest && { slowest: slowRequests(slowest.rows, sources) }),
  };
}

interface KnownGroup {
  readonly name: string;
  /** AWS says that it does not exist. */
  readonly absent: boolean;
  readonly info: LogGroupInfo;
  readonly failures: readonly Failure[];
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
  return { name, absent: value === null && failures.length === 0, info: value ?? unknown, failures };
}
