import "server-only";
import { sharedCacheState } from "@/lib/aws/shared-cache-state";
import { EnvironmentError } from "@/lib/config/environment";

export interface Health {
  readonly status: "ok";
  /** `unknown`: the environment is wrong; every page says how. No reason to restart. */
  readonly sharedCache: "off" | "connecting" | "connected" | "degraded" | "unknown";
}

/** Without secrets and without reasons: probes need no authentication. */
export function readHealth(): Health {
  try {
    return { status: "ok", sharedCache: sharedCacheState().state };
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    return { status: "ok", sharedCache: "unknown" };
  }
}
