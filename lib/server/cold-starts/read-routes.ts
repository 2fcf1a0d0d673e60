import "server-only";
import type { Span } from "@/lib/cold-starts/environment-facts";
import {
  type FeltRoute,
  feltByRoute,
  feltWaits,
  type KnownRequest,
  type RoutedRequest,
} from "@/lib/cold-starts/felt-by-route";
import { GatewayRequests } from "@/lib/logs/gateway/gateway-requests";
import { createLogBook } from "@/lib/logs/log-book";
import type { StageSubject } from "@/lib/metrics/api-queries";
import type { Failure } from "@/lib/model/failure";
import type { GatewayRequest } from "@/lib/model/log";
import type { StreamLines } from "@/lib/server/cold-starts/read-lines";
import { ownersOf, type Subject } from "@/lib/server/cold-starts/subjects";
import { loadStages } from "@/lib/server/load-apis";
import { LoadBudget } from "@/lib/server/logs/load-budget";
import { readGroup } from "@/lib/server/logs/read-group";
import { resolveSources } from "@/lib/server/logs/resolve-sources";
import type { ViewRequest } from "@/lib/server/view-request";
import { stageSources } from "@/lib/url/logs-path";

const LIMITS = { events: 100_000, bytes: 64 * 1024 * 1024 };

export interface RoutesRead {
  readonly routes: readonly FeltRoute[];
  /** Stages whose logs were not read whole: their routes are left out. */
  readonly missing: readonly string[];
  readonly failures: readonly Failure[];
}

/**
 * How much of the latency of each route was cold starts: requests of the APIs' own logs, joined by Lambda request id. The
 * access log of a stage is read first; only where it does not name the function's request, the far larger execution log.
 */
export async function readRoutes(
  view: ViewRequest,
  functions: readonly Subject[],
  streams: readonly StreamLines[],
  window: Span,
): Promise<RoutesRead> {
  const { subjects, failures } = await loadStages(view);
  const budget = new LoadBudget(LIMITS);
  const stages = await Promise.all(subjects.map((subject) => readStage(view, subject, window, budget)));
  return {
    routes: feltByRoute(
      stages.flatMap(({ requests }) => requests ?? []),
      knownRequests(functions, streams),
    ),
    missing: stages.flatMap(({ label, requests }) => (requests === null ? [label] : [])),
    failures: [...failures, ...stages.flatMap((stage) => stage.failures)],
  };
}

/** By Lambda request id. A stream whose function is not told tells nothing. */
function knownRequests(
  functions: readonly Subject[],
  streams: readonly StreamLines[],
): ReadonlyMap<string, KnownRequest> {
  const ownerOf = ownersOf(functions);
  const known = new Map<string, KnownRequest>();
  for (const { name, lines } of streams) {
    const owner = ownerOf(name);
    if (owner === null) continue;
    const waits = new Map(feltWaits(lines));
    for (const { what, requestId } of lines) {
      if (what !== "start" || requestId === null) continue;
      const before = known.get(requestId)?.waitMs ?? 0;
      known.set(requestId, { functionName: owner.name, waitMs: waits.get(requestId) ?? before });
    }
  }
  return known;
}

interface StageRead {
  readonly label: string;
  /** null: not read whole. */
  readonly requests: readonly RoutedRequest[] | null;
  readonly failures: readonly Failure[];
}

async function readStage(
  view: ViewRequest,
  { id, stage, kind, name }: StageSubject,
  window: Span,
  budget: LoadBudget,
): Promise<StageRead> {
  const label = `${name}/${stage}`;
  const failures: Failure[] = [];
  let best: StageRead = { label, requests: [], failures };
  for (const ref of stageSources(id, stage, kind)) {
    const sources = await resolveSources(view, [ref]);
    failures.push(...sources.flatMap((one) => one.failures));
    const book = createLogBook(sources.map(({ source }) => source));
    let whole = true;
    for (const { source, groups } of sources) {
      for (const group of groups) {
        const { failure, unread } = await readGroup(
          view.scope,
          { group, intervals: [{ ...window }], pattern: null },
          budget,
          async (events) => book.add(events, source.key),
        );
        // A stage without requests has no group yet.
        if (failure?.kind === "not-found") continue;
        if (failure !== null) failures.push(failure);
        if (unread.length > 0) whole = false;
      }
    }
    if (!whole) {
      // What another log of the stage told stays, though it joins nothing.
      if (best.requests?.length === 0) best = { label, requests: null, failures };
      continue;
    }
    const requests = new GatewayRequests(book)
      .all()
      .filter(({ startMs }) => startMs >= window.fromMs && startMs < window.toMs)
      .map((request) => routedOf(request, label));
    if (requests.length > 0) best = { label, requests, failures };
    if (requests.some(({ lambdaRequestId }) => lambdaRequestId !== null)) break;
  }
  return best;
}

function routedOf(
  { method, resourcePath, latencyMs, lambdaRequestId }: GatewayRequest,
  label: string,
): RoutedRequest {
  const route = [method, resourcePath].filter((part) => part !== null).join(" ") || "unknown route";
  return { route: `${label} ${route}`, latencyMs, lambdaRequestId };
}
