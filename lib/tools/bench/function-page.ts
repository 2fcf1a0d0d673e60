import type { Page } from "@playwright/test";
import { startBenchBrowser } from "@/lib/tools/bench/bench-browser";
import { type Benchmark, type Measurement, median } from "@/lib/tools/bench/benchmark";
import { longestFrame } from "@/lib/tools/bench/frames";
import { startAccount } from "@/lib/tools/local-account";

/**
 * The function page with all its charts in Chromium, five hours at one minute a point: scripting until all are drawn,
 * beside that of a page without charts in the same browser, and the longest frame while the pointer moves over the
 * charts and after a range is dragged to zoom. Medians of a few page loads.
 */
const RUNS = 3;
const WINDOW = "from=2026-01-15T07:00Z&to=2026-01-15T12:00Z";
/** Provisioned concurrency and an alias: it has the most charts. */
const PATH = `/functions/pricing-engine?${WINDOW}`;
const FRAME_BUDGET_MS = 50;

export const functionPage: Benchmark = {
  name: "function-page",
  measure: async () => {
    const account = await startAccount();
    const browser = await startBenchBrowser();
    try {
      const { open } = browser;
      // Fills the caches of the app: what is measured is the browser's work.
      await (await open()).goto(account.appUrl + PATH);
      const runs: Run[] = [];
      for (let i = 0; i < RUNS; i++) runs.push(await measureOnce(open, account.appUrl));
      const of = (pick: (run: Run) => number) => median(runs.map(pick));
      const charts = of((run) => run.charts);
      const measurements: Measurement[] = [
        { what: "charts on the page", value: charts, unit: "charts" },
        { what: "scripting until drawn", value: of((run) => run.drawnMs), unit: "ms" },
        { what: "  of a page without charts", value: of((run) => run.emptyMs), unit: "ms" },
        {
          what: "  the charts' part",
          value: of((run) => run.drawnMs - run.emptyMs),
          unit: "ms",
          budget: 300,
        },
        {
          what: "longest frame on hover",
          value: of((run) => run.hoverMs),
          unit: "ms",
          budget: FRAME_BUDGET_MS,
        },
        {
          what: "longest frame on zoom",
          value: of((run) => run.zoomMs),
          unit: "ms",
          budget: FRAME_BUDGET_MS,
        },
      ];
      return measurements;
    } finally {
      await browser.close();
      await account.stop();
    }
  },
};

interface Run {
  readonly charts: number;
  readonly emptyMs: number;
  readonly drawnMs: number;
  readonly hoverMs: number;
  readonly zoomMs: number;
}

const CHART = '[role="slider"]';

async function measureOnce(open: () => Promise<Page>, appUrl: string): Promise<Run> {
  // Each in a context of its own: compiled code is kept from one page to the next.
  const empty = await open();
  const emptyMs = await scriptingOf(empty, `${appUrl}/functions/there-is-no-such-function?${WINDOW}`);
  await empty.context().close();
  const page = await open();
  const drawnMs = await scriptingOf(page, appUrl + PATH, async () => {
    for (const chart of await page.locator(CHART).all()) {
      await chart.scrollIntoViewIfNeeded();
      await chart.locator("xpath=..").locator("svg path").first().waitFor({ state: "attached" });
    }
  });
  await page.evaluate(() => window.scrollTo(0, 0));
  const charts = await page.locator(CHART).count();
  const box = await page.locator(CHART).first().boundingBox();
  if (!box) throw new Error("the first chart has no place on the page");
  const y = box.y + box.height / 2;
  const at = (share: number) => box.x + box.width * share;

  const hoverMs = await longestFrame(page, async () => {
    for (let i = 0; i <= 120; i++) await page.mouse.move(at(0.05 + (0.9 * i) / 120), y);
  });
  await page.mouse.move(at(0.3), y);
  await page.mouse.down();
  await page.mouse.move(at(0.6), y, { steps: 10 });
  const before = page.url();
  const zoomMs = await longestFrame(page, async () => {
    await page.mouse.up();
    await page.waitForURL((url) => url.href !== before);
    await page.waitForLoadState("networkidle");
  });
  await page.context().close();
  return { charts, emptyMs, drawnMs, hoverMs, zoomMs };
}

/** Time that the page's scripts ran, from navigation until nothing more is fetched and `settle` is done. */
async function scriptingOf(page: Page, url: string, settle?: () => Promise<void>): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  await page.goto(url, { waitUntil: "networkidle" });
  await settle?.();
  const { metrics } = await session.send("Performance.getMetrics");
  await session.detach();
  const seconds = metrics.find((metric) => metric.name === "ScriptDuration")?.value;
  if (seconds === undefined) throw new Error("Chromium does not report ScriptDuration");
  return seconds * 1000;
}
