import "server-only";

export interface LoadLimits {
  readonly events: number;
  /** Of messages, UTF-8. */
  readonly bytes: number;
}

/** What a browser can hold beside the rest of its tabs. */
export const defaultLimits: LoadLimits = { events: 200_000, bytes: 64 * 1024 * 1024 };

/** What one load may read, all sources together. The last page may go over it. */
export class LoadBudget {
  readonly limits: LoadLimits;
  events = 0;
  bytes = 0;

  constructor(limits: LoadLimits) {
    this.limits = limits;
  }

  take(events: number, bytes: number): void {
    this.events += events;
    this.bytes += bytes;
  }

  /** Which limit is reached, if any. */
  get exhausted(): "events" | "bytes" | null {
    if (this.events >= this.limits.events) return "events";
    return this.bytes >= this.limits.bytes ? "bytes" : null;
  }
}
