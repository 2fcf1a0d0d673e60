import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { epochMs } from "@/lib/base/time";
import type { TraceSummary } from "@/lib/model/trace";
import { type TraceRow, traceRowSchema } from "@/lib/model/views/traces";
import { answerOfTraces } from "@/lib/traces/summaries/answer-of-traces";
import { comparisonOf, NO_GROUP } from "@/lib/traces/summaries/choose-sides";
import { coldStartIn } from "@/lib/traces/summaries/cold-start-in";
import { compareTraces } from "@/lib/traces/summaries/compare-traces";
import { annotationKeys, figuresOf, groupTraces } from "@/lib/traces/summaries/group-traces";
import { routeOf } from "@/lib/traces/summaries/route-of";
import { rowOf } from "@/lib/traces/summaries/row-of";
import { timeBins } from "@/lib/traces/summaries/time-bins";

function row(changes: Partial<TraceRow> = {}): TraceRow {
  return {
    traceId: "1-58406520-a006649127e371903a2de979",
    startMs: 0,
    durationMs: 100,
    responseTimeMs: 100,
    fault: false,
    error: false,
    throttle: false,
    partial: false,
    method: "GET",
    url: "https://x/orders",
    status: 200,
    route: "GET /orders",
    entry: "shop/prod",
    services: ["shop/prod", "orders"],
    annotations: [],
    rootCause: null,
    cold: null,
    ...changes,
  };
}

const times = (count: number, changes: Partial<TraceRow>) =>
  Array.from({ length: count }, () => row(changes));

describe("routeOf", () => {
  it.each([
    ["https://a1.execute-api.us-east-1.amazonaws.com/prod/orders/7?x=1", "shop/prod", "GET /orders/{id}"],
    ["https://shop.example/prod/orders", "shop/prod", "GET /orders"],
    ["https://shop.example/orders/9f1c2d3e4b5a", null, "GET /orders/{id}"],
    [
      "https://x/customers/customer-12/orders/8f14e45f-ceea-467f-a9d4-1f3b",
      null,
      "GET /customers/{id}/orders/{id}",
    ],
    ["https://x/v1/orders", null, "GET /v1/orders"],
    ["https://x", null, "GET /"],
    ["/orders/7", null, "GET /orders/{id}"],
    ["orders", null, null],
    [null, null, null],
  ])("%s of %s is %s", (url, entry, route) => {
    expect(routeOf("GET", url, entry)).toBe(route);
  });

  it("does without a method", () => {
    expect(routeOf(null, "https://x/orders", null)).toBe("/orders");
  });
});

describe("rowOf", () => {
  const summary: TraceSummary = {
    traceId: "1-58406520-a006649127e371903a2de979",
    startMs: epochMs(1),
    durationMs: null,
    responseTimeMs: 5,
    fault: true,
    error: false,
    throttle: false,
    partial: true,
    http: { url: null, method: null, status: null, clientIp: null, userAgent: null },
    services: [
      { name: "orders", type: "client" },
      { name: "orders", type: "AWS::Lambda" },
      { name: "orders", type: "AWS::Lambda::Function" },
      { name: "table", type: "AWS::DynamoDB::Table" },
    ],
    entry: { name: "orders", type: "AWS::Lambda" },
    annotations: [],
    users: [],
    rootCauses: [
      { kind: "response-time", path: ["slow"], exceptions: [] },
      { kind: "error", path: ["wrong"], exceptions: [] },
      {
        kind: "fault",
        path: ["shop/prod", "orders", "orders"],
        exceptions: [{ name: "TypeError", message: "boom" }],
      },
    ],
  };
  const powertools = (value: boolean) => ({ ...summary, annotations: [{ key: "ColdStart", value }] });

  it("names each service once, without clients, and the fault before the error", () => {
    const found = rowOf(summary);
    expect(traceRowSchema.parse(found)).toEqual(found);
    expect(found).toMatchObject({
      services: ["orders", "table"],
      rootCause: "shop/prod › orders: TypeError: boom",
      route: null,
      durationMs: null,
      cold: null,
    });
  });

  it("leaves out Lambda's own measurements, in both spellings", () => {
    const annotations = ["aws.responseLatency", "aws:extensionOverhead", "aws:api_stage"].map((key) => ({
      key,
      value: "x",
    }));
    expect(rowOf({ ...summary, annotations }).annotations).toEqual([["aws:api_stage", "x"]]);
  });

  it("takes the annotation for a no, only where no other function could have had one, and never for a yes", () => {
    expect(rowOf(powertools(true)).cold).toBeNull();
    expect(rowOf(powertools(false)).cold).toBe(false);
    const two = [...summary.services, { name: "payments", type: "AWS::Lambda::Function" }];
    expect(rowOf({ ...powertools(false), services: two }).cold).toBeNull();
  });

  it("knows that no function had to start where none took part", () => {
    expect(
      rowOf({ ...summary, services: [{ name: "shop/prod", type: "AWS::ApiGateway::Stage" }] }).cold,
    ).toBe(false);
    expect(rowOf({ ...summary, services: [{ name: "orders", type: null }] }).cold).toBeNull();
    expect(rowOf({ ...summary, services: [] }).cold).toBeNull();
  });
});

describe("coldStartIn", () => {
  type Part = Readonly<Record<string, unknown>>;
  /** Runs from second 100 to 101. */
  const fn = (subsegments: readonly Part[], more: Part = {}) =>
    JSON.stringify({
      id: "000000000000000a",
      name: "orders",
      origin: "AWS::Lambda::Function",
      start_time: 100,
      end_time: 101,
      subsegments: subsegments.map((part, index) => ({
        id: `00000000000000b${index}`,
        start_time: 100,
        end_time: 101,
        ...part,
      })),
      ...more,
    });
  const init = (name: string, more: Part = {}) => ({ name, start_time: 99, end_time: 99.9, ...more });
  const alone = JSON.stringify({
    ...init("Initialization"),
    id: "000000000000000c",
    type: "subsegment",
    parent_id: "000000000000000a",
  });

  it.each([
    ["the old style", [fn([init("Initialization"), { name: "Invocation" }])], true],
    ["the new style", [fn([init("Init")])], true],
    ["SnapStart", [fn([init("Restore")])], true],
    ["a part sent alone", [fn([]), alone], true],
    [
      "an environment that was started ahead",
      [fn([init("Initialization", { start_time: 40, end_time: 41 }), { name: "Invocation" }])],
      false,
    ],
    [
      "a warm function",
      [fn([{ name: "Invocation", subsegments: [{ name: "Init", namespace: "remote" }] }])],
      false,
    ],
    ["a function in progress", [fn([], { in_progress: true, end_time: undefined })], null],
    ["no function at all", [JSON.stringify({ name: "shop/prod", origin: "AWS::ApiGateway::Stage" })], null],
    ["malformed documents", ["{oops", "[]", "null", "5"], null],
    ["nothing", [], null],
  ])("of %s", (_, documents, cold) => {
    const trace = {
      traceId: "1-58406520-a006649127e371903a2de979",
      format: "xray",
      durationMs: null,
    } as const;
    expect(coldStartIn({ ...trace, documents, limitExceeded: false })).toBe(cold);
  });
});

describe("groupTraces", () => {
  const rows = [
    row({ responseTimeMs: 10 }),
    row({ responseTimeMs: 30, fault: true, status: 502 }),
    row({ route: null, services: [], status: null, responseTimeMs: null, error: true, throttle: true }),
    row({
      annotations: [
        ["tier", "free"],
        ["tier", "plus"],
        ["tier", "free"],
      ],
    }),
  ];

  it("counts outcomes and takes percentiles of the known times", () => {
    expect(groupTraces(rows, { by: "route", key: null })).toEqual([
      {
        key: "GET /orders",
        label: "GET /orders",
        count: 3,
        p50Ms: 30,
        p95Ms: 93,
        faults: 1,
        errors: 0,
        throttles: 0,
      },
      {
        key: "",
        label: "No HTTP request",
        count: 1,
        p50Ms: null,
        p95Ms: null,
        faults: 0,
        errors: 0,
        throttles: 1,
      },
    ]);
  });

  it("puts a trace into each of its services and values, once", () => {
    expect(groupTraces(rows, { by: "service", key: null }).map(({ label, count }) => [label, count])).toEqual(
      [
        ["orders", 3],
        ["shop/prod", 3],
        ["No service", 1],
      ],
    );
    expect(
      groupTraces(rows, { by: "annotation", key: "tier" }).map(({ label, count }) => [label, count]),
    ).toEqual([
      ["Not annotated", 3],
      ["free", 1],
      ["plus", 1],
    ]);
  });

  it("adds up to all traces where each is in one group", () => {
    const any = fc.record({ status: fc.option(fc.constantFrom(200, 404, 502)), fault: fc.boolean() });
    fc.assert(
      fc.property(fc.array(any), (changes) => {
        const all = changes.map((each) => row(each));
        const groups = groupTraces(all, { by: "status", key: null });
        expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
        expect(groups.reduce((sum, { faults }) => sum + faults, 0)).toBe(figuresOf(all).faults);
      }),
    );
  });

  it("offers annotations that make groups, and not ids", () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      row({
        annotations: [
          ["order", `o-${index}`],
          ["tier", index % 2 === 0 ? "free" : "plus"],
        ],
      }),
    );
    expect(annotationKeys([...many, row({ annotations: [["once", 1]] })])).toEqual(["tier"]);
  });
});

describe("compareTraces", () => {
  it("ranks what the selected have by how many times more often they have it", () => {
    const slow = [
      ...times(16, { services: ["orders", "payments"], annotations: [["tier", "free"]] }),
      ...times(4, { services: ["orders"], rootCause: "orders: Timeout" }),
    ];
    const rest = [
      ...times(90, { services: ["orders"] }),
      ...times(10, { services: ["orders", "payments"], annotations: [["tier", "free"]] }),
    ];
    const { findings, minimumSupport } = compareTraces(
      { label: "a", rows: slow },
      { label: "b", rows: rest },
    );
    expect(minimumSupport).toBe(3);
    expect(findings).toEqual([
      {
        kind: "root-cause",
        name: "root cause",
        value: "orders: Timeout",
        selected: { count: 4, of: 20 },
        others: { count: 0, of: 100 },
        lift: null,
      },
      expect.objectContaining({ kind: "annotation", value: "free", lift: 8, others: { count: 10, of: 100 } }),
      expect.objectContaining({ kind: "service", value: "payments", lift: 8 }),
    ]);
  });

  it("leaves out what too few have, and compares cold starts only where they are known", () => {
    const selected = [...times(2, { status: 502 }), ...times(4, { cold: true }), ...times(4, {})];
    const others = [...times(1, { cold: true }), ...times(9, { cold: false }), ...times(50, {})];
    const { findings } = compareTraces({ label: "a", rows: selected }, { label: "b", rows: others });
    expect(findings).toEqual([
      {
        kind: "cold-start",
        name: "cold start",
        value: "yes",
        selected: { count: 4, of: 4 },
        others: { count: 1, of: 10 },
        lift: 10,
      },
    ]);
  });

  it("finds nothing between equals, or against nobody", () => {
    const same = { label: "a", rows: times(20, { annotations: [["k", 1]] }) };
    expect(compareTraces(same, same).findings).toEqual([]);
    expect(compareTraces(same, { label: "b", rows: [] }).findings).toEqual([]);
  });
});

describe("comparisonOf", () => {
  const group = { by: "route", key: null } as const;
  const rows = [
    ...times(5, { responseTimeMs: 900, startMs: 10 }),
    ...times(5, { route: "POST /orders", startMs: 20 }),
    ...times(5, { route: null, startMs: 30 }),
  ];
  const nothing = { group, select: null, pick: null, against: null };

  it("compares a region, a group, or two groups", () => {
    expect(comparisonOf(rows, nothing)).toBeNull();
    const select = { fromMs: 0, toMs: 15, minMs: 500, maxMs: 1000 };
    expect(comparisonOf(rows, { ...nothing, select })).toMatchObject({
      selectedCount: 5,
      othersCount: 10,
      selectedLabel: "500 ms to 1 s",
    });
    expect(comparisonOf(rows, { ...nothing, pick: "POST /orders", against: NO_GROUP })).toMatchObject({
      selectedCount: 5,
      othersCount: 5,
      othersLabel: "No HTTP request",
    });
  });
});

describe("timeBins", () => {
  it("begins bins at their bounds and leaves none out between", () => {
    const bins = timeBins([
      { ms: 100, failed: false },
      { ms: 125, failed: true },
      { ms: 160, failed: false },
      { ms: 0, failed: false },
    ]);
    expect(bins.at(0)).toMatchObject({ count: 1, failed: 0 });
    expect(bins.find(({ fromMs }) => Math.abs(fromMs - 100) < 1e-6)).toMatchObject({ count: 2, failed: 1 });
    expect(timeBins([])).toEqual([]);
  });

  it("counts every time in the bin that holds it", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.2, max: 1e6, noNaN: true }), { minLength: 1 }), (values) => {
        const bins = timeBins(values.map((ms) => ({ ms, failed: false })));
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
        bins.forEach((bin, index) => {
          if (index > 0) expect(bin.fromMs).toBe(bins[index - 1]?.toMs);
        });
      }),
    );
  });
});

describe("answerOfTraces", () => {
  it("says how many, how bad, how slow and where", () => {
    expect(answerOfTraces([])).toBe("X-Ray has no trace that fits.");
    expect(answerOfTraces([row()])).toBe("1 trace, none failed, p95 100 ms.");
    expect(answerOfTraces([...times(9, {}), row({ fault: true, route: "POST /orders" })])).toBe(
      "10 traces, 1 fault (10 %), p95 100 ms. Most faults: POST /orders, 1 of 1.",
    );
    expect(
      answerOfTraces([...times(9, {}), ...times(5, { route: "PUT /a", responseTimeMs: 2000 })]),
    ).toContain("Slowest: PUT /a, p95 2 s.");
  });
});
