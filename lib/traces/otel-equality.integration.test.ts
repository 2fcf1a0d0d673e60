import { beforeAll, describe, expect, it } from "vitest";
import { HOUR_MS } from "@/lib/base/time";
import type { TraceDocuments } from "@/lib/model/trace";
import { spanFlags } from "@/lib/model/views/spans";
import { createWorld } from "@/lib/sandbox/world/create-world";
import { spansOf } from "@/lib/sandbox/xray/otel/spans-of";
import { renderTrace } from "@/lib/sandbox/xray/traces/render-trace";
import { traceRoots } from "@/lib/sandbox/xray/traces/trace-root";
import { comparableTrace } from "@/lib/testing/comparable-trace";
import { readTrace } from "@/lib/traces/read-trace";

/** The spans that Transaction Search keeps of a trace tell the same as its segment documents do. */

const NOW = Date.UTC(2026, 0, 15, 12);
/** Enough for each kind of trace and four of the incidents. */
const HOURS = 2;

type Comparable = ReturnType<typeof comparableTrace>;
let pairs: { readonly xray: Comparable; readonly otel: Comparable }[];

beforeAll(() => {
  const world = createWorld({
    seed: 7,
    nowMs: NOW,
    hours: HOURS,
    rps: 0.5,
    functions: 0,
    region: "us-east-1",
    incidents: true,
  });
  world.advance();
  pairs = traceRoots(world, NOW - HOURS * HOUR_MS, NOW).map((root) => {
    const { id, arrivals } = renderTrace(world, root);
    const isThere = (arrival: (typeof arrivals)[number]) => Number.isFinite(arrival.visibleMs);
    const documents = arrivals.filter(isThere).map(({ document }) => document);
    const spans = spansOf(arrivals)
      .filter(({ from }) => isThere(from))
      .map(({ span }) => span);
    return { xray: comparable(id, "xray", documents), otel: comparable(id, "otel", spans) };
  });
}, 120_000);

function comparable(
  traceId: string,
  format: TraceDocuments["format"],
  documents: readonly object[],
): Comparable {
  const trace = readTrace({
    traceId,
    format,
    documents: documents.map((document) => JSON.stringify(document)),
    durationMs: null,
    limitExceeded: false,
  });
  return comparableTrace(trace, trace.detailOf);
}

describe("OpenTelemetry spans of every trace of the shop", () => {
  it("make the same tree with the same times, failures, exceptions, cold starts and cause", () => {
    const different = pairs.filter(({ xray, otel }) => JSON.stringify(xray) !== JSON.stringify(otel));
    const [first] = different;
    expect(first?.otel).toEqual(first?.xray);
    expect(different).toHaveLength(0);
  });

  it("are those of traces of every kind", () => {
    const count = (test: (trace: Comparable) => unknown) => pairs.filter(({ xray }) => test(xray)).length;
    expect(pairs.length).toBeGreaterThan(2_000);
    expect(count(({ coldStarts }) => coldStarts > 0)).toBeGreaterThan(30);
    expect(count(({ faultCause }) => faultCause >= 0)).toBeGreaterThan(100);
    expect(count(({ spans }) => spans.some(({ flags }) => flags & spanFlags.throttle))).toBeGreaterThan(20);
    expect(count(({ links }) => links.length > 0)).toBeGreaterThan(10);
    expect(count(({ problems }) => problems.length > 0)).toBeGreaterThan(5);
    expect(count(({ spans }) => spans.some(({ name }) => / attempt 2$/.test(name ?? "")))).toBeGreaterThan(5);
  });
});
