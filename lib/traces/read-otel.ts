import type { SpanKind } from "@/lib/model/trace";
import { spanFlags } from "@/lib/model/views/spans";
import { type JsonObject, listIn, objectIn, statusIn, textIn } from "@/lib/traces/json";
import { lambdaPartKind } from "@/lib/traces/lambda-parts";
import { microsecondsOfNanoseconds } from "@/lib/traces/microseconds";
import { attributesOf, firstText } from "@/lib/traces/otel-attributes";
import { awsCallName, lastPart, remoteName, requestNameOf } from "@/lib/traces/span-name";
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
  const kind = kindOf(name, role, attributes, resource, isSegment, parentId);
  const isCall = role === "client" || role === "producer";
  const span = createSpan({
    id: textIn(json, "spanId") ?? `${name}@${startUs}`,
    name: nameOfOtel(name, kind, attributes),
    isSegment,
    owner: service,
    service,
    serviceType: typeOf(kind, attributes, resource),
    kind,
    role,
    parentId,
    startUs,
    endUs,
    status,
    flags:
      flagsOf(json, status, isCall ? firstText(attributes, "error.type") : null) |
      (Number.isNaN(endUs) ? spanFlags.inProgress : 0),
    requestId:
      kind === "function" || kind === "lambda-service"
        ? firstText(attributes, "faas.invocation_id", "faas.execution")
        : null,
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
  name: string,
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
  const platform = firstText(resource, "cloud.platform");
  if (!isSegment) return (platform === "aws_lambda" ? lambdaPartKind(name) : null) ?? "code";
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
    case "remote":
      return null;
    default:
      return firstText(resource, "cloud.platform");
  }
}

/** A request and a call by what is asked of whom, as X-Ray's are; other spans keep the name that they were given. */
function nameOfOtel(name: string, kind: SpanKind, attributes: JsonObject): string {
  const method = firstText(attributes, "http.request.method", "http.method");
  const url = firstText(attributes, "url.full", "http.url");
  if (kind === "gateway") {
    return (
      requestNameOf(method, url, firstText(attributes, "aws.api_gateway.stage", "aws:api_stage")) ?? name
    );
  }
  if (kind === "aws") {
    const service = firstText(attributes, "rpc.service");
    const operation = firstText(attributes, "rpc.method", "aws.operation");
    if (service === null || operation === null) return name;
    return awsCallName(service, operation, calledResource(attributes));
  }
  if (kind !== "remote") return name;
  const host = calledHost(attributes);
  if (host === null || name.includes(host)) return name;
  return url === null ? `${name} ${host}` : remoteName(method, host, url);
}

/** Table, queue, topic, bucket, function or secret of an AWS call. [opentelemetry.io/docs/specs/semconv/registry/attributes/aws] */
function calledResource(attributes: JsonObject): string | null {
  const [table] = listIn(attributes, "aws.dynamodb.table_names");
  if (typeof table === "string") return lastPart(table);
  const named = firstText(
    attributes,
    "aws.sqs.queue.url",
    "aws.sns.topic.arn",
    "aws.s3.bucket",
    "faas.invoked_name",
    "aws.secretsmanager.secret.arn",
    "aws.table_name",
    "aws.queue_url",
    "aws.remote.resource.identifier",
    "messaging.destination.name",
  );
  return named === null ? null : lastPart(named);
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

/** Errors by which AWS services refuse for being asked too often, some of them with status 400. */
const THROTTLED =
  /^(Throttling|ThrottlingException|ThrottledException|RequestLimitExceeded|SlowDown|(ProvisionedThroughput|RequestLimit|Limit)ExceededException|TooManyRequestsException)$/;

/** OTel has one bad status; what kind it is tell the HTTP status and, of a call, the type of the error. */
function flagsOf(json: JsonObject, status: number, callError: string | null): number {
  const isThrottle = status === 429 || THROTTLED.test(callError ?? "");
  if (isThrottle) return spanFlags.throttle | spanFlags.error;
  if (status >= 500) return spanFlags.fault;
  const state = objectIn(json, "status");
  const code = state?.code;
  const isError = code === 2 || code === "ERROR" || code === "STATUS_CODE_ERROR";
  if (status >= 400) return spanFlags.error;
  return isError ? spanFlags.fault : 0;
}
