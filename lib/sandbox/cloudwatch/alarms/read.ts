import type { CallContext, JsonObject } from "@/lib/sandbox/http/contract";
import type { AlarmDef, CompositeAlarmDef } from "@/lib/sandbox/world/types";
import { invalidNextToken, invalidParameterValue } from "../errors";
import { optionalNumber, optionalText, textList } from "../input";
import { storeOf } from "../state";
import { type CompositeChange, compositeChanges } from "./composite";
import { type AlarmChange, alarmChanges } from "./evaluate";

export const MAX_RECORDS = 100;

/** Metric alarms of the call's region, by name. */
export function alarmsByName(context: CallContext): readonly AlarmDef[] {
  return byName(context.world.alarms);
}

export function compositesByName(context: CallContext): readonly CompositeAlarmDef[] {
  return byName(context.world.compositeAlarms);
}

function byName<T extends { readonly name: string }>(alarms: readonly T[]): readonly T[] {
  return [...alarms].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** See `alarmChanges`. */
export function changesOf(context: CallContext, alarm: AlarmDef): readonly AlarmChange[] {
  return alarmChanges(storeOf(context), alarm, context.world.startMs, context.nowMs);
}

/** See `compositeChanges`. */
export function compositeChangesOf(
  context: CallContext,
  composite: CompositeAlarmDef,
): readonly CompositeChange[] {
  const children = alarmsByName(context)
    .filter(({ name }) => composite.anyOf.includes(name))
    .map((alarm): [string, readonly AlarmChange[]] => [alarm.name, changesOf(context, alarm)]);
  return compositeChanges(new Map(children), context.world.startMs);
}

/** Which kinds of alarms are asked for: metric alarms alone when the call does not say. [M DescribeAlarms] */
export function wantedTypes(input: JsonObject): { readonly metric: boolean; readonly composite: boolean } {
  const types = textList(input, "AlarmTypes");
  const unknown = types.find((type) => !TYPES.has(type));
  if (unknown !== undefined) {
    throw invalidParameterValue(`The value ${unknown} for parameter AlarmTypes is not valid.`);
  }
  return {
    metric: types.length === 0 || types.includes("MetricAlarm"),
    composite: types.includes("CompositeAlarm"),
  };
}

const TYPES: ReadonlySet<string> = new Set(["MetricAlarm", "CompositeAlarm", "LogAlarm"]);

/** The page that `NextToken` and `MaxRecords` (at most 100) select. Throws InvalidNextToken. */
export function pageBy<Item>(
  items: readonly Item[],
  input: JsonObject,
  defaultSize: number,
): { readonly items: readonly Item[]; readonly nextToken: string | undefined } {
  const size = optionalNumber(input, "MaxRecords") ?? defaultSize;
  if (!Number.isInteger(size) || size < 1 || size > MAX_RECORDS) {
    throw invalidParameterValue(`The parameter MaxRecords must be between 1 and ${MAX_RECORDS}.`);
  }
  const token = optionalText(input, "NextToken");
  const start = token === undefined ? 0 : Number(token);
  if (!Number.isInteger(start) || start < 0) throw invalidNextToken();
  const end = start + size;
  return { items: items.slice(start, end), nextToken: end < items.length ? String(end) : undefined };
}
