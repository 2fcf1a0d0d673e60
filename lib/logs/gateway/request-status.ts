import type { GatewayRequest } from "@/lib/model/log";

export type GatewayRequestStatus = "success" | "error" | "timeout" | "throttled" | "unknown";

/** In the words of invocations; a 4xx that is no throttling is a success of the API. */
export function requestStatus({ status, timeout, throttled }: GatewayRequest): GatewayRequestStatus {
  if (throttled) return "throttled";
  if (timeout || status === 504) return "timeout";
  if (status === null) return "unknown";
  return status >= 500 ? "error" : "success";
}
