import { formatDuration } from "@/lib/base/format-duration";
import { formatCount, formatRatio } from "@/lib/base/format-number";
import type { MapEdge, MapNode } from "@/lib/model/views/service-map";

/** Characters of a name that fit into a box. */
const FITTING = 22;

export function shortened(text: string): string {
  return text.length <= FITTING ? text : `${text.slice(0, FITTING - 1)}…`;
}

/** `345/min · p95 120 ms`; of traces alone, `34 traced/min`. */
export function trafficText({ metrics, traced, latency }: MapNode): string | null {
  const p95Ms = metrics?.p95Ms ?? latency?.p95Ms ?? null;
  const slow = p95Ms === null ? "" : ` · p95 ${formatDuration(p95Ms)}`;
  if (metrics && metrics.perMinute !== null) return `${perMinute(metrics.perMinute)}/min${slow}`;
  return traced && traced.total > 0 ? `${perMinute(traced.perMinute)} traced/min${slow}` : null;
}

/** What the third line of a box says: what is wrong, else how much was traced. */
export function standingText(node: MapNode): string | null {
  if (node.health === "critical" || node.health === "warning") return node.reason;
  if (node.coverage && node.seen === "traced") return `${coverageShare(node.coverage)} traced`;
  // Without coverage it is not known whether anything was traced.
  if (node.seen === "metrics") return node.coverage === null ? null : "not traced";
  return node.seen === "configured" ? "configured, not seen" : null;
}

export function coverageShare({ traced, of }: { readonly traced: number; readonly of: number }): string {
  return of === 0 ? "0 %" : formatRatio(Math.min(1, traced / of));
}

/** Two short lines on the middle of an arrow. */
export function edgeTexts({ traced, latency, atMost }: MapEdge): readonly string[] {
  if (traced) {
    const median = latency === null ? [] : [formatDuration(latency.p50Ms)];
    return [`${perMinute(traced.perMinute)}/min`, ...median];
  }
  return atMost === null ? [] : [`≤ ${formatCount(atMost)}`];
}

/** A box in one sentence, for those who hear it. */
export function nodeSentence(node: MapNode, kind: string): string {
  const parts = [
    `${kind} ${node.name}`,
    trafficText(node),
    node.reason,
    node.coverage && node.seen === "traced" ? `${coverageShare(node.coverage)} traced` : null,
    node.seen === "metrics" && node.coverage !== null ? "not traced" : null,
    node.seen === "configured" ? "known from the configuration only" : null,
    node.change === null ? null : `${node.change.kind}: ${node.change.text}`,
  ];
  return parts.filter((part) => part !== null).join(", ");
}

function perMinute(value: number): string {
  return formatCount(value >= 10 ? Math.round(value) : value);
}
