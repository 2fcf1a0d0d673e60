import { defineConfig } from "@playwright/test";
import { findSystemBrowser } from "../lib/tools/chromium/system-browsers.mjs";

/**
 * Runs against the app at BASE_URL and the sandbox at SANDBOX_URL where both are given; otherwise global-setup.ts
 * starts a frozen sandbox and the built app on free ports.
 */
// Empty: the browser that Playwright manages.
const executablePath = process.env.CHROMIUM_PATH ?? findSystemBrowser();

export default defineConfig({
  testDir: "specs",
  outputDir: "../test-results",
  globalSetup: "./global-setup.ts",
  fullyParallel: true,
  // One more than the processors of a small machine: some specs mostly wait.
  workers: 3,
  forbidOnly: process.env.CI !== undefined,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: "list",
  use: {
    baseURL: process.env.BASE_URL,
    viewport: { width: 1440, height: 900 },
    locale: "en-US",
    timezoneId: "UTC",
    contextOptions: { reducedMotion: "reduce" },
    // Recording takes every test a tenth longer.
    trace: process.env.E2E_TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      // The browser itself must not call home either.
      args: [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--disable-gpu",
      ],
    },
  },
});
