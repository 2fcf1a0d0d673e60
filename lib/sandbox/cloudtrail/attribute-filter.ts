import { invalid } from "@/lib/sandbox/cloudtrail/errors";
import type { TrailEvent } from "@/lib/sandbox/cloudtrail/event";
import type { JsonObject } from "@/lib/sandbox/http/contract";
import { isJsonObject } from "@/lib/sandbox/http/wire";

/** What of an event each attribute key is compared with [M LookupAttribute]. */
const VALUES: Readonly<Record<string, (event: TrailEvent) => readonly string[]>> = {
  AccessKeyId: ({ AccessKeyId }) => [AccessKeyId],
  EventId: ({ EventId }) => [EventId],
  EventName: ({ EventName }) => [EventName],
  EventSource: ({ EventSource }) => [EventSource],
  ReadOnly: ({ ReadOnly }) => [ReadOnly],
  ResourceName: ({ Resources }) => Resources.map(({ ResourceName }) => ResourceName),
  ResourceType: ({ Resources }) => Resources.map(({ ResourceType }) => ResourceType),
  Username: ({ Username }) => [Username],
};

/** Whether an event has the one attribute that `LookupAttributes` may name. Throws InvalidLookupAttributesException. */
export function attributeFilter({ LookupAttributes: given }: JsonObject): (event: TrailEvent) => boolean {
  if (given === undefined || given === null) return () => true;
  const attributes: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (attributes.length > 1) throw invalid("LookupAttributes", "You can specify only one lookup attribute.");
  const [attribute] = attributes;
  if (attribute === undefined) return () => true;
  const { AttributeKey: key, AttributeValue: value } = isJsonObject(attribute) ? attribute : {};
  const valuesOf = typeof key === "string" && Object.hasOwn(VALUES, key) ? VALUES[key] : undefined;
  if (valuesOf === undefined || typeof value !== "string" || value === "") {
    throw invalid("LookupAttributes", "The lookup attribute is not valid.");
  }
  return (event) => valuesOf(event).includes(value);
}
