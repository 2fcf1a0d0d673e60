import type { SpanDetail } from "@/lib/model/views/spans";
import { isJsonObject, type JsonObject, listIn, numberIn, objectIn, textIn } from "@/lib/traces/json";
import type { PartDetail } from "@/lib/traces/part-detail";
import { structuralFields } from "@/lib/traces/structural-fields";

type ExceptionDetail = SpanDetail["exceptions"][number];

/** Fields that have a place of their own, in the columns or in the details. */
const KNOWN: ReadonlySet<string> = new Set([
  ...structuralFields,
  "http",
  "aws",
  "sql",
  "annotations",
  "metadata",
  "cause",
  "links",
]);

/** `exceptions`: those of the whole trace by id, since a cause may name one of another span. */
export function xrayDetail(json: JsonObject, exceptions: ReadonlyMap<string, ExceptionDetail>): PartDetail {
  return {
    http: httpOf(json),
    aws: entriesOf(json.aws),
    sql: entriesOf(json.sql),
    annotations: entriesOf(json.annotations),
    metadata: entriesOf(json.metadata),
    exceptions: exceptionsOf(json, exceptions),
    links: listIn(json, "links").flatMap((link) => linkOf(link) ?? []),
    other: Object.entries(json).filter(([key]) => !KNOWN.has(key)),
  };
}

/** The exceptions that a document brings along, by their ids. */
export function exceptionsById(json: JsonObject): readonly (readonly [string, ExceptionDetail])[] {
  const cause = objectIn(json, "cause");
  if (cause === null) return [];
  return listIn(cause, "exceptions").flatMap((each) => {
    const id = isJsonObject(each) ? textIn(each, "id") : null;
    return isJsonObject(each) && id !== null ? [[id, exceptionOf(each)] as const] : [];
  });
}

function exceptionsOf(json: JsonObject, known: ReadonlyMap<string, ExceptionDetail>): ExceptionDetail[] {
  const { cause } = json;
  if (typeof cause === "string") {
    const found = known.get(cause);
    return found ? [found] : [];
  }
  if (!isJsonObject(cause)) return [];
  return listIn(cause, "exceptions").flatMap((each) => (isJsonObject(each) ? [exceptionOf(each)] : []));
}

function exceptionOf(json: JsonObject): ExceptionDetail {
  const stack = listIn(json, "stack").flatMap((frame) => (isJsonObject(frame) ? [frameText(frame)] : []));
  const truncated = numberIn(json, "truncated") ?? 0;
  return {
    type: textIn(json, "type"),
    message: textIn(json, "message"),
    remote: json.remote === true,
    stack: truncated > 0 ? [...stack, `… ${truncated} more`] : stack,
  };
}

/** `handler (/var/task/index.js:12)`. */
function frameText(frame: JsonObject): string {
  const path = textIn(frame, "path");
  const line = numberIn(frame, "line");
  const place = path === null ? null : line === null ? path : `${path}:${line}`;
  const label = textIn(frame, "label");
  if (label === null) return place ?? "unknown";
  return place === null ? label : `${label} (${place})`;
}

function linkOf(link: unknown): { traceId: string; spanId: string | null } | null {
  if (!isJsonObject(link)) return null;
  const traceId = textIn(link, "trace_id");
  return traceId === null ? null : { traceId, spanId: textIn(link, "id") };
}

function httpOf(json: JsonObject): SpanDetail["http"] {
  const http = objectIn(json, "http");
  if (http === null) return null;
  const request = objectIn(http, "request") ?? {};
  const response = objectIn(http, "response") ?? {};
  return {
    method: textIn(request, "method"),
    url: textIn(request, "url"),
    status: numberIn(response, "status"),
    userAgent: textIn(request, "user_agent"),
    clientIp: textIn(request, "client_ip"),
    contentLength: numberIn(response, "content_length"),
  };
}

function entriesOf(value: unknown): [string, unknown][] {
  return isJsonObject(value) ? Object.entries(value) : [];
}
