import "server-only";
import type { CallScope } from "@/lib/aws/call-scope";
import { awsNow } from "@/lib/aws/clock";
import { filterLogEvents } from "@/lib/aws/log-events";
import { type EpochMs, MINUTE_MS, SECOND_MS } from "@/lib/base/time";
import { packEvents } from "@/lib/model/compact-events";
import type { LogEvent, LogSource } from "@/lib/model/log";
import type { TailMessage } from "@/lib/model/views/logs";
import { keepOwn } from "@/lib/server/logs/of-function";
import { freshOnes, type Pass, SeenContents } from "@/lib/server/logs/tail/seen-contents";

/** Most events are there within seconds; few take up to a minute or two. */
export const LATE_MS = 2 * MINUTE_MS;
/** Most readings again look back this far, every fifth as far as late events come from. */
export const SHORT_LOOK_BACK_MS = 15 * SECOND_MS;
export const LONG_EVERY = 5;
/** Clocks that stamp events may be ahead of AWS's. */
const AHEAD_MS = MINUTE_MS;

export type Send = (message: TailMessage) => Promise<void>;

/** One log group of a tail and what has been shown of it, for all sources that are in it. */
export class TailedGroup {
  readonly group: string;
  readonly sources: readonly LogSource[];
  readonly seen = new SeenContents();
  /** All that became visible up to here has been sent. */
  watermarkMs: number;
  readonly #scope: CallScope;
  readonly #send: Send;
  readonly #sinceMs: number;
  #count = 0;
  #begun = false;
  /** When the last reading began. */
  #readMs = 0;

  /** `since` null: nothing that was taken in before the tail began is shown. */
  constructor(
    scope: CallScope,
    send: Send,
    group: string,
    sources: readonly LogSource[],
    since: number | null,
  ) {
    this.#scope = scope;
    this.#send = send;
    this.group = group;
    this.sources = sources;
    this.#sinceMs = since ?? scope.nowMs;
    this.#begun = since !== null;
    this.watermarkMs = this.#sinceMs;
  }

  /** The time at AWS. */
  nowMs(): EpochMs {
    return awsNow(this.#scope.account);
  }

  get count(): number {
    return this.#count;
  }

  /**
   * Reads again what lies up to `lookBackMs` before the last reading and sends what has not been sent. Only a reading that
   * looks back far enough for late events, `LATE_MS` before the watermark, moves that. The first time in a tail without
   * `since` what is there already is only remembered. Throws `AwsFailure`, AbortError.
   */
  async readBack(lookBackMs: number): Promise<void> {
    const nowMs = this.nowMs();
    const long = lookBackMs >= LATE_MS;
    const pass = this.seen.pass();
    const query = {
      group: this.group,
      fromMs: Math.floor((long ? this.watermarkMs : Math.max(this.watermarkMs, this.#readMs)) - lookBackMs),
      toMs: Math.floor(nowMs + AHEAD_MS),
      newestFirst: false,
      pattern: null,
      once: true,
    };
    for await (const { events } of filterLogEvents({ ...this.#scope, nowMs }, query)) {
      const fresh = freshOnes(pass, events);
      await this.#show(this.#begun ? fresh : fresh.filter(({ ingestionMs }) => ingestionMs >= this.#sinceMs));
    }
    this.#begun = true;
    this.#readMs = nowMs;
    if (long) this.watermarkMs = Math.max(this.watermarkMs, nowMs);
  }

  /** Sends what of a live update has not been sent. */
  async show(pass: Pass, events: readonly Omit<LogEvent, "id">[]): Promise<void> {
    await this.#show(freshOnes(pass, events));
  }

  async tell(message: Distributed): Promise<void> {
    for (const { key } of this.sources) await this.#send({ ...message, source: key });
  }

  async #show(events: readonly LogEvent[]): Promise<void> {
    for (const source of this.sources) {
      const own = keepOwn(source, events);
      if (own.length === 0) continue;
      this.#count += own.length;
      await this.#send(packEvents(source.key, this.group, own));
    }
  }
}

type Sourced = Extract<TailMessage, { type: "state" | "gap" | "failure" | "note" }>;
type Distributed = Sourced extends infer M ? (M extends Sourced ? Omit<M, "source"> : never) : never;
