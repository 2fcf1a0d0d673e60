import type { LogEvent } from "@/lib/model/log";

/** How the events of the bench are made: half of the streams in the text format, half in JSON. */
export interface EventPlan {
  readonly events: number;
  readonly streams: number;
  readonly pageSize: number;
}

const GROUPS = ["/aws/lambda/orders", "/aws/lambda/payments"] as const;
const FROM_MS = Date.UTC(2026, 0, 15);

/**
 * Pages of events as FilterLogEvents gives them: all streams of one group in one order of time. Each page is a JSON text, so that
 * reading it makes the same objects in memory as an answer of AWS does.
 */
export function eventPages({ events, streams, pageSize }: EventPlan): string[] {
  const made: LogEvent[] = [];
  const clocks = new Float64Array(streams).fill(FROM_MS);
  for (let invocation = 0; made.length < events; invocation++) {
    const stream = (invocation * 7919) % streams;
    const startMs = (clocks[stream] ?? FROM_MS) + 50 + ((invocation * 31) % 6_000);
    clocks[stream] = addInvocation(made, invocation, stream, startMs);
  }
  made.sort((a, b) => a.timestampMs - b.timestampMs);
  const [orders, payments] = GROUPS.map((group) =>
    pagesOf(
      made.filter((event) => event.group === group),
      pageSize,
    ),
  );
  // Both groups are read at the same time.
  return (orders ?? []).flatMap((page, index) => [page, payments?.[index] ?? "[]"]);
}

function pagesOf(events: readonly LogEvent[], pageSize: number): string[] {
  const pages: string[] = [];
  for (let at = 0; at < events.length; at += pageSize)
    pages.push(JSON.stringify(events.slice(at, at + pageSize)));
  return pages;
}

/** One invocation of eight or nine lines; the time of its end. */
function addInvocation(made: LogEvent[], invocation: number, stream: number, startMs: number): number {
  const json = stream % 2 === 1;
  const requestId = requestIdOf(invocation);
  const group = GROUPS[json ? 0 : 1];
  const name = `2026/01/15/[$LATEST]${hex(Math.imul(stream, 0x9e3779b1) >>> 0, 32)}`;
  let ms = startMs;
  const write = (message: string): void => {
    made.push({
      id: `39${ms}${hex(made.length, 41)}`,
      timestampMs: ms,
      ingestionMs: ms + 200 + ((stream * 37 + invocation) % 900),
      group,
      stream: name,
      message,
    });
  };
  const lines = 5 + (invocation % 2);
  write(json ? jsonStart(requestId, ms) : `START RequestId: ${requestId} Version: $LATEST\n`);
  for (let line = 0; line < lines; line++) {
    ms += (invocation + line) % 4;
    write(appLine(json, requestId, ms, invocation, line));
  }
  if (json) write(jsonReport(requestId, ms, ms - startMs));
  else {
    write(`END RequestId: ${requestId}\n`);
    write(textReport(requestId, ms - startMs));
  }
  return ms;
}

function appLine(json: boolean, requestId: string, ms: number, invocation: number, line: number): string {
  const text = `order ${invocation} saved in table orders with ${line} items, customer ${invocation * 3}`;
  const at = new Date(ms).toISOString();
  // What code prints to standard output names no request.
  if (line === 3) return `cache lookup for customer ${invocation * 3}: miss, asking the table\n`;
  if (!json) return `${at}\t${requestId}\tINFO\t${text}\n`;
  return JSON.stringify({ timestamp: at, level: "INFO", requestId, message: text });
}

function jsonStart(requestId: string, ms: number): string {
  const record = { requestId, functionArn: "arn:aws:lambda:us-east-1:1:function:orders", version: "$LATEST" };
  return JSON.stringify({ time: new Date(ms).toISOString(), type: "platform.start", record });
}

function jsonReport(requestId: string, ms: number, durationMs: number): string {
  const metrics = {
    durationMs,
    billedDurationMs: Math.ceil(durationMs),
    memorySizeMB: 256,
    maxMemoryUsedMB: 123,
  };
  const record = { requestId, metrics, status: "success" };
  return JSON.stringify({ time: new Date(ms).toISOString(), type: "platform.report", record });
}

function textReport(requestId: string, durationMs: number): string {
  return `REPORT RequestId: ${requestId}\tDuration: ${durationMs.toFixed(2)} ms\tBilled Duration: ${Math.ceil(durationMs)} ms\tMemory Size: 1024 MB\tMax Memory Used: 95 MB\t\n`;
}

function requestIdOf(invocation: number): string {
  const noise = hex(Math.imul(invocation + 1, 0x85ebca6b) >>> 0, 8);
  return `${noise}-${hex(invocation & 0xffff, 4)}-4000-8000-${hex(invocation, 12)}`;
}

function hex(value: number, width: number): string {
  return value.toString(16).padStart(width, "0");
}
