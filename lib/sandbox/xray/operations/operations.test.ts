import { describe, expect, it } from "vitest";
import { AwsError, type JsonObject } from "@/lib/sandbox/http/contract";
import { xray } from "@/lib/sandbox/xray/service";
import { fakeContext } from "@/lib/sandbox/xray/testing/fake-context";
import { T0 } from "@/lib/sandbox/xray/testing/fake-world";
import { smallShop } from "@/lib/sandbox/xray/testing/small-shop";

const HOUR = { StartTime: T0 / 1000 - 600, EndTime: T0 / 1000 + 3000 };

/** Calls an operation over the small shop at `now` ms after T0; the answer as JSON sees it. */
async function call(operation: string, input: JsonObject, now?: number) {
  const run = xray.operations[operation];
  if (!run) throw new Error(`no operation ${operation}`);
  const answer = await run(input, fakeContext(smallShop(now)));
  return JSON.parse(JSON.stringify(answer));
}

async function codeOf(operation: string, input: JsonObject): Promise<string> {
  try {
    await call(operation, input);
  } catch (error) {
    if (error instanceof AwsError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return "no error";
}

const traceNumber = (id: string) => Number.parseInt(id.slice(-6, -4), 16);

async function matching(FilterExpression: string) {
  const { TraceSummaries } = await call("GetTraceSummaries", { ...HOUR, FilterExpression });
  return TraceSummaries.map(({ Id }: { Id: string }) => traceNumber(Id)).sort();
}

describe("GetTraceSummaries", () => {
  it("gives root facts, durations with asynchronous work, annotations, users and entry point", async () => {
    const { TraceSummaries, TracesProcessedCount } = await call("GetTraceSummaries", HOUR);
    expect(TracesProcessedCount).toBe(4);
    const first = TraceSummaries.find(({ Id }: { Id: string }) => traceNumber(Id) === 1);
    expect(first).toMatchObject({
      StartTime: T0 / 1000,
      ResponseTime: 0.02,
      Duration: 0.21,
      HasFault: false,
      IsPartial: false,
      Http: { HttpStatus: 200, HttpMethod: "GET", ClientIp: "198.51.100.7", UserAgent: "test/1" },
      EntryPoint: { Name: "shop/prod", Type: "AWS::ApiGateway::Stage" },
      Users: [{ UserName: "ada" }],
    });
    expect(first.Http.HttpURL).toBe("https://a1b2c3.execute-api.us-east-1.amazonaws.com/prod/orders/7");
    expect(first.Annotations["aws:api_id"][0].AnnotationValue).toEqual({ StringValue: "a1b2c3" });
    const types = first.ServiceIds.map(({ Type }: { Type: string }) => Type);
    expect(types).toEqual(
      expect.arrayContaining([
        "client",
        "AWS::Lambda",
        "AWS::Lambda::Function",
        "AWS::DynamoDB::Table",
        "AWS::SNS",
      ]),
    );
  });

  it("walks from the root to what failed", async () => {
    const { TraceSummaries } = await call("GetTraceSummaries", { ...HOUR, FilterExpression: "fault" });
    expect(TraceSummaries).toHaveLength(1);
    const causes = TraceSummaries[0].FaultRootCauses;
    const innermost = causes[0].Services.at(-1);
    expect(causes[0].ClientImpacting).toBe(true);
    expect(innermost).toMatchObject({ Name: "orders", Type: "AWS::Lambda::Function" });
    expect(innermost.EntityPath[0].Exceptions).toEqual([{ Name: "TypeError", Message: "installments" }]);
  });

  it.each([
    ["fault", [2]],
    ["!ok", [2, 3]],
    ["throttle", [3]],
    ["http.status >= 500", [2]],
    ['http.url ENDSWITH "/orders/7"', [1, 2, 3]],
    ['http.method != "GET"', []],
    ['service("orders")', [1, 2, 3]],
    ['service(id(name: "orders", type: "AWS::Lambda::Function"))', [1, 2]],
    ['service(id(name: "orders", type: "AWS::Lambda::Function")) { fault }', [2]],
    ['service("orders") { throttle } OR service("worker")', [3, 4]],
    ['edge("orders", "email")', [1]],
    ['edge("shop/prod", "orders") { ok }', [1]],
    ['!service("orders")', [4]],
    ['annotation[aws:api_stage] = "prod" AND NOT fault', [1, 3]],
    ["annotation[nothing]", []],
    ["annotation[constructor]", []],
    ['user = "ada"', [1]],
    ['message CONTAINS "installments"', [2]],
    ["duration > 0.2", [1]],
    ["responsetime < 0.02", [4]],
    ['name = "worker" AND type = "AWS::Lambda"', [4]],
  ])("filters by %s", async (expression, expected) => {
    expect(await matching(expression)).toEqual(expected);
  });

  it("finds by begin, by update and by the end of a segment", async () => {
    const minute = { StartTime: T0 / 1000 + 61, EndTime: T0 / 1000 + 119 };
    const count = async (TimeRangeType: string) =>
      (await call("GetTraceSummaries", { ...minute, TimeRangeType })).TraceSummaries.length;
    expect(await count("TraceId")).toBe(0);
    expect(await count("Event")).toBe(1);
    expect(await count("Service")).toBe(0);
  });

  it("shows a trace seconds after its end, and partial while segments are missing", async () => {
    const count = async (now: number) => (await call("GetTraceSummaries", HOUR, now)).TraceSummaries.length;
    expect(await count(1_000)).toBe(0);
    expect(await count(59_000)).toBe(1);
  });

  it.each([
    [{}, "StartTime is required"],
    [{ StartTime: 2, EndTime: 1 }, "EndTime must not be before"],
    [{ StartTime: 0, EndTime: 6 * 3600 + 1 }, "must not exceed 6 hours"],
    [{ ...HOUR, TimeRangeType: "Nonsense" }, "TimeRangeType"],
    [{ ...HOUR, FilterExpression: "ok AND" }, "Expected a keyword at position 6"],
    [{ ...HOUR, NextToken: "garbage" }, "NextToken"],
  ])("refuses %j", async (input, message) => {
    const code = await codeOf("GetTraceSummaries", input);
    expect(code).toMatch(/^InvalidRequestException: /);
    expect(code).toContain(message);
  });
});

describe("BatchGetTraces", () => {
  it("returns documents as JSON text and unknown ids apart", async () => {
    const { TraceSummaries } = await call("GetTraceSummaries", HOUR);
    const ids = TraceSummaries.map(({ Id }: { Id: string }) => Id);
    const { Traces, UnprocessedTraceIds } = await call("BatchGetTraces", { TraceIds: [...ids, "1-0-0"] });
    expect(Traces.map(({ Id }: { Id: string }) => Id)).toEqual(ids);
    expect(UnprocessedTraceIds).toEqual(["1-0-0"]);
    for (const { Id, Segments } of Traces) {
      for (const segment of Segments) {
        expect(JSON.parse(segment.Document)).toMatchObject({ id: segment.Id, trace_id: Id });
      }
    }
  });

  it("takes five ids at most", async () => {
    expect(await codeOf("BatchGetTraces", { TraceIds: Array(6).fill("1-0-0") })).toMatch(/more than 5/);
    expect(await codeOf("BatchGetTraces", {})).toMatch(/^InvalidRequestException/);
  });
});

interface WireService {
  readonly ReferenceId: number;
  readonly Name: string;
  readonly Type: string;
  readonly Root?: boolean;
  readonly State: string;
  readonly SummaryStatistics?: { readonly TotalCount: number };
  readonly Edges: readonly { readonly ReferenceId: number; readonly EdgeType?: string }[];
}

describe("GetServiceGraph", () => {
  it("draws clients, both Lambda nodes, inferred services and links", async () => {
    const { Services }: { Services: readonly WireService[] } = await call("GetServiceGraph", HOUR);
    const label = ({ Name, Type }: WireService) => `${Name} (${Type})`;
    const edges = Services.flatMap((from) =>
      from.Edges.map((edge) => {
        const to = Services.find(({ ReferenceId }) => ReferenceId === edge.ReferenceId);
        return `${label(from)} ${edge.EdgeType === "link" ? "⇢" : "→"} ${to ? label(to) : "?"}`;
      }),
    );
    expect(edges.sort()).toEqual(
      [
        "email (AWS::Lambda) → email (AWS::Lambda::Function)",
        "https://sqs.us-east-1.amazonaws.com/210987654321/jobs (AWS::SQS::Queue) ⇢ worker (AWS::Lambda)",
        "orders (AWS::Lambda) → orders (AWS::Lambda::Function)",
        "orders (AWS::Lambda::Function) → SNS (AWS::SNS)",
        "orders (AWS::Lambda::Function) → https://sqs.us-east-1.amazonaws.com/210987654321/jobs (AWS::SQS::Queue)",
        "orders (AWS::Lambda::Function) → orders (AWS::DynamoDB::Table)",
        "orders (AWS::Lambda::Function) ⇢ email (AWS::Lambda)",
        "shop/prod (AWS::ApiGateway::Stage) → orders (AWS::Lambda)",
        "shop/prod (client) → shop/prod (AWS::ApiGateway::Stage)",
        "worker (AWS::Lambda) → worker (AWS::Lambda::Function)",
        "worker (client) → worker (AWS::Lambda)",
      ].sort(),
    );
    const stage = Services.find(({ Type }) => Type === "AWS::ApiGateway::Stage");
    expect(stage).toMatchObject({
      Root: true,
      State: "active",
      SummaryStatistics: { OkCount: 1, TotalCount: 3, ErrorStatistics: { ThrottleCount: 1 } },
    });
  });

  it("is the trace graph of all its traces", async () => {
    const { TraceSummaries } = await call("GetTraceSummaries", HOUR);
    const TraceIds = TraceSummaries.map(({ Id }: { Id: string }) => Id);
    const one = await call("GetTraceGraph", { TraceIds });
    expect(one.Services).toEqual((await call("GetServiceGraph", HOUR)).Services);
  });

  it("refuses long windows and unknown groups", async () => {
    expect(await codeOf("GetServiceGraph", { StartTime: 0, EndTime: 7 * 3600 })).toMatch(/6 hours/);
    expect(await codeOf("GetServiceGraph", { ...HOUR, GroupName: "mine" })).toMatch(/Group not found/);
  });
});

describe("GetTimeSeriesServiceStatistics", () => {
  const series = async (input: JsonObject) =>
    (await call("GetTimeSeriesServiceStatistics", { ...HOUR, ...input })).TimeSeriesServiceStatistics.map(
      (point: {
        Timestamp: number;
        ServiceSummaryStatistics?: { TotalCount: number };
        EdgeSummaryStatistics?: { TotalCount: number };
      }) => [
        point.Timestamp - T0 / 1000,
        point.ServiceSummaryStatistics?.TotalCount,
        point.EdgeSummaryStatistics?.TotalCount,
      ],
    );

  it("counts a service or an edge per period, and clients' calls by default", async () => {
    expect(await series({ EntitySelectorExpression: 'service("orders")' })).toEqual([
      [0, 3, undefined],
      [60, 2, undefined],
      [120, 1, undefined],
    ]);
    expect(await series({ EntitySelectorExpression: 'edge("shop/prod", "orders")', Period: 300 })).toEqual([
      [0, undefined, 3],
    ]);
    expect(await series({})).toEqual([0, 60, 120, 180].map((at) => [at, undefined, 1]));
  });

  it("refuses other periods and selectors", async () => {
    const operation = "GetTimeSeriesServiceStatistics";
    expect(await codeOf(operation, { ...HOUR, Period: 61 })).toMatch(/Period/);
    expect(await codeOf(operation, { ...HOUR, EntitySelectorExpression: "fault" })).toMatch(/must be an id/);
  });
});

describe("the rest", () => {
  it("has one group, one rule and the X-Ray destination", async () => {
    expect((await call("GetGroups", {})).Groups[0].GroupName).toBe("Default");
    expect((await call("GetGroup", { GroupName: "Default" })).Group.GroupARN).toMatch(/:group\/Default$/);
    const [record] = (await call("GetSamplingRules", {})).SamplingRuleRecords;
    expect(record.SamplingRule).toMatchObject({ RuleName: "Default", FixedRate: 0.05, ReservoirSize: 1 });
    expect(await call("GetTraceSegmentDestination", {})).toEqual({ Destination: "XRay", Status: "ACTIVE" });
    expect((await call("GetInsightSummaries", HOUR)).InsightSummaries).toEqual([]);
    expect(await codeOf("StartTraceRetrieval", {})).toMatch(/^InvalidRequestException/);
  });

  it("counts sampled requests per minute", async () => {
    const { SamplingStatisticSummaries } = await call("GetSamplingStatisticSummaries", {}, 600_000);
    expect(SamplingStatisticSummaries).toHaveLength(3);
    expect(SamplingStatisticSummaries[0]).toMatchObject({ RequestCount: 1, SampledCount: 1 });
  });
});
