import "server-only";
import { DAY_MS, HOUR_MS } from "@/lib/base/time";
import { requestPricesOf } from "@/lib/cost/prices/request-prices";
import type { RequestFindings, WiderSearch } from "@/lib/model/views/request";
import { adviceOn, type StageLogging } from "@/lib/requests/advice";
import { axisRows, extentOf } from "@/lib/requests/axis";
import { gatewayParts, idParts, invocationParts, withBegin } from "@/lib/requests/describe-parts";
import { remarksOn } from "@/lib/requests/remarks";
import { requestCost } from "@/lib/requests/request-cost";
import { requestLines } from "@/lib/requests/request-lines";
import { tellRequest } from "@/lib/requests/tell-answer";
import { loadPriceList } from "@/lib/server/price-list";
import type { KnownStage } from "@/lib/server/requests/account-map";
import { type FoundRequest, groupsOf, infosOf } from "@/lib/server/requests/find-request";
import { planSearch } from "@/lib/server/requests/plan-search";
import type { ViewRequest } from "@/lib/server/view-request";
import { readTrace } from "@/lib/traces/read-trace";

const NOT_INCLUDED =
  "Not included: log ingestion, traces, data transfer, provisioned concurrency, what the code calls, free allowances and discounts.";

/** All that the page shows, from what was found. */
export function findingsOf(view: ViewRequest, found: FoundRequest): RequestFindings {
  const { gathered, lists, chosen, others } = found;
  const { analysis, stageFacts, stages } = gathered;
  const told = gatewayParts(analysis, lists.apis, stageFacts);
  const invocations = invocationParts(analysis, told);
  const gateways = withBegin(told, invocations);
  const ids = idParts(analysis, chosen.id, gateways, invocations);
  const joined = new Set(ids.map(({ id }) => id));
  const ownTraces = analysis.traces.filter(({ traceId }) => joined.has(traceId));
  const axis = axisRows({ gateways, invocations, facts: analysis.trace, traces: ownTraces });
  const extent = extentOf(axis);
  const startMs = gateways[0]?.startMs ?? extent?.startMs ?? null;
  const { lines, leftOut } = requestLines(analysis, startMs);
  const isFound = ids.length > 0;
  const answer = isFound
    ? tellRequest({ gateways, invocations, ids })
    : { health: "unknown" as const, sentence: notFoundSentence(found) };
  return {
    text: found.text,
    id: chosen.id,
    others: others.map(({ id }) => ({ id, joined: joined.has(id) })),
    found: isFound,
    answer,
    startMs,
    endMs: extent?.endMs ?? null,
    ids,
    conflicts: analysis.conflicts.map(({ message, evidence }) => ({ message, evidence: [...evidence] })),
    gateways,
    invocations,
    axis,
    lines,
    linesLeftOut: leftOut,
    traces: tracesOf(found, joined, ownTraces),
    linkedTraces: linkedTraces(found, joined),
    cost: isFound ? costOf(view, found, invocations, gateways) : null,
    remarks: remarksOn({ analysis, gateways, invocations, missingTraces: gathered.missingTraces }),
    notLogged: adviceOn(
      loggingOf(isFound ? stages.filter(({ key }) => gateways.some(({ stage }) => stage === key)) : stages),
      isFound
        ? lists.functions.filter(({ name }) => invocations.some(({ functionName }) => functionName === name))
        : lists.functions,
    ),
    search: {
      windows: gathered.searched.map(({ fromMs, toMs }) => ({ fromMs, toMs })),
      groups: groupReadings(found),
      groupsLeftOut: [...found.groupsLeftOut],
      engine: found.engine,
      roundTrips: gathered.roundTrips,
      unfinished: gathered.unfinished,
    },
    wider: isFound ? [] : widerSearches(view, found),
  };
}

function notFoundSentence({ chosen, shortened, gathered }: FoundRequest): string {
  const groups = new Set(gathered.readings.map(({ asked }) => asked.group)).size;
  const where = shortened ? "the last hour of this window" : "this window";
  return `Nothing names ${chosen.id} in ${where}, in ${groups} log groups${chosen.kinds[0] === "trace" ? " and X-Ray" : ""}.`;
}

function tracesOf(
  { gathered }: FoundRequest,
  joined: ReadonlySet<string>,
  own: FoundRequest["gathered"]["analysis"]["traces"],
): RequestFindings["traces"] {
  const kept = own.map((documents) => ({
    traceId: documents.traceId,
    kept: true,
    answer: readTrace(documents).answer,
  }));
  const missing = gathered.missingTraces.filter((id) => joined.has(id));
  return [...kept, ...missing.map((traceId) => ({ traceId, kept: false, answer: null }))];
}

function linkedTraces(
  { gathered }: FoundRequest,
  joined: ReadonlySet<string>,
): RequestFindings["linkedTraces"] {
  const { linked } = gathered.analysis.trace;
  const outside = linked.filter(({ from, to }) => joined.has(from) && !joined.has(to));
  return [...new Map(outside.map(({ to, functionName }) => [to, { traceId: to, functionName }])).values()];
}

function costOf(
  view: ViewRequest,
  { lists }: FoundRequest,
  invocations: RequestFindings["invocations"],
  gateways: RequestFindings["gateways"],
): RequestFindings["cost"] {
  const cost = requestCost(
    invocations.map(({ functionName, attempt, attempts, billedMs, memoryMb }) => ({
      label: `${functionName ?? "unknown function"}${attempts > 1 ? ` attempt ${attempt}` : ""}`,
      billedMs,
      memoryMb,
      architecture: lists.functions.find(({ name }) => name === functionName)?.architecture ?? null,
    })),
    gateways.flatMap(({ apiKind }) => (apiKind === "REST" || apiKind === "HTTP" ? [apiKind] : [])),
    requestPricesOf(view.region, loadPriceList(view.region)),
  );
  return {
    ...cost,
    parts: [...cost.parts],
    unknown: [...cost.unknown],
    notices: [...cost.notices],
    notIncluded: NOT_INCLUDED,
  };
}

function loggingOf(stages: readonly KnownStage[]): readonly StageLogging[] {
  return stages.map(({ api, stage, accessGroups, format }) => ({
    name: `${api.name} / ${stage.name}`,
    kind: api.kind,
    accessLog: accessGroups.length > 0,
    variables: format?.names ?? [],
    executionLog: stage.executionLog,
    tracing: stage.tracing,
  }));
}

/** One row a group: how many events all readings of it gave, and the worst outcome. */
function groupReadings({ gathered }: FoundRequest): RequestFindings["search"]["groups"] {
  const rank = { read: 0, missing: 1, cut: 2, failed: 3 } as const;
  const byGroup = new Map<string, RequestFindings["search"]["groups"][number]>();
  for (const { asked, events, outcome, failure } of gathered.readings) {
    const known = byGroup.get(asked.group);
    const worse = known === undefined || rank[outcome] > rankOf(known.outcome);
    byGroup.set(asked.group, {
      group: asked.group,
      events: (known?.events ?? 0) + events,
      outcome: worse ? outcome : known.outcome,
      reason: !worse ? known.reason : failure === null ? null : `${failure.operation}: ${failure.message}`,
    });
  }
  return [...byGroup.values()].sort((a, b) => b.events - a.events || (a.group < b.group ? -1 : 1));

  function rankOf(outcome: string): number {
    return outcome === "failed" ? 3 : outcome === "cut" ? 2 : outcome === "missing" ? 1 : 0;
  }
}

const WIDER = [
  { label: "the last 24 hours", from: "now-24h", ms: DAY_MS },
  { label: "the last 7 days", from: "now-7d", ms: 7 * DAY_MS },
  { label: "the last 30 days", from: "now-30d", ms: 30 * DAY_MS },
] as const;

/** Longer windows with what they would cost; the given one first, where only its end was searched. */
function widerSearches(view: ViewRequest, { lists, shortened }: FoundRequest): WiderSearch[] {
  const groups = infosOf(groupsOf(lists), lists);
  const { range, window, nowMs } = view;
  const own = shortened ? [{ label: "all of this window", from: range.from, to: range.to, window }] : [];
  const longer = WIDER.filter(({ ms }) => ms > nowMs - window.fromMs + HOUR_MS / 2).map(
    ({ label, from, ms }) => ({
      label,
      from,
      to: "now",
      window: { fromMs: nowMs - ms, toMs: nowMs },
    }),
  );
  return [...own, ...longer].map(({ label, from, to, window: each }) => ({
    label,
    from,
    to,
    ...planSearch(groups, each, nowMs),
  }));
}
