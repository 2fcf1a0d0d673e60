import "server-only";
import type { DurationMs } from "@/lib/base/time";
import { contentId, tailedId } from "@/lib/model/content-id";
import type { LogEvent } from "@/lib/model/log";

type Content = Omit<LogEvent, "id">;

/** Longer than anything is read again, so that what is forgotten does not come back as new. */
const GENERATION_MS: DurationMs = 5 * 60_000;

/** Counts by key that forget what was not counted for one to two generations. */
class ForgetfulCounts {
  readonly #nowMs: () => DurationMs;
  #young = new Map<string, number>();
  #old = new Map<string, number>();
  #since: DurationMs;

  constructor(nowMs: () => DurationMs) {
    this.#nowMs = nowMs;
    this.#since = nowMs();
  }

  get(key: string): number {
    return this.#young.get(key) ?? this.#old.get(key) ?? 0;
  }

  set(key: string, count: number): void {
    const now = this.#nowMs();
    if (now - this.#since > GENERATION_MS) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#since = now;
    }
    this.#young.set(key, count);
  }
}

/** One reading of a time span, in which each event occurs once: a Live Tail session, or a FilterLogEvents to its end. */
export interface Pass {
  /** The event's id when no other pass has shown it, else null. */
  fresh(event: Content): string | null;
}

/**
 * Which events of a group a tail has shown. The same event is met several times: live, when a lost connection is made
 * good, and by look-backs for late ones. Live Tail gives no ids, so events are known by content; equal lines of one
 * millisecond are told apart by counting them, per pass. Lines that were written together, in one millisecond, keep the
 * order in which AWS tells them.
 */
export class SeenContents {
  readonly #nowMs: () => DurationMs;
  readonly #shown: ForgetfulCounts;

  constructor(nowMs: () => DurationMs = () => performance.now()) {
    this.#nowMs = nowMs;
    this.#shown = new ForgetfulCounts(nowMs);
  }

  pass(): Pass {
    const met = new ForgetfulCounts(this.#nowMs);
    const places = new ForgetfulCounts(this.#nowMs);
    return {
      fresh: (event) => {
        const key = contentId(event);
        const batch = `${event.stream}\n${event.timestampMs}\n${event.ingestionMs}`;
        const place = places.get(batch);
        places.set(batch, place + 1);
        const before = met.get(key);
        met.set(key, before + 1);
        if (before < this.#shown.get(key)) return null;
        this.#shown.set(key, before + 1);
        return tailedId(key, before, place);
      },
    };
  }
}

/** The events of a page that no other pass has shown, oldest first, with ids of their own. */
export function freshOnes(pass: Pass, events: readonly Omit<LogEvent, "id">[]): LogEvent[] {
  return events
    .flatMap((event) => {
      const id = pass.fresh(event);
      return id === null ? [] : [{ ...event, id }];
    })
    .sort((a, b) => a.timestampMs - b.timestampMs || a.ingestionMs - b.ingestionMs);
}
