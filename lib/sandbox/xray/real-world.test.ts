import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import type { CallContext, JsonObject } from "@/lib/sandbox/http/contract";
import { createWorld } from "@/lib/sandbox/world/create-world";
import type { World } from "@/lib/sandbox/world/types";
import type { XRaySegment } from "@/lib/sandbox/xray/documents/segment";
import { xray } from "@/lib/sandbox/xray/service";
import { fakeContext } from "@/lib/sandbox/xray/testing/fake-context";
import { mishapOf } from "@/lib/sandbox/xray/traces/arrival";
import { renderTrace } from "@/lib/sandbox/xray/traces/render-trace";
import { traceRootOf, traceRoots } from "@/lib/sandbox/xray/traces/trace-root";
import { isAsyncSegment, type TraceNode, traceTree } from "@/lib/sandbox/xray/traces/trace-tree";

const NOW = Date.UTC(2026, 0, 15, 12);

const worldOf = (seed: number): World => {
  const world = createWorld({
    seed,
    nowMs: NOW,
    hours: 3,
    rps: 1,
    functions: 20,
    region: "us-east-1",
    incidents: true,
  });
  world.advance();
  return world;
};
const world = worldOf(7);

function answer(operation: string, input: JsonObject, context: CallContext = fakeContext(world)) {
  return Promise.resolve(xray.operations[operation]?.(input, context)).then((result) =>
    JSON.parse(JSON.stringify(result)),
  );
}

const windowOf = (fromMs: number, toMs: number) => ({ StartTime: fromMs / 1000, EndTime: toMs / 1000 });

async function allPages(operation: string, input: JsonObject, field: string) {
  const context = fakeContext(world);
  const found = [];
  const sizes = [];
  let NextToken: string | undefined;
  do {
    const page = await answer(operation, { ...input, NextToken }, context);
    found.push(...page[field]);
    sizes.push(page[field].length);
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return { found, sizes };
}

/** Traces from before, in and after two incidents, read one by one. */
const traces = traceRoots(world, NOW - 100 * MINUTE_MS, NOW - 40 * MINUTE_MS).map((root) =>
  renderTrace(world, root),
);

describe("documents of the simulated world", () => {
  it("has traces to speak of", () => {
    expect(traces.length).toBeGreaterThan(1000);
  });

  it("ids are unique, belong to the trace and lead back to it", () => {
    const wrong: string[] = [];
    for (const trace of traces) {
      const ids: string[] = [];
      const collect = (node: Pick<XRaySegment, "id" | "subsegments">) => {
        ids.push(node.id);
        for (const inner of node.subsegments ?? []) collect(inner);
      };
      for (const { document } of trace.arrivals) {
        if (document.trace_id !== trace.id) wrong.push(`${document.id} is not of ${trace.id}`);
        collect(document);
      }
      if (new Set(ids).size !== ids.length) wrong.push(`${trace.id} repeats an id`);
      if (!ids.every((id) => /^[0-9a-f]{16}$/.test(id))) wrong.push(`${trace.id} has a malformed id`);
      if (traceRootOf(world, trace.id)?.startMs !== trace.startMs) wrong.push(`${trace.id} is not found`);
    }
    expect(wrong).toEqual([]);
  });

  it("the trace id names the second in which the root begins", () => {
    const wrong = traces.filter(
      ({ id, startMs }) => Number.parseInt(id.slice(2, 10), 16) !== Math.floor(startMs / 1000),
    );
    expect(wrong).toEqual([]);
  });

  it("what a caller waits for lies inside its wait", () => {
    const outside: string[] = [];
    for (const trace of traces) {
      const tree = traceTree(trace.arrivals.map(({ document }) => document));
      if (tree.tops.length !== 1) outside.push(`${trace.id} has ${tree.tops.length} tops`);
      for (const at of tree.nodes) {
        if (at.parent && !mayLeave(at, at.parent) && !isInside(at, at.parent)) {
          outside.push(`${trace.id} ${at.node.name} in ${at.parent.node.name}`);
        }
      }
    }
    expect(outside).toEqual([]);
  });

  it("all but a few traces are whole", () => {
    const spoilt = traces.filter(({ id }) => mishapOf(id) !== "none").length;
    expect(spoilt).toBeGreaterThan(0);
    expect(spoilt / traces.length).toBeLessThan(0.03);
  });

  it("agrees with the records: Invocation lasts for Duration and starts at START", () => {
    let checked = 0;
    for (const root of traceRoots(world, NOW - HOUR_MS, NOW - HOUR_MS + 20 * MINUTE_MS)) {
      if (root.kind !== "invocation") continue;
      const record = world.invocation(root.index);
      const segment = renderTrace(world, root).arrivals.find(
        ({ document }) => document.id === world.detail(root.index).functionSegmentId,
      )?.document;
      const timed =
        world.functions[record.functionIndex]?.segmentStyle === "old"
          ? segment?.subsegments?.find(({ name }) => name === "Invocation")
          : segment;
      expect(timed?.start_time).toBe(record.startMs / 1000);
      expect(((timed?.end_time ?? 0) - (timed?.start_time ?? 0)) * 1000).toBeCloseTo(record.durationMs, 2);
      checked++;
    }
    expect(checked).toBeGreaterThan(50);
  });

  it("is the same whenever it is rendered", () => {
    const again = worldOf(7);
    for (const trace of traces.slice(0, 50)) {
      const root = traceRootOf(again, trace.id);
      expect(root && renderTrace(again, root)).toEqual(trace);
    }
  });
});

/** An event runs on its own time; an init may be old; a function outlives a gateway that lost patience. */
function mayLeave(at: TraceNode, parent: TraceNode): boolean {
  if (isAsyncSegment(at)) return true;
  if (["Init", "Initialization", "Restore"].includes(at.node.name)) return true;
  return parent.node.http?.response?.status === 504;
}

function isInside({ node }: TraceNode, parent: TraceNode): boolean {
  const slack = 1e-6;
  return node.start_time >= parent.node.start_time - slack && node.end_time <= parent.node.end_time + slack;
}

describe("operations over the simulated world", () => {
  const span = windowOf(NOW - 90 * MINUTE_MS, NOW - 60 * MINUTE_MS);

  it("pages of summaries concatenate to every trace once, newest chunk first", async () => {
    const { found, sizes } = await allPages("GetTraceSummaries", span, "TraceSummaries");
    const roots = traceRoots(world, NOW - 90 * MINUTE_MS, NOW - 60 * MINUTE_MS).length;
    expect(sizes.length).toBeGreaterThan(1);
    expect(found.length).toBe(roots);
    expect(new Set(found.map(({ Id }) => Id)).size).toBe(roots);
    const minutes = found.map(({ StartTime }) => Math.floor(StartTime / 60));
    expect(minutes).toEqual([...minutes].sort((a, b) => b - a));
  });

  it("BatchGetTraces knows every summary, and they agree", async () => {
    const { TraceSummaries } = await answer("GetTraceSummaries", span);
    for (let i = 0; i < Math.min(TraceSummaries.length, 300); i += 5) {
      const some = TraceSummaries.slice(i, i + 5);
      const TraceIds = some.map(({ Id }: { Id: string }) => Id);
      const { Traces, UnprocessedTraceIds } = await answer("BatchGetTraces", { TraceIds });
      expect(UnprocessedTraceIds).toEqual([]);
      expect(Traces.map(({ Duration }: { Duration: number }) => Duration)).toEqual(
        some.map(({ Duration }: { Duration: number }) => Duration),
      );
    }
  });

  it("the graph counts each segment of the window once, and entries are the summaries", async () => {
    const { found: services } = await allPages("GetServiceGraph", span, "Services");
    const { found: summaries } = await allPages("GetTraceSummaries", span, "TraceSummaries");
    const counted = services
      .map((service) => service.SummaryStatistics?.TotalCount ?? 0)
      .reduce((sum, count) => sum + count, 0);
    const segments = summaries.reduce((sum, { Revision }) => sum + Revision, 0);
    expect(counted).toBe(segments);
    const entries = services
      .filter(({ Type }) => Type === "client")
      .flatMap(({ Edges }) => Edges)
      .reduce((sum, { SummaryStatistics }) => sum + SummaryStatistics.TotalCount, 0);
    expect(entries).toBe(summaries.length);
    const known = new Set(services.map(({ ReferenceId }) => ReferenceId));
    for (const { Edges } of services) {
      for (const { ReferenceId } of Edges) expect(known.has(ReferenceId)).toBe(true);
    }
  });

  it("adds up: the graphs of two halves, cached or not, are the graph of the whole", async () => {
    const totals = async (fromMs: number, toMs: number, context?: CallContext) => {
      const { Services } = await answer("GetServiceGraph", windowOf(fromMs, toMs), context);
      return Services.reduce(
        (sum: number, { SummaryStatistics }: { SummaryStatistics?: { TotalCount: number } }) =>
          sum + (SummaryStatistics?.TotalCount ?? 0),
        0,
      );
    };
    const from = NOW - 20 * MINUTE_MS;
    const cut = from + 7.5 * MINUTE_MS;
    const whole = await totals(from, NOW);
    // One cache for all: half a minute must neither be kept as a whole one nor be read as one.
    const shared = fakeContext(world);
    expect((await totals(from, cut, shared)) + (await totals(cut, NOW, shared))).toBe(whole);
    expect(await totals(from, NOW, shared)).toBe(whole);
    expect((await totals(from, cut, shared)) + (await totals(cut, NOW, shared))).toBe(whole);
  });

  it("never shows an untraced function or an HTTP API's stage", async () => {
    const untraced = world.functions.filter(({ traced }) => !traced).map(({ name }) => name);
    expect(untraced.length).toBeGreaterThan(0);
    const { found: services } = await allPages("GetServiceGraph", span, "Services");
    for (const { Name, Type } of services) {
      if (Type.startsWith("AWS::Lambda")) expect(untraced).not.toContain(Name);
    }
    const stages = services.filter(({ Type }) => Type === "AWS::ApiGateway::Stage").map(({ Name }) => Name);
    const rest = world.apis.filter(({ kind, tracing }) => kind === "REST" && tracing);
    expect(stages.sort()).toEqual(rest.map(({ name, stage }) => `${name}/${stage}`).sort());
  });

  it("a filter finds what a scan of all summaries finds", async () => {
    const incident = windowOf(NOW - 100 * MINUTE_MS, NOW - 88 * MINUTE_MS);
    const all = (await allPages("GetTraceSummaries", incident, "TraceSummaries")).found;
    const check = async (FilterExpression: string, test: (summary: (typeof all)[number]) => boolean) => {
      const { found } = await allPages(
        "GetTraceSummaries",
        { ...incident, FilterExpression },
        "TraceSummaries",
      );
      expect(found.map(({ Id }) => Id)).toEqual(all.filter(test).map(({ Id }) => Id));
      return found.length;
    };
    expect(await check("fault", ({ HasFault }) => HasFault)).toBeGreaterThan(0);
    await check("responsetime > 0.5", ({ ResponseTime }) => ResponseTime > 0.5);
    await check("annotation[ColdStart] = true", ({ Annotations }) =>
      Annotations.ColdStart?.some(
        ({ AnnotationValue }: { AnnotationValue: { BooleanValue: boolean } }) => AnnotationValue.BooleanValue,
      ),
    );
  });
});
