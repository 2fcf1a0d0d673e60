import {
  BatchGetTracesCommand,
  GetGroupsCommand,
  GetIndexingRulesCommand,
  GetInsightSummariesCommand,
  GetSamplingRulesCommand,
  GetSamplingStatisticSummariesCommand,
  GetTimeSeriesServiceStatisticsCommand,
  GetTraceGraphCommand,
  GetTraceSegmentDestinationCommand,
  GetTraceSummariesCommand,
  InvalidRequestException,
  paginateGetServiceGraph,
  paginateGetTraceSummaries,
  StartTraceRetrievalCommand,
  XRayClient,
} from "@aws-sdk/client-xray";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { clientSettings } from "@/lib/sandbox/http/testing/tiny-sandbox";
import { startSandbox } from "@/lib/sandbox/start-sandbox";

const NOW = new Date("2026-01-15T12:00:00Z");
const span = { StartTime: new Date("2026-01-15T11:20:00Z"), EndTime: new Date("2026-01-15T11:40:00Z") };

let sandbox: Sandbox;
let client: XRayClient;

beforeAll(async () => {
  sandbox = await startSandbox({
    nowMs: NOW.getTime(),
    hours: 1,
    rps: 0.5,
    regions: ["us-east-1"],
    quotas: false,
  });
  client = new XRayClient(clientSettings(sandbox));
}, 60_000);

afterAll(() => sandbox?.close());

describe("the SDK's X-Ray client against the sandbox", () => {
  it("pages summaries and reads their dates, unions and nested lists", async () => {
    const summaries = [];
    for await (const page of paginateGetTraceSummaries({ client }, { ...span })) {
      summaries.push(...(page.TraceSummaries ?? []));
    }
    expect(summaries.length).toBeGreaterThan(100);
    const staged = summaries.find(({ EntryPoint }) => EntryPoint?.Type === "AWS::ApiGateway::Stage");
    expect(staged?.StartTime).toBeInstanceOf(Date);
    expect(staged?.Http?.HttpURL).toMatch(/^https:\/\/.*execute-api/);
    expect(staged?.Annotations?.["aws:api_stage"]?.[0]?.AnnotationValue).toHaveProperty("StringValue");
    expect(staged?.ResponseTimeRootCauses?.[0]?.Services?.[0]?.EntityPath?.[0]?.Coverage).toBe(1);
  });

  it("reads documents of summaries", async () => {
    const { TraceSummaries = [] } = await client.send(new GetTraceSummariesCommand(span));
    const TraceIds = TraceSummaries.slice(0, 5).flatMap(({ Id }) => Id ?? []);
    const { Traces = [], UnprocessedTraceIds } = await client.send(new BatchGetTracesCommand({ TraceIds }));
    expect(UnprocessedTraceIds).toEqual([]);
    expect(Traces.map(({ Id }) => Id)).toEqual(TraceIds);
    const document = JSON.parse(Traces[0]?.Segments?.[0]?.Document ?? "");
    expect(document.trace_id).toBe(TraceIds[0]);
    const { Services = [] } = await client.send(new GetTraceGraphCommand({ TraceIds }));
    expect(Services.length).toBeGreaterThan(1);
  });

  it("reads the graph and its series", async () => {
    const services = [];
    for await (const page of paginateGetServiceGraph({ client }, { ...span }))
      services.push(...(page.Services ?? []));
    expect(services.some(({ Type }) => Type === "AWS::Lambda::Function")).toBe(true);
    expect(services[0]?.StartTime).toBeInstanceOf(Date);
    const { TimeSeriesServiceStatistics: points = [] } = await client.send(
      new GetTimeSeriesServiceStatisticsCommand({ ...span, Period: 300 }),
    );
    expect(points).toHaveLength(4);
    expect(points[0]?.EdgeSummaryStatistics?.TotalCount).toBeGreaterThan(0);
  });

  it("types errors as InvalidRequestException with the position", async () => {
    const failing = client.send(new GetTraceSummariesCommand({ ...span, FilterExpression: "fault AND" }));
    await expect(failing).rejects.toBeInstanceOf(InvalidRequestException);
    await expect(failing).rejects.toThrow(/position 9/);
    await expect(
      client.send(new StartTraceRetrievalCommand({ ...span, TraceIds: ["1-0-0"] })),
    ).rejects.toBeInstanceOf(InvalidRequestException);
  });

  it("answers the settings", async () => {
    expect((await client.send(new GetGroupsCommand({}))).Groups).toHaveLength(1);
    const rules = (await client.send(new GetSamplingRulesCommand({}))).SamplingRuleRecords;
    expect(rules?.[0]?.CreatedAt).toBeInstanceOf(Date);
    const statistics = (await client.send(new GetSamplingStatisticSummariesCommand({})))
      .SamplingStatisticSummaries;
    expect(statistics?.length).toBeGreaterThan(10);
    expect((await client.send(new GetTraceSegmentDestinationCommand({}))).Destination).toBe("XRay");
    expect((await client.send(new GetIndexingRulesCommand({}))).IndexingRules).toHaveLength(1);
    expect((await client.send(new GetInsightSummariesCommand(span))).InsightSummaries).toEqual([]);
  });
});
