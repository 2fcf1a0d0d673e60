import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "./user-error.mjs";

/**
 * Waits for the server's first answer that is not a 5xx.
 * @param {string} name for the messages
 * @param {string} url
 * @param {import("node:child_process").ChildProcess} child the process that serves it
 * @param {number} timeoutMs
 */
export async function waitUntilAnswering(name, url, child, timeoutMs) {
  const deadline = performance.now() + timeoutMs;
  let last = "it did not answer";
  while (performance.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new UserError(
        `${name} ended before it answered (code ${child.exitCode ?? child.signalCode}): see above.`,
      );
    }
    try {
      const { status } = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(5_000) });
      if (status < 500) return;
      last = `it answered with status ${status}`;
    } catch {
      // Not listening yet.
    }
    await sleep(100);
  }
  throw new UserError(`${name} was not ready at ${url} after ${timeoutMs / 1000} s: ${last}.`);
}
