import "server-only";
import type { CallTarget } from "@/lib/aws/call-scope";
import type { DurationMs } from "@/lib/base/time";
import { type TargetResult, unread } from "@/lib/server/combined/load-target";

/** So many are asked side by side: each has its own quotas, but they share this process and its connections. */
const AT_ONCE = 6;

interface Waiting {
  readonly resolve: (result: TargetResult) => void;
  /** Of one that is given up already it does nothing. */
  readonly reject: (error: unknown) => void;
}

interface Settling {
  /** By target, in their order. */
  readonly each: readonly Promise<TargetResult>[];
  /** What is there after a while; the others are `loading`. */
  readonly within: (ms: DurationMs) => Promise<readonly TargetResult[]>;
  readonly all: Promise<readonly TargetResult[]>;
}

export interface Deadlines {
  /** Of one target, from its own start. */
  readonly eachMs: DurationMs;
  /** Of all of them together. */
  readonly allMs: DurationMs;
}

/**
 * Loads targets a few at a time. Whoever has not answered `eachMs` after its own start is `unanswered`, and what is under
 * way for it stops: a silent account must not hold the others. Whoever was not even asked `allMs` after the first start is
 * `not-asked`.
 */
export function settleTargets(
  targets: readonly CallTarget[],
  load: (target: CallTarget, signal: AbortSignal) => Promise<TargetResult>,
  signal: AbortSignal,
  { eachMs, allMs }: Deadlines,
): Settling {
  const giveUp = AbortSignal.any([signal, AbortSignal.timeout(allMs)]);
  const asked = new Set<CallTarget>();
  const known = new Map<CallTarget, TargetResult>();
  const queue = [...targets];
  const waiting = new Map<CallTarget, Waiting>();
  const each = targets.map(
    (target) => new Promise<TargetResult>((resolve, reject) => waiting.set(target, { resolve, reject })),
  );
  const settle = (target: CallTarget, result: TargetResult) => {
    if (known.has(target)) return;
    known.set(target, result);
    waiting.get(target)?.resolve(result);
  };
  giveUp.addEventListener(
    "abort",
    () => {
      for (const target of targets) {
        settle(target, unread(target, asked.has(target) ? "unanswered" : "not-asked"));
      }
    },
    { once: true },
  );
  const loadInTime = async (target: CallTarget) => {
    const late = AbortSignal.timeout(eachMs);
    const isLate = new Promise<void>((resolve) => {
      late.addEventListener("abort", () => resolve(), { once: true });
    });
    const loaded = load(target, AbortSignal.any([giveUp, late])).then(
      (result) => settle(target, result),
      // A defect of ours: told to the page's boundary, not hidden as an account that is not there.
      (error) => {
        if (late.aborted || giveUp.aborted) settle(target, unread(target, "unanswered"));
        else waiting.get(target)?.reject(error);
      },
    );
    await Promise.race([loaded, isLate.then(() => settle(target, unread(target, "unanswered")))]);
  };
  const worker = async () => {
    for (let target = queue.shift(); target !== undefined; target = queue.shift()) {
      if (giveUp.aborted) return;
      asked.add(target);
      await loadInTime(target);
    }
  };
  for (let n = 0; n < Math.min(AT_ONCE, targets.length); n++) void worker();
  const all = Promise.all(each);
  all.catch(() => undefined);
  return {
    each,
    all,
    within: async (ms) => {
      let timer: NodeJS.Timeout | undefined;
      const soon = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, ms);
      });
      await Promise.race([all, soon]);
      clearTimeout(timer);
      return targets.map((target) => known.get(target) ?? unread(target, "loading"));
    },
  };
}
