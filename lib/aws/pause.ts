import "server-only";
import { abortError } from "@/lib/aws/aws-failure";
import type { DurationMs } from "@/lib/base/time";

/** Resolves after real time has passed; rejects with AbortError as soon as the signal aborts. */
export function pause(durationMs: DurationMs, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(abortError());
      return;
    }
    const leave = () => {
      clearTimeout(timer);
      reject(abortError());
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", leave);
      resolve();
    }, durationMs);
    signal.addEventListener("abort", leave, { once: true });
  });
}
