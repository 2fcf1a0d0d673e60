import type { TraceRow } from "@/lib/model/views/traces";

export const traceOutcomes = ["fault", "throttle", "error", "ok"] as const;
export type TraceOutcome = (typeof traceOutcomes)[number];

/** The worst that X-Ray says of a trace's root; a throttle is an error, and the more exact word. */
export function outcomeOf({ fault, throttle, error }: TraceRow): TraceOutcome {
  if (fault) return "fault";
  if (throttle) return "throttle";
  return error ? "error" : "ok";
}
