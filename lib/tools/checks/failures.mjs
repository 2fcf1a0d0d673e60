/**
 * What failed, a line each, from the reports of the runners: it is said again at the end, where a long log is cut.
 *
 * @typedef {Record<string, unknown>} Json
 */

/** Of what was said about one failure, characters. */
const SHOWN = 300;

/**
 * @param {unknown} value
 * @returns {readonly Json[]}
 */
function listOf(value) {
  return Array.isArray(value) ? value.filter((each) => typeof each === "object" && each !== null) : [];
}

/**
 * @param {unknown} name
 * @param {unknown} message
 */
function line(name, message) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of a terminal
  const plain = String(message ?? "").replace(/\u001b\[[\d;]*m/g, "");
  const said = plain.split("\n").filter((each) => each.trim() !== "");
  return `${name}: ${said.slice(0, 3).join(" ").slice(0, SHOWN)}`;
}

/**
 * @param {Json | null} report of Vitest's json reporter
 * @param {readonly string[]} outside errors that belong to no test
 * @returns {readonly string[]}
 */
export function unitFailures(report, outside) {
  const files = listOf(report?.testResults).flatMap((file) => {
    const failed = listOf(file.assertionResults).filter(({ status }) => status === "failed");
    if (failed.length === 0) return file.status === "failed" ? [line(file.name, file.message)] : [];
    return failed.map((test) =>
      line(`${file.name} › ${test.fullName}`, Array.isArray(test.failureMessages) && test.failureMessages[0]),
    );
  });
  return [...files, ...outside.map((error) => line("outside of tests", error))];
}

/**
 * @param {Json | null} report of Playwright's json reporter
 * @returns {readonly string[]}
 */
export function browserFailures(report) {
  const errors = listOf(report?.errors).map(({ message }) => line("outside of tests", message));
  return [...listOf(report?.suites).flatMap(failedIn), ...errors];
}

/**
 * @param {Json} suite
 * @returns {readonly string[]}
 */
function failedIn(suite) {
  const own = listOf(suite.specs).flatMap((spec) =>
    listOf(spec.tests)
      .filter(({ status }) => status === "unexpected" || status === "flaky")
      .map((test) => {
        const [error] = listOf(test.results).flatMap(({ errors }) => listOf(errors));
        return line(`${spec.file}:${spec.line} › ${spec.title}`, error?.message);
      }),
  );
  return [...own, ...listOf(suite.suites).flatMap(failedIn)];
}
