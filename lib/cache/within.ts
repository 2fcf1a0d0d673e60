import "server-only";
import type { DurationMs } from "@/lib/base/time";

/**
 * The promise, or a rejection when it takes longer. A process that was busy finds its timers due before it has looked at
 * its sockets; an answer that has arrived by then still counts.
 */
export function within<T>(promise: Promise<T>, durationMs: DurationMs): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`No answer within ${durationMs} ms.`));
    const timer = setTimeout(() => setImmediate(() => setImmediate(late)), durationMs);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
