import type { Health } from "@/lib/model/views/common";
import type { Coverage, MapMetrics, MapNode } from "@/lib/model/views/service-map";
import { bareNode } from "@/lib/service-map/draw-traced";
import { functionIdentity, stageIdentity } from "@/lib/service-map/node-identity";

interface Facts {
  readonly metrics: Omit<MapMetrics, "perMinute">;
  readonly health: Health;
  readonly reason: string | null;
}

/** What CloudWatch and the configuration tell of one function. */
export interface FunctionFacts extends Facts {
  readonly name: string;
  /** `Active`, `PassThrough`; null where it is not known. */
  readonly tracing: string | null;
}

export interface StageFacts extends Facts {
  readonly id: string;
  readonly name: string;
  readonly stage: string;
  readonly kind: string;
  /** null: this kind of API has no X-Ray, or it is not known. */
  readonly tracing: boolean | null;
}

/** How the map is being made: over how many minutes, and whether the traces could be read at all. */
export interface Making {
  readonly minutes: number;
  readonly tracesKnown: boolean;
}

/**
 * The node of a function with CloudWatch's figures on it; null for a function that did nothing and that no trace knows:
 * it is no part of the map of this window.
 */
export function functionNode(
  known: MapNode | undefined,
  facts: FunctionFacts,
  making: Making,
): MapNode | null {
  const ran = facts.metrics.requests !== null || (facts.metrics.throttles ?? 0) > 0;
  if (!known && !ran) return null;
  const node = known ?? bareNode(functionIdentity(facts.name));
  const runs = node.parts.find(({ type }) => type === "AWS::Lambda::Function")?.traced?.total ?? 0;
  return withFigures(node, facts, runs, making, () => {
    if (facts.tracing === "Active") return "Tracing is on, but X-Ray has no trace of it in this window.";
    return facts.tracing === null
      ? "X-Ray has no trace of it in this window."
      : "X-Ray does not see it: active tracing is off in its configuration.";
  });
}

/** The same for a stage. */
export function stageNode(known: MapNode | undefined, facts: StageFacts, making: Making): MapNode | null {
  if (!known && facts.metrics.requests === null) return null;
  const node = known ?? bareNode(stageIdentity(facts));
  const { id: apiId, stage, kind: apiKind } = facts;
  return {
    ...withFigures(node, facts, node.traced?.total ?? 0, making, () => {
      if (apiKind !== "REST") return "X-Ray cannot trace this kind of API.";
      return facts.tracing === false
        ? "X-Ray does not see it: tracing is off for the stage."
        : "X-Ray has no trace of it in this window.";
    }),
    stage: { apiId, stage, apiKind },
  };
}

function withFigures(
  node: MapNode,
  { metrics, health, reason }: Facts,
  tracedRequests: number,
  { minutes, tracesKnown }: Making,
  whyUntraced: () => string,
): MapNode {
  const { requests } = metrics;
  // A call to a function that does not trace itself may still be in its caller's trace.
  const isTraced = tracedRequests > 0 || (node.traced?.total ?? 0) > 0;
  const verdict = health === "unknown" ? { health: node.health, reason: node.reason } : { health, reason };
  return {
    ...node,
    ...verdict,
    metrics: { ...metrics, perMinute: requests === null ? null : requests / minutes },
    seen: isTraced ? "traced" : "metrics",
    coverage: requests === null || !tracesKnown ? null : coverageOf(tracedRequests, requests),
    notes: [...node.notes, ...notesOf(tracedRequests, requests, tracesKnown, whyUntraced)],
  };
}

function coverageOf(traced: number, of: number): Coverage {
  return { traced, of };
}

function notesOf(
  traced: number,
  of: number | null,
  tracesKnown: boolean,
  whyUntraced: () => string,
): readonly string[] {
  if (!tracesKnown) return ["The traces could not be read: these are CloudWatch's figures alone."];
  if (traced === 0) return [whyUntraced()];
  return of !== null && traced > of ? [MORE_TRACED] : [];
}

const MORE_TRACED =
  "X-Ray has more traces than CloudWatch has requests: one counts by the trace's begin, the other by the minute of the call.";
