import type { CallContext, JsonObject } from "@/lib/sandbox/http/contract";
import type { AlarmDef } from "@/lib/sandbox/world/types";
import { invalidNextToken, invalidParameterValue } from "../errors";
import { optionalNumber, optionalText } from "../input";
import { storeOf } from "../state";
import { type AlarmChange, alarmChanges } from "./evaluate";

export const MAX_RECORDS = 100;

/** Alarms of the call's region, by name. */
export function alarmsByName(context: CallContext): readonly AlarmDef[] {
  return [...context.world.alarms].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** See `alarmChanges`. */
export function changesOf(context: CallContext, alarm: AlarmDef): readonly AlarmChange[] {
  return alarmChanges(storeOf(context), alarm, context.world.startMs, context.nowMs);
}

/** The page that `NextToken` and `MaxRecords` (at most 100) select. Throws InvalidNextToken. */
export function pageBy(
  items: readonly JsonObject[],
  input: JsonObject,
  defaultSize: number,
): { readonly items: readonly JsonObject[]; readonly nextToken: string | undefined } {
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
