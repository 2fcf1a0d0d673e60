import { expect, it } from "vitest";
import { failureTitle } from "@/components/panel/panel-state";
import type { Failure } from "@/lib/model/failure";

const failure: Failure = {
  kind: "invalid",
  operation: "cloudwatch:GetMetricData",
  message: "",
  nextStep: "",
  action: null,
  resource: null,
};

it("does not say of wrong settings that AWS refused them", () => {
  expect(failureTitle(failure)).toBe("AWS refused the request");
  expect(failureTitle({ ...failure, operation: "environment" })).toBe("The settings are wrong");
});
