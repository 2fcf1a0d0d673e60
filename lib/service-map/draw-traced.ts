import type { MapCounts, MapEdge, MapNode } from "@/lib/model/views/service-map";
import { addTimes, latencyOf } from "@/lib/service-map/histogram";
import {
  noTally,
  type Tally,
  type TracedEdge,
  type TracedNode,
  type TracedPart,
  totalOf,
} from "@/lib/service-map/merge-graphs";
import type { NodeIdentity } from "@/lib/service-map/node-identity";
import { tracedVerdict } from "@/lib/service-map/verdict";

/** Nodes and edges of the map from what X-Ray counted, before anything else is known of them. */

/** A node of which nothing is known but that it is there. */
export function bareNode(identity: NodeIdentity): MapNode {
  const { id, name, label, kind, accountId } = identity;
  return {
    id,
    name,
    label,
    kind,
    parts: [],
    accountId,
    seen: "configured",
    traced: null,
    latency: null,
    metrics: null,
    coverage: null,
    health: "unknown",
    reason: null,
    functionName: kind === "function" && accountId === null ? name : null,
    stage: null,
    notes: [],
    change: null,
  };
}

export function tracedNode({ identity, parts }: TracedNode, minutes: number): MapNode {
  const inOrder = [...parts.values()].sort((a, b) => ((a.type ?? "") < (b.type ?? "") ? -1 : 1));
  const whole = wholeOf(inOrder);
  const traced = whole === null ? null : countsOf(whole, minutes);
  const isEntry = identity.kind === "client" || identity.kind === "unseen";
  return {
    ...bareNode(identity),
    parts: inOrder.map(({ name, type, tally, counted }) => ({
      name,
      type,
      traced: counted ? countsOf(tally, minutes) : null,
      latency: latencyOf(tally.times),
    })),
    seen: "traced",
    traced,
    latency: whole === null ? null : latencyOf(whole.times),
    ...(isEntry ? { health: "ok", reason: null } : tracedVerdict(traced)),
    notes:
      identity.kind === "unseen"
        ? ["X-Ray has these traces begin at the function; what called it is not in them."]
        : [],
  };
}

export function tracedEdge({ id, from, to, asynchronous, tally }: TracedEdge, minutes: number): MapEdge {
  const traced = countsOf(tally, minutes);
  return {
    id,
    from,
    to,
    asynchronous,
    seen: "traced",
    traced,
    latency: latencyOf(tally.times),
    atMost: null,
    origins: [],
    ...tracedVerdict(traced),
    change: null,
  };
}

function countsOf(tally: Tally, minutes: number): MapCounts {
  const { ok, error, throttle, fault } = tally;
  const total = totalOf(tally);
  return { ok, error, throttle, fault, total, perMinute: total / minutes };
}

/**
 * A function's own segment tells of every attempt that ran; what was throttled never ran and stands only in the segment
 * of Lambda's own. [D services-xray]
 */
function wholeOf(parts: readonly TracedPart[]): Tally | null {
  const counted = parts.filter((part) => part.counted);
  const own = counted.find(({ type }) => type === "AWS::Lambda::Function");
  const service = counted.find(({ type }) => type === "AWS::Lambda");
  if (own && service) return { ...own.tally, throttle: own.tally.throttle + service.tally.throttle };
  if (counted.length === 0) return null;
  const sum = noTally();
  for (const { tally } of counted) {
    sum.ok += tally.ok;
    sum.error += tally.error;
    sum.throttle += tally.throttle;
    sum.fault += tally.fault;
    addTimes(
      sum.times,
      [...tally.times].map(([valueMs, count]) => ({ valueMs, count })),
    );
  }
  return sum;
}
