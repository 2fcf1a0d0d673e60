import type { Page } from "@playwright/test";
import { startBenchBrowser } from "@/lib/tools/bench/bench-browser";
import { type Benchmark, type Measurement, median } from "@/lib/tools/bench/benchmark";
import { startBigTraceEndpoint } from "@/lib/tools/bench/big-trace-endpoint";
import { longestFrame } from "@/lib/tools/bench/frames";
import { traceDocuments } from "@/lib/tools/bench/trace-engine-documents";
import { startBuiltApp, startWorld } from "@/lib/tools/local-account";

/**
 * A trace of 10,000 spans, some 5 MB of documents, in Chromium on the production build: from navigation until its rows
 * are drawn and answer to keys, beside a page without any data in the same browser; the longest frame while scrolling,
 * jumping and zooming; bytes over the wire; memory of the tab. Medians of a few page loads.
 *
 * jaeger-ui takes about 1,500 ms until drawn for such a trace on a machine of two cores, and its longest frames are 420
 * (scrolling), 880 (jumping) and 120 ms (zooming).
 */
const SPANS = 10_000;
const RUNS = 5;
const FRAME_BUDGET_MS = 50;
const JAEGER_DRAWN_MS = 1_500;
/** The frozen world's today: it is not older than X-Ray keeps. */
const traceId = (run: number) => `1-6968c9dd-${run.toString(16).padStart(24, "0")}`;

export const tracePage: Benchmark = {
  name: "trace-page",
  measure: async () => {
    const documents = traceDocuments(SPANS);
    const world = await startWorld();
    const endpoint = await startBigTraceEndpoint(world.url, documents);
    const app = await startBuiltApp(endpoint.url);
    const browser = await startBenchBrowser();
    try {
      const { open } = browser;
      const urlOf = (run: number) =>
        `${app.url}/traces/${traceId(run)}?from=2026-01-15T11:00Z&to=2026-01-15T12:00Z`;
      // Loads the server's own code. Every run then asks for a trace that the app has not seen: nothing is cached.
      await (await open()).goto(urlOf(1_000));
      const runs: Run[] = [];
      for (let i = 0; i < RUNS; i++) runs.push(await measureOnce(open, urlOf(i), app.url));
      const of = (pick: (run: Run) => number) => median(runs.map(pick));
      const bytes = documents.reduce((sum, document) => sum + document.length, 0);
      const drawnMs = of((run) => run.drawnMs);
      const measurements: Measurement[] = [
        { what: "spans of the trace", value: of((run) => run.spans), unit: "spans" },
        { what: "documents", value: bytes / 1e6, unit: "MB" },
        { what: "navigation until rows are drawn", value: drawnMs, unit: "ms", budget: JAEGER_DRAWN_MS / 3 },
        { what: "  until they answer to keys", value: of((run) => run.readyMs), unit: "ms" },
        { what: "  a page without data, until drawn", value: of((run) => run.emptyMs), unit: "ms" },
        {
          what: "longest frame while scrolling",
          value: of((run) => run.scrollMs),
          unit: "ms",
          budget: FRAME_BUDGET_MS,
        },
        {
          what: "longest frame while jumping",
          value: of((run) => run.jumpMs),
          unit: "ms",
          budget: FRAME_BUDGET_MS,
        },
        {
          what: "longest frame while zooming",
          value: of((run) => run.zoomMs),
          unit: "ms",
          budget: FRAME_BUDGET_MS,
        },
        { what: "the page itself, over the wire", value: of((run) => run.pageBytes) / 1e3, unit: "KB" },
        { what: "JavaScript heap of the tab", value: of((run) => run.heapBytes) / 1e6, unit: "MB" },
      ];
      return measurements;
    } finally {
      await browser.close();
      await app.stop();
      await endpoint.stop();
      await world.stop();
    }
  },
};

interface Run {
  readonly spans: number;
  readonly emptyMs: number;
  readonly drawnMs: number;
  readonly readyMs: number;
  readonly scrollMs: number;
  readonly jumpMs: number;
  readonly zoomMs: number;
  readonly pageBytes: number;
  readonly heapBytes: number;
}

const GRID = '[data-testid="waterfall"]';

async function measureOnce(open: () => Promise<Page>, url: string, appUrl: string): Promise<Run> {
  // Each in a context of its own: compiled code is kept from one page to the next.
  const empty = await open();
  const emptyFrom = performance.now();
  await empty.goto(`${appUrl}/traces/nonsense`, { waitUntil: "commit" });
  await empty.locator("h1").first().waitFor();
  const emptyMs = performance.now() - emptyFrom;
  await empty.context().close();

  const page = await open();
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Performance.enable");
  let pageBytes = 0;
  let documentRequest = "";
  session.on("Network.requestWillBeSent", ({ requestId, type }) => {
    if (type === "Document") documentRequest = requestId;
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (requestId === documentRequest) pageBytes = encodedDataLength;
  });
  const from = performance.now();
  await page.goto(url, { waitUntil: "commit" });
  await page.locator(`${GRID} [aria-level]`).nth(10).waitFor();
  const drawnMs = performance.now() - from;
  const grid = page.locator(GRID);
  await grid.focus();
  await page.waitForFunction(() => {
    const rows = document.querySelector('[data-testid="waterfall"]');
    rows?.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true }));
    return rows?.hasAttribute("aria-activedescendant") ?? false;
  });
  const readyMs = performance.now() - from;
  await page.waitForLoadState("networkidle");
  const spans = Number(await grid.getAttribute("aria-rowcount")) - 1;
  const box = await grid.boundingBox();
  if (!box) throw new Error("the waterfall has no place on the page");
  await page.mouse.move(box.x + box.width * 0.7, box.y + box.height / 2);
  const scrollMs = await longestFrame(page, async () => {
    for (let i = 0; i < 80; i++) await page.mouse.wheel(0, 240);
  });
  await grid.focus();
  const jumpMs = await longestFrame(page, async () => {
    for (const key of ["End", "Home", "End", "PageUp", "PageUp", "Home", "PageDown", "End"]) {
      await page.keyboard.press(key);
      await settle(page);
    }
  });
  const zoomMs = await longestFrame(page, async () => {
    for (const key of [..."wwwwwwwwddddaaaassss", "0", "f", "0"]) {
      await page.keyboard.press(key);
      await settle(page);
    }
  });
  const { metrics } = await session.send("Performance.getMetrics");
  const heapBytes = metrics.find(({ name }) => name === "JSHeapUsedSize")?.value ?? Number.NaN;
  await page.context().close();
  return { spans, emptyMs, drawnMs, readyMs, scrollMs, jumpMs, zoomMs, pageBytes, heapBytes };
}

/** Lets what a key began be drawn before the next. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}
