import type { CallContext, JsonObject } from "@/lib/sandbox/http/contract";
import { jsonField, jsonPaths, messageJson } from "@/lib/sandbox/logs/insights/json-fields";
import { LAMBDA_FIELDS, lambdaField } from "@/lib/sandbox/logs/insights/lambda-fields";
import { toText } from "@/lib/sandbox/logs/insights/value";
import { groupMember, invalidParameter, numberMember, textMember } from "@/lib/sandbox/logs/operations/input";
import { readPointer } from "@/lib/sandbox/logs/record-pointer";
import { scan } from "@/lib/sandbox/logs/scan";

/** Insights finds at most so many JSON fields in an event. */
const MAX_JSON_FIELDS = 200;
const SAMPLE_EVENTS = 2_000;
const QUARTER_HOUR_MS = 900_000;

/** GetLogRecord: all fields of the event that an Insights row's `@ptr` points to, as texts. */
export function getLogRecord(input: JsonObject, context: CallContext): object {
  const found = readPointer(textMember(input, "logRecordPointer") ?? "", context);
  if (found === undefined) throw invalidParameter("Invalid log record pointer.");
  const { event, groupName, lambda } = found;
  const own = {
    "@timestamp": String(event.timestamp),
    "@ingestionTime": String(event.ingestionTime),
    "@message": event.message,
    "@logStream": event.stream.name,
    "@log": `${context.world.account.accountId}:${groupName}`,
  };
  return {
    logRecord: Object.fromEntries([...Object.entries(own), ...discovered(event.message, lambda)]),
  };
}

/** GetLogGroupFields: fields of the events round `time` (seconds), or of the last quarter of an hour, with their share. */
export function getLogGroupFields(input: JsonObject, context: CallContext): object {
  const group = groupMember(input, context);
  const seconds = numberMember(input, "time");
  const toMs = seconds === undefined ? context.nowMs : seconds * 1000 + QUARTER_HOUR_MS / 2;
  const counts = new Map<string, number>();
  let events = 0;
  const steps = scan({
    source: group.source,
    window: { fromMs: toMs - QUARTER_HOUR_MS, toMs },
    newestFirst: true,
    nowMs: context.nowMs,
    streamIds: null,
    only: null,
    after: null,
  });
  for (const step of steps) {
    for (const event of step.events) {
      events++;
      const own = ["@timestamp", "@ingestionTime", "@message", "@logStream", "@log"];
      for (const field of [...own, ...discovered(event.message, group.source.lambda).keys()]) {
        counts.set(field, (counts.get(field) ?? 0) + 1);
      }
    }
    if (events >= SAMPLE_EVENTS) break;
  }
  return {
    logGroupFields: [...counts]
      .map(([name, count]) => ({ name, percent: Math.round((100 * count) / events) }))
      .sort((a, b) => b.percent - a.percent || (a.name < b.name ? -1 : 1)),
  };
}

function discovered(message: string, lambda: boolean): Map<string, string> {
  const fields = new Map<string, string>();
  for (const name of lambda ? LAMBDA_FIELDS : []) {
    const text = toText(lambdaField(name, message) ?? null);
    if (text !== null) fields.set(name, text);
  }
  const json = messageJson(message);
  for (const path of jsonPaths(json, MAX_JSON_FIELDS)) {
    const text = toText(jsonField(json, path));
    if (text !== null) fields.set(path.startsWith("@") ? `@${path}` : path, text);
  }
  return fields;
}
