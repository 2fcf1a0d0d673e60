import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMeter } from "@/lib/aws/meter";
import { SpendLedger } from "@/lib/aws/spend-ledger";
import { HOUR_MS } from "@/lib/base/time";

const NOON = Date.UTC(2026, 0, 15, 12);

/** A ledger whose clock is set by hand. */
function atNoon() {
  const clock = { now: NOON };
  return { clock, ledger: new SpendLedger(() => clock.now) };
}

describe("SpendLedger", () => {
  it("adds up pages by purpose and browser, and says since when", async () => {
    const { clock, ledger } = atNoon();
    const page = createMeter(ledger.meterOf({ purpose: "overview", session: "ada" }));
    page.count("cloudwatch:GetMetricData", "sent");
    page.charge("cloudwatch:GetMetricData", { costUsd: 0.004, billedMetrics: 400 });
    clock.now += HOUR_MS;
    createMeter(ledger.meterOf({ purpose: "logs", session: "bob" })).count("logs:FilterLogEvents", "cached");
    const day = await ledger.readDay();
    expect(day).toMatchObject({ day: "2026-01-15", sinceMs: NOON, endsMs: Date.UTC(2026, 0, 16) });
    expect(day).toMatchObject({ sharedUsd: null, spentUsd: 0.004 });
    expect(day.counts).toMatchObject({ sent: 1, cached: 1, billedMetrics: 400 });
    expect(day.byPurpose.overview).toMatchObject({ sent: 1, costUsd: 0.004 });
    expect(ledger.sessionSpend("ada")).toMatchObject({ sinceMs: NOON, counts: { costUsd: 0.004 } });
    expect(ledger.sessionSpend("bob")).toMatchObject({ sinceMs: NOON + HOUR_MS, counts: { cached: 1 } });
    expect(ledger.sessionSpend("eve")).toBeNull();
    expect(ledger.sessionSpend(null)).toBeNull();
  });

  it("begins again at midnight UTC, and then knows the whole day; sessions go on", async () => {
    const { clock, ledger } = atNoon();
    const tail = createMeter(ledger.meterOf({ purpose: "live tail", session: "ada" }));
    tail.charge("logs:StartLiveTail", { costUsd: 0.01 });
    clock.now += 13 * HOUR_MS;
    tail.charge("logs:StartLiveTail", { costUsd: 0.02 });
    expect(await ledger.readDay()).toMatchObject({
      day: "2026-01-16",
      sinceMs: Date.UTC(2026, 0, 16),
      spentUsd: 0.02,
      byPurpose: { "live tail": { costUsd: 0.02 } },
    });
    expect(ledger.sessionSpend("ada")?.counts.costUsd).toBeCloseTo(0.03, 12);
  });

  it("keeps the day equal to the sum over pages, purposes and operations", async () => {
    const charge = fc.record({
      page: fc.nat(3),
      purpose: fc.constantFrom("overview", "logs", "traces"),
      operation: fc.constantFrom("a:B", "c:D"),
      nanos: fc.nat(1_000_000),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(charge, { maxLength: 30 }), async (charges) => {
        const { ledger } = atNoon();
        const pages = charges.map(({ purpose, operation, nanos }) => {
          const meter = createMeter(ledger.meterOf({ purpose, session: "s" }));
          meter.charge(operation, { costUsd: nanos / 1e9 });
          return meter.snapshot().costUsd;
        });
        const day = await ledger.readDay();
        const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
        const totals = [
          sum(pages),
          sum(Object.values(day.byPurpose).map(({ costUsd }) => costUsd)),
          sum(Object.values(day.counts.byOperation).map(({ costUsd }) => costUsd)),
          ledger.sessionSpend("s")?.counts.costUsd ?? 0,
          ledger.spentUsd(),
        ];
        for (const total of totals) expect(total).toBeCloseTo(day.spentUsd, 12);
      }),
      { numRuns: 50 },
    );
  });
});
