import { stopChildrenOnSignals } from "../child-processes.mjs";
import { ensureInstalled } from "../install.mjs";
import { quickChecks } from "./commands.mjs";
import { runCheck } from "./run-check.mjs";
import { runUnitTests } from "./unit-tests.mjs";

/**
 * `npm run verify`: everything that takes seconds.
 * @returns {Promise<number>} exit code
 */
export async function runQuickChecks() {
  stopChildrenOnSignals();
  await ensureInstalled();
  let failed = 0;
  for (const check of quickChecks) failed += (await runCheck(check)).failed;
  failed += (await runUnitTests({ terse: true })).failed;
  return failed === 0 ? 0 : 1;
}
