import { type LoadProgress, noProgress } from "@/components/logs/protocol";
import type { LogsDone, LogsProgress } from "@/lib/model/views/logs";

interface Before {
  readonly pages: number;
  readonly events: number;
  readonly bytes: number;
  /** Part of the window that was left unread, 0–1. */
  readonly rest: number;
}

const nothingBefore: Before = { pages: 0, events: 0, bytes: 0, rest: 1 };

/** How far a window is read, all sources and all loads that continued one another together. */
export class LoadTally {
  private readonly before = new Map<string, Before>();
  private readonly now = new Map<string, LogsProgress>();
  private earlier = { awsCalls: 0, costUsd: 0 };

  add(progress: LogsProgress): void {
    this.now.set(progress.source, progress);
  }

  /** What this load did counts as done; the next one reads what it left. */
  carryOn({ sources, awsCalls, costUsd }: LogsDone, windowMs: number): void {
    for (const { source, unread } of sources) {
      const { pages, events, bytes } = this.of(source);
      const unreadMs = unread.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
      this.before.set(source, { pages, events, bytes, rest: Math.min(1, unreadMs / Math.max(1, windowMs)) });
    }
    this.now.clear();
    this.earlier = { awsCalls, costUsd };
  }

  /** The end of a load, with what those before it cost. */
  whole(done: LogsDone): LogsDone {
    const { awsCalls, costUsd } = this.earlier;
    return { ...done, awsCalls: done.awsCalls + awsCalls, costUsd: done.costUsd + costUsd };
  }

  /** @param sources one that has not answered counts as not begun */
  progress(sources: readonly string[], streams: number): LoadProgress {
    const sum = sources.reduce((total, source) => {
      const { pages, events, bytes, share } = this.of(source);
      return {
        pages: total.pages + pages,
        streams,
        events: total.events + events,
        bytes: total.bytes + bytes,
        share: total.share + share / sources.length,
      };
    }, noProgress);
    return { ...sum, streams };
  }

  private of(source: string): Omit<LoadProgress, "streams"> {
    const before = this.before.get(source) ?? nothingBefore;
    const now = this.now.get(source);
    return {
      pages: before.pages + (now?.pages ?? 0),
      events: before.events + (now?.events ?? 0),
      bytes: before.bytes + (now?.bytes ?? 0),
      share: 1 - before.rest * (1 - (now?.share ?? 0)),
    };
  }
}
