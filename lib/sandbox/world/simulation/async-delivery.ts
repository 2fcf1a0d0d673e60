import { MINUTE_MS } from "@/lib/base/time";
import { triggers } from "@/lib/sandbox/world/records/codes";
import type { SimulationContext } from "@/lib/sandbox/world/simulation/context";
import { event } from "@/lib/sandbox/world/simulation/events";
import { mix, unit } from "@/lib/sandbox/world/simulation/random";
import type { Trigger } from "@/lib/sandbox/world/types";

/** Lambda's queue for asynchronous events: two retries after about one and two minutes, then the dead-letter queue. */
const MAX_ATTEMPTS = 3;
const THROTTLE_BACKOFF_MS = 1_000;
/** Bits that the trigger takes beside the attempt. */
const TRIGGERS = 16;

export function scheduleDelivery(
  context: SimulationContext,
  atMs: number,
  functionIndex: number,
  trigger: Trigger,
  publisher: number,
  publishedMs: number,
): void {
  context.queue.schedule(
    atMs,
    event.deliver,
    functionIndex,
    publisher,
    -1,
    TRIGGERS + triggers.indexOf(trigger),
    publishedMs,
  );
}

export function deliver(
  context: SimulationContext,
  atMs: number,
  functionIndex: number,
  publisher: number,
  firstAttempt: number,
  code: number,
  publishedMs: number,
): void {
  const attempt = Math.floor(code / TRIGGERS);
  const trigger = triggers[code % TRIGGERS] ?? "async";
  const placed = context.run({
    functionIndex,
    trigger,
    atMs,
    request: -1,
    parents: publisher < 0 ? [] : [publisher],
    attempt,
    firstAttempt,
    batchSize: 1,
    queuedMs: Math.max(0, Math.round(atMs - publishedMs)),
  });
  if (placed === undefined) {
    const backoff = THROTTLE_BACKOFF_MS * (1 + unit(mix(context.shop.seed, atMs), functionIndex));
    context.queue.schedule(
      Math.floor(atMs + backoff),
      event.deliver,
      functionIndex,
      publisher,
      firstAttempt,
      code,
      publishedMs,
    );
    return;
  }
  if (attempt === 1) {
    context.records.addAsync({
      kind: "received",
      functionIndex,
      atMs,
      ageMs: Math.max(0, atMs - publishedMs),
    });
  }
  const { invocations } = context.records;
  const { invocation } = placed;
  if (invocations.outcome(invocation) === "success") return;
  const endMs = Math.ceil(invocations.endMs(invocation));
  if (attempt >= MAX_ATTEMPTS) {
    context.queue.schedule(endMs, event.dropped, functionIndex, 0, 0, 0, publishedMs);
    return;
  }
  const jitter = Math.floor(4_000 * unit(mix(context.shop.seed, 71), invocation));
  context.queue.schedule(
    endMs + attempt * MINUTE_MS + jitter,
    event.deliver,
    functionIndex,
    publisher,
    firstAttempt < 0 ? invocation : firstAttempt,
    code + TRIGGERS,
    publishedMs,
  );
}

/** An event whose attempts are used up leaves the queue, to the dead-letter queue where there is one. */
export function drop(
  context: SimulationContext,
  atMs: number,
  functionIndex: number,
  publishedMs: number,
): void {
  const record = { functionIndex, atMs, ageMs: Math.max(0, atMs - publishedMs) };
  context.records.addAsync({ kind: "dropped", ...record });
  const model = context.shop.functions[functionIndex];
  if (model?.def.deadLetterArn == null) return;
  const refused = unit(mix(context.shop.seed, 72), Math.floor(atMs)) < 0.03;
  context.records.addAsync({ kind: refused ? "dead-letter-error" : "dead-letter", ...record });
}
