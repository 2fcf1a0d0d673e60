import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import type { DurationMs } from "@/lib/base/time";
import { type Reply, redisScript } from "@/lib/cache/redis-script";
import type { SharedStore } from "@/lib/cache/shared-store";

interface Pace {
  readonly perSecond: number;
  readonly burst: number;
}

/**
 * A token bucket that may go into debt: who reserves is told how long to wait for its tokens. Time is the server's, so the
 * instances' clocks do not matter. Each reservation has a number.
 */
const take = redisScript(`
local rate, burst, wanted, reserve = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4] == "1"
local time = redis.call("TIME")
local now = time[1] * 1000000 + time[2]
local kept = redis.pcall("HMGET", KEYS[1], "tokens", "at", "turn")
if kept.err then
  redis.call("DEL", KEYS[1])
  kept = {}
end
local tokens, at, turn = tonumber(kept[1] or ""), tonumber(kept[2] or ""), tonumber(kept[3] or "") or 0
if not tokens or not at or tokens ~= tokens then tokens, at = burst, now end
tokens = math.min(burst, tokens + math.max(0, now - at) / 1000000 * rate)
local missing = wanted - tokens
local wait = 0
if missing > 0.000001 then wait = math.ceil(missing / rate * 1000) end
if wait > 0 and not reserve then return {wait, 0} end
tokens, turn = tokens - wanted, turn + 1
redis.call("HSET", KEYS[1], "tokens", string.format("%.6f", tokens), "at", string.format("%.0f", now), "turn", turn)
redis.call("PEXPIRE", KEYS[1], math.ceil((burst - tokens) / rate * 1000) + 1000)
return {wait, turn}
`);

/** Only the last reservation can be given back: others have been told when to go on the strength of it. */
const giveBack = redisScript(`
if redis.pcall("HGET", KEYS[1], "turn") ~= ARGV[2] then return 0 end
redis.call("HINCRBYFLOAT", KEYS[1], "tokens", ARGV[1])
return 1
`);

/**
 * One quota that all instances keep together: in any span of t seconds at most burst + t × perSecond tokens pass. Within
 * an instance first come, first served; only its first waits at the server, so that pages which are left give back almost
 * all they had asked for. Without the store everyone passes: the instance's own bucket is all there is then.
 */
export class SharedPace {
  readonly #store: SharedStore;
  readonly #key: string;
  readonly #pace: Pace;
  #waiting = 0;
  #turn: Promise<void> = Promise.resolve();

  constructor(store: SharedStore, key: string, pace: Pace) {
    this.#store = store;
    this.#key = key;
    this.#pace = pace;
  }

  /**
   * Resolves when `tokens` may be spent, with the time waited. More than a full bucket counts as a full bucket. Rejects
   * with AbortError when the signal aborts first.
   */
  async take(tokens: number, signal: AbortSignal): Promise<DurationMs> {
    const wanted = Math.min(tokens, this.#pace.burst);
    if (wanted <= 0) return 0;
    if (this.#waiting === 0) {
      const { waitMs } = await this.#ask(wanted, false);
      if (waitMs === 0) return 0;
    }
    const sinceMs = performance.now();
    this.#waiting += 1;
    try {
      await this.#inTurn(signal, () => this.#reserve(wanted, signal));
    } finally {
      this.#waiting -= 1;
    }
    return performance.now() - sinceMs;
  }

  async #reserve(tokens: number, signal: AbortSignal): Promise<void> {
    const { waitMs, turn } = await this.#ask(tokens, true);
    try {
      await pause(waitMs, undefined, { signal });
    } catch (error) {
      void this.#store.run(giveBack, [this.#key], [tokens, turn]);
      throw error;
    }
  }

  async #ask(
    tokens: number,
    reserve: boolean,
  ): Promise<{ readonly waitMs: DurationMs; readonly turn: number }> {
    const { perSecond, burst } = this.#pace;
    const reply = await this.#store.run(take, [this.#key], [perSecond, burst, tokens, reserve ? 1 : 0]);
    return { waitMs: numberAt(reply, 0), turn: numberAt(reply, 1) };
  }

  async #inTurn(signal: AbortSignal, run: () => Promise<void>): Promise<void> {
    const before = this.#turn;
    let next: () => void = () => undefined;
    this.#turn = new Promise((resolve) => {
      next = resolve;
    });
    try {
      await abortable(before, signal);
      await run();
    } finally {
      // Who leaves the queue early must not let the next one past those before.
      void before.then(next);
    }
  }
}

function numberAt(reply: Reply | undefined, index: number): number {
  const value = Array.isArray(reply) ? reply[index] : undefined;
  return typeof value === "number" ? value : 0;
}

function abortable(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(new DOMException("The call was abandoned.", "AbortError"));
    if (signal.aborted) leave();
    signal.addEventListener("abort", leave, { once: true });
    void promise.then(resolve).finally(() => signal.removeEventListener("abort", leave));
  });
}
