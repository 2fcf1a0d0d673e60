import { type JsonObject, objectIn, textIn } from "@/lib/traces/json";
import { attributesOf, firstText } from "@/lib/traces/otel-attributes";
import { resourceOf } from "@/lib/traces/span-name";
import type { SpanNode, SpanSource } from "@/lib/traces/span-node";

/** What the steps of the engine ask of a document, in either format. The first document of a span is its own. */

/** The operation of an AWS call, `PutItem`. */
export function operationOf({ sources }: SpanNode): string | null {
  const [source] = sources;
  if (source === undefined) return null;
  if (source.format === "otel") return firstText(attributesOf(source.json), "rpc.method", "aws.operation");
  const aws = objectIn(source.json, "aws");
  return aws && textIn(aws, "operation");
}

/** The function that a call to Lambda names; null for any other call. */
export function calledFunctionOf({ sources }: SpanNode): string | null {
  const [source] = sources;
  if (source === undefined) return null;
  const { json } = source;
  if (source.format === "otel") return firstText(attributesOf(json), "faas.invoked_name");
  const aws = objectIn(json, "aws");
  if (aws === null || (json.name !== "Lambda" && textIn(aws, "function_name") === null)) return null;
  return resourceOf(aws);
}

/** X-Ray's annotations; in OpenTelemetry they are attributes among the others. */
export function annotationsOf({ format, json }: SpanSource): JsonObject | null {
  return format === "otel" ? attributesOf(json) : objectIn(json, "annotations");
}
