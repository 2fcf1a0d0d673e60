import { describe, expect, it } from "vitest";
import { metricOf } from "@/lib/aws/cloudwatch-shapes";

describe("metricOf", () => {
  it("makes a record of the dimensions", () => {
    const wire = {
      Namespace: "AWS/Lambda",
      MetricName: "Errors",
      Dimensions: [{ Name: "FunctionName", Value: "a" }],
    };
    expect(metricOf(wire)).toEqual({
      namespace: "AWS/Lambda",
      name: "Errors",
      dimensions: { FunctionName: "a" },
    });
  });

  it("is nothing without namespace or name; dimensions may be missing", () => {
    expect(metricOf({ MetricName: "Errors" })).toBeNull();
    expect(metricOf({ Namespace: "n", MetricName: "Errors" })?.dimensions).toEqual({});
  });
});
