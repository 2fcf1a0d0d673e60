import { readFile } from "node:fs/promises";
import { type Browser, chromium, type Page } from "@playwright/test";
import type { Benchmark, Measurement } from "@/lib/tools/bench/benchmark";
import { longestFrame } from "@/lib/tools/bench/frames";
import { ensureChromium } from "@/lib/tools/chromium/ensure-chromium.mjs";
import { startBuiltApp, startWorld } from "@/lib/tools/local-account";

/**
 * The Logs page in Chromium with more than a million lines of three busy functions: scrolled while they come and when
 * they are there, by wheel, by keys and by the scrollbar; and how long a range dragged on a chart takes to its first
 * request. The server's caches are warm, so that the browser is measured and not the sandbox.
 */
const WORLD = ["--quotas", "off", "--hours", "4", "--rps", "60"];
const WINDOW = "from=2026-01-15T09:20Z&to=2026-01-15T12:00Z";
const PATH = `/logs?src=fn:orders-api,fn:payments-charge,fn:catalog-search&${WINDOW}`;
const FRAME_BUDGET_MS = 50;

export const logsPage: Benchmark = {
  name: "logs-page",
  measure: async () => {
    const world = await startWorld(WORLD);
    const app = await startBuiltApp(world.url).catch(async (error: unknown) => {
      await world.stop();
      throw error;
    });
    const executablePath = await ensureChromium();
    const browser = await chromium.launch({
      ...(executablePath === null ? {} : { executablePath }),
      args: ["--no-sandbox"],
    });
    try {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      await context.addInitScript("globalThis.__name = (fn) => fn");
      return [
        ...(await measureLines(browser, await context.newPage(), app.url)),
        ...(await measureDrillDown(await context.newPage(), app.url)),
      ];
    } finally {
      await browser.close();
      await Promise.all([app.stop(), world.stop()]);
    }
  },
};

async function measureLines(browser: Browser, page: Page, appUrl: string): Promise<Measurement[]> {
  const started = performance.now();
  await page.goto(`${appUrl}${PATH}&view=lines`);
  await linesShown(page);
  const firstLineMs = performance.now() - started;
  await phase(page, "done");
  const readAll = page.getByRole("button", { name: "Read all" });
  const arriving = await longestFrame(page, async () => {
    await readAll.click();
    await phase(page, "loading");
    while ((await phaseNow(page)) === "loading") await wheel(page, 20);
  });
  const loadMs = performance.now() - started;
  const lines = Number(await page.getByTestId("lines").getAttribute("aria-rowcount")) - 1;
  await linesShown(page);

  const still = await longestFrame(page, () => page.waitForTimeout(3_000));
  const byWheel = await longestFrame(page, () => wheel(page, 300));
  await page.getByTestId("lines").focus();
  const byKeys = await longestFrame(page, async () => {
    for (let i = 0; i < 100; i++) await page.keyboard.press("PageDown");
    for (const key of ["End", "Home", "End"]) {
      await page.keyboard.press(key);
      await linesShown(page);
    }
  });
  const byScrollbar = await longestFrame(page, async () => {
    for (let share = 0; share <= 1; share += 0.01) await scrollTo(page, share);
    await scrollTo(page, 0.5);
    await linesShown(page);
  });
  const jumps: number[] = [];
  for (const share of [0.1, 0.9, 0.3, 0.7, 0.5]) {
    jumps.push(
      await timed(async () => {
        await scrollTo(page, share);
        await linesShown(page);
      }),
    );
  }
  const memoryMb = await rendererMb(browser);

  await page.getByRole("radio", { name: "Requests" }).click();
  await page.getByTestId("requests").waitFor({ timeout: 120_000 });
  const plot = page.getByRole("figure", { name: "Lines over time by level" }).getByRole("slider");
  const all = await page.getByTestId("row-count").textContent();
  await drag(page, await boxOf(plot), 0.4, 0.5);
  const brushMs = await timed(async () => {
    await page.mouse.up();
    await page.waitForFunction(
      (before) => document.querySelector('[data-testid="row-count"]')?.textContent !== before,
      all,
      { polling: "raf" },
    );
    await rowShown(page);
  });
  return [
    { what: "lines in the page", value: lines, unit: "lines", budget: 1_000_000, atLeast: true },
    { what: "  first line", value: firstLineMs / 1000, unit: "s" },
    { what: "  all of them read", value: loadMs / 1000, unit: "s" },
    { what: "  memory of the tab's process", value: memoryMb, unit: "MB" },
    { what: "longest frame, nothing moves", value: still, unit: "ms" },
    frame("longest frame, scrolling while lines come", arriving),
    frame("longest frame, 300 steps of the wheel", byWheel),
    frame("longest frame, 100 × Page Down, End, Home", byKeys),
    frame("longest frame, the scrollbar from end to end", byScrollbar),
    { what: "a jump to its lines, longest of five", value: Math.max(...jumps), unit: "ms" },
    { what: "from the brush to the first request", value: brushMs, unit: "ms" },
  ];
}

/** From letting go of a range on a chart of a function, through "Show requests", to the first request's row. */
async function measureDrillDown(page: Page, appUrl: string): Promise<Measurement[]> {
  await page.goto(`${appUrl}/functions/orders-api?${WINDOW}`);
  const plot = page.getByRole("figure", { name: "Errors" }).getByRole("slider");
  await plot.waitFor();
  await plot.locator("xpath=..").locator("svg path").first().waitFor({ state: "attached" });
  await drag(page, await boxOf(plot), 0.5, 0.6);
  await page.mouse.up();
  const show = page.getByRole("button", { name: "Show requests", exact: true });
  await show.waitFor();
  const ms = await timed(async () => {
    await show.click();
    await rowShown(page);
  });
  return [{ what: "from a chart's Show requests to the first request", value: ms, unit: "ms" }];
}

function frame(what: string, value: number): Measurement {
  return { what, value, unit: "ms", budget: FRAME_BUDGET_MS };
}

async function wheel(page: Page, steps: number): Promise<void> {
  const box = await boxOf(page.getByTestId("lines"));
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  for (let i = 0; i < steps; i++) await page.mouse.wheel(0, 400);
}

async function scrollTo(page: Page, share: number): Promise<void> {
  await page.getByTestId("lines").evaluate((list, part) => {
    list.scrollTop = (list.scrollHeight - list.clientHeight) * part;
    return new Promise((resolve) => requestAnimationFrame(resolve));
  }, share);
}

/** Every row in view has its line. */
async function linesShown(page: Page): Promise<void> {
  await page.waitForFunction(
    () => {
      const list = document.querySelector('[data-testid="lines"]');
      const view = list?.getBoundingClientRect();
      if (!list || !view) return false;
      const rows = [...list.querySelectorAll('[role="row"][aria-selected]')].filter((row) => {
        const box = row.getBoundingClientRect();
        return box.bottom > view.top && box.top < view.bottom;
      });
      return rows.length > 0 && rows.every((row) => row.querySelector("time") !== null);
    },
    undefined,
    { polling: "raf" },
  );
}

async function rowShown(page: Page): Promise<void> {
  await page.waitForFunction(
    () => document.querySelector('[data-testid="requests"] time') !== null,
    undefined,
    {
      polling: "raf",
    },
  );
}

async function phaseNow(page: Page): Promise<string | null> {
  return page.getByTestId("load-status").getAttribute("data-phase");
}

async function phase(page: Page, name: string): Promise<void> {
  await page.locator(`[data-testid="load-status"][data-phase="${name}"]`).waitFor({ timeout: 300_000 });
}

async function boxOf(element: ReturnType<Page["locator"]>) {
  await element.scrollIntoViewIfNeeded();
  const box = await element.boundingBox();
  if (!box) throw new Error(`${element} has no place on the page`);
  return box;
}

/** Presses the mouse and moves it; the caller lets it go. */
async function drag(page: Page, box: Awaited<ReturnType<typeof boxOf>>, from: number, to: number) {
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * from, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * to, y, { steps: 5 });
}

async function timed(act: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await act();
  return performance.now() - started;
}

/** Of the biggest process that draws pages; NaN where the system does not tell. */
async function rendererMb(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const sizes = await Promise.all(
    processInfo
      .filter(({ type }) => type === "renderer")
      .map(async ({ id }) => {
        const status = await readFile(`/proc/${id}/status`, "utf8").catch(() => "");
        return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) / 1024;
      }),
  );
  return Math.max(...sizes);
}
