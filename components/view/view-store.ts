import type { OwnSpend, SpendTotals } from "@/lib/model/views/own-spend";

/** What the page on screen resolved to, told by the server: the browser's clock may differ from AWS's. */
export interface ResolvedView {
  readonly fromMs: number;
  readonly toMs: number;
  readonly nowMs: number;
  readonly region: string;
}

export interface OperationSpend {
  readonly operation: string;
  readonly sent: number;
  /** Answered without a call to AWS: from the cache, or by a call already under way. */
  readonly saved: number;
  readonly retried: number;
  readonly costUsd: number;
}

/** What this page asked of AWS, beside what the browser and the installation did. */
export interface PageSpend {
  readonly page: SpendTotals & {
    readonly billedMetrics: number;
    /** In the queue for pace, added up over its calls. */
    readonly waitedMs: number;
    readonly operations: readonly OperationSpend[];
  };
  /** What the page has asked for since it was drawn: sheets that were opened, queries that were run. */
  readonly later: { readonly sent: number; readonly costUsd: number };
  readonly own: OwnSpend;
}

/** One value that pages write and the shell, which is above them, reads. */
export class Slot<T> {
  private value: T | null = null;
  private readonly listeners = new Set<() => void>();

  readonly get = (): T | null => this.value;

  set(value: T | null): void {
    this.value = value;
    for (const listener of this.listeners) listener();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };
}

/** A part of the time axis whose requests are wanted. */
export interface RequestsWanted {
  readonly fromMs: number;
  readonly toMs: number;
  /** The chart where it was chosen. */
  readonly chart: { readonly title: string; readonly unit: string };
  /** Whose requests, where that is not what the page is about; a word for one of the page's own `subjects`. */
  readonly of?: RequestSubject | string;
}

export interface RequestSubject {
  readonly name: string;
  /** Parts of the parameter `src`. */
  readonly sources: readonly string[];
  /** The function that AWS throttled, if it did: calls that never ran. */
  readonly throttled: string | null;
}

export const resolvedView = new Slot<ResolvedView>();
export const pageSpend = new Slot<PageSpend>();
/** How the page shows the requests of a range; null on pages that cannot. */
export const showRequests = new Slot<(wanted: RequestsWanted) => void>();
