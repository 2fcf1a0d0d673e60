import { DAY_MS } from "@/lib/base/time";
import { attributeFilter } from "@/lib/sandbox/cloudtrail/attribute-filter";
import { invalid } from "@/lib/sandbox/cloudtrail/errors";
import { eventOf } from "@/lib/sandbox/cloudtrail/event";
import type { JsonObject, Operation } from "@/lib/sandbox/http/contract";
import { serialization } from "@/lib/sandbox/http/errors";
import { pageOf } from "@/lib/sandbox/http/page";
import { deploymentsOf } from "@/lib/sandbox/world/deployments";

/** Event history keeps 90 days [M LookupEvents]. */
const KEPT_MS = 90 * DAY_MS;
const MAX_RESULTS = 50;

/**
 * LookupEvents: management events of the last 90 days, newest first, both ends of the time range included. There are
 * no Insights events. Times are epoch seconds. [M LookupEvents]
 */
export const lookupEvents: Operation = (input, { world, nowMs }) => {
  const fromMs = timeMs(input, "StartTime") ?? Number.NEGATIVE_INFINITY;
  const toMs = timeMs(input, "EndTime") ?? Number.POSITIVE_INFINITY;
  if (fromMs > toMs) throw invalid("TimeRange", "Start time should be before end time.");
  const size = pageSize(input);
  const matches = attributeFilter(input);
  const { EventCategory: category } = input;
  if (category !== undefined && category !== "insight") {
    throw invalid("EventCategory", "The event category is not valid.");
  }
  const events =
    category === "insight"
      ? []
      : deploymentsOf(world, Math.max(fromMs, nowMs - KEPT_MS), Math.min(toMs, nowMs) + 1)
          .map((deployment) => eventOf(world, deployment))
          .filter(matches)
          .reverse();
  const { NextToken: token } = input;
  const scope = JSON.stringify([input.LookupAttributes, fromMs, toMs, category]);
  const page = pageOf(events, typeof token === "string" ? token : undefined, size, scope);
  if (page === null) throw invalid("NextToken", "Invalid token provided.");
  return { Events: page.items, NextToken: page.token };
};

function pageSize({ MaxResults: size = MAX_RESULTS }: JsonObject): number {
  if (typeof size === "number" && Number.isInteger(size) && size >= 1 && size <= MAX_RESULTS) return size;
  throw invalid("MaxResults", `The value for MaxResults must be between 1 and ${MAX_RESULTS}.`);
}

function timeMs(input: JsonObject, name: string): number | undefined {
  const seconds = input[name];
  if (seconds === undefined || seconds === null) return undefined;
  if (typeof seconds !== "number") throw serialization(`${name} is no time`);
  return seconds * 1000;
}
