import "server-only";
import { AwsFailure } from "@/lib/aws/aws-failure";
import { pause } from "@/lib/aws/pause";
import { type DurationMs, SECOND_MS } from "@/lib/base/time";
import { noteOnMissing } from "@/lib/server/logs/group-notes";
import {
  LATE_MS,
  LONG_EVERY,
  SHORT_LOOK_BACK_MS,
  type TailedGroup,
} from "@/lib/server/logs/tail/tailed-group";

const INTERVAL_MS: DurationMs = 2 * SECOND_MS;
const ABSENT_MS: DurationMs = 15 * SECOND_MS;
const LONGEST_BACK_OFF_MS: DurationMs = 30 * SECOND_MS;

interface PollOptions {
  /** Without: until the tail ends. */
  readonly forMs?: DurationMs;
  /** A lost session left a gap from here on, which the first reading closes. */
  readonly droppedMs?: number | null;
}

/**
 * Follows a group by reading its last seconds again and again. Slows down when AWS refuses, waits for a group that does
 * not exist, and gives up when reading is denied. Resolves to what is still missing since when, null for nothing.
 */
export async function poll(
  group: TailedGroup,
  signal: AbortSignal,
  reason: string,
  { forMs = Number.POSITIVE_INFINITY, droppedMs = null }: PollOptions = {},
): Promise<number | null> {
  let missingMs = droppedMs;
  const until = performance.now() + forMs;
  let fails = 0;
  let absent = false;
  await group.tell({ type: "state", mode: "polling", reason });
  for (let turn = 0; performance.now() < until; turn++) {
    const started = performance.now();
    try {
      await group.readBack(turn % LONG_EVERY === 0 || fails > 0 ? LATE_MS : SHORT_LOOK_BACK_MS);
      if (fails > 0 || absent) await group.tell({ type: "state", mode: "polling", reason });
      fails = 0;
      absent = false;
      if (missingMs !== null) {
        await group.tell({
          type: "gap",
          fromMs: missingMs,
          toMs: group.nowMs(),
          cause: "dropped",
          recovered: true,
        });
        missingMs = null;
      }
    } catch (error) {
      if (!(error instanceof AwsFailure)) throw error;
      const { failure } = error;
      if (failure.kind === "not-found") {
        if (!absent) {
          const { source: _source, ...note } = noteOnMissing("", group.group);
          await group.tell(note);
        }
        absent = true;
      } else if (failure.kind === "throttled" || failure.kind === "unavailable") {
        fails += 1;
        await group.tell({ type: "state", mode: "waiting", reason: failure.message });
      } else {
        await group.tell({ type: "failure", failure });
        await group.tell({ type: "state", mode: "stopped", reason: failure.message });
        return missingMs;
      }
    }
    const tookMs = performance.now() - started;
    await pause(absent ? ABSENT_MS : Math.max(backOff(fails), tookMs), signal);
  }
  return missingMs;
}

function backOff(fails: number): DurationMs {
  return Math.min(INTERVAL_MS * 2 ** fails, LONGEST_BACK_OFF_MS);
}
