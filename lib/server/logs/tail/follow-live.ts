import "server-only";
import { AwsFailure, abortError } from "@/lib/aws/aws-failure";
import type { CallScope } from "@/lib/aws/call-scope";
import { awsNow } from "@/lib/aws/clock";
import { type LiveTailEvent, startLiveTail } from "@/lib/aws/logs-live-tail";
import { pause } from "@/lib/aws/pause";
import { type DurationMs, MINUTE_MS, SECOND_MS } from "@/lib/base/time";
import type { FailureKind } from "@/lib/model/failure";
import { leavable } from "@/lib/server/logs/leaving";
import { poll } from "@/lib/server/logs/tail/poll";
import type { Pass } from "@/lib/server/logs/tail/seen-contents";
import {
  LATE_MS,
  LONG_EVERY,
  SHORT_LOOK_BACK_MS,
  type TailedGroup,
} from "@/lib/server/logs/tail/tailed-group";

/** AWS sends an update every second, with or without events: a longer silence is a dead connection. */
const SILENCE_MS: DurationMs = 15 * SECOND_MS;
/** AWS keeps ten updates for a slow reader and then drops the oldest without a word. [M StartLiveTail] */
const SLOW_MS: DurationMs = 5 * SECOND_MS;
const BACK_OFF_MS: readonly DurationMs[] = [0, 500, 2 * SECOND_MS, 5 * SECOND_MS];
/** After so many sessions in a row that showed nothing, polling takes over for a while. */
const PATIENCE = BACK_OFF_MS.length;
const POLL_INSTEAD_MS: DurationMs = 2 * MINUTE_MS;
/** Between two readings that make good what a sample left out. */
const REFILL_EVERY_MS: DurationMs = 5 * SECOND_MS;

/** A group with the ARN by which Live Tail knows it. */
export interface LiveGroup {
  readonly group: TailedGroup;
  readonly arn: string;
}

/**
 * Follows up to ten groups with one Live Tail session after the other, until the scope is abandoned. What falls between
 * two sessions, or out of a sample, is read again. Where AWS refuses sessions, polls.
 */
export async function followLive(scope: CallScope, groups: readonly LiveGroup[]): Promise<void> {
  let fruitless = 0;
  let droppedMs: number | null = null;
  for (;;) {
    await pause(BACK_OFF_MS[fruitless] ?? 0, scope.signal);
    const session: LiveSession = new LiveSession(scope, groups, droppedMs);
    const end = await session.run();
    fruitless = session.updates > 0 ? 0 : fruitless + 1;
    if (session.updates > 0) {
      const sinceMs: number = session.missingSinceMs;
      await gap(groups, "dropped", false, sinceMs);
      await tell(groups, "waiting", end.reason);
      droppedMs = sinceMs;
    }
    if (end.hopeless) {
      await pollAll(groups, scope, end.reason, { droppedMs });
      return;
    }
    if (end.full || fruitless >= PATIENCE) {
      droppedMs = await pollAll(groups, scope, end.reason, { droppedMs, forMs: POLL_INSTEAD_MS });
      fruitless = 0;
    }
  }
}

/** What is still missing since when. */
async function pollAll(
  groups: readonly LiveGroup[],
  { signal }: CallScope,
  reason: string,
  options: Parameters<typeof poll>[3],
): Promise<number | null> {
  const missing = await Promise.all(groups.map(({ group }) => poll(group, signal, reason, options)));
  return missing.find((sinceMs) => sinceMs !== null) ?? null;
}

/** Why a session is over. */
interface SessionEnd {
  readonly reason: string;
  /** Another session would end in the same way. */
  readonly hopeless: boolean;
  /** All of the account's 15 sessions are taken, or our budget is used up: polling is free. */
  readonly full: boolean;
}

class LiveSession {
  readonly #callerSignal: AbortSignal;
  readonly #scope: CallScope;
  readonly #groups: readonly LiveGroup[];
  readonly #passes: readonly { readonly group: TailedGroup; readonly pass: Pass }[];
  readonly #end: () => void;
  /** Cause of what is missing since `missingSinceMs`; null: nothing is. The watermark stands still meanwhile. */
  #missing: "opening" | "dropped" | "sampled" | null;
  /** More went missing since shortly before the last reading. */
  #missedMore = false;
  #refill: Promise<void> | null = null;
  #failure: AwsFailure | null = null;
  missingSinceMs: number;
  updates = 0;
  /** When the last update came: what became visible before is in the next one, whatever the way takes. */
  #updateMs = 0;

  constructor(scope: CallScope, groups: readonly LiveGroup[], droppedMs: number | null) {
    this.#callerSignal = scope.signal;
    const { scope: own, leave } = leavable(scope);
    this.#scope = own;
    this.#end = leave;
    this.#groups = groups;
    this.#passes = groups.map(({ group }) => ({ group, pass: group.seen.pass() }));
    this.#missing = droppedMs === null ? "opening" : "dropped";
    this.missingSinceMs = droppedMs ?? watermarkOf(groups);
  }

  /** Resolves when the session is over. Rejects with AbortError when the tail is. */
  async run(): Promise<SessionEnd> {
    let end: SessionEnd;
    try {
      const arns = this.#groups.map(({ arn }) => arn);
      for await (const event of this.#whileTalking(startLiveTail(this.#scope, arns))) {
        if (event.type === "start") await this.#start();
        if (event.type === "update") await this.#update(event);
      }
      end = endOf(null);
    } catch (error) {
      if (error instanceof AwsFailure || this.#scope.signal.aborted) end = endOf(error);
      else throw error;
    } finally {
      this.#end();
      await this.#refill;
    }
    if (this.#callerSignal.aborted) throw abortError();
    if (this.#missing === null) this.missingSinceMs = watermarkOf(this.#groups);
    return this.#failure === null ? end : endOf(this.#failure);
  }

  async #start(): Promise<void> {
    await tell(this.#groups, "catching-up", null);
    this.#startRefill(0);
  }

  async #update({ sampled, events }: Extract<LiveTailEvent, { type: "update" }>): Promise<void> {
    this.updates += 1;
    const visibleMs = this.#updateMs;
    this.#updateMs = awsNow(this.#scope.account);
    const started = performance.now();
    for (const { group, pass } of this.#passes) {
      const own = events.filter((event) => event.group === group.group);
      if (own.length > 0) await group.show(pass, own);
    }
    if (sampled || performance.now() - started > SLOW_MS) await this.#miss();
    if (this.#missing !== null) return;
    for (const { group } of this.#groups) group.watermarkMs = Math.max(group.watermarkMs, visibleMs);
  }

  async #miss(): Promise<void> {
    this.#missedMore = true;
    const before = this.#missing;
    if (before === "dropped" || before === "sampled") return;
    this.#missing = "sampled";
    this.missingSinceMs = watermarkOf(this.#groups);
    await gap(this.#groups, "sampled", false, this.missingSinceMs);
    if (before === null) this.#startRefill(REFILL_EVERY_MS);
  }

  /** Reads what the session has not shown, in the background: live events go on meanwhile. */
  #startRefill(delayMs: DurationMs): void {
    this.#refill = this.#readMissing(delayMs).catch((error: unknown) => {
      if (error instanceof AwsFailure) this.#failure = error;
      this.#end();
    });
  }

  async #readMissing(delayMs: DurationMs): Promise<void> {
    let waitMs = delayMs;
    // While AWS goes on leaving lines out, most readings are short; a long one closes the gap.
    for (let turn = 0; ; turn++) {
      this.#missedMore = false;
      await pause(waitMs, this.#scope.signal);
      const long = turn % LONG_EVERY === 0;
      const lookBackMs = long ? LATE_MS : SHORT_LOOK_BACK_MS;
      await Promise.all(this.#groups.map(({ group }) => group.readBack(lookBackMs)));
      if (!this.#missedMore && long) break;
      if (!this.#missedMore) turn = -1;
      waitMs = REFILL_EVERY_MS;
    }
    const cause = this.#missing;
    this.#missing = null;
    if (cause === "dropped" || cause === "sampled") {
      await gap(this.#groups, cause, true, this.missingSinceMs);
    }
    await tell(this.#groups, "live", null);
  }

  /** The events, until AWS says nothing for too long. */
  async *#whileTalking(events: AsyncGenerator<LiveTailEvent, void>): AsyncGenerator<LiveTailEvent, void> {
    const watch = () => setTimeout(() => this.#end(), SILENCE_MS);
    let timer = watch();
    try {
      for await (const event of events) {
        clearTimeout(timer);
        yield event;
        timer = watch();
      }
    } finally {
      clearTimeout(timer);
    }
  }
}

const hopelessKinds: ReadonlySet<FailureKind> = new Set(["denied", "invalid", "not-found"]);

/** `error` null: AWS closed the session without a word; no `AwsFailure`: it fell silent. */
function endOf(error: unknown): SessionEnd {
  if (error === null) return { reason: "AWS ended the session.", hopeless: false, full: false };
  if (!(error instanceof AwsFailure)) {
    const reason = `Live Tail said nothing for ${SILENCE_MS / SECOND_MS} seconds.`;
    return { reason, hopeless: false, full: false };
  }
  const { failure, cause } = error;
  return {
    reason: failure.message,
    hopeless: hopelessKinds.has(failure.kind),
    full: failure.kind === "budget" || (cause instanceof Error && cause.name === "LimitExceededException"),
  };
}

function watermarkOf(groups: readonly LiveGroup[]): number {
  return Math.min(...groups.map(({ group }) => group.watermarkMs));
}

async function tell(
  groups: readonly LiveGroup[],
  mode: "live" | "catching-up" | "waiting",
  reason: string | null,
): Promise<void> {
  for (const { group } of groups) await group.tell({ type: "state", mode, reason });
}

async function gap(
  groups: readonly LiveGroup[],
  cause: "sampled" | "dropped",
  recovered: boolean,
  fromMs: number,
): Promise<void> {
  for (const { group } of groups) {
    await group.tell({ type: "gap", fromMs, toMs: group.nowMs(), cause, recovered });
  }
}
