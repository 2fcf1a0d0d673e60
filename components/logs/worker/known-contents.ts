import { MINUTE_MS } from "@/lib/base/time";

/** Events may be taken in this late and still be read by the load, or by a tail that went on after a lost connection. */
export const SEAM_MS = 10 * MINUTE_MS;

/**
 * Events that are on screen, by their content: a load and each tail give them other ids. Forgets what is so old that
 * nothing brings it again.
 */
export class KnownContents {
  private young = new Set<string>();
  private old = new Set<string>();
  private sinceMs = Number.NaN;

  clear(): void {
    this.young = new Set();
    this.old = new Set();
    this.sinceMs = Number.NaN;
  }

  /** @returns whether it was new */
  add(content: string, timestampMs: number): boolean {
    if (this.young.has(content) || this.old.has(content)) return false;
    if (Number.isNaN(this.sinceMs)) this.sinceMs = timestampMs;
    if (timestampMs - this.sinceMs > SEAM_MS) {
      this.old = this.young;
      this.young = new Set();
      this.sinceMs = timestampMs;
    }
    this.young.add(content);
    return true;
  }
}
