import { expect, it } from "vitest";
import { pageSpendOf } from "@/components/view/spend-of";
import type { OwnSpend } from "@/lib/model/views/own-spend";

const own: OwnSpend = {
  session: null,
  day: { sent: 0, saved: 0, costUsd: 0, day: "2026-01-15", sinceMs: 0, endsMs: 1, sharedUsd: null },
  budget: {
    configuredUsd: null,
    limitUsd: null,
    lifted: false,
    stepUsd: 0.1,
    spentUsd: 0,
    stoppedCalls: 0,
  },
  pricesAsOf: "2026-01-01",
};
const counts = (sent: number, costUsd: number) => ({ sent, cached: 1, shared: 2, retried: 3, costUsd });

it("tells how long calls waited for pace, apart from what they cost", () => {
  const metered = { ...counts(2, 0.5), billedMetrics: 7, waitingMs: 1234, byOperation: {} };
  expect(pageSpendOf({ page: metered, own }).page).toEqual({
    sent: 2,
    saved: 3,
    costUsd: 0.5,
    billedMetrics: 7,
    waitedMs: 1234,
    operations: [],
  });
});

it("puts the dearest operation first, then the most called", () => {
  const byOperation = { "lambda:A": counts(1, 0), "lambda:B": counts(9, 0), "xray:C": counts(1, 0.1) };
  const metered = { ...counts(11, 0.1), billedMetrics: 0, waitingMs: 0, byOperation };
  const { operations } = pageSpendOf({ page: metered, own }).page;
  expect(operations.map(({ operation }) => operation)).toEqual(["xray:C", "lambda:B", "lambda:A"]);
});
