import { APIGatewayClient, GetRestApisCommand } from "@aws-sdk/client-api-gateway";
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  ListMetricsCommand,
  paginateListMetrics,
} from "@aws-sdk/client-cloudwatch";
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
  GetQueryResultsCommand,
  paginateFilterLogEvents,
  StartLiveTailCommand,
  StartQueryCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { LambdaClient, ListFunctionsCommand, paginateListFunctions } from "@aws-sdk/client-lambda";
import {
  BatchGetTracesCommand,
  GetServiceGraphCommand,
  GetTraceSummariesCommand,
  XRayClient,
} from "@aws-sdk/client-xray";
import { SmithyRpcV2CborProtocol } from "@smithy/core/cbor";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { type RawCall, rawCall } from "@/lib/sandbox/http/testing/raw-call";
import { clientSettings } from "@/lib/sandbox/http/testing/tiny-sandbox";
import { startSandbox } from "@/lib/sandbox/start-sandbox";

const NOW = new Date("2026-01-15T12:00:00Z");
const FROM = new Date("2026-01-15T11:00:00Z");
const options = { nowMs: NOW.getTime(), hours: 2, rps: 1, quotas: false };

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox(options);
});

afterAll(() => sandbox?.close());

const invocations = {
  StartTime: FROM,
  EndTime: NOW,
  MetricDataQueries: [
    {
      Id: "all",
      MetricStat: {
        Metric: { Namespace: "AWS/Lambda", MetricName: "Invocations" },
        Period: 60,
        Stat: "Sum",
      },
    },
  ],
};

async function invocationSum(client: CloudWatchClient) {
  const { MetricDataResults } = await client.send(new GetMetricDataCommand(invocations));
  const [result] = MetricDataResults ?? [];
  for (const instant of result?.Timestamps ?? []) expect(instant).toBeInstanceOf(Date);
  return (result?.Values ?? []).reduce((sum, value) => sum + value, 0);
}

describe("CloudWatch", () => {
  it("counts the world's invocations, in JSON and in CBOR alike", async () => {
    const world = sandbox.world("us-east-1");
    const expected = world.functions.reduce(
      (sum, { index }) => sum + world.invocationsOf(index, FROM.getTime(), NOW.getTime()).length,
      0,
    );
    const settings = clientSettings(sandbox);
    const cborProtocol = new SmithyRpcV2CborProtocol({ defaultNamespace: "com.amazonaws.cloudwatch" });
    expect(expected).toBeGreaterThan(0);
    expect(await invocationSum(new CloudWatchClient(settings))).toBe(expected);
    expect(await invocationSum(new CloudWatchClient({ ...settings, protocol: cborProtocol }))).toBe(expected);
  });

  it("lists metrics in pages and describes alarms", async () => {
    const client = new CloudWatchClient(clientSettings(sandbox));
    const seen = new Set<string>();
    let count = 0;
    for await (const { Metrics = [] } of paginateListMetrics({ client }, {})) {
      expect(Metrics.length).toBeLessThanOrEqual(500);
      count += Metrics.length;
      for (const metric of Metrics) seen.add(JSON.stringify(metric));
    }
    expect(count).toBeGreaterThan(100);
    expect(seen.size).toBe(count);
    const { MetricAlarms } = await client.send(new DescribeAlarmsCommand({}));
    expect(MetricAlarms?.length).toBeGreaterThan(0);
  });

  it("names its errors as the SDK models them", async () => {
    const client = new CloudWatchClient(clientSettings(sandbox));
    await expect(client.send(new ListMetricsCommand({ NextToken: "x" }))).rejects.toMatchObject({
      name: expect.stringMatching(/^Invalid/),
      $metadata: { httpStatusCode: 400 },
    });
  });
});

describe("CloudWatch Logs", () => {
  const client = () => new CloudWatchLogsClient({ ...clientSettings(sandbox), disableHostPrefix: true });
  const window = { startTime: FROM.getTime(), endTime: NOW.getTime() };

  it("gives the events of a group in pages, one START per invocation", async () => {
    const world = sandbox.world("us-east-1");
    const definition = world.functions.find(
      ({ logFormat, systemLogLevel }) => logFormat === "Text" && systemLogLevel === "INFO",
    );
    const starts = new Set<string>();
    const pages = paginateFilterLogEvents(
      { client: client(), pageSize: 7 },
      { logGroupName: definition?.logGroup, filterPattern: '"START RequestId"', ...window },
    );
    for await (const { events = [] } of pages) {
      for (const { eventId = "" } of events) starts.add(eventId);
    }
    const count = world.invocationsOf(definition?.index ?? -1, FROM.getTime(), NOW.getTime()).length;
    expect(starts.size).toBeGreaterThan(0);
    expect(Math.abs(starts.size - count)).toBeLessThanOrEqual(2);
  });

  it("answers a query and a missing group", async () => {
    const { logGroups = [] } = await client().send(new DescribeLogGroupsCommand({}));
    const { queryId } = await client().send(
      new StartQueryCommand({
        logGroupName: logGroups[0]?.logGroupName,
        startTime: FROM.getTime() / 1000,
        endTime: NOW.getTime() / 1000,
        queryString: "stats count(*) as n",
      }),
    );
    await expect
      .poll(async () => (await client().send(new GetQueryResultsCommand({ queryId }))).status, {
        timeout: 30_000,
      })
      .toBe("Complete");
    await expect(
      client().send(new FilterLogEventsCommand({ logGroupName: "/aws/lambda/no-such" })),
    ).rejects.toMatchObject({ name: "ResourceNotFoundException", $metadata: { httpStatusCode: 400 } });
  });

  it("opens a live tail", async () => {
    const { logGroups = [] } = await client().send(new DescribeLogGroupsCommand({}));
    const own = client();
    const { responseStream } = await own.send(
      new StartLiveTailCommand({ logGroupIdentifiers: [logGroups[0]?.logGroupArn ?? ""] }),
    );
    for await (const event of responseStream ?? []) {
      expect(event.sessionStart?.sessionId).toBeTypeOf("string");
      break;
    }
    own.destroy();
  });
});

describe("X-Ray", () => {
  it("draws a graph, and has the document of each summary", async () => {
    const client = new XRayClient(clientSettings(sandbox));
    const window = { StartTime: FROM, EndTime: NOW };
    const { Services = [] } = await client.send(new GetServiceGraphCommand(window));
    expect(Services.length).toBeGreaterThan(5);
    const { TraceSummaries = [] } = await client.send(new GetTraceSummariesCommand(window));
    const ids = TraceSummaries.slice(0, 5).map(({ Id = "" }) => Id);
    const { Traces = [] } = await client.send(new BatchGetTracesCommand({ TraceIds: ids }));
    expect(Traces.map(({ Id }) => Id).sort()).toEqual(ids.sort());
    for (const { Segments = [] } of Traces)
      expect(JSON.parse(Segments[0]?.Document ?? "")).toBeTypeOf("object");
  });

  it("refuses a filter that it cannot read", async () => {
    const client = new XRayClient(clientSettings(sandbox));
    await expect(
      client.send(
        new GetTraceSummariesCommand({ StartTime: FROM, EndTime: NOW, FilterExpression: "service((" }),
      ),
    ).rejects.toMatchObject({ name: "InvalidRequestException", $metadata: { httpStatusCode: 400 } });
  });
});

describe("regions", () => {
  const names = async (region: string) => {
    const client = new LambdaClient(clientSettings(sandbox, region));
    const { Functions = [] } = await client.send(new ListFunctionsCommand({}));
    return Functions.map(({ FunctionName = "" }) => FunctionName);
  };

  it("hold different shops", async () => {
    const [first, second] = [await names("us-east-1"), await names("eu-west-1")];
    expect(first.length).toBeGreaterThanOrEqual(14);
    expect(second.length).toBeGreaterThanOrEqual(10);
    expect(second).not.toEqual(first);
  });

  it("other than the shop's are empty, in the same account", async () => {
    expect(await names("ap-south-1")).toEqual([]);
    expect(sandbox.world("ap-south-1").account.accountId).toBe(sandbox.world("us-east-1").account.accountId);
    const settings = clientSettings(sandbox, "ap-south-1");
    expect(
      (await new CloudWatchLogsClient(settings).send(new DescribeLogGroupsCommand({}))).logGroups,
    ).toEqual([]);
    expect((await new APIGatewayClient(settings).send(new GetRestApisCommand({}))).items).toEqual([]);
    expect((await new CloudWatchClient(settings).send(new ListMetricsCommand({}))).Metrics).toEqual([]);
    expect(await invocationSum(new CloudWatchClient(settings))).toBe(0);
    const xray = new XRayClient(settings);
    const window = { StartTime: FROM, EndTime: NOW };
    expect((await xray.send(new GetServiceGraphCommand(window))).Services).toEqual([]);
    expect((await xray.send(new GetTraceSummariesCommand(window))).TraceSummaries).toEqual([]);
  });
});

describe("a frozen clock", () => {
  it("gives the same bytes from another sandbox of the same seed, and others from another seed", async () => {
    const twin = await startSandbox({ ...options, regions: ["us-east-1"] });
    const stranger = await startSandbox({ ...options, regions: ["us-east-1"], seed: 8 });
    const calls: readonly RawCall[] = [
      {
        headers: {
          "content-type": "application/x-amz-json-1.0",
          "x-amz-target": "GraniteServiceVersion20100801.GetMetricData",
        },
        body: JSON.stringify({
          ...invocations,
          StartTime: FROM.getTime() / 1000,
          EndTime: NOW.getTime() / 1000,
        }),
      },
      { method: "GET", path: "/2015-03-31/functions", signingName: "lambda" },
      {
        path: "/TraceSummaries",
        signingName: "xray",
        body: JSON.stringify({ StartTime: FROM.getTime() / 1000, EndTime: NOW.getTime() / 1000 }),
      },
    ];
    try {
      for (const call of calls) {
        const [one, same] = [await rawCall(sandbox.url, call), await rawCall(twin.url, call)];
        expect(one.status).toBe(200);
        expect(same.text).toBe(one.text);
      }
      const [call] = calls;
      if (call !== undefined) {
        expect((await rawCall(stranger.url, call)).text).not.toBe((await rawCall(sandbox.url, call)).text);
      }
    } finally {
      await twin.close();
      await stranger.close();
    }
  });
});

describe("the truth", () => {
  const ask = async (path: string) => {
    const response = await fetch(`${sandbox.url}/_sandbox/${path}`);
    expect(response.status).toBe(200);
    return response.json();
  };
  const window = `from=${FROM.toISOString()}&to=${NOW.getTime()}`;

  it("counts what the world holds, and prices it", async () => {
    const truth = await ask(`truth?${window}`);
    const world = sandbox.world("us-east-1");
    const counted = Object.values<{ invocations: number }>(truth.functions);
    expect(counted.reduce((sum, { invocations: one }) => sum + one, 0)).toBe(
      await invocationSum(new CloudWatchClient(clientSettings(sandbox))),
    );
    expect(Object.keys(truth.functions)).toHaveLength(world.functions.length);
    expect(truth.bill.totalUsd).toBeGreaterThan(0);
    const withLogs = await ask(`truth?from=${NOW.getTime() - 60_000}&to=${NOW.getTime()}&logs=on`);
    const items = withLogs.bill.lineItems.map(({ item }: { item: string }) => item);
    expect(items).toContainEqual(expect.stringMatching(/log/i));
    const other = await ask(`truth?${window}&region=eu-west-1`);
    expect(other.region).toBe("eu-west-1");
    expect(other.functions).not.toEqual(truth.functions);
  });

  it("joins the ids of each request", async () => {
    const { requests } = await ask(`truth/requests?${window}&limit=3`);
    expect(requests).toHaveLength(3);
    expect(requests[0]).toMatchObject({
      apiGatewayRequestId: expect.any(String),
      invocations: expect.any(Array),
    });
  });
});

it("dates its answers by the world's clock", async () => {
  const answer = await rawCall(sandbox.url, {
    method: "GET",
    path: "/2015-03-31/functions",
    signingName: "lambda",
  });
  expect(answer.headers.get("date")).toBe(NOW.toUTCString());
});

it("gives every function to a client that pages, fillers too", async () => {
  const large = await startSandbox({ ...options, hours: 0.5, functions: 120, regions: ["us-east-1"] });
  try {
    const client = new LambdaClient(clientSettings(large));
    let count = 0;
    for await (const { Functions = [] } of paginateListFunctions({ client }, {})) count += Functions.length;
    expect(count).toBe(large.world("us-east-1").functions.length);
    expect(count).toBeGreaterThanOrEqual(120);
  } finally {
    await large.close();
  }
});

it("says at once that a port is taken", async () => {
  await expect(startSandbox({ ...options, port: sandbox.port })).rejects.toThrow(
    `Port ${sandbox.port} on 127.0.0.1 is taken`,
  );
});
