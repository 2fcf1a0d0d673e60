import "server-only";
import { type DurationMs, type EpochMs, epochMs } from "@/lib/base/time";
import { accountSettings } from "@/lib/config/accounts";
import { processWide } from "@/lib/config/process-wide";

/**
 * What time it is *at AWS*. Windows are relative to the clock that stamped the data, not to that of this machine: a
 * laptop that woke up with a wrong clock would otherwise ask for the wrong hours and see "no data". Every answer of AWS
 * carries a Date header, to the second; small differences are network and rounding and are ignored. AWS has one time;
 * an endpoint of one's own has its own.
 */
const IGNORED_SKEW_MS = 30_000;

interface Clock {
  offsetMs: number;
  known: boolean;
}

/** `endpointUrl` null is AWS. */
export function noteServerDate(endpointUrl: string | null, header: string | undefined): void {
  const server = header === undefined ? Number.NaN : Date.parse(header);
  if (Number.isNaN(server)) return;
  const offset = server - Date.now();
  const state = clockAt(endpointUrl);
  state.offsetMs = Math.abs(offset) < IGNORED_SKEW_MS ? 0 : offset;
  state.known = true;
}

/** False until the first answer: until then this machine's clock has to do. */
export function isAwsTimeKnown(account: string): boolean {
  return clockOf(account).known;
}

export function awsNow(account: string): EpochMs {
  return epochMs(Date.now() + clockOf(account).offsetMs);
}

/** What to add to this machine's time to have AWS's. */
export function awsClockOffset(account: string): DurationMs {
  return clockOf(account).offsetMs;
}

function clockOf(account: string): Clock {
  return clockAt(accountSettings(account).endpointUrl);
}

function clockAt(endpointUrl: string | null): Clock {
  return processWide(`clock ${endpointUrl ?? "aws"}`, () => ({ offsetMs: 0, known: false }));
}
