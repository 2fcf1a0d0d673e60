import { describe, expect, it } from "vitest";
import type { Metric, SampleSource } from "@/lib/sandbox/cloudwatch/metric";
import { parseSearch } from "@/lib/sandbox/cloudwatch/search/query";
import { matchesPartly, pieces } from "@/lib/sandbox/cloudwatch/search/tokens";

const NOTHING: SampleSource = { key: "nothing", shape: "ones", settleMs: 0, scan: () => undefined };

function metric(
  name: string,
  dimensions: Readonly<Record<string, string>>,
  namespace = "AWS/Lambda",
): Metric {
  return {
    key: name,
    namespace,
    name,
    dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    unit: "Count",
    source: NOTHING,
    presence: NOTHING,
  };
}

describe("search tokens", () => {
  it.each([
    ["CustomCount1", "Custom Count 1"],
    ["SDBFailure", "SDB Failure"],
    ["Project2-trial333", "Project 2 trial 333"],
    ["5XXError", "5 XX Error"],
    ["", ""],
  ])("%s → %s", (text, expected) => {
    expect(pieces(text).join(" ")).toBe(expected);
  });

  it.each([
    ["count", "CustomCount1", true],
    ["COUNT", "CustomCount1", true],
    ["couNT", "CustomCount1", false],
    ["CustomCount", "CustomCount1", true],
    ["Count1", "CustomCount1", true],
    ["customcount", "CustomCount1", false],
    ["count1", "CustomCount1", false],
    ["network/errors", "Network-Errors-2", true],
    ["Network_Errors", "NetworkErrors2", true],
    ["errors-network", "Network-Errors-2", false],
    ["pay", "payments-charge", false],
    ["payments-charge", "payments-charge", true],
    ["--", "payments-charge", false],
  ])("%s finds %s: %s", (term, name, expected) => {
    expect(matchesPartly(term, name)).toBe(expected);
  });
});

describe("search queries", () => {
  const metrics = [
    metric("Invocations", { FunctionName: "payments-charge" }),
    metric("Errors", { FunctionName: "payments-charge" }),
    metric("Errors", { FunctionName: "orders" }),
    metric("Count", { ApiName: "payments" }, "AWS/ApiGateway"),
  ];
  const found = (text: string) => {
    const query = parseSearch(text);
    return metrics.flatMap((item, i) => (query.matches(item) ? [i] : [])).join(" ");
  };

  it.each([
    ['MetricName="Errors"', "1 2"],
    ['MetricName="errors"', ""],
    ["MetricName=errors", "1 2"],
    ['"orders"', "2"],
    ["payments", "0 1 3"],
    ['payments "Errors"', "1"],
    ["payments AND Errors", "1"],
    ["orders OR Count", "2 3"],
    ["payments NOT Errors", "0 3"],
    ["NOT Namespace=Lambda", "3"],
    ['MetricName="Errors" OR (MetricName="Invocations" AND (charge OR list))', "0 1 2"],
    ['FunctionName=("orders" OR "payments-charge") MetricName="Errors"', "1 2"],
    [":aws.AccountId = 123456789012 orders", "2"],
    ["or", ""],
    ['{AWS/Lambda,FunctionName}, "orders"', "2"],
    ["{AWS/Lambda}", "0 1 2 3"],
  ])("%s", (text, expected) => {
    expect(found(text)).toBe(expected);
  });

  it("reads the schema", () => {
    expect(parseSearch(' {"My Space", "Dim@Name", B} x ').schema).toEqual({
      namespace: "My Space",
      dimensionNames: ["Dim@Name", "B"],
    });
    expect(parseSearch("x").schema).toBeUndefined();
  });

  it("takes escaped characters in exact terms", () => {
    const odd = metric('a"b(c)', {});
    expect(parseSearch(String.raw`"a\"b\(c\)"`).matches(odd)).toBe(true);
  });

  it.each(["", "  ", "{", "{}", "{A", "(a", "a)", "a AND", "MetricName=", "NOT", "= b", "a".repeat(1025)])(
    "refuses %s",
    (text) => {
      expect(() => parseSearch(text)).toThrow(expect.objectContaining({ code: "ValidationException" }));
    },
  );
});
