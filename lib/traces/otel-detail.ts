import { xrayTraceId } from "@/lib/model/trace-id";
import type { SpanDetail } from "@/lib/model/views/spans";
import { isJsonObject, type JsonObject, listIn, objectIn, statusIn, textIn } from "@/lib/traces/json";
import { attributesOf, firstText } from "@/lib/traces/otel-attributes";
import type { PartDetail } from "@/lib/traces/part-detail";

const KNOWN: ReadonlySet<string> = new Set([
  "traceId",
  "spanId",
  "parentSpanId",
  "name",
  "startTimeUnixNano",
  "endTimeUnixNano",
  "durationNano",
  "attributes",
  "resource",
  "events",
  "links",
]);

const HTTP = /^(http|url|user_agent|client)\./;
const AWS = /^(aws|rpc|cloud|faas|messaging)\./;
const SQL = /^db\./;

/** Attributes stand in the groups that X-Ray's documents have: `http.*`, `aws.*` and the like, `db.*`, and the rest. */
export function otelDetail(json: JsonObject): PartDetail {
  const attributes = attributesOf(json);
  const annotated = new Set(listIn(attributes, "aws.xray.annotations"));
  const entries = Object.entries(attributes).filter(([key]) => key !== "aws.xray.annotations");
  const isIn = (group: RegExp) => (key: string) => group.test(key) && !annotated.has(key);
  const resource = Object.entries(attributesOf(objectIn(json, "resource") ?? {}));
  return {
    http: httpOf(attributes),
    aws: entries.filter(([key]) => isIn(AWS)(key)),
    sql: entries.filter(([key]) => isIn(SQL)(key)),
    annotations: entries.filter(([key]) => ![HTTP, AWS, SQL].some((group) => isIn(group)(key))),
    metadata: [...entries.filter(([key]) => isIn(HTTP)(key)), ...resource],
    exceptions: listIn(json, "events").flatMap((event) => exceptionOf(event) ?? []),
    links: listIn(json, "links").flatMap((link) => linkOf(link) ?? []),
    other: [
      ...Object.entries(json).filter(([key]) => !KNOWN.has(key)),
      ...listIn(json, "events").flatMap((event): [string, unknown][] =>
        exceptionOf(event) === null ? [["event", event]] : [],
      ),
    ],
  };
}

/** An event named `exception`. [opentelemetry.io/docs/specs/semconv/exceptions] */
function exceptionOf(event: unknown): SpanDetail["exceptions"][number] | null {
  if (!isJsonObject(event) || event.name !== "exception") return null;
  const attributes = attributesOf(event);
  const stack = attributes["exception.stacktrace"];
  return {
    type: firstText(attributes, "exception.type"),
    message: firstText(attributes, "exception.message"),
    remote: false,
    stack: typeof stack === "string" ? stack.split("\n").filter((line) => line.trim() !== "") : [],
  };
}

function linkOf(link: unknown): { traceId: string; spanId: string | null } | null {
  if (!isJsonObject(link)) return null;
  const id = textIn(link, "traceId");
  return id === null ? null : { traceId: xrayTraceId(id) ?? id, spanId: textIn(link, "spanId") };
}

function httpOf(attributes: JsonObject): SpanDetail["http"] {
  if (!Object.keys(attributes).some((key) => HTTP.test(key))) return null;
  const length = attributes["http.response.body.size"] ?? attributes["http.response_content_length"];
  return {
    method: firstText(attributes, "http.request.method", "http.method"),
    url: firstText(attributes, "url.full", "http.url", "url.path", "http.target", "http.route"),
    status:
      statusIn(attributes, "http.response.status_code") || statusIn(attributes, "http.status_code") || null,
    userAgent: firstText(attributes, "user_agent.original", "http.user_agent"),
    clientIp: firstText(attributes, "client.address", "http.client_ip"),
    contentLength: typeof length === "number" ? length : null,
  };
}
