import { expect, it } from "vitest";
import { askBeforeMetrics } from "@/lib/aws/ask-first";

it("asks before what costs more than the threshold, and says how much", () => {
  expect(() => askBeforeMetrics({}, 5_000, 0.05)).not.toThrow();
  let thrown: unknown;
  try {
    askBeforeMetrics({}, 5_001, 0.05);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject({
    failure: {
      kind: "ask",
      operation: "cloudwatch:GetMetricData",
      message: expect.stringMatching(/5,001 metrics for about \$0\.050 .*More than \$0\.050/),
    },
  });
});

it("asks no reader who has consented", () => {
  expect(() => askBeforeMetrics({ consent: true }, 1e6, 0)).not.toThrow();
});
