import { HOUR_MS } from "@/lib/base/time";
import { AwsError, type JsonObject } from "@/lib/sandbox/http/contract";

/** X-Ray's one error for whatever is wrong with a request. [M] */
export function invalidRequest(message: string): AwsError {
  return new AwsError("InvalidRequestException", message, 400);
}

export function optionalString(input: JsonObject, field: string): string | undefined {
  const value = input[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw invalidRequest(`${field} must be a string`);
  return value;
}

export function optionalNumber(input: JsonObject, field: string): number | undefined {
  const value = input[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "number" || !Number.isFinite(value)) throw invalidRequest(`${field} must be a number`);
  return value;
}

export function optionalBoolean(input: JsonObject, field: string): boolean | undefined {
  const value = input[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "boolean") throw invalidRequest(`${field} must be true or false`);
  return value;
}

/** A list of trace ids, refused when it is absent or longer than `most`. */
export function traceIdList(input: JsonObject, most: number): readonly string[] {
  const value = input.TraceIds;
  if (!Array.isArray(value)) throw invalidRequest("TraceIds must not be empty");
  const ids = value.map((id) => {
    if (typeof id !== "string") throw invalidRequest("TraceIds must be a list of strings");
    return id;
  });
  if (ids.length > most) throw invalidRequest(`TraceIds must not contain more than ${most} ids`);
  return ids;
}

export interface TimeWindow {
  /** Epoch ms, inclusive. */
  readonly fromMs: number;
  /** Epoch ms, exclusive. */
  readonly toMs: number;
}

/** X-Ray's longest window for summaries, graphs and statistics. */
const LONGEST_WINDOW_MS = 6 * HOUR_MS;

/** `StartTime` and `EndTime` (epoch seconds, both required), at most six hours apart. */
export function timeWindow(input: JsonObject): TimeWindow {
  const start = optionalNumber(input, "StartTime");
  const end = optionalNumber(input, "EndTime");
  if (start === undefined) throw invalidRequest("StartTime is required");
  if (end === undefined) throw invalidRequest("EndTime is required");
  const window = { fromMs: start * 1000, toMs: end * 1000 };
  if (window.toMs < window.fromMs) throw invalidRequest("EndTime must not be before StartTime");
  if (window.toMs - window.fromMs > LONGEST_WINDOW_MS) {
    throw invalidRequest("The time range between StartTime and EndTime must not exceed 6 hours");
  }
  return window;
}
