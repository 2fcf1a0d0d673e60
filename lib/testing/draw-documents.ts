import type { TraceDocuments } from "@/lib/model/trace";

/** 2026-01-15T12:00:00Z: zero of every drawn trace. */
export const DRAWN_ZERO_MS = Date.UTC(2026, 0, 15, 12);

export const DRAWN_TRACE_ID = "1-6968d6c0-000000000000000000000001";

/** A segment document or an embedded subsegment, as JSON. */
export type DrawnDocument = Record<string, unknown>;

/**
 * X-Ray's documents, drawn: a line a segment or subsegment, indented under its parent, times in ms from `DRAWN_ZERO_MS`.
 *
 *     0~20 shop/prod @AWS::ApiGateway::Stage 200
 *       2~18 Lambda aws op:Invoke on:orders
 *         2~16 orders @AWS::Lambda 200 request:r-1
 *           4~16 orders @AWS::Lambda::Function
 *             5~9 DynamoDB aws alone
 *               5~9 DynamoDB @AWS::DynamoDB::Table inferred
 *
 * `5~` is in progress, `~9` has no begin. `@Type` (or `@` alone) is a segment, a document of its own; what follows without
 * it is embedded, unless `alone`. A number is the status, `aws` and `remote` the namespace, `fault` `error` `throttle`
 * `inferred` the flags. `id:` names the id (else `s1`, `s2` … by line), `parent:` another parent than the drawing's.
 * Spaces in a name are written `_`.
 */
export function drawDocuments(drawing: string): DrawnDocument[] {
  const documents: DrawnDocument[] = [];
  const open: { readonly depth: number; readonly json: DrawnDocument }[] = [];
  const lines = drawing.split("\n").filter((line) => line.trim() !== "");
  for (const [index, line] of lines.entries()) {
    const depth = line.length - line.trimStart().length;
    while ((open.at(-1)?.depth ?? -1) >= depth) open.pop();
    const parent = open.at(-1)?.json;
    const words = line.trim().split(/\s+/);
    const json = readLine(words, `s${index + 1}`);
    open.push({ depth, json });
    const type = words.find((word) => word.startsWith("@"));
    const isAlone = words.includes("alone");
    if (parent !== undefined && type === undefined && !isAlone) {
      embed(parent, json);
      continue;
    }
    json.trace_id = DRAWN_TRACE_ID;
    if (type === undefined) json.type = "subsegment";
    else if (type !== "@") json.origin = type.slice(1);
    if (parent !== undefined && json.parent_id === undefined) json.parent_id = parent.id;
    documents.push(json);
  }
  return documents;
}

/** The documents as X-Ray answers them. */
export function drawnTrace(drawing: string): TraceDocuments {
  return traceOf(drawDocuments(drawing));
}

export function traceOf(documents: readonly unknown[]): TraceDocuments {
  return {
    traceId: DRAWN_TRACE_ID,
    format: "xray",
    documents: documents.map((document) => JSON.stringify(document)),
    durationMs: null,
    limitExceeded: false,
  };
}

function embed(parent: DrawnDocument, json: DrawnDocument): void {
  parent.subsegments = [...(Array.isArray(parent.subsegments) ? parent.subsegments : []), json];
}

function readLine(words: readonly string[], defaultId: string): DrawnDocument {
  const [times = "", name = "", ...marks] = words;
  const [, from = "", to = ""] = /^(-?[\d.]*)~(-?[\d.]*)$/.exec(times) ?? [];
  const json: DrawnDocument = { id: defaultId, name: name.replaceAll("_", " ") };
  if (from !== "") json.start_time = (DRAWN_ZERO_MS + Number(from)) / 1000;
  if (to === "") json.in_progress = true;
  else json.end_time = (DRAWN_ZERO_MS + Number(to)) / 1000;
  const aws: DrawnDocument = {};
  for (const mark of marks) readMark(mark, json, aws);
  if (Object.keys(aws).length > 0) json.aws = aws;
  return json;
}

function readMark(mark: string, json: DrawnDocument, aws: DrawnDocument): void {
  const colon = mark.indexOf(":");
  const value = mark.slice(colon + 1);
  switch (mark.startsWith("@") || colon < 0 ? "" : mark.slice(0, colon)) {
    case "id":
      json.id = value;
      return;
    case "parent":
      json.parent_id = value;
      return;
    case "request":
      aws.request_id = value;
      return;
    case "op":
      aws.operation = value;
      return;
    case "on":
      aws.resource_names = [value];
      return;
    case "link":
      json.links = [{ trace_id: value, id: "1111111111111111" }];
      return;
    case "raises":
      json.cause = { exceptions: [{ id: "eeeeeeeeeeeeeeee", type: value, message: "it went wrong" }] };
      return;
  }
  if (/^\d{3}$/.test(mark)) json.http = { response: { status: Number(mark) } };
  else if (mark === "aws" || mark === "remote") json.namespace = mark;
  else if (["fault", "error", "throttle", "inferred"].includes(mark)) json[mark] = true;
}
