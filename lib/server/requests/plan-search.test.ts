import { expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "@/lib/base/time";
import type { LogGroupInfo } from "@/lib/model/log-group";
import { planSearch } from "@/lib/server/requests/plan-search";

const nowMs = Date.UTC(2026, 0, 15, 12);
const window = { fromMs: nowMs - HOUR_MS, toMs: nowMs };
const group = (storedBytes: number | null): LogGroupInfo => ({
  name: "g",
  arn: null,
  createdMs: nowMs - 10 * DAY_MS,
  retentionDays: null,
  storedBytes,
  logClass: "STANDARD",
});

it("searches little and few for free, and asks before it scans much or many", () => {
  // 240 hours hold the bytes: one hour holds a 240th.
  expect(planSearch([group(240e6)], window, nowMs)).toMatchObject({
    engine: "filter-log-events",
    bytes: 1e6,
    costUsd: 0,
  });
  expect(planSearch([group(2_400e9)], window, nowMs)).toMatchObject({
    engine: "logs-insights",
    bytes: 10e9,
    costUsd: 0.05,
  });
  const many = Array.from({ length: 81 }, () => group(0));
  expect(planSearch(many, window, nowMs).engine).toBe("logs-insights");
});

it("does not make up what is not known", () => {
  expect(planSearch([group(null)], window, nowMs)).toEqual({
    engine: "filter-log-events",
    bytes: null,
    costUsd: 0,
    seconds: null,
  });
});
