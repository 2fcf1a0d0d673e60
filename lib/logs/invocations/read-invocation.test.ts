import { describe, expect, it } from "vitest";
import { InvocationReader } from "@/lib/logs/invocations/invocation-reader";
import { createLogBook } from "@/lib/logs/log-book";
import { readTranscript } from "@/lib/testing/log-transcript";

const A = "aaaaaaaa-0000-4000-8000-000000000001";

function read(...lines: string[]) {
  const book = createLogBook([]);
  book.add(readTranscript(lines.map((line, index) => `s1 ${10 + index}  ${line}`).join("\n")), "fn:orders");
  const [invocation] = new InvocationReader(book).all();
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
