import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { priceListOf } from "@/lib/cost/prices/price-lists";
import type { FunctionFacts, ReportSums } from "@/lib/cost/waste/facts";
import { priceWaste } from "@/lib/cost/waste/price-waste";
import { enoughFor, unusedMemory } from "@/lib/cost/waste/unused-memory";

const list = priceListOf("us-east-1");
const fn: FunctionFacts = {
  name: "pay",
  architecture: "x86_64",
  memoryMb: 1024,
  ephemeralStorageMb: 512,
  provisioned: false,
};
const sums = (memoryMb: number, maxMemoryUsedMb: number | null, handlerMs = 1_000_000): ReportSums => ({
  memoryMb,
  reports: 1000,
  billedMs: handlerMs,
  handlerMs,
  maxMemoryUsedMb,
  timeouts: 0,
  timeoutMs: 0,
});
const windowUsd = (sizes: readonly ReportSums[], of = fn) => {
  const waste = unusedMemory(of, sizes);
  return waste && priceWaste(waste, 3_600_000, list).window;
};

describe("memory never used", () => {
  it.each([
    [10, 128],
    [106, 128],
    [107, 192],
    [130, 192],
    [160, 192],
    [161, 256],
  ])("leaves 20 %% above %d MB free: %d MB", (usedMb, enoughMb) => expect(enoughFor(usedMb)).toBe(enoughMb));

  it("saves from nothing, when CPU-bound, to all that was too much", () => {
    const found = windowUsd([sums(1024, 200)]);
    expect(found?.low).toBeCloseTo(0, 12);
    expect(found?.high).toBeCloseTo(((1024 - 256) / 1024) * 1000 * 0.0000166667, 12);
  });

  it("saves for sure what lies above one vCPU", () => {
    expect(windowUsd([sums(3538, 1000)])?.low).toBeCloseTo(((3538 - 1769) / 1024) * 1000 * 0.0000166667, 12);
  });

  it("takes the measured duration where executions ran at the smaller size", () => {
    const found = windowUsd([sums(1024, 200, 1_000_000), sums(256, 200, 2_000_000)]);
    const saved = ((1024 - 2 * 256) / 1024) * 1000 * 0.0000166667;
    expect(found?.low).toBeCloseTo(saved, 12);
    expect(found?.high).toBeCloseTo(saved, 12);
  });

  it("is none where the memory is needed, or nothing told how much was used", () => {
    expect(windowUsd([sums(1024, 1000)])).toBeNull();
    expect(windowUsd([sums(128, 10)])).toBeNull();
    expect(windowUsd([sums(1024, null)])).toBeNull();
    expect(windowUsd([])).toBeNull();
    // An execution at another size used more.
    expect(windowUsd([sums(512, 100), sums(1024, 900)])).toBeNull();
  });

  it("has ends in order, none below nothing or above what was paid", () => {
    const size = fc.integer({ min: 128, max: 10_240 });
    fc.assert(
      fc.property(
        size,
        size,
        fc.boolean(),
        fc.integer({ min: 1, max: 1e9 }),
        (memoryMb, used, provisioned, ms) => {
          const found = windowUsd([sums(memoryMb, Math.min(used, memoryMb), ms)], { ...fn, provisioned });
          if (found === null) return;
          expect(found.low).toBeGreaterThanOrEqual(0);
          expect(found.high).toBeGreaterThanOrEqual(found.low);
          expect(found.high).toBeLessThanOrEqual((memoryMb / 1024) * (ms / 1000) * 0.0000166667 + 1e-9);
        },
      ),
    );
  });
});
