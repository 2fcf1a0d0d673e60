import { setImmediate as turn } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { logBytes } from "@/lib/sandbox/logs/log-bytes";
import { caller, NOW, smallWorld } from "@/lib/sandbox/logs/testing/small-world";
import type { World } from "@/lib/sandbox/world/types";

interface Results {
  readonly status: string;
  readonly results: readonly (readonly { readonly field: string; readonly value: string }[])[];
  readonly statistics: {
    readonly recordsMatched: number;
    readonly recordsScanned: number;
    readonly bytesScanned: number;
  };
  readonly nextToken?: string;
}

const GROUP = "/aws/lambda/shipping-quotes";
let world: World;

beforeAll(() => {
  world = smallWorld();
});

const window = { logGroupName: GROUP, startTime: NOW / 1000 - 7_200, endTime: NOW / 1000 };

async function query(queryString: string, over: Readonly<Record<string, unknown>> = {}) {
  const { call } = caller(world);
  const { queryId } = call<{ queryId: string }>("StartQuery", { ...window, queryString, ...over });
  const states: string[] = [];
  for (;;) {
    const answer = call<Results>("GetQueryResults", { queryId });
    if (states.at(-1) !== answer.status) states.push(answer.status);
    if (answer.status === "Complete") return { ...answer, states, call, queryId };
    await turn();
  }
}

const cell = (row: Results["results"][number] | undefined, field: string): string | undefined =>
  row?.find((one) => one.field === field)?.value;

describe("a query", () => {
  it("goes through Scheduled and Running before it is Complete", async () => {
    const { states } = await query("stats count(*)");
    expect(states).toEqual(["Scheduled", "Running", "Complete"]);
  });

  it("counts what the world did, and what it read", async () => {
    const { results, statistics } = await query(
      'filter @type = "REPORT" | stats count(*) as n, sum(@billedDuration) as billed',
      { endTime: NOW / 1000 - 120 },
    );
    const fn = world.functions.find(({ name }) => name === "shipping-quotes");
    const own = Array.from(world.invocationsOf(fn?.index ?? 0, 0, NOW), (index) =>
      world.invocation(index),
    ).filter(({ startMs, durationMs }) => {
      const reported = Math.floor(startMs + durationMs);
      return reported >= NOW - 7_200_000 && reported <= NOW - 120_000;
    });
    expect(own.length).toBeGreaterThan(20);
    expect(cell(results[0], "n")).toBe(String(own.length));
    expect(cell(results[0], "billed")).toBe(
      String(own.reduce((sum, { billedDurationMs }) => sum + billedDurationMs, 0)),
    );
    expect(statistics.recordsMatched).toBe(own.length);
    expect(statistics.recordsScanned).toBeGreaterThan(own.length);
  });

  it("scans the bytes that logBytes counts, less 26 per event", async () => {
    const { statistics } = await query("limit 1", { endTime: NOW / 1000 - 120 });
    const bytes = logBytes(world, NOW - 7_200_000, NOW - 120_000 + 1).get(GROUP) ?? 0;
    expect(statistics.bytesScanned).toBe(bytes - 26 * statistics.recordsScanned);
  });

  it("reads JSON platform lines by path", async () => {
    const { results } = await query(
      'filter type = "platform.report" | stats count(*) as n, max(record.metrics.durationMs) as d by record.status',
      { logGroupName: "/aws/lambda/orders-api" },
    );
    expect(Number(cell(results[0], "n"))).toBeGreaterThan(10);
    expect(Number(cell(results[0], "d"))).toBeGreaterThan(1);
  });

  it("pages through rows and leads from each to its record", async () => {
    const { results, call, queryId } = await query("fields @timestamp, @message | limit 25");
    expect(results).toHaveLength(25);
    const first = call<Results>("GetQueryResults", { queryId, maxItems: 20 });
    const second = call<Results>("GetQueryResults", { queryId, maxItems: 20, nextToken: first.nextToken });
    expect([...first.results, ...second.results]).toEqual(results);
    expect(second.nextToken).toBeUndefined();
    for (const row of results) {
      const { logRecord } = call<{ logRecord: Record<string, string> }>("GetLogRecord", {
        logRecordPointer: cell(row, "@ptr"),
      });
      expect(logRecord["@message"]).toBe(cell(row, "@message"));
      expect(new Date(Number(logRecord["@timestamp"])).toISOString().replace("T", " ").slice(0, 23)).toBe(
        cell(row, "@timestamp"),
      );
    }
  });

  it("reads several groups and names each in @log", async () => {
    const { results } = await query("stats count(*) as n by @log | sort n desc", {
      logGroupName: undefined,
      logGroupNames: [GROUP, "/aws/lambda/orders-api"],
    });
    expect(results.map((row) => cell(row, "@log")?.replace(/^\d{12}:/, "")).sort()).toEqual([
      "/aws/lambda/orders-api",
      GROUP,
    ]);
  });
});

describe("management", () => {
  it("stops a query, lists it, and refuses to stop it twice", async () => {
    const { call } = caller(world);
    const { queryId } = call<{ queryId: string }>("StartQuery", { ...window, queryString: "stats count(*)" });
    expect(call("StopQuery", { queryId })).toEqual({ success: true });
    expect(call<Results>("GetQueryResults", { queryId }).status).toBe("Cancelled");
    expect(() => call("StopQuery", { queryId })).toThrow(
      expect.objectContaining({ code: "InvalidParameterException" }),
    );
    expect(call("DescribeQueries", { status: "Cancelled" })).toMatchObject({
      queries: [{ queryId, logGroupName: GROUP }],
    });
  });

  it("runs at most 100 queries at a time", () => {
    const { call } = caller(world);
    const start = (): unknown =>
      call("StartQuery", { ...window, startTime: window.endTime, queryString: "limit 1" });
    for (let i = 0; i < 100; i++) start();
    expect(start).toThrow(expect.objectContaining({ code: "LimitExceededException" }));
  });

  it.each<[string, Record<string, unknown>, string]>([
    ["a malformed query", { queryString: "fieldz x" }, "MalformedQueryException"],
    ["an unknown group", { logGroupName: "/none" }, "ResourceNotFoundException"],
    ["no group", { logGroupName: undefined }, "InvalidParameterException"],
    [
      "51 groups",
      { logGroupName: undefined, logGroupNames: Array.from({ length: 51 }, (_, i) => `g${i}`) },
      "InvalidParameterException",
    ],
    ["a reversed window", { endTime: 1 }, "InvalidParameterException"],
    ["no window", { startTime: undefined }, "InvalidParameterException"],
    ["a limit over 100,000", { limit: 100_001 }, "InvalidParameterException"],
    ["another language", { queryLanguage: "SQL" }, "InvalidParameterException"],
  ])("refuses %s", (_name, over, code) => {
    const { call } = caller(world);
    expect(() => call("StartQuery", { ...window, queryString: "limit 1", ...over })).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it("finds fields and their shares", () => {
    const { call } = caller(world);
    const { logGroupFields } = call<{ logGroupFields: { name: string; percent: number }[] }>(
      "GetLogGroupFields",
      {
        logGroupName: "/aws/lambda/orders-api",
      },
    );
    const percent = new Map(logGroupFields.map(({ name, percent }) => [name, percent]));
    expect(percent.get("@message")).toBe(100);
    expect(percent.get("record.metrics.durationMs")).toBeLessThan(100);
  });
});
