import { describe, expect, it } from "vitest";
import { epochMs } from "@/lib/base/time";
import { parseQuery } from "@/lib/sandbox/logs/insights/query-parser";
import { QueryRun } from "@/lib/sandbox/logs/insights/query-run";
import { RETRY_REACH_MS, retriesQuery, wasteQuery } from "@/lib/server/cost/waste/query";
import { lineSumsOf, retriesOf } from "@/lib/server/cost/waste/rows";

/** The queries over lines as the runtimes write them. */

const T0 = Date.UTC(2026, 10, 20, 23);
const A = "8d5958b5-559f-43f3-b278-b71dd7dd0e01";
const B = "276f0000-559f-43f3-b278-b71dd7dd0e02";
const window = { fromMs: epochMs(T0), toMs: epochMs(T0 + 3_600_000) };

interface Event {
  readonly atMs?: number;
  readonly group?: string;
  readonly stream?: string;
  readonly message: string;
}

function rowsOf(query: string, events: readonly Event[]) {
  const run = new QueryRun(parseQuery(query), 10_000);
  for (const { atMs = T0, group = "/aws/lambda/f", stream = "2026/11/20/[$LATEST]aa", message } of events) {
    run.push({
      timestamp: atMs,
      ingestionTime: atMs,
      message,
      logStream: stream,
      log: `210987654321:${group}`,
      ptr: "",
      lambda: true,
    });
  }
  return run.results().map((row) => Object.fromEntries(row.map(({ field, value }) => [field, value])));
}

const owner = (group: string, fn: string | null) => fn ?? group.replace("/aws/lambda/", "");
const sums = (...messages: readonly string[]) =>
  lineSumsOf(
    rowsOf(
      wasteQuery(window),
      messages.map((message) => ({ message })),
    ),
    owner,
  ).get("f");

const report = (tail = "", billed = "13", size = 128) =>
  `REPORT RequestId: ${A}\tDuration: 12.50 ms\tBilled Duration: ${billed} ms\tMemory Size: ${size} MB\tMax Memory Used: 95 MB\t${tail}\n`;
const jsonReport = (over: object, status = "success") =>
  `${JSON.stringify({
    time: "2026-11-20T23:00:00.000Z",
    type: "platform.report",
    record: {
      requestId: B,
      metrics: {
        durationMs: 12.5,
        billedDurationMs: 13,
        memorySizeMB: 128,
        maxMemoryUsedMB: 101,
        ...over,
      },
      status,
    },
  })}\n`;

describe("sums over REPORTs", () => {
  it("are the same in both formats, by memory size", () => {
    const found = sums(
      report(),
      report("Init Duration: 423.98 ms\t", "437"),
      jsonReport({}),
      jsonReport({ billedDurationMs: 500, initDurationMs: 487.2 }),
      report("", "13", 256),
    );
    expect(found?.bySize).toContainEqual({
      memoryMb: 128,
      reports: 4,
      billedMs: 13 + 437 + 13 + 500,
      handlerMs: 4 * 13,
      maxMemoryUsedMb: 101,
      timeouts: 0,
      timeoutMs: 0,
    });
    expect(found?.bySize).toContainEqual(expect.objectContaining({ memoryMb: 256, reports: 1 }));
    expect(found?.debug).toEqual({ lines: 0, characters: 0 });
  });

  it("know timeouts of three spellings, without init", () => {
    const found = sums(
      report("Init Duration: 423.98 ms\tStatus: timeout", "437"),
      jsonReport({ durationMs: 3000, billedDurationMs: 3000 }, "timeout"),
      `2024-03-04T17:22:38.033Z ${A} Task timed out after 3.00 seconds\n\n`,
      report("Status: error\tError Type: Runtime.ExitError"),
    );
    expect(found?.bySize).toEqual([
      expect.objectContaining({ memoryMb: 128, reports: 3, timeouts: 3, timeoutMs: 13 + 3000 + 3000 }),
    ]);
  });

  it("have no memory size where only the old line of a timeout is left", () => {
    const found = sums(`2024-03-04T17:22:38.033Z ${A} Task timed out after 3.00 seconds\n\n`);
    expect(found?.bySize).toEqual([
      expect.objectContaining({ memoryMb: 0, reports: 0, timeouts: 1, timeoutMs: 3000 }),
    ]);
  });

  it("do not count what an application says about REPORTs and timeouts", () => {
    expect(
      sums(
        `2026-11-20T23:00:00.000Z\t${A}\tINFO\tseen: ${report("Status: timeout")}`,
        `downstream said: Task timed out after 3.00 seconds`,
        `2026-11-20T23:00:00.000Z\t${A}\tDEBUG\tseen: ${report("Status: timeout")}`,
        `{"level":"DEBUG","message":"\\"type\\":\\"platform.report\\"","type":"platform.report"}`,
      ),
    ).toMatchObject({ bySize: [], debug: { lines: 2 } });
  });
});

describe("lines of level DEBUG and TRACE", () => {
  it.each([
    ["Node.js", `2026-11-20T23:00:00.000Z\t${A}\tDEBUG\tcart`],
    ["Node.js during init", "2026-11-20T23:00:00.000Z\tundefined\tTRACE\tcart"],
    ["Python", `[DEBUG]\t2026-11-20T23:00:00.000Z\t${A}\tcart`],
    ["Java", "[TRACE] cart"],
    ["log4j2", `2026-11-20 23:00:00 ${A} DEBUG com.shop.Cart - cart`],
    [".NET", `2026-11-20T23:00:00.000Z\t${A}\tdbug\tcart`],
    ["Ruby", `D, [2026-11-20T23:00:00.000000 #8] DEBUG ${A} -- : cart`],
    ["JSON", `{"timestamp":"2026-11-20T23:00:00Z","level":"DEBUG","message":"cart"}`],
    [".NET JSON", `{"timestamp":"2026-11-20T23:00:00Z","level":"Trace","message":"cart"}`],
    ["a JSON logger", `{"time":1,"severity": "debug","msg":"cart"}`],
  ])("are found as %s writes them", (_, line) => {
    expect(sums(line)?.debug).toEqual({ lines: 1, characters: line.length });
  });

  it.each([
    `2026-11-20T23:00:00.000Z\t${A}\tINFO\tDEBUG is off`,
    "[trace-id: 1] cart",
    "[INFO]\tDEBUG",
    `{"level":"INFO","message":"{\\"level\\":\\"DEBUG\\"}"}`,
    `{"level":"INFO","cause":{"level":"DEBUG"}}`,
    "debug cart",
  ])("are not taken from within: %s", (line) => expect(sums(line)).toBeUndefined());
});

describe("further attempts", () => {
  const attempt = (atMs: number, billed: string, over: Partial<Event> = {}): Event => ({
    atMs,
    message: report("", billed),
    ...over,
  });
  const found = (events: readonly Event[]) => retriesOf(rowsOf(retriesQuery(window), events), owner);

  it("are all after the first of a request ID", () => {
    const retries = found([
      attempt(T0 + 200_000, "30"),
      attempt(T0, "10"),
      attempt(T0 + 60_000, "20"),
      { atMs: T0, message: jsonReport({}) },
    ]);
    expect(retries.get("f")).toEqual({
      bySize: [{ memoryMb: 128, retries: 2, billedMs: 50 }],
      examples: [{ requestId: A, lastMs: T0 + 200_000 }],
    });
  });

  it("count in the window, their first attempt before it or not", () => {
    expect(found([attempt(T0 - 60_000, "10"), attempt(T0, "20")]).get("f")?.bySize).toEqual([
      { memoryMb: 128, retries: 1, billedMs: 20 },
    ]);
    expect(found([attempt(T0 - 90_000, "10"), attempt(T0 - 30_000, "20")]).size).toBe(0);
    expect(RETRY_REACH_MS).toBeGreaterThan(3 * 60_000);
  });

  it("belong to the function that the stream names, in a group that several share", () => {
    const stream = "2026/11/20/g[1]0123";
    const retries = found([attempt(T0, "10", { stream }), attempt(T0 + 1, "20", { stream })]);
    expect([...retries.keys()]).toEqual(["g"]);
  });

  it("are nobody's where no owner is known", () => {
    const rows = rowsOf(retriesQuery(window), [attempt(T0, "10"), attempt(T0 + 1, "20")]);
    expect(retriesOf(rows, () => null).size).toBe(0);
    expect(retriesOf([{}, { requestId: A, within: "x" }], owner).size).toBe(0);
  });
});
