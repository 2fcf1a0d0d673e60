import { describe, expect, it } from "vitest";
import { findViolations } from "@/lib/tools/purity/find-violations";

const guard = 'import "server-only";\n';

describe("pure folders", () => {
  it.each([
    ["Date.now()", "Date.now reads the clock"],
    ["globalThis.Date.now()", "Date.now reads the clock"],
    ["[1].map(Date.now)", "Date.now reads the clock"],
    ["new Date()", "new Date() reads the clock"],
    ["new Date", "new Date() reads the clock"],
    ["Date()", "Date() reads the clock"],
    ["performance.now()", "performance.now reads the clock"],
    ["Math.random()", "Math.random is random"],
    ["crypto.randomUUID()", "crypto.randomUUID is random"],
    ["process.env.TZ", "process belongs to lib/config"],
    ["globalThis.process", "process belongs to lib/config"],
    ["{ ...process }", "process belongs to lib/config"],
  ])("reports %s", (expression, message) => {
    const found = findViolations(
      "lib/cost/bill.ts",
      `export const a = 1;\nexport const x = (${expression});\n`,
    );
    expect(found).toEqual([{ path: "lib/cost/bill.ts", line: 2, message: expect.stringContaining(message) }]);
  });

  it.each([
    "new Date(nowMs)",
    "Date.UTC(2026, 0, 15)",
    "Date.parse(text)",
    "Math.max(1, 2)",
    "record.process",
    "{ process: 1 }",
    "(process: number) => 1",
    "'Date.now()'",
  ])("allows %s", (expression) => {
    expect(findViolations("lib/base/time.ts", `export const x = (${expression});`)).toEqual([]);
  });

  it("leaves tests and other folders alone", () => {
    expect(findViolations("lib/base/time.test.ts", "Date.now()")).toEqual([]);
    expect(findViolations("lib/sandbox/world/clock.ts", "Date.now()")).toEqual([]);
    expect(findViolations("lib/models/x.ts", "Date.now()")).toEqual([]);
  });
});

describe("server folders", () => {
  it("wants the guard first", () => {
    expect(findViolations("lib/aws/gateway.ts", `${guard}export const x = 1;`)).toEqual([]);
    expect(findViolations("lib/aws/gateway.ts", `/** Header. */\n${guard}`)).toEqual([]);
    for (const source of ["", "export const x = 1;", `import "zod";\n${guard}`, '"server-only";']) {
      expect(findViolations("lib/server/overview.ts", source)).toEqual([
        { path: "lib/server/overview.ts", line: 1, message: 'must start with import "server-only"' },
      ]);
    }
  });

  it("may look at the clock", () => {
    expect(findViolations("lib/cache/memory-cache.ts", `${guard}Date.now();`)).toEqual([]);
  });
});

describe("names", () => {
  it.each(["lib/base/utils.ts", "lib/aws/index.ts", "components/ui/helpers.tsx"])("refuses %s", (path) => {
    expect(findViolations(path, guard)).toEqual([
      { path, line: 1, message: "name the file after the one idea in it" },
    ]);
  });

  it("takes such a word as a part of a name", () => {
    expect(findViolations("lib/traces/index-of-span.ts", "")).toEqual([]);
  });
});
