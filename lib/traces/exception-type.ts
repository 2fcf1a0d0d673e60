import { isJsonObject, listIn, objectIn, textIn } from "@/lib/traces/json";
import { attributesOf, firstText } from "@/lib/traces/otel-attributes";
import type { SpanNode } from "@/lib/traces/span-node";

/** Type of the first exception that the span's documents tell of; null for none. */
export function exceptionTypeOf({ sources }: SpanNode): string | null {
  for (const { json } of sources) {
    const cause = objectIn(json, "cause");
    const [first] = cause ? listIn(cause, "exceptions") : listIn(json, "events").filter(isException);
    if (!isJsonObject(first)) continue;
    const type = textIn(first, "type") ?? firstText(attributesOf(first), "exception.type");
    if (type !== null) return type;
  }
  return null;
}

function isException(event: unknown): boolean {
  return isJsonObject(event) && event.name === "exception";
}
