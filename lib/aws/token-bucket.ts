import "server-only";
import { abortError } from "@/lib/aws/aws-failure";
import type { DurationMs } from "@/lib/base/time";

export interface Pace {
  readonly perSecond: number;
  /** How much may go at once after a pause. */
  readonly burst: number;
}

/** Real time and timers, replaceable in tests. */
export interface Clock {
  readonly now: () => DurationMs;
  /** Returns how to cancel. */
  readonly after: (delayMs: DurationMs, run: () => void) => () => void;
}

export const monotonicClock: Clock = {
  now: () => performance.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

interface Waiter {
  readonly tokens: number;
  readonly grant: () => void;
}

/**
 * Lets calls through at a steady pace with bursts, first come first served. In any span of t seconds at most
 * burst + t × perSecond tokens pass. (A queue library with a fixed window would let twice the quota through around
 * the window's edge, or never burst.)
 */
export class TokenBucket {
  readonly #pace: Pace;
  readonly #clock: Clock;
  readonly #waiters: Waiter[] = [];
  #tokens: number;
  #filledAt: DurationMs;
  #cancelTimer: (() => void) | null = null;

  constructor(pace: Pace, clock: Clock = monotonicClock) {
    this.#pace = pace;
    this.#clock = clock;
    this.#tokens = pace.burst;
    this.#filledAt = clock.now();
  }

  /**
   * Resolves when `tokens` may be spent, with the time waited. More than a full bucket counts as a full bucket.
   * Rejects with AbortError, spending nothing, when the signal aborts first.
   */
  take(tokens: number, signal: AbortSignal): Promise<DurationMs> {
    if (signal.aborted) return Promise.reject(abortError());
    const wanted = Math.min(tokens, this.#pace.burst);
    this.#fill();
    if (this.#waiters.length === 0 && this.#tokens >= wanted) {
      this.#tokens -= wanted;
      return Promise.resolve(0);
    }
    return this.#wait(wanted, signal);
  }

  #wait(tokens: number, signal: AbortSignal): Promise<DurationMs> {
    const since = this.#clock.now();
    return new Promise((resolve, reject) => {
      const abandon = () => {
        this.#waiters.splice(this.#waiters.indexOf(waiter), 1);
        this.#serve();
        reject(abortError());
      };
      const waiter: Waiter = {
        tokens,
        grant: () => {
          signal.removeEventListener("abort", abandon);
          resolve(this.#clock.now() - since);
        },
      };
      signal.addEventListener("abort", abandon, { once: true });
      this.#waiters.push(waiter);
      this.#schedule();
    });
  }

  #serve(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    this.#fill();
    for (let next = this.#waiters[0]; next !== undefined && this.#affords(next); next = this.#waiters[0]) {
      this.#waiters.shift();
      this.#tokens -= next.tokens;
      next.grant();
    }
    this.#schedule();
  }

  /** A timer may fire a hair early; a rounding error must not cost another round. */
  #affords(waiter: Waiter): boolean {
    return this.#tokens >= waiter.tokens - 1e-6;
  }

  #schedule(): void {
    const next = this.#waiters[0];
    if (next === undefined || this.#cancelTimer !== null) return;
    const missing = Math.max(0, next.tokens - this.#tokens);
    const delayMs = Math.max(1, Math.ceil((missing / this.#pace.perSecond) * 1000));
    this.#cancelTimer = this.#clock.after(delayMs, () => this.#serve());
  }

  #fill(): void {
    const now = this.#clock.now();
    const gained = ((now - this.#filledAt) / 1000) * this.#pace.perSecond;
    this.#tokens = Math.min(this.#pace.burst, this.#tokens + gained);
    this.#filledAt = now;
  }
}
