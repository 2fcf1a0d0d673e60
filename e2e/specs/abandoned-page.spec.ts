import { setTimeout as pause } from "node:timers/promises";
import { SandboxClient } from "@/e2e/support/sandbox-client";
import { expect, test } from "@/e2e/support/test";
import { startBuiltApp, startWorld } from "@/lib/tools/local-account";

/** Does a page that I leave go on costing AWS calls? */

const LATENCY_MS = 1_000;

test("leaving a page stops the calls that it would still have made", async () => {
  test.setTimeout(120_000);
  const world = await startWorld(["--hours", "3", "--quotas", "off", "--latency-ms", String(LATENCY_MS)]);
  const app = await startBuiltApp(world.url);
  try {
    const sandbox = new SandboxClient(world.url);
    const figuresAsked = async (query: string, leaveAfterMs?: number) => {
      await sandbox.forgetCalls();
      const signal = leaveAfterMs === undefined ? undefined : AbortSignal.timeout(leaveAfterMs);
      await fetch(`${app.url}/?${query}`, signal ? { signal } : {})
        .then((response) => response.text())
        .catch((error: unknown) => {
          if (!signal?.aborted) throw error;
        });
      // Longer than every round trip that could follow.
      await pause(4 * LATENCY_MS);
      return sandbox.callCount("cloudwatch.GetMetricData");
    };

    // The page's code is loaded, and the other region is still unknown.
    await figuresAsked("region=eu-west-1");
    // First names and totals, then the figures of each: left in the middle of the first round.
    const left = await figuresAsked("region=us-east-1", LATENCY_MS / 2);
    const whole = await figuresAsked("region=us-east-1");

    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(whole);
  } finally {
    await Promise.all([app.stop(), world.stop()]);
  }
});
