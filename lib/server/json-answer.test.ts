import { expect, it } from "vitest";
import { AwsFailure } from "@/lib/aws/aws-failure";
import type { FailureKind } from "@/lib/model/failure";
import { jsonAnswer } from "@/lib/server/json-answer";

it.each<[FailureKind, number]>([
  ["budget", 402],
  ["ask", 428],
  ["expired-credentials", 502],
  ["unavailable", 502],
])("says what stopped a whole answer: %s is %i", async (kind, status) => {
  const failure = { kind, message: "Said so.", nextStep: "Do this.", action: null, resource: null };
  const answer = await jsonAnswer(() =>
    Promise.reject(new AwsFailure({ ...failure, operation: "cloudwatch:GetMetricData" })),
  );
  expect(answer.status).toBe(status);
  expect(await answer.json()).toEqual({
    error: { kind, message: "cloudwatch:GetMetricData: Said so.", parameter: null, nextStep: "Do this." },
  });
});

it("hides no defect of ours as a failure of AWS", async () => {
  await expect(jsonAnswer(() => Promise.reject(new TypeError("ours")))).rejects.toThrow("ours");
});
