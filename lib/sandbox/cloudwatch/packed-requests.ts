import { MINUTE_MS } from "@/lib/base/time";
import type { ApiDef, World } from "@/lib/sandbox/world/types";
import { type PackedCache, PackedRecords } from "./packed-records";

/** Columns of a packed request; latencies in hundredths of a millisecond. */
export const LATENCY = 1;
/** NO_INTEGRATION when none was called. */
export const INTEGRATION = 2;
export const BYTES = 3;
/** CANARY, CACHE_HIT, the status and the route's index. */
export const MARKS = 4;
const WIDTH = 5;

export const NO_INTEGRATION = 0xffff_ffff;
export const CANARY = 1;
export const CACHE_HIT = 2;
const STATUS_SHIFT = 2;
const ROUTE_SHIFT = 12;

/** REST and HTTP APIs answer within 30 s, an authorizer before that included. */
const SETTLE_MS = 2 * MINUTE_MS;

export function statusOf(marks: number): number {
  return (marks >>> STATUS_SHIFT) & 0x3ff;
}

export function routeOf(marks: number): number {
  return marks >>> ROUTE_SHIFT;
}

export function packedRequests(world: World, api: ApiDef, cache: PackedCache): PackedRecords {
  return new PackedRecords(cache, {
    key: `a${api.index}`,
    width: WIDTH,
    settleMs: SETTLE_MS,
    list: (fromMs, toMs) => world.requestsOf(api.index, fromMs, toMs),
    pack(index, rows, at) {
      const request = world.request(index);
      rows[at + LATENCY] = Math.round(request.latencyMs * 100);
      rows[at + INTEGRATION] =
        request.integrationLatencyMs === null
          ? NO_INTEGRATION
          : Math.round(request.integrationLatencyMs * 100);
      rows[at + BYTES] = request.responseBytes;
      rows[at + MARKS] =
        (request.routeIndex << ROUTE_SHIFT) |
        (request.status << STATUS_SHIFT) |
        (request.outcome === "cache-hit" ? CACHE_HIT : 0) |
        (request.canary ? CANARY : 0);
      return request.startMs;
    },
  });
}
