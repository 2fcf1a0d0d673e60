import { beforeAll, describe, expect, it } from "vitest";
import { HOUR_MS } from "@/lib/base/time";
import { spanKinds } from "@/lib/model/trace";
import { createWorld } from "@/lib/sandbox/world/create-world";
import type { IncidentKind, InvocationRecord, World } from "@/lib/sandbox/world/types";
import { renderTrace } from "@/lib/sandbox/xray/traces/render-trace";
import { traceRoots } from "@/lib/sandbox/xray/traces/trace-root";
import { readTrace, type Trace } from "@/lib/traces/read-trace";

/** What the engine reads in the documents of the sandbox's traces is what the sandbox simulated. */

const NOW = Date.UTC(2026, 0, 15, 12);

interface Read {
  readonly trace: Trace;
  readonly invocations: readonly InvocationRecord[];
  /** Some document of it never arrives. */
  readonly isWhole: boolean;
}

let world: World;
let read: Read[];

beforeAll(() => {
  world = createWorld({
    seed: 7,
    nowMs: NOW,
    hours: 6,
    rps: 0.5,
    functions: 0,
    region: "us-east-1",
    incidents: true,
  });
  world.advance();
  read = traceRoots(world, NOW - 6 * HOUR_MS, NOW).map((root) => {
    const rendered = renderTrace(world, root);
    const arrived = rendered.arrivals.filter(({ visibleMs }) => Number.isFinite(visibleMs));
    const trace = readTrace({
      traceId: rendered.id,
      format: "xray",
      documents: arrived.map(({ document }) => JSON.stringify(document)),
      durationMs: null,
      limitExceeded: false,
    });
    const invocations = (world.findTrace(rendered.id)?.invocationIndexes ?? [])
      .map((index) => world.invocation(index))
      .filter(({ sampled, functionIndex }) => sampled && world.functions[functionIndex]?.traced);
    return { trace, invocations, isWhole: arrived.length === rendered.arrivals.length };
  });
}, 120_000);

function functionSpans({ spans }: Trace): readonly number[] {
  return spans.kind.flatMap((kind, index) => (spanKinds[kind] === "function" ? [index] : []));
}

describe("every trace of the shop", () => {
  it("has one span for each invocation, with its request id", () => {
    const differences: string[] = [];
    let compared = 0;
    for (const { trace, invocations, isWhole } of read) {
      if (!isWhole) continue;
      const expected = invocations.map(({ index }) => world.detail(index).requestId).sort();
      const found = functionSpans(trace)
        .map((index) => trace.spans.strings[trace.spans.requestId[index] ?? -1])
        .sort();
      compared += expected.length;
      if (JSON.stringify(found) !== JSON.stringify(expected)) differences.push(trace.traceId);
    }
    expect(compared).toBeGreaterThan(5_000);
    expect(differences).toEqual([]);
  });

  it("knows its cold starts, those that somebody waited for", () => {
    const differences = read.filter(
      ({ trace, invocations, isWhole }) =>
        isWhole && trace.coldStarts !== invocations.filter(({ cold }) => cold).length,
    );
    expect(differences.map(({ trace }) => trace.traceId)).toEqual([]);
    expect(read.filter(({ trace }) => trace.coldStarts > 0).length).toBeGreaterThan(50);
  });

  it("is one tree, whole, without a problem, where all its documents came", () => {
    const wrong = read.filter(
      ({ trace, isWhole }) =>
        isWhole &&
        (trace.problems.length > 0 || trace.spans.parent.filter((parent) => parent < 0).length !== 1),
    );
    expect(wrong.map(({ trace }) => [trace.traceId, ...trace.problems])).toEqual([]);
  });

  it("says so where one was lost, and shows the rest", () => {
    // Of a throttled request the lost document may be all that there was: nothing is left that could miss it.
    const torn = read.filter(({ isWhole, invocations }) => !isWhole && invocations.length > 0);
    expect(torn.length).toBeGreaterThan(5);
    for (const { trace } of torn) {
      expect(trace.problems.join()).toMatch(/missing/);
      expect(trace.spans.id.length).toBeGreaterThan(1);
    }
  });
});

describe("the traces of an incident point at its cause", () => {
  it.each<[IncidentKind, RegExp, RegExp]>([
    ["slow-third-party", /parcel-quotes\.example/, /shipping-quotes/],
    ["dynamodb-throttle", /^DynamoDB /, /was throttled/],
    ["memory-leak", /^catalog-images/, /Runtime\.OutOfMemory in|failed; Runtime\.OutOfMemory/],
    ["bad-version-canary", /payments-charge|handler/, /in payments-charge|payments-charge failed/],
  ])("%s", (kind, cause, answer) => {
    const failed = read.filter(
      ({ trace, invocations }) =>
        trace.faultCause >= 0 &&
        invocations.some(
          ({ incidentIndex, outcome }) =>
            world.incidents[incidentIndex]?.kind === kind && outcome !== "success",
        ),
    );
    expect(failed.length).toBeGreaterThan(1);
    const told = failed.map(({ trace }) => {
      const { spans, faultCause } = trace;
      return { cause: spans.strings[spans.name[faultCause] ?? -1] ?? "", answer: trace.answer };
    });
    expect(told.filter((one) => !cause.test(one.cause) || !answer.test(one.answer))).toEqual([]);
  });

  it("reserved-concurrency-burst", () => {
    const throttled = read.filter(({ trace }) =>
      trace.spans.status.some(
        (status, index) => status === 429 && trace.spans.kind[index] === spanKinds.indexOf("lambda-service"),
      ),
    );
    expect(throttled.length).toBeGreaterThan(3);
    for (const { trace } of throttled) expect(trace.answer).toMatch(/catalog-search was throttled/);
  });
});
