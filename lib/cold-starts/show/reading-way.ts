import { DAY_MS } from "@/lib/base/time";
import type { ColdStarts } from "@/lib/model/views/cold-starts";

/** Of stored bytes of functions' logs: what a reading by lines, which ends at 100,000, has time for and reaches whole. */
const AT_ONCE_BYTES = 24 * 1024 * 1024;
/** Where nobody knows how much is stored, the length must do. */
const UNKNOWN_MS = DAY_MS;
/** Less than what the metrics of a page cost. */
const AT_ONCE_USD = 0.001;

/** So little that its lines are read without asking: that costs no money, only time. */
export function readsLinesAtOnce(estimate: ColdStarts["estimate"], windowMs: number): boolean {
  const bytes = estimate?.bytes ?? null;
  return bytes === null ? windowMs <= UNKNOWN_MS : bytes <= AT_ONCE_BYTES;
}

/** A query so cheap that asking first would only be in the way. A price that is not known is not cheap. */
export function sumsUpAtOnce(estimate: ColdStarts["estimate"]): boolean {
  const costUsd = estimate?.costUsd ?? null;
  return costUsd !== null && costUsd <= AT_ONCE_USD;
}
