import type { TraceOutcome } from "@/lib/traces/summaries/outcome-of";

/** Each outcome has a shape and a word; colour only repeats them. */
export const outcomeLooks = {
  fault: { word: "Fault", hint: "5xx", shape: "cross", token: "--critical", level: "critical" },
  throttle: { word: "Throttle", hint: "429", shape: "diamond", token: "--warning", level: "warning" },
  error: { word: "Error", hint: "4xx", shape: "triangle", token: "--warning", level: "warning" },
  ok: { word: "OK", hint: "", shape: "dot", token: "--control-line", level: "ok" },
} as const satisfies Record<TraceOutcome, unknown>;

export type MarkShape = (typeof outcomeLooks)[TraceOutcome]["shape"];
