/** Versions that can be told apart; who has an older one is told to read everything again. */
const KEPT = 1_000;

/** The versions of a book, and the time from which on each differs from the one before. */
export class ChangeLog {
  version = 0;
  private readonly changes: { readonly version: number; readonly fromMs: number }[] = [];

  note(fromMs: number): void {
    this.version++;
    this.changes.push({ version: this.version, fromMs });
    if (this.changes.length > KEPT) this.changes.shift();
  }

  /** Time of the first line that may have changed after a version; Infinity when nothing did. */
  firstMsSince(version: number): number {
    const oldest = this.changes[0];
    let fromMs = Number.POSITIVE_INFINITY;
    if (version < this.version && (oldest === undefined || oldest.version > version + 1)) {
      fromMs = Number.NEGATIVE_INFINITY;
    }
    for (const change of this.changes) {
      if (change.version > version) fromMs = Math.min(fromMs, change.fromMs);
    }
    return fromMs;
  }
}
