import "server-only";
import type { Meter } from "@/lib/aws/meter";
import type { EpochMs } from "@/lib/base/time";

/** Where AWS is called: clients, keys of answers, pace and flights are kept apart for each of these. */
export interface CallTarget {
  /** A name that lib/config/accounts.ts knows; `default` without a file of accounts. */
  readonly account: string;
  readonly region: string;
}

/** On whose behalf AWS is called: one page load or one JSON answer. */
export interface CallScope extends CallTarget {
  /** Aborted when the page is abandoned: its calls stop, unless others wait for the same answer. */
  readonly signal: AbortSignal;
  readonly meter: Meter;
  /** The page's *now*. Decides which windows are closed; waiting and caching run on real time. */
  readonly nowMs: EpochMs;
  /** The reader was told what this costs and wants it. */
  readonly consent?: boolean;
  /** Who asks, for the audit; null: nobody was asked who they are. */
  readonly viewer?: string | null;
  /** Of the page or route that asks. */
  readonly path?: string | null;
}

/** Names the target in keys. Neither part has a space. */
export function targetKey({ account, region }: CallTarget): string {
  return `${account} ${region}`;
}
