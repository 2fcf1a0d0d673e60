import {
  type FunctionFigures,
  functionUsage,
  type GatewayFigures,
  gatewayUsage,
  type Slice,
} from "@/lib/cost/metric-usage";
import { type Standing, standingUsage } from "@/lib/cost/standing";
import { sumOf } from "@/lib/cost/sum";
import type { LogUsage, UsageRecord } from "@/lib/cost/usage";
import { exactly, joined, type UsageRange } from "@/lib/cost/usage-range";

/** Bytes that a log group took in, by bin, other than those told of a function. */
export interface LogFigures extends Pick<LogUsage, "functionName" | "api" | "logClass"> {
  readonly group: string;
  readonly bytes: readonly number[];
}

/** What CloudWatch counted in a window, by bin, and what is charged by the clock. */
export interface WindowFigures {
  readonly timesMs: readonly number[];
  readonly binMs: number;
  readonly functions: readonly FunctionFigures[];
  readonly gateways: readonly GatewayFigures[];
  readonly logs: readonly LogFigures[];
  readonly standing: readonly Standing[];
}

/** The usage of a window. */
export interface WindowUsage extends UsageRange {
  readonly timesMs: readonly number[];
  readonly binMs: number;
  /** The lower end by bin; null: a bin that has not begun. The last one may reach beyond the window. */
  readonly bins: readonly (readonly UsageRecord[] | null)[];
}

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Usage from metrics alone. What is charged by the clock is charged until now, as it is configured now. */
export function windowUsage(figures: WindowFigures, window: Span, nowMs: number): WindowUsage {
  return byBins(figures, window, nowMs, (slice, lengthMs) => sliceUsage(figures, slice, lengthMs));
}

/** The whole window and each of its bins, by what a slice of them uses in so many milliseconds until now. */
export function byBins(
  { timesMs, binMs }: Pick<WindowFigures, "timesMs" | "binMs">,
  window: Span,
  nowMs: number,
  usageOf: (slice: Slice, lengthMs: number) => UsageRange,
): WindowUsage {
  const untilMs = Math.min(window.toMs, nowMs);
  const lengthOf = (fromMs: number, toMs: number) => Math.max(0, Math.min(toMs, untilMs) - fromMs);
  return {
    ...usageOf({ from: 0, to: timesMs.length, binMs }, lengthOf(window.fromMs, window.toMs)),
    timesMs,
    binMs,
    bins: timesMs.map((startMs, i) =>
      startMs >= untilMs
        ? null
        : usageOf({ from: i, to: i + 1, binMs }, lengthOf(startMs, startMs + binMs)).low,
    ),
  };
}

/** The usage of some bins; what is charged by the clock for `lengthMs`. */
export function sliceUsage(figures: WindowFigures, slice: Slice, lengthMs: number): UsageRange {
  return joined([
    ...figures.functions.map((one) => functionUsage(one, slice)),
    ...figures.gateways.map((one) => gatewayUsage(one, slice)),
    exactly([
      ...figures.logs.flatMap((one) => ingested(one, slice)),
      ...figures.standing.map((one) => standingUsage(one, lengthMs)),
    ]),
  ]);
}

function ingested({ bytes, functionName, api, logClass }: LogFigures, { from, to }: Slice): LogUsage[] {
  const ingestedBytes = sumOf(bytes.slice(from, to));
  if (ingestedBytes === 0) return [];
  const owner = { functionName, version: null, api, route: null };
  return [{ ...owner, kind: "logs", ingestedBytes, logClass, storedByteMonths: 0 }];
}
