import { describe, expect, it } from "vitest";
import { inOrder, wasteAnswer } from "@/lib/cost/waste/waste-answer";
import { wasteCsv } from "@/lib/cost/waste/waste-csv";
import type { WasteFinding, WasteKind, WasteOfKind } from "@/lib/model/views/cost-waste";

const kind = (name: WasteKind, state: WasteOfKind["state"], highUsd = 0): WasteOfKind => ({
  kind: name,
  title: name,
  state,
  reason: state === "found" ? null : "because",
  monthly: state === "found" || state === "none" ? { lowUsd: 0, highUsd } : null,
  findings: [],
  unknown: [],
});
const kinds = [
  kind("timeouts", "not-asked"),
  kind("retries", "unknown"),
  kind("debug-logging", "none"),
  kind("unused-memory", "found", 1),
  kind("idle-provisioned", "found", 2),
];

describe("waste in words", () => {
  it("tells what was looked for from what was not", () => {
    expect(wasteAnswer({ kinds })).toBe(
      "2 found of 3 kinds looked for. 1 more needs the logs. 1 cannot be known.",
    );
    expect(wasteAnswer({ kinds: [kind("retries", "unknown")] })).toBe(
      "Nothing could be looked for. 1 cannot be known.",
    );
    expect(wasteAnswer({ kinds: [kind("retries", "none")] })).toBe("None found of 1 kind looked for.");
  });

  it("shows the dearest first and what is not known last", () => {
    expect(inOrder(kinds).map((one) => one.kind)).toEqual([
      "idle-provisioned",
      "unused-memory",
      "debug-logging",
      "timeouts",
      "retries",
    ]);
  });
});

describe("waste as CSV", () => {
  const finding: WasteFinding = {
    subject: { kind: "function", name: "=cmd()" },
    monthly: { lowUsd: 1, highUsd: 2 },
    window: null,
    certainty: "range",
    why: 'It "is"',
    remedy: "End it.",
    assumptions: [],
    lines: { low: [], high: null },
    evidence: [],
  };

  it("has a line per finding, and one for each kind without, and starts no formula", () => {
    const lines = wasteCsv({
      kinds: [{ ...kind("timeouts", "found", 2), findings: [finding] }, ...kinds.slice(0, 1)],
    })
      .split("\r\n")
      .slice(1);
    expect(lines).toHaveLength(2);
    expect(lines[0]).not.toMatch(/(^|,)"?=/);
    expect(lines[0]).toContain('"It ""is"""');
    expect(lines[1]).toContain("not-asked");
    expect(lines[1]).not.toMatch(/,0,/);
  });
});
