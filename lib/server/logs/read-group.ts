import "server-only";
import { AwsFailure } from "@/lib/aws/aws-failure";
import type { CallScope } from "@/lib/aws/call-scope";
import { filterLogEvents, NEWEST_FIRST_SINCE_MS } from "@/lib/aws/log-events";
import { MINUTE_MS } from "@/lib/base/time";
import type { Failure } from "@/lib/model/failure";
import type { LogEvent } from "@/lib/model/log";
import type { Interval } from "@/lib/model/views/logs";
import { lengthOf, mergeIntervals } from "@/lib/server/logs/intervals";
import type { LoadBudget } from "@/lib/server/logs/load-budget";
import { SlicePlan } from "@/lib/server/logs/slice-plan";

/** Slices of one group under way at one time. The quota is the account's, so more would only queue. */
const LANES = 4;
/** A page of AWS, in bytes and in events. [D cloudwatch_limits_cwl] */
const PAGE_BYTES = 1_000_000;
const PAGE_EVENTS = 10_000;
/** Order across streams is best effort: what is older than the oldest seen by so much is certainly unread. */
const DISORDER_MS = MINUTE_MS;

export interface GroupRequest {
  readonly group: string;
  /** Disjoint parts of the window, oldest first. */
  readonly intervals: readonly Interval[];
  readonly pattern: string | null;
  /** Only these streams; absent: all. */
  readonly streams?: readonly string[];
}

export interface GroupOutcome {
  /** Oldest first. */
  readonly unread: readonly Interval[];
  readonly failure: Failure | null;
}

interface Progress {
  readonly pages: number;
  /** 0–1 of the intervals. */
  readonly share: number;
}

/**
 * Reads all events of a group, newest slices first and several at a time, until everything is read, the budget is used
 * up, or AWS fails for good. Waits for `onPage` before asking for more.
 */
export async function readGroup(
  scope: CallScope,
  request: GroupRequest,
  budget: LoadBudget,
  onPage: (events: readonly LogEvent[], bytes: number, progress: Progress) => Promise<void>,
): Promise<GroupOutcome> {
  const reader = new GroupReader(scope, request, budget, onPage);
  return reader.run();
}

class GroupReader {
  readonly #scope: CallScope;
  readonly #request: GroupRequest;
  readonly #budget: LoadBudget;
  readonly #onPage: Parameters<typeof readGroup>[3];
  readonly #plans: SlicePlan[];
  readonly #wholeMs: number;
  readonly #running = new Map<Interval, number>();
  readonly #unread: Interval[] = [];
  #doneMs = 0;
  #pages = 0;
  #failure: Failure | null = null;
  /** Nothing is known about the density before the first answer: one call, not four. */
  #lanes = 1;

  constructor(
    scope: CallScope,
    request: GroupRequest,
    budget: LoadBudget,
    onPage: Parameters<typeof readGroup>[3],
  ) {
    this.#scope = scope;
    this.#request = request;
    this.#budget = budget;
    this.#onPage = onPage;
    this.#plans = [...request.intervals].reverse().map((interval) => new SlicePlan(interval));
    this.#wholeMs = Math.max(1, lengthOf(request.intervals));
  }

  async run(): Promise<GroupOutcome> {
    const lanes = new Set<Promise<void>>();
    for (;;) {
      while (lanes.size < this.#lanes && !this.#stopped) {
        const slice = this.#nextSlice();
        if (slice === null) break;
        const lane = this.#readSlice(slice).finally(() => lanes.delete(lane));
        lanes.add(lane);
      }
      if (lanes.size === 0) break;
      await Promise.race([...lanes, this.#lanesChanged()]);
    }
    const rest = this.#plans.flatMap((plan) => plan.rest() ?? []);
    return { unread: mergeIntervals([...this.#unread, ...rest]), failure: this.#failure };
  }

  get #stopped(): boolean {
    return this.#failure !== null || this.#budget.exhausted !== null;
  }

  #nextSlice(): Interval | null {
    for (const plan of this.#plans) {
      const slice = plan.next();
      if (slice !== null) return slice;
    }
    return null;
  }

  async #readSlice(slice: Interval): Promise<void> {
    const { group, pattern, streams } = this.#request;
    const seen = new SliceProgress(slice);
    this.#running.set(slice, 0);
    try {
      for await (const { events, bytes, last } of filterLogEvents(this.#scope, {
        group,
        ...slice,
        newestFirst: true,
        pattern,
        ...(streams === undefined ? {} : { streams }),
      })) {
        seen.add(events, bytes);
        this.#pages += 1;
        this.#budget.take(events.length, bytes);
        const coveredMs = last ? slice.toMs - slice.fromMs : seen.coveredMs;
        this.#running.set(slice, coveredMs);
        this.#learn(seen.pages, coveredMs);
        await this.#onPage(events, bytes, { pages: this.#pages, share: this.#share });
        if (this.#stopped && !last) {
          this.#unread.push(seen.unread);
          return;
        }
      }
      this.#doneMs += slice.toMs - slice.fromMs;
    } catch (error) {
      if (!(error instanceof AwsFailure)) throw error;
      this.#failure ??= error.failure;
      this.#unread.push(seen.unread);
    } finally {
      this.#running.delete(slice);
    }
  }

  get #share(): number {
    let covered = this.#doneMs;
    for (const ms of this.#running.values()) covered += ms;
    return Math.min(1, covered / this.#wholeMs);
  }

  #wakeUp: (() => void) | null = null;

  #learn(pages: number, coveredMs: number): void {
    for (const plan of this.#plans) plan.learn(pages, coveredMs);
    if (this.#lanes === LANES) return;
    this.#lanes = LANES;
    this.#wakeUp?.();
  }

  #lanesChanged(): Promise<void> {
    return new Promise((resolve) => {
      this.#wakeUp = resolve;
    });
  }
}

/** How far one slice has been read. */
class SliceProgress {
  readonly #slice: Interval;
  #oldestMs: number;
  #descending = true;
  #bytes = 0;
  #events = 0;

  constructor(slice: Interval) {
    this.#slice = slice;
    this.#oldestMs = slice.toMs;
  }

  add(events: readonly LogEvent[], bytes: number): void {
    this.#bytes += bytes;
    this.#events += events.length;
    const first = events[0];
    const last = events[events.length - 1];
    if (first === undefined || last === undefined) return;
    // An endpoint that ignores the wish for newest first is known by its order.
    if (first.timestampMs + DISORDER_MS < last.timestampMs) this.#descending = false;
    for (const { timestampMs } of events) this.#oldestMs = Math.min(this.#oldestMs, timestampMs);
  }

  get #newestFirst(): boolean {
    return this.#descending && this.#slice.fromMs >= NEWEST_FIRST_SINCE_MS;
  }

  get pages(): number {
    return Math.max(this.#bytes / PAGE_BYTES, this.#events / PAGE_EVENTS);
  }

  get coveredMs(): number {
    return this.#newestFirst ? this.#slice.toMs - this.#oldestMs : 0;
  }

  get unread(): Interval {
    if (!this.#newestFirst) return this.#slice;
    return {
      fromMs: this.#slice.fromMs,
      toMs: Math.min(this.#slice.toMs, this.#oldestMs + DISORDER_MS),
    };
  }
}
