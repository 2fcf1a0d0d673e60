import { describe, expect, it } from "vitest";
import { failureLines, summaryLine, tallyBrowser, tallyUnit } from "@/lib/tools/checks/reports.mjs";

describe("tallyUnit", () => {
  it("counts the tests of Vitest's report", () => {
    const report = { numPassedTests: 8, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 };
    expect(tallyUnit(report, 1)).toEqual({ name: "unit", passed: 8, failed: 2, skipped: 2 });
  });

  it("counts a file that does not load as a failure", () => {
    expect(tallyUnit({ numPassedTests: 8, numFailedTests: 0 }, 1)).toMatchObject({ passed: 8, failed: 1 });
  });

  it("counts a runner that left no report as a failure, whatever its exit code", () => {
    expect(tallyUnit(null, 0)).toMatchObject({ passed: 0, failed: 1 });
  });
});

describe("tallyBrowser", () => {
  it("counts the tests of Playwright's report, unsteady ones as failures", () => {
    const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 3 } };
    expect(tallyBrowser(report, 1)).toEqual({ name: "browser", passed: 5, failed: 2, skipped: 3 });
  });

  it("counts a set-up that fails as a failure", () => {
    expect(tallyBrowser({ stats: { expected: 0, unexpected: 0 } }, 1)).toMatchObject({ failed: 1 });
    expect(tallyBrowser({}, 1)).toMatchObject({ passed: 0, failed: 1 });
  });
});

describe("summaryLine", () => {
  const tally = { name: "x", passed: 3, failed: 1, skipped: 0 };

  it("sums over all suites", () => {
    expect(summaryLine([tally, tally])).toBe("6 passed, 2 failed");
    expect(summaryLine([])).toBe("0 passed, 0 failed");
  });

  it("names skipped tests only when there are some", () => {
    expect(summaryLine([tally, { ...tally, skipped: 4 }])).toBe("6 passed, 2 failed, 4 skipped");
  });
});

describe("failureLines", () => {
  it("names what failed, or the suite that cannot tell, and nothing of what passed", () => {
    const tally = { passed: 3, failed: 1, skipped: 0 };
    expect(
      failureLines([
        { ...tally, name: "format", failed: 0 },
        { ...tally, name: "lint" },
        { ...tally, name: "unit", failures: ["a.test.ts › adds: expected 1", "outside of tests: died"] },
      ]),
    ).toEqual(["✗ lint", "✗ unit: a.test.ts › adds: expected 1", "✗ unit: outside of tests: died"]);
    expect(failureLines([{ ...tally, name: "browser", failures: [] }])).toEqual(["✗ browser"]);
  });
});
