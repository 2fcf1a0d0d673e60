import { describe, expect, it } from "vitest";
import { browserFailures, unitFailures } from "@/lib/tools/checks/failures.mjs";

describe("unitFailures", () => {
  it("names the tests that failed with what was said first, without colours", () => {
    const report = {
      testResults: [
        { name: "a.test.ts", status: "passed", assertionResults: [{ fullName: "a", status: "passed" }] },
        {
          name: "b.test.ts",
          status: "failed",
          assertionResults: [
            { fullName: "adds", status: "passed" },
            {
              fullName: "takes",
              status: "failed",
              failureMessages: ["\u001b[31mexpected 1\u001b[39m\n\n  to be 2"],
            },
          ],
        },
        { name: "c.test.ts", status: "failed", message: "cannot be loaded", assertionResults: [] },
      ],
    };
    expect(unitFailures(report, ["Error: worker died\n at x"])).toEqual([
      "b.test.ts › takes: expected 1   to be 2",
      "c.test.ts: cannot be loaded",
      "outside of tests: Error: worker died  at x",
    ]);
  });

  it.each([[null], [{}], [{ testResults: [null, "x", { status: "passed" }] }]])("%j: nothing", (report) => {
    expect(unitFailures(report, [])).toEqual([]);
  });
});

describe("browserFailures", () => {
  it("names tests that failed or passed on a second try, in suites of any depth", () => {
    const test = (status: string, message: string) => ({
      tests: [{ status, results: [{ errors: [{ message }] }] }],
      title: status,
      file: "a.spec.ts",
      line: 3,
    });
    const report = {
      errors: [{ message: "the server did not start" }],
      suites: [
        {
          specs: [test("expected", "")],
          suites: [{ specs: [test("unexpected", "no row"), test("flaky", "late")] }],
        },
      ],
    };
    expect(browserFailures(report)).toEqual([
      "a.spec.ts:3 › unexpected: no row",
      "a.spec.ts:3 › flaky: late",
      "outside of tests: the server did not start",
    ]);
  });

  it("has nothing to say without a report", () => {
    expect(browserFailures(null)).toEqual([]);
  });
});
