import "server-only";

/**
 * Answers kept for a while. Asynchronous, and values survive JSON, so that a shared store can stand behind it:
 * no Map, Date, undefined members or class instances. Values are never changed by who reads them.
 */
export interface Cache {
  /** undefined when absent or expired. */
  get(key: string): Promise<unknown>;
  /** Real time, not the page's *now*. A value too large for the store is silently not kept. */
  set(key: string, value: unknown, ttlMs: number): Promise<void>;
  delete(key: string): Promise<void>;
}
