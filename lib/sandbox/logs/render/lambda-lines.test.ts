import { describe, expect, it } from "vitest";
import { environmentLines, invocationLines } from "@/lib/sandbox/logs/render/lambda-lines";
import {
  appLog,
  detail,
  environment,
  functionDef,
  invocation,
  REQUEST_ID,
  START,
} from "@/lib/sandbox/logs/testing/records";
import type {
  AppLog,
  EnvironmentRecord,
  FunctionDef,
  InvocationDetail,
  InvocationRecord,
} from "@/lib/sandbox/world/types";

interface Scene {
  readonly fn?: Partial<FunctionDef>;
  readonly env?: Partial<EnvironmentRecord>;
  readonly inv?: Partial<InvocationRecord>;
  readonly det?: Partial<InvocationDetail>;
}

/** `+ms text` of each event, TAB as ⇥, line break as ⏎, NO-BREAK SPACE as ␣. */
function transcript({ fn = {}, env = {}, inv = {}, det = {} }: Scene): string[] {
  const lines = invocationLines(functionDef(fn), environment(env), invocation(inv), detail(det));
  return lines.map(({ atMs, text }) => `+${atMs - START} ${visible(text)}`);
}

function visible(text: string): string {
  return text.replaceAll("\t", "⇥").replaceAll("\n", "⏎").replaceAll("\u00a0", "␣");
}

function starting(fn: Partial<FunctionDef>, env: Partial<EnvironmentRecord>): string[] {
  const lines = environmentLines(functionDef(fn), environment(env), "us-east-1", "2026/10/08/[$LATEST]aa");
  return lines.map(
    ({ atMs, text }) => `+${atMs - START} ${visible(text).replace(/runtime:[0-9a-f]{64}/, "runtime:64hex")}`,
  );
}

const ID = REQUEST_ID;
const XRAY = "XRAY TraceId: 1-6ac7d554-62c6be2f6c1bd8032dac9acf⇥SegmentId: 854892f93105b5ae⇥";
const failure = { type: "TypeError", message: "x is undefined", stack: ["    at a (/var/task/a.js:1:2)"] };

describe("text, platform", () => {
  it("writes START, END and a REPORT whose X-Ray part follows a line break", () => {
    expect(transcript({})).toEqual([
      `+0 START RequestId: ${ID} Version: $LATEST⏎`,
      `+12 END RequestId: ${ID}⏎`,
      `+12 REPORT RequestId: ${ID}⇥Duration: 12.34 ms⇥Billed Duration: 13 ms⇥Memory Size: 1024 MB⇥Max Memory Used: 95 MB⇥⏎${XRAY}Sampled: true⇥⏎`,
    ]);
  });

  it("names the init in the REPORT of the request that waited, and only there", () => {
    const cold = transcript({ inv: { cold: true, billedDurationMs: 437 } });
    expect(cold.at(-1)).toContain("Max Memory Used: 95 MB⇥Init Duration: 423.98 ms⇥⏎");
    expect(transcript({}).at(-1)).not.toContain("Init Duration");
    expect(transcript({ inv: { cold: true }, env: { initStatus: "timeout" } }).at(-1)).not.toContain(
      "Init Duration",
    );
  });

  it("names the restore of SnapStart instead", () => {
    const restored = transcript({
      inv: { cold: true },
      env: { restore: true, initMs: 562.43, billedRestoreMs: 118 },
    });
    expect(restored.at(-1)).toContain("Restore Duration: 562.43 ms⇥Billed Restore Duration: 118 ms⇥⏎");
  });

  it("leaves Sampled out of an unsampled request, and all of X-Ray out of an untraced function", () => {
    expect(transcript({ inv: { sampled: false } }).at(-1)).toContain(`⇥⏎${XRAY}⏎`);
    expect(transcript({ fn: { traced: false } }).at(-1)).toMatch(/Max Memory Used: 95 MB⇥⏎$/);
  });

  it.each([
    ["timeout", "Status: timeout⏎"],
    ["out-of-memory", "Status: error⇥Error Type: Runtime.OutOfMemory⏎"],
    ["crash", "Status: error⇥Error Type: Runtime.ExitError⏎"],
  ] as const)("new style, %s: the REPORT says so", (outcome, status) => {
    const lines = transcript({ inv: { outcome } });
    expect(lines).toHaveLength(3);
    expect(lines.at(-1)).toContain(`Max Memory Used: 95 MB⇥${status}`);
  });

  it.each([
    ["timeout", `2026-10-08T12:00:00.012Z ${ID} Task timed out after 3.00 seconds⏎⏎`],
    ["out-of-memory", `RequestId: ${ID} Error: Runtime exited with error: signal: killed⏎Runtime.ExitError⏎`],
    ["crash", `RequestId: ${ID} Error: Runtime exited with error: exit status 1⏎Runtime.ExitError⏎`],
  ] as const)("old style, %s: a line of its own, no Status", (outcome, line) => {
    const lines = transcript({ fn: { reportStyle: "old" }, inv: { outcome } });
    expect(lines[1]).toBe(`+12 ${line}`);
    expect(lines.at(-1)).not.toContain("Status");
  });

  it("a thrown exception sets no Status: the runtime's line tells", () => {
    const lines = transcript({ inv: { outcome: "error" }, det: { failure } });
    expect(lines[1]).toBe(
      `+12 2026-10-08T12:00:00.012Z⇥${ID}⇥ERROR⇥Invoke Error ⇥{"errorType":"TypeError","errorMessage":"x is undefined","stack":["TypeError: x is undefined","    at a (/var/task/a.js:1:2)"]}⏎`,
    );
    expect(lines.at(-1)).not.toContain("Status");
  });
});

describe("text, environment", () => {
  const initStart =
    "+-424 INIT_START Runtime Version: nodejs:22.v50⇥Runtime Version ARN: arn:aws:lambda:us-east-1::runtime:64hex⏎";
  it.each<[string, Partial<EnvironmentRecord>, string[]]>([
    ["on demand: no INIT_REPORT on success", {}, []],
    ["proactive: nothing more either", { start: "proactive" }, []],
    [
      "provisioned: an INIT_REPORT and no request",
      { start: "provisioned" },
      ["+-1 INIT_REPORT Init Duration: 423.98 ms⏎"],
    ],
    [
      "init timeout",
      { initStatus: "timeout", initMs: 9999.47 },
      ["+9575 INIT_REPORT Init Duration: 9999.47 ms⇥Phase: init⇥Status: timeout⏎"],
    ],
    [
      "init error",
      { initStatus: "error" },
      ["+-1 INIT_REPORT Init Duration: 423.98 ms⇥Phase: init⇥Status: error⇥Error Type: Runtime.ExitError⏎"],
    ],
  ])("%s", (_name, env, more) => {
    expect(starting({}, env)).toEqual([initStart, ...more]);
  });

  it("SnapStart restores", () => {
    const [first, second] = starting(
      { runtimeVersion: "java:21.mainline.v82" },
      { restore: true, initMs: 511.25 },
    );
    expect(first).toContain("RESTORE_START Runtime Version: java:21.mainline.v82⇥Runtime Version ARN: ");
    expect(second).toBe("+87 RESTORE_REPORT Restore Duration: 511.25 ms⏎");
  });
});

describe("JSON, platform", () => {
  const types = (scene: Scene): string[] =>
    transcript({ ...scene, fn: { logFormat: "JSON", ...scene.fn } }).map(
      (line) => /"platform\.(\w+)"/.exec(line)?.[1] ?? "app",
    );

  it("writes start and report, without an END", () => {
    const lines = transcript({
      fn: { logFormat: "JSON", traced: false },
      inv: { cold: true, billedDurationMs: 437 },
    });
    expect(lines).toEqual([
      `+0 {"time":"2026-10-08T12:00:00.000Z","type":"platform.start","record":{"requestId":"${ID}","functionArn":"arn:aws:lambda:us-east-1:210987654321:function:orders-api","version":"$LATEST"}}⏎`,
      `+12 {"time":"2026-10-08T12:00:00.012Z","type":"platform.report","record":{"requestId":"${ID}","metrics":{"durationMs":12.34,"billedDurationMs":437,"memorySizeMB":1024,"maxMemoryUsedMB":95,"initDurationMs":423.98},"status":"success"}}⏎`,
    ]);
  });

  it("hides by system log level: WARN shows only what failed, DEBUG more", () => {
    expect(types({ fn: { systemLogLevel: "WARN" } })).toEqual([]);
    expect(types({ fn: { systemLogLevel: "WARN" }, inv: { outcome: "timeout" } })).toEqual([
      "runtimeDone",
      "report",
    ]);
    expect(types({ fn: { systemLogLevel: "DEBUG" } })).toEqual(["start", "runtimeDone", "report"]);
    expect(starting({ logFormat: "JSON", systemLogLevel: "WARN" }, {})).toEqual([]);
    expect(starting({ logFormat: "JSON" }, {})).toHaveLength(1);
    expect(starting({ logFormat: "JSON", systemLogLevel: "DEBUG" }, {})).toHaveLength(2);
    expect(starting({ logFormat: "JSON", systemLogLevel: "WARN" }, { initStatus: "timeout" })[0]).toContain(
      '"platform.initReport"',
    );
  });

  it("gives the error type of a failed report", () => {
    expect(transcript({ fn: { logFormat: "JSON" }, inv: { outcome: "out-of-memory" } }).at(-1)).toContain(
      '"status":"error","errorType":"Runtime.OutOfMemory"}',
    );
  });

  it("hides application lines under the application log level", () => {
    const logs = [appLog({ level: "DEBUG" }), appLog({ level: "WARN", via: "stdout" })];
    expect(types({ det: { logs } })).toEqual(["start", "app", "report"]);
  });
});

describe("application lines", () => {
  const error = {
    type: "KeyError",
    message: "'sku'",
    stack: ['  File "/var/task/a.py", line 3, in handler', "    raise KeyError"],
  };
  const line = (runtime: string, logFormat: "Text" | "JSON", log: Partial<AppLog>): string[] =>
    transcript({ fn: { runtime, logFormat }, det: { logs: [appLog(log)] } }).slice(
      1,
      logFormat === "JSON" ? -1 : -2,
    );

  it.each<[string, "Text" | "JSON", Partial<AppLog>, string[]]>([
    ["nodejs22.x", "Text", {}, [`+5 2026-10-08T12:00:00.005Z⇥${ID}⇥INFO⇥order saved⏎`]],
    [
      "nodejs22.x",
      "Text",
      { fields: { n: 1 } },
      [`+5 2026-10-08T12:00:00.005Z⇥${ID}⇥INFO⇥order saved { n: 1 }⏎`],
    ],
    [
      "nodejs22.x",
      "JSON",
      {},
      [
        `+5 {"timestamp":"2026-10-08T12:00:00.005Z","level":"INFO","requestId":"${ID}","message":"order saved"}⏎`,
      ],
    ],
    [
      "nodejs22.x",
      "JSON",
      { message: "", fields: { n: 1 } },
      [`+5 {"timestamp":"2026-10-08T12:00:00.005Z","level":"INFO","requestId":"${ID}","message":{"n":1}}⏎`],
    ],
    ["python3.13", "Text", { level: "WARN" }, [`+5 [WARNING]⇥2026-10-08T12:00:00.005Z⇥${ID}⇥order saved⏎`]],
    [
      "python3.13",
      "JSON",
      {},
      [
        `+5 {"timestamp":"2026-10-08T12:00:00Z","level":"INFO","message":"order saved","logger":"root","requestId":"${ID}"}⏎`,
      ],
    ],
    ["java21", "Text", {}, [`+5 2026-10-08 12:00:00 ${ID} INFO  OrdersApiHandler - order saved⏎`]],
    [
      "java21",
      "JSON",
      {},
      [
        `+5 {"timestamp":"2026-10-08T12:00:00.005Z","message":"order saved","level":"INFO","logger":"OrdersApiHandler","AWSRequestId":"${ID}"}⏎`,
      ],
    ],
    ["dotnet8", "Text", { level: "ERROR" }, [`+5 2026-10-08T12:00:00.005Z⇥${ID}⇥fail⇥order saved⏎`]],
    [
      "dotnet8",
      "JSON",
      {},
      [
        `+5 {"timestamp":"2026-10-08T12:00:00.005Z","level":"Information","requestId":"${ID}","message":"order saved"}⏎`,
      ],
    ],
    ["ruby3.4", "Text", {}, [`+5 I, [2026-10-08T12:00:00.005000 #8]  INFO ${ID} -- : order saved⏎`]],
    ["provided.al2023", "Text", {}, ["+5 2026/10/08 12:00:00 order saved⏎"]],
    ["provided.al2023", "Text", { message: "a\nb" }, ["+5 2026/10/08 12:00:00 a⏎", "+5 b⏎"]],
    ["nodejs22.x", "Text", { message: "a\nb" }, [`+5 2026-10-08T12:00:00.005Z⇥${ID}⇥INFO⇥a⏎b⏎`]],
    ["python3.13", "JSON", { via: "stdout", message: "one\ntwo\n" }, ["+5 one⏎", "+5 two⏎"]],
  ])("%s %s %o", (runtime, format, log, expected) => {
    expect(line(runtime, format, log)).toEqual(expected);
  });

  it("before the first request, Node.js writes the word undefined and Python nothing", () => {
    const scene = (runtime: string): Scene => ({
      fn: { runtime },
      inv: { cold: true },
      det: { logs: [appLog({ offsetMs: -20 })] },
    });
    expect(transcript(scene("nodejs22.x"))[0]).toBe(
      "+-20 2026-10-08T11:59:59.980Z⇥undefined⇥INFO⇥order saved⏎",
    );
    expect(transcript(scene("python3.13"))[0]).toBe("+-20 [INFO]⇥2026-10-08T11:59:59.980Z⇥⇥order saved⏎");
  });

  it.each<[string, "Text" | "JSON", string[]]>([
    [
      "python3.13",
      "Text",
      [
        "[ERROR] KeyError: 'sku'⏎Traceback (most recent call last):⏎␣␣File \"/var/task/a.py\", line 3, in handler⏎␣␣␣␣raise KeyError⏎",
      ],
    ],
    [
      "python3.13",
      "JSON",
      [
        `{"timestamp":"2026-10-08T12:00:00Z","log_level":"ERROR","errorMessage":"'sku'","errorType":"KeyError","requestId":"${ID}","stackTrace":["  File \\"/var/task/a.py\\", line 3, in handler","    raise KeyError"]}⏎`,
      ],
    ],
    [
      "ruby3.4",
      "Text",
      [
        "Error raised from handler method⏎",
        "{⏎",
        '  "errorMessage": "\'sku\'",⏎',
        '  "errorType": "Function<KeyError>",⏎',
        '  "stackTrace": [⏎',
        '    "File \\"/var/task/a.py\\", line 3, in handler",⏎',
        '    "raise KeyError"⏎',
        "  ]⏎",
        "}⏎",
      ],
    ],
    ["provided.al2023", "Text", [`2026/10/08 12:00:00 {"errorMessage":"'sku'","errorType":"KeyError"}⏎`]],
  ])("uncaught in %s %s", (runtime, logFormat, expected) => {
    const lines = transcript({
      fn: { runtime, logFormat },
      inv: { outcome: "error" },
      det: { failure: error },
    });
    expect(lines.slice(1, logFormat === "JSON" ? -1 : -2).map((text) => text.replace(/^\+12 /, ""))).toEqual(
      expected,
    );
  });

  it("Powertools writes its own JSON in either format; EMF declares its numbers", () => {
    const [powertools] = line("python3.13", "Text", { via: "powertools", fields: { order_id: 5 } });
    expect(JSON.parse(powertools?.replace(/^\+5 |⏎$/g, "") ?? "")).toMatchObject({
      level: "INFO",
      location: expect.stringMatching(/^handler:\d+$/),
      message: "order saved",
      timestamp: "2026-10-08 12:00:00,005+0000",
      service: "orders-api",
      cold_start: false,
      function_memory_size: "1024",
      function_request_id: ID,
      order_id: 5,
      xray_trace_id: "1-6ac7d554-62c6be2f6c1bd8032dac9acf",
    });
    const [emf] = line("python3.13", "JSON", { via: "emf", fields: { service: "carts", Items: 2 } });
    expect(JSON.parse(emf?.replace(/^\+5 |⏎$/g, "") ?? "")).toEqual({
      _aws: {
        Timestamp: START + 5,
        CloudWatchMetrics: [
          { Namespace: "Shop", Dimensions: [["service"]], Metrics: [{ Name: "Items", Unit: "Count" }] },
        ],
      },
      service: "carts",
      Items: 2,
    });
  });
});
