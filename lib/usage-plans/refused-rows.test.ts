import { expect, it } from "vitest";
import { byKeyId, byKeyTail, byLimit, byRoute, sumOf, type TextRow } from "@/lib/usage-plans/refused-rows";

const none = new Map<string, string>();

it("adds up routes however the format names them", () => {
  const rows: readonly TextRow[] = [
    { method: "POST", resource: "/orders", keyId: "k1", requests: "2" },
    { method: "POST", resource: "/orders", keyId: "k2", requests: "3" },
    { routeKey: "GET /carts", requests: "5" },
    { method: "GET", resourceId: "abc123", requests: "1" },
    { method: "-", resource: "-", requests: "1" },
  ];
  expect(sumOf(rows)).toBe(12);
  expect(byRoute(rows)).toEqual([
    { route: "GET /carts", count: 5 },
    { route: "POST /orders", count: 5 },
    { route: "GET resource abc123", count: 1 },
    { route: "unknown route", count: 1 },
  ]);
  expect(byRoute([])).toEqual([]);
  expect(byRoute([{ requests: "4" }])).toBeNull();
  expect(sumOf([{ requests: "nonsense" }, {}])).toBe(0);
});

it("names keys by id, and what carried none", () => {
  const rows: readonly TextRow[] = [
    { keyId: "k1", requests: "2" },
    { keyId: "-", requests: "3" },
  ];
  expect(byKeyId(rows, new Map([["k1", "acme"]]))).toEqual([
    { key: "no key", name: null, count: 3 },
    { key: "k1", name: "acme", count: 2 },
  ]);
});

it("shows no more of a key's value than its end", () => {
  const rows: readonly TextRow[] = [
    { masked: "******F0yrv6", requests: "1" },
    { masked: "not-masked-at-all-F0yrv6", requests: "1" },
    { requests: "4" },
  ];
  expect(byKeyTail(rows)).toEqual([
    { key: "no key", name: null, count: 4 },
    { key: "…F0yrv6", name: null, count: 2 },
  ]);
  expect(byKeyTail([{ requests: "4" }])).toBeNull();
});

it("tells quotas from throttles, and plans from stages", () => {
  const rows: readonly TextRow[] = [
    { limit: "8.00", burst: "12", requests: "4" },
    { limit: "8.00", burst: "12", method: "GET", requests: "2" },
    { plan: "p1", limit: "5.00", burst: "10", requests: "1" },
    { plan: "p2", limit: "500", period: "DAY", requests: "9" },
  ];
  expect(byLimit(rows, new Map([["p1", "partners"]]))).toEqual([
    { kind: "quota", planId: "p2", planName: null, limit: 500, burstLimit: null, period: "DAY", count: 9 },
    { kind: "throttle", planId: null, planName: null, limit: 8, burstLimit: 12, period: null, count: 6 },
    {
      kind: "throttle",
      planId: "p1",
      planName: "partners",
      limit: 5,
      burstLimit: 10,
      period: null,
      count: 1,
    },
  ]);
  expect(byLimit([], none)).toEqual([]);
});
