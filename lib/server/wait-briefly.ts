import "server-only";
import type { DurationMs } from "@/lib/base/time";

/** As long as a page holds back everything for one answer that decides what kind of page it is. */
const PATIENCE_MS: DurationMs = 4_000;

/**
 * Resolves as the check does, rejects as it does, and resolves anyway after a while: a service that hangs must not keep
 * from the screen what the others have answered. What the check would have said later is not lost: the panel that
 * needs the same answer says it.
 */
export async function waitBriefly(check: Promise<unknown>, patienceMs = PATIENCE_MS): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  try {
    await Promise.race([check, enough]);
  } finally {
    clearTimeout(timer);
  }
}
