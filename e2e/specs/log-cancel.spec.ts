import { setTimeout as pause } from "node:timers/promises";
import { LogsPage } from "@/e2e/pages/logs-page";
import { SandboxClient } from "@/e2e/support/sandbox-client";
import { expect, test } from "@/e2e/support/test";
import { startBuiltApp, startWorld } from "@/lib/tools/local-account";

/** Does a load that I stop, or leave, go on costing AWS calls? */

const LATENCY_MS = 400;

test("stopping a load of logs, and leaving its page, stop the calls that it would still have made", async ({
  browser,
}) => {
  test.setTimeout(150_000);
  const world = await startWorld([
    ...["--hours", "6", "--rps", "4", "--quotas", "off", "--latency-ms", String(LATENCY_MS)],
  ]);
  const app = await startBuiltApp(world.url);
  const page = await browser.newPage();
  try {
    const sandbox = new SandboxClient(world.url);
    const screen = new LogsPage(page);
    const status = page.getByTestId("load-status");
    const calls = () => sandbox.callCount("logs.FilterLogEvents");
    const open = async (from: string) => {
      await sandbox.forgetCalls();
      const sources = "fn:orders-api,fn:carts-api,fn:catalog-search";
      await page.goto(`${app.url}/logs?src=${sources}&from=${from}&to=2026-01-15T12:00:00Z`);
      await expect(screen.requests.or(screen.lines)).toBeVisible();
    };
    /** Once the calls under way have been answered: then no other follows. */
    const settled = async () => {
      for (let before = -1; ; ) {
        const now = await calls();
        if (now === before) return now;
        before = now;
        await pause(10 * LATENCY_MS);
      }
    };

    await open("2026-01-15T06:00:00Z");
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    await expect(status).toHaveAttribute("data-phase", "cancelled");
    await expect(page.getByText("Stopped by you")).toBeVisible();
    const stopped = await settled();

    // Another window: what has been read is kept and would not be asked for again.
    await open("2026-01-15T06:01:00Z");
    await expect(status).toHaveAttribute("data-phase", "loading");
    await page.goto("about:blank");
    const left = await settled();

    await open("2026-01-15T06:02:00Z");
    await expect(status).not.toHaveAttribute("data-phase", "loading", { timeout: 90_000 });
    const whole = await calls();
    expect(stopped).toBeGreaterThan(0);
    expect(stopped).toBeLessThan(whole / 2);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(whole / 2);
  } finally {
    await page.close();
    await Promise.all([app.stop(), world.stop()]);
  }
});
