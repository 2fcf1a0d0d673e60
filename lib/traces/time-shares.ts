import type { SpanKind } from "@/lib/model/trace";
import type { TimeShare } from "@/lib/model/views/spans";
import { milliseconds } from "@/lib/traces/microseconds";
import type { SpanNode } from "@/lib/traces/span-node";

const KIND_LABELS = {
  client: "Caller",
  gateway: "API Gateway",
  "lambda-service": "Lambda service",
  function: "Own code",
  init: "Cold start",
  restore: "Snapshot restore",
  overhead: "Lambda overhead",
  queue: "Queueing",
  aws: "AWS calls",
  remote: "Remote calls",
  sql: "SQL",
  code: "Own code",
  service: "Other services",
} as const satisfies Record<SpanKind, string>;

interface Shares {
  readonly byService: TimeShare[];
  readonly byKind: TimeShare[];
}

/** Where the time went; the largest part of the critical path first. Milliseconds. */
export function timeShares(
  spans: readonly SpanNode[],
  selfUs: readonly number[],
  criticalUs: ReadonlyMap<SpanNode, number>,
): Shares {
  const byService = new Map<string, Mutable>();
  const byKind = new Map<string, Mutable>();
  for (const [index, span] of spans.entries()) {
    const self = selfUs[index] ?? 0;
    const critical = criticalUs.get(span) ?? 0;
    add(byService, span.service, span.service, self, critical);
    // Subsegments of the code are the function's own time too.
    const kind = span.kind === "code" ? "function" : span.kind;
    add(byKind, kind, KIND_LABELS[kind], self, critical);
  }
  return { byService: ranked(byService), byKind: ranked(byKind) };
}

type Mutable = { -readonly [Key in keyof TimeShare]: TimeShare[Key] };

function add(shares: Map<string, Mutable>, key: string, label: string, self: number, critical: number): void {
  const known = shares.get(key);
  if (known === undefined) {
    shares.set(key, { key, label, selfMs: self, criticalMs: critical, spans: 1 });
    return;
  }
  known.selfMs += self;
  known.criticalMs += critical;
  known.spans++;
}

function ranked(shares: ReadonlyMap<string, Mutable>): TimeShare[] {
  return [...shares.values()]
    .sort((a, b) => b.criticalMs - a.criticalMs || b.selfMs - a.selfMs || (a.key < b.key ? -1 : 1))
    .map((share) => ({
      ...share,
      selfMs: milliseconds(share.selfMs),
      criticalMs: milliseconds(share.criticalMs),
    }));
}
