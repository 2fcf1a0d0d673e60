import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { ensureChromium } from "@/lib/tools/chromium/ensure-chromium.mjs";

export interface BenchBrowser {
  /** A page in a context of its own: compiled code is kept from one page of a context to the next. */
  readonly open: () => Promise<Page>;
  readonly openContext: () => Promise<BrowserContext>;
  readonly close: () => Promise<void>;
}

/** The Chromium in which pages are measured. */
export async function startBenchBrowser(): Promise<BenchBrowser> {
  const executablePath = await ensureChromium();
  const browser = await chromium.launch({
    ...(executablePath === null ? {} : { executablePath }),
    args: ["--no-sandbox"],
  });
  const openContext = async () => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    // The compiler that runs the benchmarks wraps functions in a helper that the page does not have.
    await context.addInitScript("globalThis.__name = (fn) => fn");
    return context;
  };
  return {
    openContext,
    open: async () => (await openContext()).newPage(),
    close: () => browser.close(),
  };
}
