import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { levelCodeOf } from "@/lib/logs/level-of";
import { levelOfCode } from "@/lib/logs/level-words";
import { lineKinds } from "@/lib/logs/line-kind";
import { parseLine } from "@/lib/logs/parse/parse-line";
import type { LineKind, LogSource, ParsedLine } from "@/lib/model/log";

const ID = "8d5958b5-559f-43f3-b278-b71dd7dd0e01";
const ISO = "2026-10-08T07:30:41.808Z";

const source = (kind: LogSource["kind"], accessLogFormat: string | null = null): LogSource => ({
  key: "x",
  kind,
  label: "x",
  group: "g",
  functionName: null,
  accessLogFormat,
});

function parse(message: string, from = source("function")): ParsedLine {
  return parseLine({ id: "1", timestampMs: 0, ingestionMs: 0, group: "g", stream: "s", message }, from);
}

describe("REPORT", () => {
  it.each([
    [
      "a traced cold start",
      `REPORT RequestId: ${ID}\tDuration: 2.37 ms\tBilled Duration: 427 ms\tMemory Size: 1024 MB\tMax Memory Used: 95 MB\tInit Duration: 423.98 ms\t\nXRAY TraceId: 1-6ac7d554-62c6be2f6c1bd8032dac9acf\tSegmentId: 854892f93105b5ae\tSampled: true`,
      {
        durationMs: 2.37,
        billedDurationMs: 427,
        memorySizeMb: 1024,
        maxMemoryUsedMb: 95,
        initDurationMs: 423.98,
        status: null,
        xrayTraceId: "1-6ac7d554-62c6be2f6c1bd8032dac9acf",
        segmentId: "854892f93105b5ae",
        sampled: true,
      },
    ],
    [
      "out of memory",
      `REPORT RequestId: ${ID}\tDuration: 10935.70 ms\tBilled Duration: 10936 ms\tMemory Size: 1024 MB\tMax Memory Used: 1024 MB\tStatus: error\tError Type: Runtime.OutOfMemory\nXRAY TraceId: 1-a\tSegmentId: 382f97d370ef6f64\t`,
      {
        durationMs: 10935.7,
        status: "error",
        errorType: "Runtime.OutOfMemory",
        sampled: null,
        initDurationMs: null,
      },
    ],
    [
      "a timeout of a cold start",
      `REPORT RequestId: ${ID}\tDuration: 600000.00 ms\tBilled Duration: 600517 ms\tMemory Size: 1024 MB\tMax Memory Used: 1024 MB\tInit Duration: 516.31 ms\tStatus: timeout\n`,
      { durationMs: 600_000, billedDurationMs: 600_517, initDurationMs: 516.31, status: "timeout" },
    ],
    [
      "a SnapStart restore",
      `REPORT RequestId: ${ID}\tDuration: 159.87 ms\tBilled Duration: 278 ms\tMemory Size: 1024 MB\tMax Memory Used: 88 MB\tRestore Duration: 562.43 ms\tBilled Restore Duration: 118 ms\t\n`,
      {
        restoreDurationMs: 562.43,
        billedRestoreDurationMs: 118,
        billedDurationMs: 278,
        initDurationMs: null,
      },
    ],
    [
      "spaces for TABs and X-Ray on the same line, as old documentation prints it",
      `REPORT RequestId: ${ID} Init Duration: 20.10 ms Duration: 163.45 ms Billed Duration: 100 ms  Memory Size: 128 MB Max Memory Used: 74 MB XRAY TraceId: 1-a-b SegmentId: 0123 Sampled: true`,
      {
        initDurationMs: 20.1,
        durationMs: 163.45,
        billedDurationMs: 100,
        xrayTraceId: "1-a-b",
        sampled: true,
      },
    ],
    ["nothing but a label", `REPORT RequestId: ${ID}\tDuration: a lot`, { durationMs: null, requestId: ID }],
  ])("is read by its labels: %s", (_, line, expected) => {
    expect(parse(line)).toMatchObject({ kind: "report", requestId: ID, report: expected });
  });

  it("keeps what it does not know", () => {
    const { report } = parse(`REPORT RequestId: ${ID}\tDuration: 1.00 ms\tPhase of Moon: full\t\n`);
    expect([...(report?.extras ?? [])]).toEqual([["Phase of Moon", "full"]]);
  });

  it("is read from JSON", () => {
    const line = `{"time":"${ISO}","type":"platform.report","record":{"requestId":"${ID}","metrics":{"durationMs":1233.96,"billedDurationMs":1698,"memorySizeMB":256,"maxMemoryUsedMB":123,"initDurationMs":463.512},"status":"success","tracing":{"spanId":"ab","type":"X-Amzn-Trace-Id","value":"Root=1-a-b;Parent=ab;Sampled=1"}}}`;
    expect(parse(line)).toMatchObject({
      kind: "report",
      level: null,
      requestId: ID,
      report: {
        durationMs: 1233.96,
        initDurationMs: 463.512,
        memorySizeMb: 256,
        xrayTraceId: "1-a-b",
        sampled: true,
      },
    });
  });
});

const kinds: readonly (readonly [line: string, kind: LineKind, requestId: string | null])[] = [
  [
    "INIT_START Runtime Version: python:3.12.v43\tRuntime Version ARN: arn:aws:lambda:x\n",
    "init-start",
    null,
  ],
  [`START RequestId: ${ID} Version: $LATEST\n`, "start", ID],
  [`END RequestId: ${ID}\n`, "end", ID],
  ["EXTENSION\tName: AppConfigAgent\tState: Ready\tEvents: [INVOKE, SHUTDOWN]\n", "extension", null],
  ["EXTENSION Name: AppConfigAgent State: Ready Events: []", "extension", null],
  ["TELEMETRY\tName: datadog-agent\tState: Subscribed\tTypes: [Platform]\n", "extension", null],
  ["LOGS\tName: x\tState: Subscribed\tTypes: [Platform]\n", "extension", null],
  ["RESTORE_START Runtime Version: java:21.v82\tRuntime Version ARN: arn:x\n", "restore-start", null],
  ["RESTORE_REPORT Restore Duration: 511.25 ms\n", "restore-report", null],
  ["INIT_REPORT Init Duration: 9999.47 ms\tPhase: init\tStatus: timeout\n", "init-report", null],
  [`${ISO} ${ID} Task timed out after 3.00 seconds\n\n`, "failure", ID],
  [`RequestId: ${ID} Error: Runtime exited with error: signal: killed\nRuntime.ExitError\n`, "failure", ID],
  [
    `{"time":"${ISO}","type":"platform.initStart","record":{"initializationType":"on-demand","phase":"init"}}`,
    "init-start",
    null,
  ],
  [`{"time":"${ISO}","type":"platform.start","record":{"requestId":"${ID}","version":"1"}}`, "start", ID],
  [`{"time":"${ISO}","type":"platform.start","record":{"version":"1","requestId":"${ID}"}}`, "start", ID],
  [
    `{"time":"${ISO}","type":"platform.runtimeDone","record":{"requestId":"${ID}","status":"success"}}`,
    "end",
    ID,
  ],
  [
    `{"time":"${ISO}","type":"platform.logsDropped","record":{"droppedRecords":3,"reason":"x"}}`,
    "platform-other",
    null,
  ],
  [`{"time":"${ISO}","type":"platform.futureThing","record":{"requestId":"${ID}"}}`, "platform-other", ID],
  ["START of something", "app", null],
  ["REPORT RequestId: soon", "app", null],
  ["", "app", null],
];

describe("kinds and request ids", () => {
  it.each(kinds)("%j", (line, kind, requestId) => {
    expect(parse(line)).toMatchObject({ kind, requestId });
  });
});

const app: readonly (readonly [name: string, line: string, expected: object])[] = [
  [
    "Node.js",
    `${ISO}\t${ID}\tWARN\tslow\nsecond line\n`,
    { level: "warn", requestId: ID, message: "slow\nsecond line" },
  ],
  [
    "Node.js during init",
    `${ISO}\tundefined\tINFO\tready\n`,
    { level: "info", requestId: null, message: "ready" },
  ],
  [
    "Node.js uncaught",
    `${ISO}\t${ID}\tERROR\tInvoke Error \t{"errorType":"TypeError","errorMessage":"x is undefined","stack":["TypeError: x is undefined","    at f (/var/task/a.js:1:2)"]}\n`,
    {
      level: "error",
      requestId: ID,
      error: {
        type: "TypeError",
        message: "x is undefined",
        stack: ["at f (/var/task/a.js:1:2)"],
        uncaught: true,
      },
    },
  ],
  ["Python", `[WARNING]\t${ISO}\t${ID}\tslow\n`, { level: "warn", requestId: ID, message: "slow" }],
  ["Python during init", `[INFO]\t${ISO}\t\tready\n`, { level: "info", requestId: null, message: "ready" }],
  [
    "Python uncaught",
    '[ERROR] KeyError: \'sku\'\nTraceback (most recent call last):\n\u00a0\u00a0File "/var/task/a.py", line 7, in handler\n\u00a0\u00a0\u00a0\u00a0x["sku"]\n',
    {
      level: "error",
      error: {
        type: "KeyError",
        message: "'sku'",
        stack: ['File "/var/task/a.py", line 7, in handler'],
        uncaught: true,
      },
    },
  ],
  ["Java, level only", "[INFO] saved\n", { level: "info", message: "saved" }],
  [
    "Log4j 2",
    `2026-10-08 12:00:00 ${ID} INFO  Handler:12 - saved\n`,
    { level: "info", requestId: ID, message: "saved" },
  ],
  [
    "Java uncaught",
    "java.lang.IllegalStateException: no stock\n\tat com.x.Handler.run(Handler.java:12)\n\tat com.x.Main.go(Main.java:3)\n",
    {
      level: "error",
      error: {
        type: "java.lang.IllegalStateException",
        message: "no stock",
        stack: ["at com.x.Handler.run(Handler.java:12)", "at com.x.Main.go(Main.java:3)"],
        uncaught: true,
      },
    },
  ],
  ["Go", "2026/03/27 03:40:05 saved\n", { level: null, message: "saved" }],
  [
    ".NET with an exception that was caught",
    `${ISO}\t${ID}\tfail\tcould not save\nSystem.TimeoutException: late\n   at Shop.Save() in /src/S.cs:line 3\n`,
    {
      level: "error",
      requestId: ID,
      error: { type: "System.TimeoutException", message: "late", uncaught: false },
    },
  ],
  [
    ".NET uncaught",
    `${ISO}\t${ID}\tfail\tSystem.TimeoutException: late\n   at Shop.Save() in /src/S.cs:line 3\n`,
    { error: { type: "System.TimeoutException", message: "late", uncaught: true } },
  ],
  [
    "Ruby",
    `I, [2026-01-31T10:00:00.000000 #8]  INFO ${ID} -- : saved\n`,
    { level: "info", requestId: ID, message: "saved" },
  ],
  ["Ruby uncaught", "Error raised from handler method\n", { level: "error", error: { uncaught: true } }],
  ["plain", "just text\n", { level: null, message: "just text", fields: [], error: null }],
  [
    "Node.js JSON",
    `{"timestamp":"${ISO}","level":"INFO","requestId":"${ID}","message":{"order":7}}`,
    { level: "info", requestId: ID, message: '{"order":7}' },
  ],
  [
    "a JSON text inside a JSON line",
    `{"timestamp":"${ISO}","level":"INFO","requestId":"${ID}","message":"{\\"order\\":7}"}`,
    {
      fields: [
        ["timestamp", ISO],
        ["level", "INFO"],
        ["requestId", ID],
        ["message", { order: 7 }],
      ],
    },
  ],
  [
    "Python JSON uncaught",
    `{"timestamp":"2026-10-08T07:30:41Z","log_level":"ERROR","errorMessage":"'sku'","errorType":"KeyError","requestId":"${ID}","stackTrace":["  File \\"a.py\\", line 7, in handler\\n    x\\n"]}`,
    { level: "error", requestId: ID, message: "'sku'", error: { type: "KeyError", uncaught: true } },
  ],
  [
    "Java JSON",
    `{"timestamp":"${ISO}","message":"saved","level":"INFO","AWSRequestId":"${ID}"}`,
    { level: "info", requestId: ID, message: "saved" },
  ],
  [
    ".NET JSON",
    `{"timestamp":"${ISO}","level":"Information","requestId":"${ID}","message":"saved {n}","n":3}`,
    { level: "info", requestId: ID, message: "saved {n}" },
  ],
  [
    "Powertools",
    `{"level":"INFO","location":"handler:12","message":"Processing","timestamp":"2024-04-23 13:26:04,775+0000","service":"orders","cold_start":true,"function_name":"f","function_memory_size":"256","function_arn":"arn:x","function_request_id":"${ID}","xray_trace_id":"1-6627b6ea-41da4c2b21729b794c0ba41a"}`,
    { kind: "app", level: "info", requestId: ID, message: "Processing" },
  ],
  [
    "embedded metrics",
    '{"_aws":{"Timestamp":1,"CloudWatchMetrics":[{"Namespace":"Shop","Dimensions":[["service"]],"Metrics":[{"Name":"Latency","Unit":"Milliseconds"}]}]},"service":"orders","Latency":12}',
    { kind: "emf", requestId: null, message: "Shop: Latency 12" },
  ],
  ["pino", '{"level":50,"msg":"no stock"}', { level: "error", message: "no stock" }],
  [
    "broken JSON",
    '{"level":"INFO","message":"cut o',
    { level: "info", message: '{"level":"INFO","message":"cut o' },
  ],
  ["a hostile key", '{"__proto__":{"level":"ERROR"},"message":"x"}', { level: null, message: "x" }],
];

describe("application lines", () => {
  it.each(app)("%s", (_, line, expected) => {
    expect(parse(line)).toMatchObject(expected);
  });

  it.each(app)("have the level that is told without parsing: %s", (_, line) => {
    const parsed = parse(line);
    expect(levelOfCode(levelCodeOf(line, lineKinds.indexOf(parsed.kind)))).toBe(parsed.level);
  });
});

describe("whatever the bytes", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary", maxLength: 300 }),
    fc
      .array(
        fc.oneof(
          fc.constantFrom(...kinds.map(([line]) => line), ...app.map(([, line]) => line)),
          fc.constantFrom(
            "{",
            "}",
            '"',
            "\\",
            "\t",
            "\n",
            "[",
            "]",
            "(",
            ") ",
            ": ",
            "\u0000",
            "\ud800",
            "-",
          ),
          fc.string({ maxLength: 8 }),
        ),
        { maxLength: 6 },
      )
      .map((parts) => parts.join("")),
    fc
      .tuple(
        fc.constantFrom(...kinds.map(([line]) => line), ...app.map(([, line]) => line)),
        fc.nat(),
        fc.nat(),
      )
      .map(
        ([line, from, length]) =>
          line.slice(0, from % (line.length + 1)) + line.slice((from + length) % (line.length + 1)),
      ),
  );
  const sources = [
    source("function"),
    source("api-execution"),
    source("api-access", '{"a":"$context.requestId"}'),
  ];

  it("a line is read and shows its text", () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom(...sources), (line, from) => {
        const parsed = parse(line, from);
        expect(lineKinds).toContain(parsed.kind);
        expect(typeof parsed.message).toBe("string");
      }),
      { numRuns: 3_000 },
    );
  });
});
