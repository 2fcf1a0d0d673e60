import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "@/lib/base/time";
import { decodeEventId } from "@/lib/sandbox/logs/source/log-event";
import { SpanSource } from "@/lib/sandbox/logs/source/span-source";
import { createWorld } from "@/lib/sandbox/world/create-world";
import { spansOf } from "@/lib/sandbox/xray/otel/spans-of";
import { renderTrace } from "@/lib/sandbox/xray/traces/render-trace";
import { traceRoots } from "@/lib/sandbox/xray/traces/trace-root";

const NOW = Date.UTC(2026, 0, 15, 12);
const world = createWorld({
  seed: 7,
  nowMs: NOW,
  hours: 1,
  rps: 0.5,
  functions: 0,
  region: "us-east-1",
  incidents: true,
});
world.advance();
const source = new SpanSource(world);
const HOUR = { fromMs: world.startMs, toMs: NOW + 1 };

describe("the log group of spans", () => {
  it("has each span that reaches X-Ray once, whatever the windows in which it is read", () => {
    const sent = traceRoots(world, world.startMs, NOW).flatMap((root) =>
      spansOf(renderTrace(world, root).arrivals)
        .filter(({ from }) => Number.isFinite(from.visibleMs) && from.document.end_time * 1000 <= NOW)
        .map(({ span }) => span.spanId),
    );
    const events = [];
    for (let fromMs = HOUR.fromMs; fromMs < HOUR.toMs; fromMs += MINUTE_MS) {
      const toMs = Math.min(fromMs + MINUTE_MS, HOUR.toMs);
      events.push(...source.collect({ fromMs, toMs }, null, null));
    }
    const found = events.map(({ message }) => JSON.parse(message).spanId);
    expect(found.length).toBeGreaterThan(5_000);
    expect(found.sort()).toEqual(sent.sort());
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(events.length);
  });

  it("finds each event again by its id, and nothing by others", () => {
    const events = source.collect({ fromMs: NOW - 10 * MINUTE_MS, toMs: NOW - 8 * MINUTE_MS }, null, null);
    expect(events.length).toBeGreaterThan(100);
    for (const event of events) {
      const address = decodeEventId(event.eventId);
      expect(address && source.eventAt(address)?.message).toBe(event.message);
    }
    const address = { timestamp: NOW, streamId: 0, line: 0 };
    for (const record of [0, 1, 2, 10 ** 9]) expect(source.eventAt({ ...address, record })).toBeUndefined();
  });

  it("reads only the traces of a restriction", () => {
    const [first] = source.collect({ fromMs: NOW - 10 * MINUTE_MS, toMs: NOW }, null, null);
    const { traceId } = JSON.parse(first?.message ?? "{}");
    const found = world.findTrace(`1-${traceId.slice(0, 8)}-${traceId.slice(8)}`);
    const events = source.collect(HOUR, null, {
      invocations: new Set(found?.invocationIndexes),
      requests: new Set(),
    });
    expect(new Set(events.map(({ message }) => JSON.parse(message).traceId))).toEqual(new Set([traceId]));
    expect(source.collect(HOUR, new Set([1]), null)).toEqual([]);
  });

  it("has one stream, which knows its last event", () => {
    const [stream, ...others] = source.streams();
    expect(others).toEqual([]);
    expect(source.streamsNamed(new Set(["default", "other"]))).toHaveLength(1);
    const last = stream?.lastMs(NOW - MINUTE_MS) ?? 0;
    expect(last).toBeLessThanOrEqual(NOW - MINUTE_MS);
    expect(last).toBeGreaterThan(NOW - 3 * MINUTE_MS);
  });
});
