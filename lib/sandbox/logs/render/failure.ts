import type { Outcome } from "@/lib/sandbox/world/types";

/** What the platform itself (not the handler's code) reports about an invocation. */
export interface PlatformStatus {
  readonly status: "success" | "timeout" | "error";
  readonly errorType: string | null;
}

/**
 * An exception that the handler throws is no failure of the platform: in text REPORT lines it was never seen to set
 * Status [L 2023–2026]. That the JSON report says `success` too is unverified.
 */
export function platformStatus(outcome: Outcome): PlatformStatus {
  switch (outcome) {
    case "timeout":
      return { status: "timeout", errorType: null };
    case "out-of-memory":
      return { status: "error", errorType: "Runtime.OutOfMemory" };
    case "crash":
      return { status: "error", errorType: "Runtime.ExitError" };
    case "success":
    case "error":
      return { status: "success", errorType: null };
  }
}
