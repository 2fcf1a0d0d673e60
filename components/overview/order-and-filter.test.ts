import { expect, it } from "vitest";
import { matchesFunction } from "@/components/overview/function-filter";
import { byTrouble } from "@/components/overview/row-order";
import { sortingOf, sortText } from "@/components/overview/table-state";
import type { FunctionRow } from "@/lib/model/views/overview";

function row(name: string, over: Partial<FunctionRow> = {}): FunctionRow {
  const spark = { timesMs: [], values: [] };
  return {
    name,
    health: "ok",
    reason: null,
    sinceMs: null,
    invocations: 1,
    errors: 0,
    errorRate: 0,
    throttles: 0,
    durationP50Ms: null,
    durationP95Ms: null,
    durationP99Ms: null,
    concurrencyPeak: null,
    runtime: "nodejs22.x",
    memoryMb: 128,
    architecture: "arm64",
    cost: null,
    spark,
    failureSpark: spark,
    ...over,
  };
}

it("puts the worst first, then more failures, then busier, and silence last", () => {
  const rows = [
    row("silent", { health: "unknown", invocations: null }),
    row("busy", { invocations: 9 }),
    row("calm"),
    row("few", { health: "warning", errors: 2 }),
    row("many", { health: "warning", errors: 20 }),
    row("dead", { health: "critical", errors: 1 }),
  ];
  const order = byTrouble<FunctionRow>(
    (r) => r.health,
    (r) => r.errors,
    (r) => r.invocations,
    (r) => r.name,
  );
  expect(rows.sort(order).map((r) => r.name)).toEqual(["dead", "many", "few", "busy", "calm", "silent"]);
});

it("filters by every word and by health", () => {
  const orders = row("orders-api", { health: "critical", reason: "12 % errors" });
  expect(matchesFunction(orders, "ORDERS node", "all")).toBe(true);
  expect(matchesFunction(orders, "orders python", "all")).toBe(false);
  expect(matchesFunction(orders, "", "failing")).toBe(true);
  expect(matchesFunction(orders, "", "healthy")).toBe(false);
  expect(matchesFunction(row("x", { health: "unknown" }), "", "idle")).toBe(true);
});

it("reads an order from the URL and writes it back", () => {
  expect(sortText(sortingOf("errors.desc"))).toBe("errors.desc");
  expect(sortingOf("errors.sideways")).toEqual([]);
  expect(sortingOf("'; drop")).toEqual([]);
  expect(sortText([])).toBe("");
});
