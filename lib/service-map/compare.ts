import { formatDuration } from "@/lib/base/format-duration";
import { formatCount, formatRatio } from "@/lib/base/format-number";
import type {
  Change,
  MapCounts,
  MapEdge,
  MapLatency,
  MapNode,
  ServiceMap,
} from "@/lib/model/views/service-map";

type Parts = Pick<ServiceMap, "nodes" | "edges">;

/**
 * So many traced calls on one side and none on the other are no chance of sampling: at the same traffic, none would be
 * seen once in 20,000 times.
 */
const MIN_PRESENT = 10;
const MIN_FAILURES = 5;
/** Standard errors between the two shares: with hundreds of nodes, three would cry wolf. */
const MIN_Z = 4;
const MIN_TIMED = 50;
const SLOWER = 1.5;
const MIN_SLOWER_MS = 10;

/**
 * The map against the one of the equal window before, by traces alone. What is gone is added. A change is told only with
 * evidence enough that chance does not explain it.
 */
export function compareMaps(now: Parts, before: Parts): Parts {
  return {
    nodes: compareAll(now.nodes, before.nodes),
    edges: compareAll(now.edges, before.edges),
  };
}

export function changesIn({ nodes, edges }: Parts): Readonly<Record<Change["kind"], number>> {
  const of = (kind: Change["kind"]) => [...nodes, ...edges].filter((one) => one.change?.kind === kind).length;
  return { new: of("new"), gone: of("gone"), worse: of("worse"), better: of("better") };
}

function compareAll<T extends MapNode | MapEdge>(now: readonly T[], before: readonly T[]): T[] {
  const old = new Map(before.map((one) => [one.id, one]));
  const present = new Set(now.map((one) => one.id));
  const gone = before
    .filter((one) => !present.has(one.id) && (one.traced?.total ?? 0) >= MIN_PRESENT)
    .map((one) => ({ ...one, ...nothingNow, change: goneSince(one.traced?.total ?? 0) }));
  return [...now.map((one) => ({ ...one, change: changeOf(one, old.get(one.id)) })), ...gone].sort((a, b) =>
    a.id < b.id ? -1 : a.id > b.id ? 1 : 0,
  );
}

const nothingNow = { traced: null, latency: null, health: "unknown", reason: null, coverage: null } as const;

function goneSince(calls: number): Change {
  return { kind: "gone", text: `${formatCount(calls)} traced calls in the window before, none now` };
}

function changeOf(now: MapNode | MapEdge, before: MapNode | MapEdge | undefined): Change | null {
  const calls = now.traced?.total ?? 0;
  const callsBefore = before?.traced?.total ?? 0;
  if (callsBefore === 0 && calls >= MIN_PRESENT) {
    return { kind: "new", text: `${formatCount(calls)} traced calls, none in the window before` };
  }
  if (calls === 0 && callsBefore >= MIN_PRESENT) return goneSince(callsBefore);
  if (!now.traced || !before?.traced) return null;
  return failureChange(now.traced, before.traced) ?? latencyChange(now, before);
}

function failureChange(now: MapCounts, before: MapCounts): Change | null {
  const [a, b] = [failures(now), failures(before)];
  if (Math.max(a, b) < MIN_FAILURES) return null;
  const [shareNow, shareBefore] = [a / now.total, b / before.total];
  const pooled = (a + b) / (now.total + before.total);
  const deviation = Math.sqrt(pooled * (1 - pooled) * (1 / now.total + 1 / before.total));
  if (deviation === 0 || Math.abs(shareNow - shareBefore) / deviation < MIN_Z) return null;
  const text = `${formatRatio(shareNow)} failing, ${formatRatio(shareBefore)} in the window before`;
  return { kind: shareNow > shareBefore ? "worse" : "better", text };
}

function latencyChange(now: MapNode | MapEdge, before: MapNode | MapEdge): Change | null {
  const [a, b] = [now.latency, before.latency];
  if (!a || !b || timed(a) < MIN_TIMED || timed(b) < MIN_TIMED) return null;
  const [slow, fast] = [Math.max(a.p95Ms, b.p95Ms), Math.min(a.p95Ms, b.p95Ms)];
  // The median has to move as well: the slowest of few calls are chance.
  const [slowMedian, fastMedian] = a.p95Ms > b.p95Ms ? [a.p50Ms, b.p50Ms] : [b.p50Ms, a.p50Ms];
  const tailMoved = slow >= fast * SLOWER && slow - fast >= MIN_SLOWER_MS;
  const manyTimed = Math.min(timed(a), timed(b)) >= MIN_TIMED * 10;
  if (!tailMoved || (!manyTimed && slowMedian < fastMedian * 1.2)) return null;
  const text = `p95 ${formatDuration(a.p95Ms)}, ${formatDuration(b.p95Ms)} in the window before`;
  return { kind: a.p95Ms > b.p95Ms ? "worse" : "better", text };
}

function failures({ fault, throttle }: MapCounts): number {
  return fault + throttle;
}

function timed({ bins }: MapLatency): number {
  return bins.reduce((sum, bin) => sum + bin.count, 0);
}
