import type { SessionState } from "@/components/logs/protocol";

/** Reading failed before it gave anything: what is there is unknown, which is not 0. */
export function isNothingRead({ phase, failures, progress }: SessionState): boolean {
  return progress.events === 0 && (phase === "failed" || failures.length > 0);
}
