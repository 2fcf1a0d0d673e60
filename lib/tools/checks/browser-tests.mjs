import { join } from "node:path";
import { ensureChromium } from "../chromium/ensure-chromium.mjs";
import { binary, runShown } from "../run-command.mjs";
import { browserFailures } from "./failures.mjs";
import { readReport, tallyBrowser } from "./reports.mjs";
import { seconds } from "./run-check.mjs";
import { withTemporaryFolder } from "./temporary-folder.mjs";

/** @returns {Promise<import("./run-check.mjs").Tally>} */
export function runBrowserTests() {
  return withTemporaryFolder(async (folder) => {
    const started = performance.now();
    const reportPath = join(folder, "browser.json");
    const chromiumPath = await ensureChromium();
    const code = await runShown(
      process.execPath,
      [binary("playwright"), "test", "--config", "e2e/playwright.config.ts", "--reporter=list,json"],
      {
        ...process.env,
        TZ: "UTC",
        // Empty: the one that Playwright manages.
        CHROMIUM_PATH: chromiumPath ?? "",
        PLAYWRIGHT_JSON_OUTPUT_FILE: reportPath,
      },
    );
    const report = await readReport(reportPath);
    const tally = { ...tallyBrowser(report, code), failures: browserFailures(report) };
    console.log(
      tally.failed === 0
        ? `✓ browser   ${seconds(started)}`
        : "✗ browser   fix: the tests named above; npm run e2e -- <file> repeats one",
    );
    return tally;
  });
}
