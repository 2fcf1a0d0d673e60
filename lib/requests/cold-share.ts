import type { RequestFindings } from "@/lib/model/views/request";

type Invocation = RequestFindings["invocations"][number];

export interface ColdShare {
  /** 0–1. */
  readonly share: number;
  /** Of the API's latency, which its caller waited for; or of the invocation's own time, init and Duration. */
  readonly of: "latency" | "own";
}

/**
 * How much of the request's time an invocation's cold start was. null: it had none, its length is not written, or there
 * is no time to compare it with.
 */
export function coldShare(
  { cold, initMs, durationMs, role, certainty }: Invocation,
  gateways: RequestFindings["gateways"],
): ColdShare | null {
  if (cold !== true || initMs === null) return null;
  const called = role === "integration" || role === "authorizer";
  const latencyMs = gateways.length === 1 ? (gateways[0]?.latencyMs ?? null) : null;
  if (called && certainty === "exact" && latencyMs !== null && latencyMs > 0) {
    // A gateway that gave up waited for less than the whole of it.
    return { share: Math.min(1, initMs / latencyMs), of: "latency" };
  }
  const ownMs = durationMs === null ? 0 : initMs + durationMs;
  return ownMs > 0 ? { share: initMs / ownMs, of: "own" } : null;
}
