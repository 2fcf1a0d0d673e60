import { join } from "node:path";
import { binary, runShown } from "../run-command.mjs";
import { OUTSIDE_ERRORS_FILE } from "./errors-outside-tests.mjs";
import { unitFailures } from "./failures.mjs";
import { readReport, tallyUnit } from "./reports.mjs";
import { seconds } from "./run-check.mjs";
import { withTemporaryFolder } from "./temporary-folder.mjs";

/**
 * @param {{ terse?: boolean }} [how] terse: only failures are printed, and tests that run whole servers are left out
 * @returns {Promise<import("./run-check.mjs").Tally>}
 */
export function runUnitTests({ terse = false } = {}) {
  return withTemporaryFolder(async (folder) => {
    const started = performance.now();
    const reportPath = join(folder, "unit.json");
    const outsidePath = join(folder, "outside.json");
    const code = await runShown(
      process.execPath,
      [
        binary("vitest"),
        "run",
        "--config",
        ".config/vitest.config.ts",
        `--reporter=${terse ? "dot" : "default"}`,
        ...(terse ? ["--exclude=**/*.integration.test.ts"] : []),
        "--reporter=json",
        "--reporter=./lib/tools/checks/errors-outside-tests.mjs",
        `--outputFile.json=${reportPath}`,
      ],
      { ...process.env, TZ: "UTC", LC_ALL: "C", [OUTSIDE_ERRORS_FILE]: outsidePath },
    );
    const report = await readReport(reportPath);
    const outside = await readReport(outsidePath);
    const tally = {
      ...tallyUnit(report, code),
      failures: unitFailures(report, Array.isArray(outside) ? outside : []),
    };
    console.log(
      tally.failed === 0
        ? `✓ unit   ${seconds(started)}`
        : "✗ unit   fix: the tests named above; npm run unit -- <path> repeats one",
    );
    return tally;
  });
}
