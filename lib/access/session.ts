import { HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import type { Role } from "@/lib/model/access";

/** Who is signed in, as the cookie keeps it: no token, no claim but the role that followed from them. */
export interface Session {
  /** The provider's own id of the person. */
  readonly subject: string;
  /** What people call them: shown, and written to the audit. */
  readonly name: string;
  readonly role: Role;
  readonly signedInMs: number;
  /** Up to `SEEN_STEP_MS` ago while pages are asked for. */
  readonly seenMs: number;
}

/** A working day: whoever left the company since is out by the next. */
export const SESSION_MS = 8 * HOUR_MS;
/** Without any request. A page that refreshes itself keeps its reader signed in. */
export const IDLE_MS = HOUR_MS;
/** The cookie is written anew not more often than this. */
const SEEN_STEP_MS = 5 * MINUTE_MS;
/** Clocks of several servers differ. */
const SKEW_MS = MINUTE_MS;

export function isAlive({ signedInMs, seenMs }: Session, nowMs: number): boolean {
  if (signedInMs > nowMs + SKEW_MS || seenMs > nowMs + SKEW_MS) return false;
  return nowMs < signedInMs + SESSION_MS && nowMs < seenMs + IDLE_MS;
}

/** The same session, seen now; null while the cookie that is there says enough. */
export function seenAgain(session: Session, nowMs: number): Session | null {
  return nowMs - session.seenMs < SEEN_STEP_MS ? null : { ...session, seenMs: nowMs };
}
