import { describe, expect, it } from "vitest";
import { InvocationReader } from "@/lib/logs/invocations/invocation-reader";
import { createLogBook } from "@/lib/logs/log-book";
import { readTranscript } from "@/lib/testing/log-transcript";

const A = "aaaaaaaa-0000-4000-8000-000000000001";

function readAll(...lines: string[]) {
  const book = createLogBook([]);
  book.add(readTranscript(lines.map((line, index) => `s1 ${10 + index}  ${line}`).join("\n")), "fn:orders");
  return new InvocationReader(book).all();
}

function read(...lines: string[]) {
  const [invocation] = readAll(...lines);
  if (invocation === undefined) throw new Error("no invocation");
  return invocation;
}

const start = `START RequestId: ${A} Version: 3`;
const report = (rest: string): string =>
  `REPORT RequestId: ${A}	Duration: 3.00 ms	Billed Duration: 3 ms	Memory Size: 128 MB	${rest}`;
const init = "INIT_START Runtime Version: nodejs:22.v50";

describe("status", () => {
  it.each([
    ["success", [start, report("Max Memory Used: 64 MB")]],
    ["timeout", [start, report("Max Memory Used: 64 MB	Status: timeout")]],
    [
      "timeout",
      [
        start,
        `1970-01-01T00:00:00.011Z ${A} Task timed out after 3.00 seconds`,
        report("Max Memory Used: 64 MB"),
      ],
    ],
    [
      "out-of-memory",
      [start, report("Max Memory Used: 128 MB	Status: error	Error Type: Runtime.OutOfMemory")],
    ],
    [
      "out-of-memory",
      [
        start,
        `RequestId: ${A} Error: Runtime exited with error: signal: killed\\nRuntime.ExitError`,
        report("Max Memory Used: 128 MB"),
      ],
    ],
    [
      "crash",
      [
        start,
        `RequestId: ${A} Error: Runtime exited with error: signal: killed\\nRuntime.ExitError`,
        report("Max Memory Used: 64 MB"),
      ],
    ],
    ["crash", [start, report("Max Memory Used: 64 MB	Status: error	Error Type: Runtime.ExitError")]],
    [
      "crash",
      [
        start,
        `RequestId: ${A} Error: Runtime exited with error: exit status 1\\nRuntime.ExitError`,
        report("Max Memory Used: 64 MB"),
      ],
    ],
    [
      "error",
      [
        start,
        "[ERROR] KeyError: 'sku'\\nTraceback (most recent call last):",
        report("Max Memory Used: 64 MB"),
      ],
    ],
    [
      "error",
      [start, report("Max Memory Used: 64 MB	Status: error	Error Type: Runtime.ImportModuleError")],
    ],
    [
      "success",
      [
        start,
        `[ERROR]	1970-01-01T00:00:00.011Z	${A}	logged, not thrown`,
        report("Max Memory Used: 64 MB"),
      ],
    ],
    ["running", [start, "so far so good"]],
    ["unknown", [`1970-01-01T00:00:00.011Z	${A}	INFO	no START, no REPORT`]],
  ])("is %s: %j", (status, lines) => {
    expect(read(...lines).status).toBe(status);
  });
});

describe("cold start", () => {
  const done = report("Max Memory Used: 64 MB");
  it.each([
    ["waited for its init", true, [init, start, report("Max Memory Used: 64 MB	Init Duration: 200.00 ms")]],
    [
      "waited for a restore",
      true,
      ["RESTORE_START x", start, report("Restore Duration: 200.00 ms	Billed Restore Duration: 2 ms")],
    ],
    [
      "waited for an init that failed",
      true,
      [init, "INIT_REPORT Init Duration: 9999.47 ms	Phase: init	Status: timeout", start, done],
    ],
    ["found an environment that was started ahead", false, [init, start, done]],
    ["came second", false, [start, done]],
    [
      "repeated a failed init within its own duration",
      false,
      [start, "INIT_REPORT Init Duration: 99.65 ms	Phase: invoke	Status: error", done],
    ],
    ["is not over", null, [init, start]],
    ["shows neither START nor REPORT", null, [`1970-01-01T00:00:00.011Z	${A}	INFO	x`]],
  ])("%s", (_, cold, lines) => {
    expect(read(...lines).cold).toBe(cold);
  });
});

describe("how it came to its environment", () => {
  const done = report("Max Memory Used: 64 MB");
  const B = "bbbbbbbb-0000-4000-8000-000000000002";
  const ended = (end: string) => [
    `START RequestId: ${B} Version: 3`,
    `REPORT RequestId: ${B}\tDuration: 3.00 ms\tBilled Duration: 3 ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB${end}`,
  ];
  const ready = '"initializationType":"provisioned-concurrency","phase":"init"';
  const jsonInit = `{"time":"1970-01-01T00:00:00.010Z","type":"platform.initStart","record":{${ready}}}`;

  it.each([
    [
      "an init that it waited for",
      "on-demand",
      200,
      [init, start, report("Max Memory Used: 64 MB\tInit Duration: 200.00 ms")],
    ],
    [
      "a restore",
      "snap-start-restore",
      511.25,
      [
        "RESTORE_START Runtime Version: java:21.v82",
        "RESTORE_REPORT Restore Duration: 511.25 ms",
        start,
        report("Max Memory Used: 64 MB\tRestore Duration: 511.25 ms\tBilled Restore Duration: 9 ms"),
      ],
    ],
    [
      "an init that failed",
      "failed",
      9_999.47,
      [init, "INIT_REPORT Init Duration: 9999.47 ms\tPhase: init\tStatus: timeout", start, done],
    ],
    [
      "provisioned concurrency, by its INIT_REPORT",
      "provisioned",
      null,
      [init, "INIT_REPORT Init Duration: 700.00 ms", start, done],
    ],
    ["provisioned concurrency, as JSON says it", "provisioned", null, [jsonInit, start, done]],
    ["an environment that was started ahead", "proactive", null, [init, start, done]],
    ["the one before it, which timed out", "suppressed", null, [...ended("\tStatus: timeout"), start, done]],
    ["the one before it, which went well", "warm", null, [...ended(""), start, done]],
    ["an environment whose beginning was not read", "warm", null, [start, done]],
    [
      "an init that went well, and still runs",
      null,
      null,
      [init, "INIT_REPORT Init Duration: 7.00 ms", start],
    ],
    [
      "a restore, and still runs",
      null,
      null,
      ["RESTORE_START x", "RESTORE_REPORT Restore Duration: 7.00 ms", start],
    ],
  ])("%s", (_, startKind, waitedForInitMs, lines) => {
    expect(readAll(...lines).find(({ requestId }) => requestId === A)).toMatchObject({
      startKind,
      waitedForInitMs,
    });
  });

  it("looks again when the lines before it come late", () => {
    const book = createLogBook([]);
    const reader = new InvocationReader(book);
    book.add(readTranscript(`s1 90  ${start}\ns1 91  ${done}`), "fn:orders");
    expect(reader.all().map(({ startKind }) => startKind)).toEqual(["warm"]);
    const [first = "", last = ""] = ended("\tStatus: error\tError Type: Runtime.ExitError");
    book.add(readTranscript(`s1 10  ${first}\ns1 11  ${last}`), "fn:orders");
    expect(reader.all().map(({ startKind }) => startKind)).toEqual(["warm", "suppressed"]);
  });
});

it("names the first error line and the error that ended it", () => {
  const invocation = read(
    start,
    `1970-01-01T00:00:00.011Z	${A}	ERROR	retrying`,
    `1970-01-01T00:00:00.012Z	${A}	ERROR	Invoke Error 	{"errorType":"TypeError","errorMessage":"no sku","stack":["TypeError: no sku","    at f (/a.js:1:1)"]}`,
    report("Max Memory Used: 64 MB"),
  );
  expect(invocation).toMatchObject({
    status: "error",
    firstErrorLine: 1,
    error: { type: "TypeError", message: "no sku" },
    version: "3",
    functionName: "orders",
    lineCount: 4,
    inferredCount: 0,
  });
});
