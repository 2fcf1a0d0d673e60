import { describe, expect, it } from "vitest";
import { isInsightsQuery, parseInsights } from "@/lib/sandbox/cloudwatch/insights/query";

describe("Metrics Insights queries", () => {
  it("reads every clause", () => {
    const query = parseInsights(
      `select max("5XXError") from schema("AWS/ApiGateway", ApiName, "Stage")
       where ApiName != 'a\\'b' and (Stage = 'prod' or Stage IN ('x', 'y'))
       group by ApiName, Stage order by avg() desc limit 7`,
    );
    expect(query).toMatchObject({
      aggregate: "MAX",
      metricName: "5XXError",
      namespace: "AWS/ApiGateway",
      schema: ["ApiName", "Stage"],
      groupBy: ["ApiName", "Stage"],
      orderBy: { aggregate: "AVG", descending: true },
      limit: 7,
    });
    const passes = (ApiName: string, Stage: string) => query.where((name) => ({ ApiName, Stage })[name]);
    expect([passes("c", "prod"), passes("a'b", "prod"), passes("c", "y"), passes("c", "z")]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  it("has a plain form", () => {
    const query = parseInsights('SELECT SUM(Errors) FROM "AWS/Lambda"');
    expect(query).toMatchObject({ schema: undefined, groupBy: [], orderBy: undefined, limit: 500 });
    expect(query.where(() => undefined)).toBe(true);
    expect(parseInsights('SELECT SUM(Errors) FROM SCHEMA("AWS/Lambda")').schema).toEqual([]);
  });

  it("is told from metric math by its first word", () => {
    expect(isInsightsQuery("  select SUM(a) FROM b")).toBe(true);
    expect(isInsightsQuery("selected + 1")).toBe(false);
  });

  it.each([
    "SELECT",
    "SELECT MEDIAN(a) FROM b",
    "SELECT SUM(a)",
    "SELECT SUM(a) FROM b WHERE",
    "SELECT SUM(a) FROM b WHERE c = d",
    "SELECT SUM(a) FROM b WHERE c > 'd'",
    "SELECT SUM(a) FROM b LIMIT 0",
    "SELECT SUM(a) FROM b LIMIT 501",
    "SELECT SUM(a) FROM b ORDER BY SUM",
    "SELECT SUM(a) FROM b extra",
    "SELECT SUM(a) FROM b; DROP",
  ])("refuses %s", (text) => {
    expect(() => parseInsights(text)).toThrow(expect.objectContaining({ code: "ValidationException" }));
  });
});
