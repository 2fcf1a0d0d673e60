import { expect, it } from "vitest";
import { classify } from "@/lib/cold-starts/classify";
import { gatherEnvironment } from "@/lib/cold-starts/gather-environment";
import type { LogSource } from "@/lib/model/log";
import { platformLineOf } from "@/lib/server/cold-starts/platform-line-of";
import { nameOf } from "@/lib/server/cold-starts/read-lines";

const group = "/aws/lambda/orders-api";
const stream = "2026/01/15/[7]0123456789abcdef0123456789abcdef";
const source: LogSource = {
  key: `group:${group}`,
  kind: "group",
  label: group,
  group,
  functionName: null,
  accessLogFormat: null,
};
const ID = "79b4f56e-95b1-4643-9700-2807f4e68189";

const text = {
  begin:
    "INIT_START Runtime Version: nodejs:22.v50\tRuntime Version ARN: arn:aws:lambda:us-east-1::runtime:1\n",
  start: `START RequestId: ${ID} Version: 7\n`,
  report: `REPORT RequestId: ${ID}\tDuration: 2.37 ms\tBilled Duration: 427 ms\tMemory Size: 1024 MB\tMax Memory Used: 95 MB\tInit Duration: 423.98 ms\t\nXRAY TraceId: 1-6ac7d554-62c6be2f6c1bd8032dac9acf\tSegmentId: 854892f93105b5ae\tSampled: true\t\n`,
};
const json = {
  begin:
    '{"time":"2026-01-15T12:00:00.000Z","type":"platform.initStart","record":{"initializationType":"on-demand","phase":"init","functionName":"orders-api","functionVersion":"7"}}\n',
  start: `{"time":"2026-01-15T12:00:00.424Z","type":"platform.start","record":{"requestId":"${ID}","version":"7"}}\n`,
  report: `{"time":"2026-01-15T12:00:00.427Z","type":"platform.report","record":{"requestId":"${ID}","metrics":{"durationMs":2.37,"billedDurationMs":427,"memorySizeMB":1024,"maxMemoryUsedMB":95,"initDurationMs":423.98},"status":"success"}}\n`,
};

function lineOf(message: string) {
  return platformLineOf({ id: "1", group, stream, timestampMs: 1, ingestionMs: 1, message }, source);
}

function initOf(messages: readonly string[]) {
  const lines = messages.flatMap((message, i) => {
    const timestampMs = 1_000 + i * 424;
    const event = { id: `${i}`, group, stream, timestampMs, ingestionMs: timestampMs, message };
    return platformLineOf(event, source) ?? [];
  });
  const window = { fromMs: 0, toMs: 10_000 };
  return classify(gatherEnvironment(nameOf(group, stream), lines, window), { window, read: window });
}

it.each([
  ["text", [text.begin, text.start, text.report]],
  ["JSON", [json.begin, json.start, json.report]],
  // The log format was changed while the environment lived, or the platform and the code differ.
  ["both", [text.begin, json.start, text.report]],
  ["both, the other way", [json.begin, text.start, json.report]],
  [
    "lines of the code between",
    [text.begin, "Init Duration: 9 ms\n", '{"type":"platform.start?"}\n', json.report],
  ],
])("reads the same of %s", (_, messages) => {
  expect(initOf(messages)).toMatchObject({
    kind: "on-demand",
    felt: true,
    initMs: 423.98,
    billedInitMs: 424,
  });
});

it("knows nothing of a request that a cut left without its REPORT", () => {
  expect(initOf([json.begin, text.start])).toMatchObject({ kind: "unknown", felt: null });
});

it.each([
  ["text", text.report],
  ["JSON", json.report],
])("reads the memory of a REPORT in %s, and no sign of trouble where there is none", (_, message) => {
  expect(lineOf(message)).toMatchObject({ memorySizeMb: 1_024, maxMemoryUsedMb: 95, sign: null });
});

it.each([
  [
    "text",
    text.report.replace(/\tInit.*\n/, "\tStatus: error\tError Type: Runtime.OutOfMemory\n"),
    "out-of-memory",
  ],
  ["JSON", json.report.replace('"success"', '"error","errorType":"Runtime.OutOfMemory"'), "out-of-memory"],
  [
    "the style before 2025",
    `RequestId: ${ID} Error: Runtime exited with error: signal: killed\nRuntime.ExitError\n`,
    "killed",
  ],
  [
    "a response too large",
    json.report.replace('"success"', '"error","errorType":"Function.ResponseSizeTooLarge"'),
    "response-too-large",
  ],
  ["an exit", `RequestId: ${ID} Error: Runtime exited with error: exit status 1\nRuntime.ExitError\n`, null],
  ["another error", json.report.replace('"success"', '"error","errorType":"Runtime.ExitError"'), null],
])("sees the sign of %s", (_, message, sign) => {
  expect(lineOf(message)).toMatchObject({ sign });
});

it("knows no memory where a REPORT does not say it, or not in numbers", () => {
  const none = { what: "report", memorySizeMb: null, maxMemoryUsedMb: null };
  expect(lineOf(`REPORT RequestId: ${ID}\tDuration: 2.37 ms\t\n`)).toMatchObject(none);
  expect(lineOf(text.report.replace("1024 MB", "much").replace("95 MB", "- MB"))).toMatchObject(none);
  expect(lineOf(json.report.replace("1024", '"1024"').replace("95,", "null,"))).toMatchObject(none);
});

it("takes a runtime's word that its response was refused, at the begin of a line alone", () => {
  const words = "LAMBDA_RUNTIME Failed to post handler success response. Http response code:";
  expect(lineOf(`[ERROR] [1582551956881] ${words} 413.\n`)).toMatchObject({ what: "response-refused" });
  expect(lineOf(`[ERROR] [1582551956881] ${words} 403.\n`)).toBeNull();
  expect(lineOf(`seen: [ERROR] [1582551956881] ${words} 413.\n`)).toBeNull();
});

it("takes the trace of a sampled request alone", () => {
  const traceOf = (message: string) => lineOf(message)?.traceId;
  expect(traceOf(text.report)).toBe("1-6ac7d554-62c6be2f6c1bd8032dac9acf");
  expect(traceOf(text.report.replace("Sampled: true", "Sampled: false"))).toBeNull();
  expect(traceOf(json.report)).toBeNull();
});
