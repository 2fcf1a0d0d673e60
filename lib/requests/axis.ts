import { formatDuration } from "@/lib/base/format-duration";
import { spanKinds, type TraceDocuments } from "@/lib/model/trace";
import type { Health } from "@/lib/model/views/common";
import type { AxisRow, RequestFindings } from "@/lib/model/views/request";
import { type SpanColumns, spanFlags } from "@/lib/model/views/spans";
import { isFailing } from "@/lib/requests/tell-answer";
import type { TraceFacts } from "@/lib/requests/trace-facts";
import { readTrace } from "@/lib/traces/read-trace";

type GatewayPart = RequestFindings["gateways"][number];
type InvocationPart = RequestFindings["invocations"][number];

interface AxisInput {
  readonly gateways: readonly GatewayPart[];
  readonly invocations: readonly InvocationPart[];
  readonly facts: TraceFacts;
  readonly traces: readonly TraceDocuments[];
}

/** Spans below one invocation: a trace page has them all. */
const MAX_SPANS = 40;
/** Calls and code: what is above them is drawn from the logs, which have every request. */
const SPANS_SHOWN: ReadonlySet<string> = new Set(["aws", "remote", "sql", "code"]);

/**
 * The rows of the time axis, in the order of drawing.
 *
 *     gateway        |=================|
 *       authorizer    |==|
 *       init               |==|
 *       invocation            |======|
 *         DynamoDB              |==|
 *     wait                           |~~~~~~|
 *       caused                              |====|
 */
export function axisRows({ gateways, invocations, facts, traces }: AxisInput): AxisRow[] {
  const spans = spansByRequest(traces);
  const rows = gateways.map(gatewayRow);
  const depth = rows.length > 0 ? 1 : 0;
  for (const invocation of invocations)
    rows.push(...invocationRows(invocation, invocations, facts, spans, depth));
  return rows;
}

/** Begin and end of all rows, an init long before the request left out. */
export function extentOf(
  rows: readonly AxisRow[],
): { readonly startMs: number; readonly endMs: number } | null {
  const [first] = rows;
  if (first === undefined) return null;
  return {
    startMs: Math.min(...rows.map(({ startMs }) => startMs)),
    endMs: Math.max(...rows.map(({ endMs }) => endMs)),
  };
}

function gatewayRow(gateway: GatewayPart): AxisRow {
  const route = [gateway.method, gateway.path ?? gateway.resourcePath]
    .filter((part) => part !== null)
    .join(" ");
  const status = gateway.status ?? 0;
  return {
    key: `gateway ${gateway.requestId}`,
    kind: "gateway",
    label: route === "" ? gateway.apiName : route,
    detail: `${gateway.apiName} / ${gateway.stage.split("/")[1] ?? ""}${gateway.canary ? ", canary" : ""}, ${gateway.status ?? "status unknown"}${gateway.latencyMs === null ? ", its begin is not logged" : ""}`,
    depth: 0,
    startMs: gateway.startMs,
    endMs: gateway.endMs,
    health: status >= 500 ? "critical" : status >= 400 ? "warning" : status === 0 ? "unknown" : "ok",
    certainty: "exact",
    open: false,
  };
}

function invocationRows(
  invocation: InvocationPart,
  all: readonly InvocationPart[],
  facts: TraceFacts,
  spans: ReadonlyMap<string, readonly OwnedSpan[]>,
  depth: number,
): AxisRow[] {
  const { startMs, functionName, certainty, initMs } = invocation;
  if (startMs === null) return [];
  const rows: AxisRow[] = [];
  const name = functionName ?? "unknown function";
  const base = { depth, certainty, open: false } as const;
  const previous = all.find(
    ({ requestId, attempt, group }) =>
      requestId === invocation.requestId && attempt === invocation.attempt - 1 && group === invocation.group,
  );
  const [wait] = facts.invocations.find(({ requestId }) => requestId === invocation.requestId)?.waits ?? [];
  if (invocation.attempt === 1 && wait !== undefined) {
    rows.push({
      ...base,
      key: `wait ${invocation.key}`,
      kind: "wait",
      label: "Waiting to begin",
      detail: `${name}, ${formatDuration(wait.endMs - wait.startMs)} between the event and its first attempt`,
      startMs: wait.startMs,
      endMs: wait.endMs,
      health: "ok",
    });
  }
  if (previous?.endMs != null && previous.endMs < startMs) {
    rows.push({
      ...base,
      key: `retry ${invocation.key}`,
      kind: "retry-wait",
      label: `Waiting for attempt ${invocation.attempt}`,
      detail: `${name} failed before`,
      startMs: previous.endMs,
      endMs: startMs,
      health: "ok",
    });
  }
  if (invocation.cold === true && initMs !== null) {
    rows.push({
      ...base,
      key: `init ${invocation.key}`,
      kind: "init",
      label: "Cold start",
      detail: `${name} waited ${formatDuration(initMs)} for ${waitedFor[invocation.startKind ?? "on-demand"] ?? "its environment"}`,
      startMs: startMs - initMs,
      endMs: startMs,
      health: "ok",
    });
  }
  const attempt = invocation.attempts > 1 ? ` attempt ${invocation.attempt}` : "";
  rows.push({
    ...base,
    key: `invocation ${invocation.key}`,
    kind: "invocation",
    label: `${name}${attempt}`,
    detail: [roleWords[invocation.role], invocation.status].filter((word) => word !== "").join(", "),
    startMs,
    endMs: invocation.endMs ?? startMs,
    health: healthOf(invocation.status),
    open: invocation.endMs === null,
  });
  const own = (spans.get(invocation.requestId) ?? []).filter(
    (span) =>
      span.startMs >= startMs - 1_000 &&
      span.startMs <= (invocation.endMs ?? Number.POSITIVE_INFINITY) + 1_000,
  );
  for (const span of own.slice(0, MAX_SPANS)) {
    rows.push({ ...span.row, depth: depth + 1, key: `${invocation.key} ${span.row.key}` });
  }
  return rows;
}

const waitedFor: Readonly<Partial<Record<NonNullable<InvocationPart["startKind"]>, string>>> = {
  "snap-start-restore": "its environment to be restored from the snapshot",
  failed: "an init that failed, and repeated it inside its Duration",
};

const roleWords = {
  integration: "integration",
  authorizer: "authorizer",
  caused: "caused",
  invocation: "",
} as const;

function healthOf(status: string): Health {
  if (isFailing(status)) return "critical";
  return status === "success" ? "ok" : "unknown";
}

interface OwnedSpan {
  readonly startMs: number;
  readonly row: AxisRow;
}

/** Spans of calls and code, by the Lambda request in which they happened. */
function spansByRequest(traces: readonly TraceDocuments[]): ReadonlyMap<string, readonly OwnedSpan[]> {
  const found = new Map<string, OwnedSpan[]>();
  for (const documents of traces) {
    const trace = readTrace(documents);
    const { spans } = trace;
    for (let i = 0; i < spans.parent.length; i++) {
      const kind = spanKinds[spans.kind[i] ?? 0] ?? "service";
      const requestId = SPANS_SHOWN.has(kind) ? requestOf(spans, i) : null;
      if (requestId === null) continue;
      const startMs = trace.startMs + (spans.offsetMs[i] ?? 0);
      const length = spans.lengthMs[i] ?? 0;
      const flags = spans.flags[i] ?? 0;
      const list = found.get(requestId) ?? [];
      found.set(requestId, list);
      list.push({
        startMs,
        row: {
          key: `span ${spans.strings[spans.id[i] ?? -1] ?? i}`,
          kind: "span",
          label: spans.strings[spans.name[i] ?? -1] ?? "",
          detail: kind,
          depth: 0,
          startMs,
          endMs: startMs + Math.max(0, length),
          health:
            (flags & spanFlags.fault) !== 0
              ? "critical"
              : (flags & (spanFlags.error | spanFlags.throttle)) !== 0
                ? "warning"
                : "ok",
          certainty: "exact",
          open: length < 0,
        },
      });
    }
  }
  return found;
}

function requestOf({ parent, requestId, strings }: SpanColumns, span: number): string | null {
  for (let at = span; at >= 0; at = parent[at] ?? -1) {
    const own = requestId[at] ?? -1;
    if (own >= 0) return strings[own] ?? null;
  }
  return null;
}
