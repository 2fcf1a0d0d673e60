import { describe, expect, it } from "vitest";
import { documentsOf, graphServiceOf, retrievedOf, summaryOf } from "@/lib/aws/xray-shapes";

const traceId = "1-58406520-a006649127e371903a2de979";

describe("summaryOf", () => {
  it("turns seconds into milliseconds and keeps what X-Ray says of the cause", () => {
    const summary = summaryOf({
      Id: traceId,
      StartTime: new Date("2026-01-15T12:00:00.123Z"),
      Duration: 1.25,
      ResponseTime: 0.0421,
      HasFault: true,
      Http: { HttpURL: "https://x/prod/orders", HttpMethod: "GET", HttpStatus: 502 },
      EntryPoint: { Name: "shop/prod", Type: "AWS::ApiGateway::Stage" },
      ServiceIds: [{ Name: "shop/prod", Type: "client" }, { Name: "orders" }],
      Annotations: {
        ColdStart: [{ AnnotationValue: { BooleanValue: false } }],
        retries: [{ AnnotationValue: { NumberValue: 0 } }, { AnnotationValue: { NumberValue: 2 } }],
        odd: [{}],
      },
      Users: [{ UserName: "ada" }, {}],
      FaultRootCauses: [
        {
          Services: [
            { Name: "shop/prod" },
            {
              Name: "orders",
              EntityPath: [{ Name: "orders", Exceptions: [{ Name: "TypeError", Message: "x" }] }],
            },
          ],
        },
      ],
    });
    expect(summary).toMatchObject({
      traceId,
      startMs: Date.UTC(2026, 0, 15, 12, 0, 0, 123),
      durationMs: 1250,
      responseTimeMs: expect.closeTo(42.1, 6),
      fault: true,
      error: false,
      http: { status: 502, userAgent: null },
      entry: { name: "shop/prod" },
      services: [
        { name: "shop/prod", type: "client" },
        { name: "orders", type: null },
      ],
      annotations: [
        { key: "ColdStart", value: false },
        { key: "retries", value: 0 },
        { key: "retries", value: 2 },
      ],
      users: ["ada"],
      rootCauses: [
        { kind: "fault", path: ["shop/prod", "orders"], exceptions: [{ name: "TypeError", message: "x" }] },
      ],
    });
  });

  it("leaves unknown what is not said, and drops what has no id or begin", () => {
    expect(summaryOf({ StartTime: new Date(0) })).toBeNull();
    expect(summaryOf({ Id: traceId })).toBeNull();
    expect(summaryOf({ Id: traceId, StartTime: new Date(Number.NaN) })).toBeNull();
    expect(summaryOf({ Id: traceId, StartTime: new Date(0), Duration: Number.NaN })).toMatchObject({
      durationMs: null,
      responseTimeMs: null,
      http: { status: null, url: null },
      entry: null,
      rootCauses: [],
    });
  });
});

describe("documents", () => {
  it("keep the text as it is, malformed or not", () => {
    const wire = { Id: traceId, Duration: 1, LimitExceeded: true, Segments: [{ Document: "{oops" }, {}] };
    expect(documentsOf(wire)).toEqual({
      traceId,
      format: "xray",
      documents: ["{oops"],
      durationMs: 1000,
      limitExceeded: true,
    });
    expect(documentsOf({})).toBeNull();
  });

  it("of a retrieval are put together over pages", () => {
    const pages = [
      { Id: traceId, Spans: [{ Document: "a" }] },
      { Id: "1-0-b", Spans: [{ Document: "c" }] },
      { Id: traceId, Duration: 2, Spans: [{ Document: "b" }] },
      {},
    ];
    expect(retrievedOf(pages, "otel")).toMatchObject([
      { traceId, documents: ["a", "b"], durationMs: 2000, format: "otel" },
      { traceId: "1-0-b", documents: ["c"], durationMs: null },
    ]);
  });
});

describe("graphServiceOf", () => {
  it("tells throttles from other errors", () => {
    const statistics = {
      OkCount: 5,
      ErrorStatistics: { ThrottleCount: 2, TotalCount: 3 },
      FaultStatistics: { OtherCount: 1, TotalCount: 1 },
      TotalCount: 9,
      TotalResponseTime: 0.9,
    };
    const service = graphServiceOf({
      ReferenceId: 0,
      Name: "orders",
      SummaryStatistics: statistics,
      ResponseTimeHistogram: [{ Value: 0.05, Count: 9 }],
      Edges: [{ ReferenceId: 1, EdgeType: "link" }, {}],
    });
    expect(service).toMatchObject({
      referenceId: 0,
      root: false,
      statistics: { ok: 5, error: 1, throttle: 2, fault: 1, total: 9, totalResponseMs: 900 },
      responseTimes: [{ valueMs: 50, count: 9 }],
      edges: [{ to: 1, type: "link", statistics: null, responseTimes: [] }],
    });
    expect(graphServiceOf({ Name: "no reference" })).toBeNull();
  });
});
