import type { ColdShare, RequestFindings } from "@/lib/model/views/request";

type Invocation = Omit<RequestFindings["invocations"][number], "coldShare">;

/**
 * How much of the request's time an invocation's cold start was. null: it had none, its length is not written, or there
 * is no time to compare it with.
 */
export function coldShare(
  { cold, initMs, durationMs, role, certainty }: Invocation,
  gateways: readonly RequestFindings["gateways"][number][],
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
