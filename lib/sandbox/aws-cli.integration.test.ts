import { execFile } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Sandbox } from "@/lib/sandbox/http/sandbox-server";
import { startSandbox } from "@/lib/sandbox/start-sandbox";

const run = promisify(execFile);

const NOW = "2026-01-15T12:00:00Z";
const FROM = "2026-01-15T11:00:00Z";
const NOW_MS = Date.parse(NOW);
const FROM_MS = Date.parse(FROM);

/** The first AWS CLI of this machine, or with ALL_AWS_CLIS every one: they differ in the protocols that they speak. */
const clis = process.env.ALL_AWS_CLIS ? installedClis() : installedClis().slice(0, 1);
if (clis.length === 0)
  console.warn("No aws command found: the AWS CLI does not check the sandbox in this run.");

// Each call starts a Python interpreter; on a busy machine that takes seconds.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

let sandbox: Sandbox;
/** Log group of a function whose REPORT lines are text. */
let textGroup: string;

beforeAll(async () => {
  sandbox = await startSandbox({ nowMs: NOW_MS, hours: 3, rps: 2, regions: ["us-east-1"], quotas: false });
  const world = sandbox.world("us-east-1");
  const text = world.functions.filter(
    ({ logFormat, systemLogLevel }) => logFormat === "Text" && systemLogLevel === "INFO",
  );
  const calls = (index: number) => world.invocationsOf(index, FROM_MS, NOW_MS).length;
  const [busiest] = text.sort((a, b) => calls(b.index) - calls(a.index));
  textGroup = busiest?.logGroup ?? "";
});

afterAll(() => sandbox?.close());

describe.each(clis)("%s", (cli) => {
  const aws = (...args: string[]) => callAws(cli, args);

  it("lists functions and shows one", async () => {
    const { Functions } = await aws("lambda", "list-functions");
    const names = Functions.map((each: { FunctionName: string }) => each.FunctionName);
    expect(names).toContain("payments-charge");
    const one = await aws("lambda", "get-function-configuration", "--function-name", "payments-charge");
    expect(one.MemorySize).toBeGreaterThanOrEqual(128);
    await expect(aws("lambda", "get-function-configuration", "--function-name", "no-such")).rejects.toThrow(
      "(ResourceNotFoundException)",
    );
  });

  it("lists REST APIs and HTTP APIs", async () => {
    const rest = await aws("apigateway", "get-rest-apis");
    expect(rest.items.map(({ name }: { name: string }) => name)).toContain("shop-api");
    const http = await aws("apigatewayv2", "get-apis");
    expect(http.Items.map(({ Name }: { Name: string }) => Name)).toContain("storefront-http");
  });

  it("looks up who deployed, and what partners used", async () => {
    const { Events } = await aws(
      ...["cloudtrail", "lookup-events", "--start-time", FROM, "--end-time", NOW],
      ...["--lookup-attributes", "AttributeKey=EventName,AttributeValue=UpdateAlias20150331"],
    );
    expect(Events.map((each: { Username: string }) => each.Username)).toEqual(["mira.holm"]);
    expect(instantOf(Events[0].EventTime)).toBe(NOW_MS - 55 * 60_000);
    const { items: plans } = await aws("apigateway", "get-usage-plans");
    const today = ["--start-date", NOW.slice(0, 10), "--end-date", NOW.slice(0, 10)];
    const { items: usage } = await aws("apigateway", "get-usage", "--usage-plan-id", plans[0].id, ...today);
    expect(Object.keys(usage)).toHaveLength(3);
  });

  it("asks who it is", async () => {
    expect((await aws("sts", "get-caller-identity")).Account).toMatch(/^\d{12}$/);
  });

  it("lists metrics, and reads data and statistics that agree", async () => {
    const { Metrics } = await aws(
      ...["cloudwatch", "list-metrics", "--namespace", "AWS/Lambda", "--metric-name", "Invocations"],
      ...["--dimensions", "Name=FunctionName,Value=orders-api"],
    );
    expect(Metrics.length).toBeGreaterThan(0);
    const metric = {
      Namespace: "AWS/Lambda",
      MetricName: "Invocations",
      Dimensions: [{ Name: "FunctionName", Value: "orders-api" }],
    };
    const data = await aws(
      ...["cloudwatch", "get-metric-data", "--start-time", FROM, "--end-time", NOW],
      "--metric-data-queries",
      JSON.stringify([{ Id: "m1", MetricStat: { Metric: metric, Period: 300, Stat: "Sum" } }]),
    );
    const statistics = await aws(
      ...["cloudwatch", "get-metric-statistics", "--start-time", FROM, "--end-time", NOW],
      ...["--namespace", "AWS/Lambda", "--metric-name", "Invocations", "--period", "300"],
      ...["--statistics", "Sum", "--dimensions", "Name=FunctionName,Value=orders-api"],
    );
    const total = sum(data.MetricDataResults[0].Values);
    expect(total).toBeGreaterThan(0);
    expect(sum(statistics.Datapoints.map(({ Sum }: { Sum: number }) => Sum))).toBe(total);
    const latestMs = instantOf(data.MetricDataResults[0].Timestamps[0]);
    expect(latestMs).toBeGreaterThanOrEqual(FROM_MS);
    expect(latestMs).toBeLessThan(NOW_MS);
  });

  it("describes alarms and sees CloudWatch's errors", async () => {
    expect((await aws("cloudwatch", "describe-alarms")).MetricAlarms.length).toBeGreaterThan(0);
    await expect(
      aws(
        ...["cloudwatch", "get-metric-statistics", "--start-time", NOW, "--end-time", FROM],
        ...["--namespace", "AWS/Lambda", "--metric-name", "Invocations", "--period", "300"],
        ...["--statistics", "Sum"],
      ),
    ).rejects.toThrow("(InvalidParameter");
  });

  it("reads log groups and events", async () => {
    const { logGroups } = await aws("logs", "describe-log-groups");
    expect(logGroups.length).toBeGreaterThan(10);
    const { events } = await aws(
      ...["logs", "filter-log-events", "--log-group-name", textGroup],
      ...["--start-time", String(FROM_MS), "--end-time", String(NOW_MS)],
      ...["--filter-pattern", "REPORT", "--max-items", "5"],
    );
    expect(events).toHaveLength(5);
    expect(events[0].message).toMatch(/^REPORT RequestId: /);
  });

  it("queries logs with Insights", async () => {
    const { queryId } = await aws(
      ...["logs", "start-query", "--log-group-name", textGroup],
      ...["--start-time", String(FROM_MS / 1000), "--end-time", String(NOW_MS / 1000)],
      ...["--query-string", 'filter @type = "REPORT" | stats count(*) as n'],
    );
    let answer = await aws("logs", "get-query-results", "--query-id", queryId);
    for (let tries = 0; answer.status !== "Complete" && tries < 20; tries += 1) {
      answer = await aws("logs", "get-query-results", "--query-id", queryId);
    }
    expect(Number(answer.results[0][0].value)).toBeGreaterThan(0);
  });

  it("reads the service graph, trace summaries and traces", async () => {
    const window = ["--start-time", FROM, "--end-time", NOW];
    const { Services } = await aws("xray", "get-service-graph", ...window);
    expect(Services.length).toBeGreaterThan(5);
    const { TraceSummaries } = await aws("xray", "get-trace-summaries", ...window, "--max-items", "3");
    expect(TraceSummaries).toHaveLength(3);
    const ids = TraceSummaries.map(({ Id }: { Id: string }) => Id);
    const { Traces } = await aws("xray", "batch-get-traces", "--trace-ids", ...ids);
    expect(Traces.map(({ Id }: { Id: string }) => Id).sort()).toEqual(ids.sort());
  });
});

/** Standard output as JSON; rejects with the CLI's message. */
async function callAws(cli: string, args: readonly string[]) {
  const { stdout } = await run(cli, [...args, "--endpoint-url", sandbox.url, "--output", "json"], {
    maxBuffer: 64_000_000,
    env: {
      ...withoutAws(process.env),
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_DEFAULT_REGION: "us-east-1",
      AWS_PAGER: "",
      AWS_EC2_METADATA_DISABLED: "true",
      AWS_CONFIG_FILE: "/nonexistent",
      AWS_SHARED_CREDENTIALS_FILE: "/nonexistent",
    },
  });
  return JSON.parse(stdout);
}

/** The caller's own profile must not leak into the test. */
function withoutAws(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const others = Object.entries(env).filter(([name]) => !name.startsWith("AWS_"));
  return { NODE_ENV: "test", ...Object.fromEntries(others) };
}

function installedClis(): readonly string[] {
  const { AWS_CLI_PATH, PATH = "" } = process.env;
  const candidates = [
    ...(AWS_CLI_PATH === undefined ? [] : [AWS_CLI_PATH]),
    ...PATH.split(":").map((folder) => join(folder, "aws")),
    "/usr/bin/aws",
  ];
  return [...new Set(candidates.filter((path) => existsSync(path)).map((path) => realpathSync(path)))];
}

/** Version 1 prints instants as the protocol carried them (epoch seconds), version 2 as ISO text. */
function instantOf(printed: number | string): number {
  return typeof printed === "number" ? printed * 1000 : Date.parse(printed);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
