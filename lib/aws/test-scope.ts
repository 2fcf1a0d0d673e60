import "server-only";
import type { CallScope } from "@/lib/aws/call-scope";
import { createMeter } from "@/lib/aws/meter";
import { epochMs } from "@/lib/base/time";
import { DEFAULT_ACCOUNT } from "@/lib/config/accounts";

let regions = 0;

/** A scope in a region of its own: cache, flights and pace are kept per region, so tests do not meet there. */
export function testScope(changes: Partial<CallScope> = {}): CallScope {
  regions += 1;
  return {
    account: DEFAULT_ACCOUNT,
    region: `test-region-${regions}`,
    signal: new AbortController().signal,
    meter: createMeter(null),
    nowMs: epochMs(Date.UTC(2026, 0, 15, 12)),
    ...changes,
  };
}
