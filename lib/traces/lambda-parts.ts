import type { SpanKind } from "@/lib/model/trace";

/** Names of Lambda's own subsegments, old style and new [D services-xray], and of a queue's. */
const LAMBDA_PARTS: Readonly<Record<string, SpanKind>> = {
  Initialization: "init",
  Init: "init",
  Restore: "restore",
  Overhead: "overhead",
  "Dwell Time": "queue",
  QueueTime: "queue",
};

/** What a subsegment of this name is to Lambda; null for the code's own. */
export function lambdaPartKind(name: string): SpanKind | null {
  return (Object.hasOwn(LAMBDA_PARTS, name) ? LAMBDA_PARTS[name] : undefined) ?? null;
}
