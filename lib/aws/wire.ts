import "server-only";
import { type DurationMs, type EpochMs, epochMs, epochMsFromDate, SECOND_MS } from "@/lib/base/time";

/** Small readings of AWS answers, which may lack any field: absent or senseless becomes null, never an exception. */

/** null for a missing or invalid date. */
export function instantOf(date: Date | undefined): EpochMs | null {
  return date === undefined || Number.isNaN(date.getTime()) ? null : epochMsFromDate(date);
}

/** `2026-11-20T10:00:00.000+0000`, Lambda's own spelling of dates. */
export function instantOfText(text: string | undefined): EpochMs | null {
  if (text === undefined) return null;
  const ms = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
  return Number.isNaN(ms) ? null : epochMs(ms);
}

export function durationOfSeconds(seconds: number | undefined): DurationMs {
  return (seconds ?? 0) * SECOND_MS;
}

/** AWS leaves a text out or sends it empty; both mean that there is none. */
export function textOf(text: string | undefined): string | null {
  return text === undefined || text === "" ? null : text;
}

/** NaN and infinities, which some compatible servers send, count as absent. */
export function numberOf(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : value;
}

/** A limit that is set. Below 0 it is switched off: -1 is what Terraform's AWS provider writes for a throttle that nobody set. */
export function limitOf(value: number | undefined): number | null {
  const limit = numberOf(value);
  return limit === null || limit < 0 ? null : limit;
}
