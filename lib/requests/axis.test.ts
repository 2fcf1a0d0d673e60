import { expect, it } from "vitest";
import type { RequestFindings } from "@/lib/model/views/request";
import { axisRows, extentOf } from "@/lib/requests/axis";
import { traceFacts } from "@/lib/requests/trace-facts";

type Invocation = RequestFindings["invocations"][number];

const attempt = (number: number, startMs: number, changes: Partial<Invocation> = {}): Invocation => ({
  key: `g l#${number}`,
  requestId: "l",
  functionName: "mail",
  version: "1",
  role: "caused",
  certainty: "exact",
  attempt: number,
  attempts: 2,
  status: number === 1 ? "error" : "success",
  startMs,
  endMs: startMs + 10,
  durationMs: 10,
  billedMs: 10,
  memoryMb: 128,
  maxMemoryMb: 60,
  initMs: null,
  cold: false,
  startKind: "warm",
  coldShare: null,
  waitedMs: null,
  traceId: "t",
  sampled: true,
  error: null,
  lineCount: 3,
  group: "g",
  ...changes,
});

it("draws the wait in the queue, the cold start, each attempt and the wait between them", () => {
  const facts = traceFacts([
    {
      traceId: "t",
      format: "xray",
      durationMs: null,
      limitExceeded: false,
      documents: [
        JSON.stringify({
          id: "s",
          name: "mail",
          origin: "AWS::Lambda",
          start_time: 1,
          end_time: 2,
          aws: { request_id: "l" },
          subsegments: [{ id: "d", name: "Dwell Time", start_time: 1, end_time: 1.05 }],
        }),
      ],
    },
  ]);
  const rows = axisRows({
    gateways: [],
    invocations: [attempt(1, 1_100, { cold: true, initMs: 40 }), attempt(2, 61_000)],
    facts,
    traces: [],
  });
  expect(rows.map(({ kind, startMs, endMs }) => `${kind} ${startMs}–${endMs}`)).toEqual([
    "wait 1000–1050",
    "init 1060–1100",
    "invocation 1100–1110",
    "retry-wait 1110–61000",
    "invocation 61000–61010",
  ]);
  expect(rows.map(({ health }) => health)).toContain("critical");
  expect(extentOf(rows)).toEqual({ startMs: 1_000, endMs: 61_010 });
  expect(extentOf([])).toBeNull();
});

it("leaves the end of a running invocation open, and one without a START out", () => {
  const base = { gateways: [], facts: traceFacts([]), traces: [] };
  const [row] = axisRows({ ...base, invocations: [attempt(1, 5, { endMs: null, durationMs: null })] });
  expect(row).toMatchObject({ open: true, startMs: 5, endMs: 5 });
  expect(axisRows({ ...base, invocations: [attempt(1, 5, { startMs: null })] })).toEqual([]);
});
