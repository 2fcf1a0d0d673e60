import type { SpanKind } from "@/lib/model/trace";
import { spanFlags } from "@/lib/model/views/spans";
import { isJsonObject, type JsonObject, listIn, objectIn, statusIn, textIn } from "@/lib/traces/json";
import { lambdaPartKind } from "@/lib/traces/lambda-parts";
import { microsecondsOfSeconds } from "@/lib/traces/microseconds";
import { nameOfXRay } from "@/lib/traces/span-name";
import { addNote, createSpan, type SpanNode } from "@/lib/traces/span-node";

/**
 * The spans of one segment document: the segment (or the subsegment sent alone) and its embedded subsegments, each with
 * the id of its parent. [D xray-api-segmentdocuments]
 */
export function readXRayDocument(
  document: JsonObject,
  add: (span: SpanNode) => void,
  tell: (problem: string) => void,
): void {
  const stack: {
    readonly json: JsonObject;
    readonly container: SpanNode | null;
    readonly place: number;
  }[] = [{ json: document, container: null, place: 0 }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const span = spanOf(next.json, next.container, next.place);
    add(span);
    const subsegments = listIn(next.json, "subsegments");
    for (let place = subsegments.length - 1; place >= 0; place--) {
      const json = subsegments[place];
      if (isJsonObject(json)) stack.push({ json, container: span, place });
      else tell(`A subsegment of ${span.name} is not an object and was left out.`);
    }
  }
}

function spanOf(json: JsonObject, container: SpanNode | null, place: number): SpanNode {
  const startUs = microsecondsOfSeconds(json.start_time) ?? Number.NaN;
  const endUs = microsecondsOfSeconds(json.end_time) ?? Number.NaN;
  const isSegment = container === null && json.type !== "subsegment";
  const name = textIn(json, "name") ?? "unnamed";
  const id = textIn(json, "id") ?? (container ? `${container.id}/${place}` : `${name}@${startUs}`);
  const aws = objectIn(json, "aws");
  const http = objectIn(json, "http");
  const origin = textIn(json, "origin");
  const kind = isSegment ? kindOfSegment(json, origin) : kindOfSubsegment(json, name);
  const span = createSpan({
    id,
    name: nameOfXRay(json, name, kind),
    isSegment,
    service: name,
    serviceType: origin,
    kind,
    role: isSegment ? "server" : kind === "aws" || kind === "remote" ? "client" : "internal",
    parentId: container?.id ?? textIn(json, "parent_id"),
    startUs,
    endUs,
    flags:
      (json.fault === true ? spanFlags.fault : 0) |
      (json.error === true ? spanFlags.error : 0) |
      (json.throttle === true ? spanFlags.throttle : 0) |
      (json.inferred === true ? spanFlags.inferred : 0) |
      (Number.isNaN(endUs) ? spanFlags.inProgress : 0),
    status: statusIn(http && objectIn(http, "response"), "status"),
    requestId: origin === "AWS::Lambda" && aws ? textIn(aws, "request_id") : null,
    sources: [{ format: "xray", json }],
  });
  if (textIn(json, "id") === null) addNote(span, "The document has no id for this span.");
  return span;
}

function kindOfSegment(json: JsonObject, origin: string | null): SpanKind {
  if (origin === "AWS::Lambda::Function") return "function";
  if (origin === "AWS::Lambda") return "lambda-service";
  if (origin?.startsWith("AWS::ApiGateway")) return "gateway";
  if (origin === "client") return "client";
  if (json.inferred === true) return origin?.startsWith("AWS::") ? "aws" : "remote";
  return "service";
}

function kindOfSubsegment(json: JsonObject, name: string): SpanKind {
  if (objectIn(json, "sql")) return "sql";
  if (json.namespace === "aws") return "aws";
  if (json.namespace === "remote") return "remote";
  return lambdaPartKind(name) ?? "code";
}
