import "server-only";
import { processWide } from "@/lib/aws/process-wide";
import { type EpochMs, epochMs } from "@/lib/base/time";

/**
 * What time it is *at AWS*. Windows are relative to the clock that stamped the data, not to that of this machine: a
 * laptop that woke up with a wrong clock would otherwise ask for the wrong hours and see "no data". Every answer of AWS
 * carries a Date header, to the second; small differences are network and rounding and are ignored.
 */
const IGNORED_SKEW_MS = 30_000;

interface Clock {
  offsetMs: number;
  known: boolean;
}

function clock(): Clock {
  return processWide("clock", () => ({ offsetMs: 0, known: false }));
}

export function noteServerDate(header: string | undefined): void {
  const server = header === undefined ? Number.NaN : Date.parse(header);
  if (Number.isNaN(server)) return;
  const offset = server - Date.now();
  const state = clock();
  state.offsetMs = Math.abs(offset) < IGNORED_SKEW_MS ? 0 : offset;
  state.known = true;
}

/** False until the first answer: until then this machine's clock has to do. */
export function isAwsTimeKnown(): boolean {
  return clock().known;
}

export function awsNow(): EpochMs {
  return epochMs(Date.now() + clock().offsetMs);
}
