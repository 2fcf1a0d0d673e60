import { writeFileSync } from "node:fs";

/** The file to write to is named in the environment. */
export const OUTSIDE_ERRORS_FILE = "LAMBDASCOPE_OUTSIDE_ERRORS_FILE";

/** A reporter for Vitest: writes the errors that belong to no test, which its json reporter leaves out. */
// biome-ignore lint/style/noDefaultExport: Vitest loads reporters so
export default class ErrorsOutsideTests {
  /**
   * @param {unknown} _modules
   * @param {ReadonlyArray<{ readonly message?: string, readonly stack?: string }>} errors
   */
  onTestRunEnd(_modules, errors) {
    const path = process.env[OUTSIDE_ERRORS_FILE];
    if (path === undefined) return;
    writeFileSync(path, JSON.stringify(errors.map(({ message, stack }) => stack ?? message ?? "unknown")));
  }
}
