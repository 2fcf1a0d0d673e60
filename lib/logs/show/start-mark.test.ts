import { expect, it } from "vitest";
import { parseLine } from "@/lib/logs/parse/parse-line";
import { startMark } from "@/lib/logs/show/start-mark";
import type { LogSource } from "@/lib/model/log";

const source: LogSource = {
  key: "fn:orders",
  kind: "function",
  label: "orders",
  group: "/aws/lambda/orders",
  functionName: "orders",
  accessLogFormat: null,
};
const id = "aaaaaaaa-0000-4000-8000-000000000001";
const report = `REPORT RequestId: ${id}\tDuration: 3.00 ms\tBilled Duration: 3 ms\tMemory Size: 128 MB\tMax Memory Used: 64 MB`;

it.each([
  ["INIT_START Runtime Version: nodejs:22.v50", { word: "init", durationMs: null, felt: false }],
  ["RESTORE_START Runtime Version: java:21.v82", { word: "restore", durationMs: null, felt: false }],
  ["INIT_REPORT Init Duration: 700.00 ms", { word: "init", durationMs: 700, felt: false }],
  [
    "INIT_REPORT Init Duration: 154.03 ms\tPhase: init\tStatus: error\tError Type: Runtime.ExitError",
    { word: "failed init", durationMs: 154.03, felt: true },
  ],
  ["RESTORE_REPORT Restore Duration: 511.25 ms", { word: "restore", durationMs: 511.25, felt: false }],
  [
    "RESTORE_REPORT Restore Duration: 1236.04 ms\tStatus: timeout",
    { word: "failed restore", durationMs: 1_236.04, felt: true },
  ],
  [`${report}\tInit Duration: 423.98 ms`, { word: "cold", durationMs: 423.98, felt: true }],
  [
    `${report}\tRestore Duration: 562.43 ms\tBilled Restore Duration: 118 ms`,
    { word: "restore", durationMs: 562.43, felt: true },
  ],
  [
    `{"time":"2026-01-01T00:00:00.000Z","type":"platform.report","record":{"requestId":"${id}","metrics":{"durationMs":3,"initDurationMs":463.512},"status":"success"}}`,
    { word: "cold", durationMs: 463.512, felt: true },
  ],
  [report, null],
  [`START RequestId: ${id} Version: 3`, null],
  ["Init Duration: 5 ms, said the code", null],
])("%s", (message, mark) => {
  const event = { id: "1", timestampMs: 0, ingestionMs: 0, group: source.group, stream: "s", message };
  expect(startMark(parseLine(event, source))).toEqual(mark);
});
