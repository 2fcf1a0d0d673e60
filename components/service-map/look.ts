import {
  Archive,
  Box,
  DoorOpen,
  EyeOff,
  Globe,
  List,
  type LucideIcon,
  Megaphone,
  SquareFunction,
  Table2,
  Users,
  Waves,
} from "lucide-react";
import type { MapCounts, MapMetrics, NodeKind } from "@/lib/model/views/service-map";

export const kindWords = {
  client: "Clients",
  unseen: "Outside X-Ray",
  gateway: "API stage",
  function: "Function",
  table: "Table",
  queue: "Queue",
  topic: "Topic",
  stream: "Stream",
  bucket: "Bucket",
  remote: "Remote host",
  service: "Service",
} as const satisfies Record<NodeKind, string>;

export const kindIcons: Readonly<Record<NodeKind, LucideIcon>> = {
  client: Users,
  unseen: EyeOff,
  gateway: DoorOpen,
  function: SquareFunction,
  table: Table2,
  queue: List,
  topic: Megaphone,
  stream: Waves,
  bucket: Archive,
  remote: Globe,
  service: Box,
};

/** Outcomes in the order in which they stand on a ring. The figures beside it say the same in words. */
export const outcomes = [
  { key: "ok", word: "ok", stroke: "stroke-ok", fill: "fill-ok", background: "bg-ok" },
  {
    key: "error",
    word: "error (4xx)",
    stroke: "stroke-warning",
    fill: "fill-warning",
    background: "bg-warning",
  },
  {
    key: "throttle",
    word: "throttled",
    stroke: "stroke-[color:var(--series-6)]",
    fill: "fill-[var(--series-6)]",
    background: "bg-[var(--series-6)]",
  },
  {
    key: "fault",
    word: "fault (5xx)",
    stroke: "stroke-critical",
    fill: "fill-critical",
    background: "bg-critical",
  },
] as const;
export type OutcomeKey = (typeof outcomes)[number]["key"];

export type Shares = Readonly<Record<OutcomeKey, number>>;

/** Outcomes to draw: CloudWatch's, which counted everything, else those of traces. null: nothing was counted. */
export function sharesOf(traced: MapCounts | null, metrics: MapMetrics | null): Shares | null {
  if (metrics?.requests !== null && metrics !== null) {
    const [error, fault, throttle] = [metrics.errors ?? 0, metrics.faults ?? 0, metrics.throttles ?? 0];
    return { ok: Math.max(0, metrics.requests - error - fault), error, throttle, fault };
  }
  if (!traced || traced.total === 0) return null;
  const { ok, error, throttle, fault } = traced;
  return { ok, error, throttle, fault };
}

export function totalOfShares({ ok, error, throttle, fault }: Shares): number {
  return ok + error + throttle + fault;
}
