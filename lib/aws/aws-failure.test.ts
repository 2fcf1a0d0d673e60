import { expect, it, vi } from "vitest";
import type { Failure } from "@/lib/model/failure";

const failure: Failure = {
  kind: "denied",
  operation: "cloudwatch:GetMetricData",
  message: "no",
  nextStep: "ask",
  action: null,
  resource: null,
};

it("a failure is recognised by every copy of its class, and nothing else is", async () => {
  const one = await import("@/lib/aws/aws-failure");
  vi.resetModules();
  const other = await import("@/lib/aws/aws-failure");
  expect(other.AwsFailure).not.toBe(one.AwsFailure);
  expect(new one.AwsFailure(failure)).toBeInstanceOf(other.AwsFailure);
  for (const value of [new Error("x"), null, undefined, "AwsFailure", {}]) {
    expect(value).not.toBeInstanceOf(one.AwsFailure);
  }
});
