import { expect, it } from "vitest";
import { MINUTE_MS } from "@/lib/base/time";
import { logBytes } from "@/lib/sandbox/logs/log-bytes";
import { createWorld } from "@/lib/sandbox/world/create-world";
import { MetricStore } from "./metric-store";

it("tells nearly what every group took in", () => {
  const nowMs = Date.UTC(2026, 0, 15, 12);
  const world = createWorld({
    seed: 3,
    nowMs,
    hours: 1,
    rps: 0.5,
    functions: 0,
    region: "us-east-1",
    incidents: true,
  });
  world.advance();
  const store = new MetricStore(world);
  const window = { startMs: nowMs - 20 * MINUTE_MS, endMs: nowMs - 10 * MINUTE_MS };
  const exact = logBytes(world, window.startMs, window.endMs);
  const grid = { ...window, periodMs: 10 * MINUTE_MS, count: 1 };
  let [told, truth, groups] = [0, 0, 0];
  for (const [name, bytes] of exact) {
    const metric = store.find("AWS/Logs", "IncomingBytes", [{ Name: "LogGroupName", Value: name }]);
    if (metric === undefined) throw new Error(`no metric of ${name}`);
    const sum = store.totals([metric.source], "Sum", grid, nowMs).values[0] ?? 0;
    truth += bytes;
    told += Number.isNaN(sum) ? 0 : sum;
    if (bytes < 20_000) continue;
    groups++;
    expect(sum / bytes, name).toBeGreaterThan(0.75);
    expect(sum / bytes, name).toBeLessThan(1.25);
  }
  expect(groups).toBeGreaterThan(8);
  expect(told / truth).toBeGreaterThan(0.9);
  expect(told / truth).toBeLessThan(1.1);
});
