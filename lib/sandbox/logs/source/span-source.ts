import { LRUCache } from "lru-cache";
import { MINUTE_MS } from "@/lib/base/time";
import { type EventAddress, LogEvent } from "@/lib/sandbox/logs/source/log-event";
import type { LogSource, Restriction, StreamFacts, Window } from "@/lib/sandbox/logs/source/log-source";
import type { World } from "@/lib/sandbox/world/types";
import { spansOf } from "@/lib/sandbox/xray/otel/spans-of";
import { renderTrace } from "@/lib/sandbox/xray/traces/render-trace";
import { cachedTraceRoots } from "@/lib/sandbox/xray/traces/root-index";
import { type TraceRoot, traceRootOf } from "@/lib/sandbox/xray/traces/trace-root";

/** Spans of a trace end within this after its begin: a long run, its retries. What ends later is not in the log. */
const LONGEST_TRACE_MS = 30 * MINUTE_MS;
/** A trace that began so long ago changes no more. */
const SETTLED_MS = LONGEST_TRACE_MS + 15 * MINUTE_MS;
/** Every step of a scan looks at all traces that may still go on in it, most of them again. */
const KEPT_TRACES = 4_000;

const STREAM = { id: 0, name: "default" };

interface Kept {
  readonly state: <T>(key: string, create: () => T) => T;
  readonly events: LRUCache<number, readonly LogEvent[]>;
}

const KEPT = new WeakMap<World, Kept>();

function keptOf(world: World): Kept {
  const known = KEPT.get(world);
  if (known) return known;
  const slots = new Map<string, unknown>();
  const made: Kept = {
    state: (key, create) => {
      if (!slots.has(key)) slots.set(key, create());
      return asStored(slots.get(key));
    },
    events: new LRUCache({ max: KEPT_TRACES }),
  };
  KEPT.set(world, made);
  return made;
}

/** Guaranteed by the key: each is only ever created with one type. */
function asStored<T>(value: unknown): T {
  return value as T;
}

/** The log group `aws/spans` of Transaction Search: one event a span, written when the span ended. */
export class SpanSource implements LogSource {
  readonly lambda = false;

  constructor(private readonly world: World) {}

  streams(): StreamFacts[] {
    const { startMs } = this.world;
    return [
      {
        ...STREAM,
        createdMs: startMs,
        firstMs: startMs,
        lastMs: (asOfMs) => this.lastMs(Math.floor(asOfMs)),
      },
    ];
  }

  streamsNamed(names: ReadonlySet<string>): StreamFacts[] {
    return this.streams().filter(({ name }) => names.has(name));
  }

  weight({ fromMs, toMs }: Window): number {
    return this.roots(fromMs, toMs).length;
  }

  collect(window: Window, streamIds: ReadonlySet<number> | null, only: Restriction | null): LogEvent[] {
    if (streamIds !== null && !streamIds.has(STREAM.id)) return [];
    const roots =
      only === null ? this.roots(window.fromMs - LONGEST_TRACE_MS, window.toMs) : this.rootsOf(only);
    return roots.flatMap((root) =>
      this.events(root).filter(({ timestamp }) => timestamp >= window.fromMs && timestamp < window.toMs),
    );
  }

  eventAt(address: EventAddress): LogEvent | undefined {
    if (address.streamId !== STREAM.id) return undefined;
    const root = this.roots(address.timestamp - LONGEST_TRACE_MS, address.timestamp + 1).find(
      (each) => recordOf(each) === address.record,
    );
    return root && this.events(root).find(({ line }) => line === address.line);
  }

  private roots(fromMs: number, toMs: number): readonly TraceRoot[] {
    const { world } = this;
    return cachedTraceRoots(
      { world, state: keptOf(world).state },
      Math.max(fromMs, world.startMs - LONGEST_TRACE_MS),
      Math.min(toMs, world.nowMs() + 1),
    );
  }

  private rootsOf({ invocations, requests }: Restriction): readonly TraceRoot[] {
    const traceIds = new Set([
      ...[...invocations].map((index) => this.world.detail(index).traceId),
      ...[...requests].map((index) => this.world.requestDetail(index).traceId),
    ]);
    return [...traceIds].flatMap((id) => traceRootOf(this.world, id) ?? []);
  }

  private events(root: TraceRoot): readonly LogEvent[] {
    const { events } = keptOf(this.world);
    const record = recordOf(root);
    const known = events.get(record);
    if (known) return known;
    const made = this.render(root, record);
    if (root.startMs + SETTLED_MS < this.world.nowMs()) events.set(record, made);
    return made;
  }

  private render(root: TraceRoot, record: number): readonly LogEvent[] {
    return spansOf(renderTrace(this.world, root).arrivals).flatMap(({ span, from }, line) => {
      const endMs = Math.floor(span.endTimeUnixNano / 1e6);
      if (!Number.isFinite(from.visibleMs) || endMs - root.startMs > LONGEST_TRACE_MS) return [];
      const text = JSON.stringify(span);
      return [new LogEvent(endMs, text, STREAM, record, line, this.world.seed, from.visibleMs)];
    });
  }

  private lastMs(asOfMs: number): number | null {
    for (let span = MINUTE_MS; ; span *= 8) {
      const fromMs = Math.max(this.world.startMs, asOfMs - span);
      const ends = this.collect({ fromMs, toMs: asOfMs + 1 }, null, null).map(({ timestamp }) => timestamp);
      if (ends.length > 0) return ends.reduce((last, end) => Math.max(last, end));
      if (fromMs <= this.world.startMs) return null;
    }
  }
}

/** 1 and more, as log events count their records; requests and invocations in turn. */
function recordOf({ kind, index }: TraceRoot): number {
  return index * 2 + (kind === "request" ? 1 : 2);
}
