import "server-only";
import { getCallerIdentity } from "@/lib/aws/sts";
import { getServiceGraph } from "@/lib/aws/xray";
import { epochMs, MINUTE_MS } from "@/lib/base/time";
import type { DependencyTrouble } from "@/lib/incidents/incident-input";
import type { Window } from "@/lib/model/metric";
import type { Incident } from "@/lib/model/views/incidents";
import type { NodeKind } from "@/lib/model/views/service-map";
import { type Found, optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";
import { compareMaps } from "@/lib/service-map/compare";
import { mergeGraphs } from "@/lib/service-map/merge-graphs";
import { reconcile } from "@/lib/service-map/reconcile";

/** Of so many incidents without a cause is X-Ray asked what their functions call: two graphs each. */
const MOST = 4;
/** The first half hour tells it; one graph may cover six hours at most. */
const LONGEST_MS = 30 * MINUTE_MS;
/** Traces of fewer minutes are few. */
const SHORTEST_MS = 10 * MINUTE_MS;

const SERVICES: Partial<Record<NodeKind, readonly [service: string, part: string]>> = {
  table: ["DynamoDB", "table"],
  queue: ["SQS", "queue"],
  topic: ["SNS", "topic"],
  stream: ["Kinesis", "stream"],
  bucket: ["S3", "bucket"],
};

/**
 * What the functions of these incidents call and that did worse than in the equal time before, by X-Ray's sample. Calls
 * to functions and stages are left out: they have findings of their own.
 */
export async function dependencyTrouble(
  view: ViewRequest,
  incidents: readonly Incident[],
): Promise<Found<readonly DependencyTrouble[]>> {
  // X-Ray is paid by what it looks at, and only functions have calls that are told of.
  const asked = incidents.filter(
    ({ cause, failing, beganBefore, subject, alsoAt }) =>
      !cause && failing && !beganBefore && [subject, ...alsoAt].some(({ kind }) => kind === "function"),
  );
  const read = await Promise.all(asked.slice(0, MOST).map((incident) => troubleIn(view, incident)));
  return { data: read.flatMap(({ data }) => data), failures: read.flatMap(({ failures = [] }) => failures) };
}

async function troubleIn(view: ViewRequest, incident: Incident): Promise<Found<DependencyTrouble[]>> {
  const { onsetMs } = incident;
  const endMs = Math.min(
    Math.max(incident.endMs ?? view.nowMs, onsetMs + SHORTEST_MS),
    onsetMs + LONGEST_MS,
    view.nowMs,
  );
  if (endMs <= onsetMs) return { data: [] };
  const now = { fromMs: epochMs(onsetMs), toMs: epochMs(endMs) };
  const before = { fromMs: epochMs(onsetMs - (endMs - onsetMs)), toMs: epochMs(onsetMs) };
  const identity = await optional(getCallerIdentity(view.scope));
  const own = identity.value?.accountId ?? null;
  const graphs = await optional(Promise.all([mapIn(view, now, own), mapIn(view, before, own)]));
  if (graphs.value === null) return { data: [], failures: graphs.failures };
  const { nodes, edges } = compareMaps(...graphs.value);
  const worse = edges.filter(({ change, asynchronous }) => change?.kind === "worse" && !asynchronous);
  return {
    data: nodes
      .filter(
        ({ kind }) => kind !== "function" && kind !== "gateway" && kind !== "client" && kind !== "unseen",
      )
      .flatMap((node): DependencyTrouble[] => {
        const callers = worse.flatMap(({ from, to, change }) => {
          const caller = nodes.find(({ id }) => id === from);
          if (to !== node.id || caller?.functionName == null || !change) return [];
          return [{ name: caller.functionName, text: change.text }];
        });
        if (callers.length === 0) return [];
        const [service, part] = SERVICES[node.kind] ?? [];
        return [
          {
            service: service ?? node.label,
            part: part === undefined ? null : `${part} ${node.label}`,
            callers: callers.map(({ name }) => ({ kind: "function", name })),
            fromMs: onsetMs,
            reason: `Calls to ${node.label}, by X-Ray's sample: ${callers.map(({ name, text }) => `from ${name} ${text}`).join("; ")}.`,
          },
        ];
      }),
  };
}

async function mapIn(view: ViewRequest, window: Window, ownAccount: string | null) {
  const graphs = await getServiceGraph(view.scope, window);
  return reconcile(
    mergeGraphs(graphs, ownAccount),
    { functions: null, stages: null, links: [] },
    window.toMs - window.fromMs,
  );
}
