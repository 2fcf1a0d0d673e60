import { readFile } from "node:fs/promises";

/** @typedef {import("./run-check.mjs").Tally} Tally */

/**
 * @param {string} path
 * @returns {Promise<Record<string, unknown> | null>} null when the runner died before it wrote its report
 */
export async function readReport(path) {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return null;
  }
}

/**
 * @param {unknown} value
 * @returns {number}
 */
function count(value) {
  return typeof value === "number" ? value : 0;
}

/**
 * A file that cannot be loaded, or a runner that dies, fails no single test: it counts as one failure.
 * @param {Tally} tally
 * @param {number} code the runner's exit code
 * @returns {Tally}
 */
function orFailed(tally, code) {
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/**
 * @param {Record<string, unknown> | null} report of Vitest's json reporter
 * @param {number} code
 * @returns {Tally}
 */
export function tallyUnit(report, code) {
  const skipped = count(report?.numPendingTests) + count(report?.numTodoTests);
  const tally = { passed: count(report?.numPassedTests), failed: count(report?.numFailedTests), skipped };
  return orFailed({ name: "unit", ...tally }, report === null ? 1 : code);
}

/**
 * @param {Record<string, unknown> | null} report of Playwright's json reporter
 * @param {number} code
 * @returns {Tally}
 */
export function tallyBrowser(report, code) {
  const stats = /** @type {Record<string, unknown>} */ (report?.stats ?? {});
  const tally = {
    passed: count(stats.expected),
    // Passing on the second try only is not passing.
    failed: count(stats.unexpected) + count(stats.flaky),
    skipped: count(stats.skipped),
  };
  return orFailed({ name: "browser", ...tally }, report === null ? 1 : code);
}

/**
 * The last line of `npm test`.
 * @param {readonly Tally[]} tallies
 */
export function summaryLine(tallies) {
  /** @param {"passed" | "failed" | "skipped"} key */
  const sum = (key) => tallies.reduce((total, tally) => total + tally[key], 0);
  const skipped = sum("skipped");
  return `${sum("passed")} passed, ${sum("failed")} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}

/**
 * What failed, for the lines before the last: one line each, or the suite alone where it cannot tell.
 * @param {readonly Tally[]} tallies
 * @returns {readonly string[]}
 */
export function failureLines(tallies) {
  return tallies.flatMap(({ name, failed, failures = [] }) => {
    if (failed === 0) return [];
    return failures.length === 0 ? [`✗ ${name}`] : failures.map((each) => `✗ ${name}: ${each}`);
  });
}
