import { describe, expect, it } from "vitest";
import { createMeter } from "@/lib/aws/meter";

describe("createMeter", () => {
  it("counts nothing at first", () => {
    expect(createMeter(null).snapshot()).toEqual({
      calls: 0,
      sent: 0,
      cached: 0,
      shared: 0,
      retried: 0,
      costUsd: 0,
      billedMetrics: 0,
      bytesScanned: 0,
      waitingMs: 0,
      byOperation: {},
    });
  });

  it("adds up calls by outcome and operation; retries are not calls", () => {
    const meter = createMeter(null);
    meter.count("lambda:ListFunctions", "sent");
    meter.count("lambda:ListFunctions", "cached");
    meter.count("cloudwatch:GetMetricData", "shared");
    meter.retried("lambda:ListFunctions", 2);
    meter.charge("cloudwatch:GetMetricData", { costUsd: 0.004, billedMetrics: 400 });
    meter.waited(30);
    meter.waited(12);
    const snapshot = meter.snapshot();
    expect(snapshot).toMatchObject({ calls: 3, sent: 1, cached: 1, shared: 1, retried: 2, waitingMs: 42 });
    expect(snapshot).toMatchObject({ costUsd: 0.004, billedMetrics: 400 });
    expect(snapshot.byOperation["lambda:ListFunctions"]).toMatchObject({ calls: 2, sent: 1, retried: 2 });
  });

  it("counts everything in the total too", () => {
    const total = createMeter(null);
    const [one, two] = [createMeter(total), createMeter(total)];
    one.count("a:B", "sent");
    two.count("a:B", "sent");
    two.charge("a:B", { costUsd: 1, bytesScanned: 5 });
    two.waited(7);
    two.retried("a:B", 1);
    expect(one.snapshot().sent).toBe(1);
    expect(total.snapshot()).toMatchObject({
      sent: 2,
      costUsd: 1,
      bytesScanned: 5,
      waitingMs: 7,
      retried: 1,
    });
  });

  it("gives snapshots that later calls do not change", () => {
    const meter = createMeter(null);
    const before = meter.snapshot();
    meter.count("a:B", "sent");
    expect(before.sent).toBe(0);
  });
});
