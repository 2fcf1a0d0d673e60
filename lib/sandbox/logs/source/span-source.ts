import { type EventAddress, LogEvent } from "@/lib/sandbox/logs/source/log-event";
import type { LogSource, Restriction, StreamFacts, Window } from "@/lib/sandbox/logs/source/log-source";
import type { World } from "@/lib/sandbox/world/types";
import { spansOf } from "@/lib/sandbox/xray/otel/spans-of";
import { renderTrace } from "@/lib/sandbox/xray/traces/render-trace";
import { isTracedInvocation, type TraceRoot, traceRootOf } from "@/lib/sandbox/xray/traces/trace-root";

/** No request lasts longer: REST APIs wait 29 s. */
const LONGEST_REQUEST_MS = 35_000;
/** A function's segment ends this long after its code at most. */
const OVERHEAD_MS = 1_000;

const STREAM = { id: 0, name: "default" };

/**
 * The log group `aws/spans` of Transaction Search: one event a span, with the time at which the segment that holds the span
 * ended, since that is when it was sent.
 */
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
    const { world } = this;
    const requests = world.apis.reduce(
      (sum, api) => sum + world.requestsOf(api.index, fromMs, toMs).length,
      0,
    );
    return world.functions.reduce(
      (sum, fn) => sum + world.invocationsOf(fn.index, fromMs, toMs).length,
      requests,
    );
  }

  collect(window: Window, streamIds: ReadonlySet<number> | null, only: Restriction | null): LogEvent[] {
    if (streamIds !== null && !streamIds.has(STREAM.id)) return [];
    const traceIds = only === null ? this.traceIdsIn(window) : this.traceIdsOf(only);
    return [...traceIds].flatMap((id) => {
      const root = traceRootOf(this.world, id);
      if (root === undefined) return [];
      return this.events(root).filter(
        ({ timestamp }) => timestamp >= window.fromMs && timestamp < window.toMs,
      );
    });
  }

  eventAt({ streamId, timestamp, record, line }: EventAddress): LogEvent | undefined {
    const traceId = streamId === STREAM.id ? this.traceIdOfRecord(record) : undefined;
    const root = traceId === undefined ? undefined : traceRootOf(this.world, traceId);
    if (root === undefined || recordOf(root) !== record) return undefined;
    return this.events(root).find((event) => event.line === line && event.timestamp === timestamp);
  }

  /** Traces of which a segment may have ended in the window. */
  private traceIdsIn({ fromMs, toMs }: Window): ReadonlySet<string> {
    const { world } = this;
    const found = new Set<string>();
    for (const api of world.apis) {
      if (api.kind !== "REST" || !api.tracing) continue;
      const requests = world.requestsOf(api.index, fromMs - LONGEST_REQUEST_MS, toMs);
      for (let i = 0; i < requests.length; i++) {
        const { index, sampled } = world.request(requests[i] ?? -1);
        if (sampled) found.add(world.requestDetail(index).traceId);
      }
    }
    for (const fn of world.functions) {
      const invocations = world.invocationsOf(fn.index, fromMs - fn.timeoutMs - OVERHEAD_MS, toMs);
      for (let i = 0; i < invocations.length; i++) {
        const invocation = world.invocation(invocations[i] ?? -1);
        if (isTracedInvocation(world, invocation)) found.add(world.detail(invocation.index).traceId);
      }
    }
    return found;
  }

  private traceIdsOf({ invocations, requests }: Restriction): ReadonlySet<string> {
    return new Set([
      ...[...invocations].map((index) => this.world.detail(index).traceId),
      ...[...requests].map((index) => this.world.requestDetail(index).traceId),
    ]);
  }

  private traceIdOfRecord(record: number): string | undefined {
    const { world } = this;
    const index = Math.floor((record - 1) / 2);
    if (record < 1) return undefined;
    if (record % 2 === 1) return index < world.requestCount ? world.requestDetail(index).traceId : undefined;
    return index < world.invocationCount ? world.detail(index).traceId : undefined;
  }

  /** By the end of their segments, so that a retry to come does not renumber what is there. */
  private events(root: TraceRoot): readonly LogEvent[] {
    const record = recordOf(root);
    const { seed } = this.world;
    return spansOf(renderTrace(this.world, root).arrivals)
      .filter(({ from }) => Number.isFinite(from.visibleMs))
      .sort((a, b) => a.from.document.end_time - b.from.document.end_time)
      .map(({ span, from }, line) => {
        const endMs = Math.floor(from.document.end_time * 1000);
        return new LogEvent(endMs, JSON.stringify(span), STREAM, record, line, seed, from.visibleMs);
      });
  }

  private lastMs(asOfMs: number): number | null {
    for (let span = 60_000; ; span *= 8) {
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
