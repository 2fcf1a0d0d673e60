import type { SpanKind } from "@/lib/model/trace";
import { spanFlags } from "@/lib/model/views/spans";
import { type JsonObject, objectIn, statusIn, textIn } from "@/lib/traces/json";
import { microsecondsOfNanoseconds } from "@/lib/traces/microseconds";
import { attributesOf, firstText } from "@/lib/traces/otel-attributes";
import { addNote, createSpan, type SpanNode } from "@/lib/traces/span-node";

/**
 * One OpenTelemetry span as `aws/spans` and ListRetrievedTraces write it: `traceId`, `spanId`, `parentSpanId`, `kind`,
 * times in nanoseconds, `attributes`, `resource.attributes`, `status`, `events`, `links`.
 * [D CloudWatch-Transaction-Search; opentelemetry.io/docs/specs/semconv]
 */
export function readOtelDocument(json: JsonObject, add: (span: SpanNode) => void): void {
  const attributes = attributesOf(json);
  const resource = attributesOf(objectIn(json, "resource") ?? {});
  const role = roleOf(json.kind);
  const parentId = textIn(json, "parentSpanId");
  const startUs = microsecondsOfNanoseconds(json.startTimeUnixNano) ?? Number.NaN;
  const endUs = microsecondsOfNanoseconds(json.endTimeUnixNano) ?? Number.NaN;
  const status =
    statusIn(attributes, "http.response.status_code") || statusIn(attributes, "http.status_code");
  const name = textIn(json, "name") ?? "unnamed";
  const service = firstText(resource, "service.name", "aws.local.service", "faas.name") ?? "unknown service";
  const isSegment = role === "server" || role === "consumer" || parentId === null;
  const kind = kindOf(role, attributes, resource, isSegment, parentId);
  const span = createSpan({
    id: textIn(json, "spanId") ?? `${name}@${startUs}`,
    name: kind === "gateway" ? name : calledName(name, kind, attributes),
    isSegment,
    owner: service,
    service,
    serviceType: typeOf(kind, attributes, resource),
    kind,
    role,
    isAsync: role === "consumer",
    parentId,
    startUs,
    endUs,
    status,
    flags: flagsOf(json, status) | (Number.isNaN(endUs) ? spanFlags.inProgress : 0),
    requestId: kind === "function" ? firstText(attributes, "faas.invocation_id", "faas.execution") : null,
    sources: [{ format: "otel", json }],
  });
  if (kind === "function" && attributes["faas.coldstart"] === true) {
    addNote(span, "The span says that it was a cold start, but not how long the init took.");
  }
  add(span);
}

const ROLES = ["internal", "internal", "server", "client", "producer", "consumer"] as const;

/** `SERVER`, `SPAN_KIND_SERVER` or OTLP's number. */
function roleOf(kind: unknown): SpanNode["role"] {
  if (typeof kind === "number") return ROLES[kind] ?? "internal";
  const text = typeof kind === "string" ? kind.replace(/^SPAN_KIND_/, "").toLowerCase() : "";
  return ROLES.find((role) => role === text) ?? "internal";
}

function kindOf(
  role: SpanNode["role"],
  attributes: JsonObject,
  resource: JsonObject,
  isSegment: boolean,
  parentId: string | null,
): SpanKind {
  const origin = firstText(attributes, "aws.xray.origin", "aws.span.origin");
  if (origin === "AWS::Lambda::Function") return "function";
  if (origin === "AWS::Lambda") return "lambda-service";
  if (origin?.startsWith("AWS::ApiGateway")) return "gateway";
  if (role === "client" || role === "producer") return kindOfCall(role, attributes, parentId);
  if (!isSegment) return "code";
  const platform = firstText(resource, "cloud.platform");
  if (platform === "aws_lambda" || firstText(attributes, "faas.invocation_id", "faas.trigger") !== null) {
    return "function";
  }
  return platform === "aws_api_gateway" ? "gateway" : "service";
}

function kindOfCall(role: SpanNode["role"], attributes: JsonObject, parentId: string | null): SpanKind {
  const rpc = firstText(attributes, "rpc.system");
  const database = firstText(attributes, "db.system", "db.system.name");
  if (
    rpc === "aws-api" ||
    database?.includes("dynamodb") ||
    firstText(attributes, "aws.remote.service")?.startsWith("AWS::")
  ) {
    return "aws";
  }
  if (database !== null) return "sql";
  const messaging = firstText(attributes, "messaging.system");
  if (messaging?.startsWith("aws")) return "aws";
  return parentId === null && role === "client" ? "client" : "remote";
}

function typeOf(kind: SpanKind, attributes: JsonObject, resource: JsonObject): string | null {
  const origin = firstText(attributes, "aws.xray.origin", "aws.span.origin");
  if (origin !== null) return origin;
  switch (kind) {
    case "function":
      return "AWS::Lambda::Function";
    case "aws":
      return firstText(attributes, "aws.remote.resource.type", "aws.remote.service");
    case "sql":
      return firstText(attributes, "db.system", "db.system.name");
    default:
      return firstText(resource, "cloud.platform");
  }
}

/** A call by what it calls; other spans keep the name that they were given. */
function calledName(name: string, kind: SpanKind, attributes: JsonObject): string {
  if (kind !== "remote") return name;
  const host = calledHost(attributes);
  return host === null || name.includes(host) ? name : `${name} ${host}`;
}

/** The other side of a call: an AWS service, a host or a database. */
export function calleeOfOtel(json: JsonObject): string | null {
  const attributes = attributesOf(json);
  return (
    firstText(attributes, "rpc.service", "aws.remote.service") ??
    calledHost(attributes) ??
    firstText(attributes, "db.name", "db.namespace", "db.system", "db.system.name", "messaging.system")
  );
}

function calledHost(attributes: JsonObject): string | null {
  return firstText(attributes, "server.address", "net.peer.name", "http.host", "peer.service");
}

/** OTel has one bad status; what kind it is tells the HTTP status. */
function flagsOf(json: JsonObject, status: number): number {
  if (status === 429) return spanFlags.throttle | spanFlags.error;
  if (status >= 500) return spanFlags.fault;
  const state = objectIn(json, "status");
  const code = state?.code;
  const isError = code === 2 || code === "ERROR" || code === "STATUS_CODE_ERROR";
  if (status >= 400) return spanFlags.error;
  return isError ? spanFlags.fault : 0;
}
