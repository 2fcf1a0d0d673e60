import { DAY_MS } from "@/lib/base/time";
import type { ColdStarts } from "@/lib/model/views/cold-starts";

/** Of stored bytes of functions' logs; what `/logs` reads in one load without asking. */
const AT_ONCE_BYTES = 64 * 1024 * 1024;
/** Where nobody knows how much is stored, the length must do. */
const UNKNOWN_MS = DAY_MS;

/** So little that its lines are read without asking: that costs no money, only time. */
export function readsLinesAtOnce(estimate: ColdStarts["estimate"], windowMs: number): boolean {
  const bytes = estimate?.bytes ?? null;
  return bytes === null ? windowMs <= UNKNOWN_MS : bytes <= AT_ONCE_BYTES;
}
