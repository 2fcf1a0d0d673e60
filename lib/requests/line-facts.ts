import { API_ACCESS, API_EXECUTION, APP, EMF, PLATFORM_OTHER, REPORT, START } from "@/lib/logs/line-kind";
import type { LineId, LogBook } from "@/lib/logs/log-book";
import { parseAccessLine } from "@/lib/logs/parse/access-line";
import { executionFacts } from "@/lib/logs/parse/execution-line";
import { asObject, type JsonObject, parseJsonObject } from "@/lib/logs/parse/json-value";
import { formatOf } from "@/lib/logs/parse/parse-line";
import { traceHeader } from "@/lib/logs/parse/platform-json";
import { parseReportText } from "@/lib/logs/parse/report-text";
import type { Evidence, EvidenceSource, IdLink, IdRef, LinkRole } from "@/lib/model/request";
import { traceIdIn } from "@/lib/model/request-ids";

/** Ids that lines name as what they are, and which of them one line names together. */
export interface IdFacts {
  readonly named: readonly IdRef[];
  readonly links: readonly IdLink[];
}

/** What the lines of a book say. A UUID in the middle of a message is nobody's id. */
export function idFactsOfLines(book: LogBook): IdFacts {
  const named: IdRef[] = [];
  const links: IdLink[] = [];
  for (const line of book.lines()) {
    const kind = book.kindCodeOf(line);
    const found =
      kind === API_ACCESS
        ? accessLinks(book, line)
        : kind === API_EXECUTION
          ? executionLinks(book, line)
          : lambdaLinks(book, line, kind);
    named.push(...found.named);
    links.push(...found.links);
  }
  return { named, links };
}

const none: IdFacts = { named: [], links: [] };

function accessLinks(book: LogBook, line: LineId): IdFacts {
  const source = book.sourceOf(line);
  const fields = parseAccessLine(formatOf(source), book.eventOf(line).message);
  if (fields === null) return none;
  const values = new Map(fields.variables);
  const value = (name: string): string | null => {
    const text = values.get(name);
    return typeof text === "string" ? text : null;
  };
  const requestId = fields.requestId ?? fields.extendedRequestId;
  if (requestId === null) return none;
  const gateway: IdRef = { kind: "gateway", id: requestId };
  const link = linker(book, line, "access-log", gateway);
  const integration =
    value("integration.requestId") === null ? "awsEndpointRequestId" : "integration.requestId";
  return {
    named: [gateway],
    links: [
      // The extended id of an HTTP API is its request id.
      ...(fields.extendedRequestId === requestId
        ? []
        : link("extended", fields.extendedRequestId, "same", "$context.extendedRequestId")),
      ...link("lambda", fields.lambdaRequestId, "integration", `$context.${integration}`),
      ...link("lambda", value("authorizer.requestId"), "authorizer", "$context.authorizer.requestId"),
      ...link("trace", traceOf(fields.traceId), "traced", "$context.xrayTraceId"),
    ],
  };
}

function executionLinks(book: LogBook, line: LineId): IdFacts {
  const requestId = book.requestIdOf(line);
  if (requestId === null) return none;
  const gateway: IdRef = { kind: "gateway", id: requestId };
  const link = linker(book, line, "execution-log", gateway);
  return {
    named: [gateway],
    links: executionFacts(book.eventOf(line).message).flatMap((fact): readonly IdLink[] => {
      switch (fact.kind) {
        case "extended-id":
          return link("extended", fact.value, "same", "Extended Request Id");
        case "lambda-request-id":
          return link("lambda", fact.value, "integration", wordsOf[fact.evidence]);
        case "trace-id":
          return link("trace", traceOf(fact.value), "traced", "X-ray Tracing ID");
        default:
          return [];
      }
    }),
  };
}

const wordsOf = {
  "access-log": "access log",
  "endpoint-request-id": "AWS Integration Endpoint RequestId",
  "response-headers": "x-amzn-RequestId of the endpoint's response headers",
  "function-error": "Lambda request id in the function's error",
} as const;

function lambdaLinks(book: LogBook, line: LineId, kind: number): IdFacts {
  const requestId = book.requestIdOf(line);
  if (requestId === null) return none;
  const lambda: IdRef = { kind: "lambda", id: requestId };
  const link = linker(book, line, "lambda-log", lambda);
  const { message } = book.eventOf(line);
  const named = [lambda];
  if (kind === REPORT && message.charCodeAt(0) !== 123) {
    return {
      named,
      links: link("trace", traceOf(parseReportText(message).xrayTraceId), "traced", "XRAY TraceId of REPORT"),
    };
  }
  if (kind === REPORT || kind === START || kind === PLATFORM_OTHER) {
    const tracing = asObject(asObject(parseJsonObject(message)?.record)?.tracing);
    const root = traceHeader(typeof tracing?.value === "string" ? tracing.value : null).root;
    return { named, links: link("trace", traceOf(root), "traced", "record.tracing") };
  }
  if (kind !== APP && kind !== EMF) return { named, links: [] };
  return { named, links: jsonLinks(message, link) };
}

type Linker = ReturnType<typeof linker>;

/** Keys under which loggers put the trace, and the event of API Gateway where the code logs it. */
const TRACE_KEYS = ["xray_trace_id", "traceId", "trace_id", "xrayTraceId"];

function jsonLinks(message: string, link: Linker): readonly IdLink[] {
  const brace = message.indexOf("{");
  if (brace < 0 || !/trace|requestContext/i.test(message)) return [];
  const json = parseJsonObject(message.slice(brace).trimEnd());
  if (json === null) return [];
  const places = [json, asObject(json.message), asObject(json.event)].filter((one) => one !== null);
  const links: IdLink[] = [];
  for (const place of places) {
    for (const key of TRACE_KEYS) links.push(...link("trace", traceOf(textAt(place, key)), "traced", key));
    const context = asObject(place.requestContext);
    if (context === null) continue;
    // An authorizer is given the same context.
    links.push(...link("gateway", textAt(context, "requestId"), "same", "requestContext.requestId"));
  }
  return links;
}

function textAt(object: JsonObject, key: string): string | null {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  return typeof value === "string" ? value : null;
}

function traceOf(text: string | null): string | null {
  return text === null ? null : traceIdIn(text);
}

function linker(book: LogBook, line: LineId, source: EvidenceSource, from: IdRef) {
  return (kind: IdRef["kind"], id: string | null, role: LinkRole, says: string): readonly IdLink[] => {
    if (id === null) return [];
    const { group, stream, id: eventId, timestampMs } = book.eventOf(line);
    const evidence: Evidence = {
      certainty: "exact",
      source,
      says,
      atMs: timestampMs,
      group,
      stream,
      eventId,
    };
    return [{ a: from, b: { kind, id }, role, evidence }];
  };
}
