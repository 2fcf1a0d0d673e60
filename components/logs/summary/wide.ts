import { DAY_MS, HOUR_MS } from "@/lib/base/time";
import type { LogSummary } from "@/lib/model/views/log-summary";

/** Shorter windows are read without asking first how much is in them: a load begins, and stops at its limit. */
export const ASK_FROM_MS = 6 * HOUR_MS;
/** What one load of `/api/logs` reads at most. */
const LOAD_BYTES = 64 * 1024 * 1024;
/** Where nobody knows how much is stored, the length must do. */
const UNKNOWN_MS = DAY_MS;

/** More than one load can read, so that counting where the data is would tell more. */
export function isWide(estimate: LogSummary["estimate"], windowMs: number): boolean {
  return estimate.bytes === null ? windowMs > UNKNOWN_MS : estimate.bytes > LOAD_BYTES;
}
