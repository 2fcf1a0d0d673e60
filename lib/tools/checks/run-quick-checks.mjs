import { stopChildrenOnSignals } from "../child-processes.mjs";
import { ensureInstalled } from "../install.mjs";
import { quickChecks } from "./commands.mjs";
import { runChecks } from "./run-check.mjs";
import { runUnitTests } from "./unit-tests.mjs";

/**
 * `npm run verify`: everything that takes seconds.
 * @returns {Promise<number>} exit code
 */
export async function runQuickChecks() {
  stopChildrenOnSignals();
  await ensureInstalled();
  let failed = (await runChecks(quickChecks)).reduce((sum, tally) => sum + tally.failed, 0);
  failed += (await runUnitTests({ terse: true })).failed;
  return failed === 0 ? 0 : 1;
}
