import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Budget } from "@/lib/aws/budget";
import { createMeter } from "@/lib/aws/meter";
import { SharedSum } from "@/lib/aws/shared-sum";
import { SpendLedger } from "@/lib/aws/spend-ledger";
import { DAY_MS } from "@/lib/base/time";

const NOON = Date.UTC(2026, 0, 15, 12);

function budgetOf(limitUsd: number | null) {
  const clock = { now: NOON };
  const ledger = new SpendLedger(() => clock.now);
  const scope = { meter: createMeter(ledger.meterOf({ purpose: "overview", session: null })) };
  const budget = new Budget(limitUsd, ledger);
  const ask = (metrics: number) => budget.charge(scope, "cloudwatch", "GetMetricData", metrics);
  return { budget, ledger, scope, ask, clock };
}

describe("Budget", () => {
  it("lets everything through where none is set", async () => {
    const { ask, budget } = budgetOf(null);
    await ask(1_000_000);
    expect(await budget.state()).toMatchObject({ configuredUsd: null, limitUsd: null, spentUsd: 10 });
  });

  it("refuses the call that would pass it, charges nothing for it, and says what was spent and when it ends", async () => {
    const { ask, budget } = budgetOf(0.01);
    await ask(600);
    await expect(ask(600)).rejects.toMatchObject({
      failure: {
        kind: "budget",
        operation: "cloudwatch:GetMetricData",
        message: expect.stringMatching(
          /spent \$0\.0060 of today's \$0\.010 .*this call costs about \$0\.0060/,
        ),
        nextStep: expect.stringContaining("00:00 UTC"),
      },
    });
    await ask(400);
    expect(await budget.state()).toMatchObject({ limitUsd: 0.01, stoppedCalls: 1 });
    expect((await budget.state()).spentUsd).toBeCloseTo(0.01, 12);
  });

  it("lets free calls go on, and stops those whose price shows afterwards once all is spent", async () => {
    const { ask, budget, scope } = budgetOf(0.001);
    await budget.charge(scope, "logs", "StartQuery", 0);
    await ask(100);
    expect(budget.isUsedUp()).toBe(true);
    await budget.charge(scope, "lambda", "ListFunctions", 0);
    await budget.charge(scope, "logs", "FilterLogEvents", 0);
    await expect(budget.charge(scope, "logs", "StartQuery", 0)).rejects.toMatchObject({
      failure: { kind: "budget", operation: "logs:StartQuery" },
    });
  });

  it("can be raised, lifted and restored for the day, and begins again with the next", async () => {
    const { ask, budget, clock } = budgetOf(1);
    await ask(100_000);
    expect(await budget.change("raise")).toMatchObject({ limitUsd: 2, configuredUsd: 1, lifted: false });
    await ask(100_000);
    await expect(ask(1)).rejects.toThrow(/budget|spent/i);
    expect(await budget.change("lift")).toMatchObject({ limitUsd: null, lifted: true, stoppedCalls: 0 });
    await ask(900_000);
    expect(await budget.change("restore")).toMatchObject({ limitUsd: 1, lifted: false });
    await expect(ask(1)).rejects.toMatchObject({ failure: { kind: "budget" } });
    await budget.change("lift");
    clock.now += DAY_MS;
    expect(await budget.state()).toMatchObject({ limitUsd: 1, lifted: false, spentUsd: 0, stoppedCalls: 0 });
  });

  it("can be raised from nothing", async () => {
    const { ask, budget } = budgetOf(0);
    await expect(ask(1)).rejects.toMatchObject({ failure: { kind: "budget" } });
    expect(await budget.change("raise")).toMatchObject({ limitUsd: 0.1 });
    await ask(1);
  });

  it("is not passed by calls side by side, however many", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 40 }),
        fc.integer({ min: 0, max: 5_000 }),
        async (calls, limitMetrics) => {
          const { ask, budget } = budgetOf(limitMetrics / 100_000);
          const ended = await Promise.allSettled(calls.map(ask));
          const { spentUsd } = await budget.state();
          expect(spentUsd).toBeLessThanOrEqual(limitMetrics / 100_000 + 1e-8);
          const refused = calls.filter((_, i) => ended[i]?.status === "rejected");
          // Nothing is refused that would have fitted at the end.
          for (const metrics of refused) {
            expect(spentUsd + metrics / 100_000).toBeGreaterThan(limitMetrics / 100_000);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  function twoInstances() {
    let raised = 0;
    const shared = () =>
      new SharedSum("budget", 1, async (_name, amount) => {
        raised += amount;
        return raised;
      });
    const ledgers = [new SpendLedger(() => NOON), new SpendLedger(() => NOON)] as const;
    const [one, two] = [new Budget(0.01, ledgers[0], shared), new Budget(0.01, ledgers[1], shared)];
    const scope = { meter: createMeter(ledgers[1].meterOf({ purpose: "logs", session: null })) };
    const askTwo = () => two.charge(scope, "cloudwatch", "GetMetricData", 1_000);
    return { one, two, askTwo };
  }

  it("hears of a raise by another instance before it refuses", async () => {
    const { one, two, askTwo } = twoInstances();
    await askTwo();
    await one.change("raise");
    await askTwo();
    expect(await two.state()).toMatchObject({ limitUsd: 0.11 });
  });

  it("says no more that calls are stopped once another instance raised it", async () => {
    const { one, two, askTwo } = twoInstances();
    await askTwo();
    await expect(askTwo()).rejects.toMatchObject({ failure: { kind: "budget" } });
    expect(await two.state()).toMatchObject({ stoppedCalls: 1 });
    await one.change("raise");
    expect(await two.state()).toMatchObject({ limitUsd: 0.11, stoppedCalls: 0 });
  });

  it("is raised from what is configured after two restored it at once", async () => {
    const { one, two } = twoInstances();
    await one.change("raise");
    await Promise.all([one.change("restore"), two.change("restore")]);
    expect(await two.state()).toMatchObject({ limitUsd: 0.01 });
    await one.change("raise");
    expect((await two.state()).limitUsd).toBeCloseTo(0.11, 9);
  });
});
