import { describe, expect, it } from "vitest";
import { accessRefusals, executionRefusals } from "@/lib/server/usage-plans/refused-query";

/** The regular expressions of a query's `parse` commands, run over a line. */
function parsed(query: string, line: string): Record<string, string> {
  const patterns = [...query.matchAll(/parse @message \/(.*?)\/(?= \|)/g)].map(([, source = ""]) => source);
  return Object.assign({}, ...patterns.map((source) => new RegExp(source).exec(line)?.groups ?? {}));
}

describe("executionRefusals", () => {
  it("reads a usage plan's throttle and quota", () => {
    const head = "(f277a0b4-2bcd-41b3-8e43-4de770663ffb) API Key **********F0yrv6 exceeded";
    expect(
      parsed(
        executionRefusals,
        `${head} throttle limit for API Stage a1/dev: Key throttle limit exceeded for Usage Plan ID nnpegc, RestApi a1, Stage dev, Resource f646q2, HttpMethod GET. Limit: 5.00 Burst: 10`,
      ),
    ).toEqual({
      masked: "**********F0yrv6",
      plan: "nnpegc",
      limit: "5.00",
      burst: "10",
      resourceId: "f646q2",
      method: "GET",
    });
    expect(
      parsed(
        executionRefusals,
        `${head} quota limit for API Stage a1/dev: Key quota exhausted for Usage Plan ID nnpegc. Quota Limit: 500 Period: DAY`,
      ),
    ).toEqual({ masked: "**********F0yrv6", plan: "nnpegc", limit: "500", period: "DAY" });
  });

  it("reads a stage's throttle, which names no plan", () => {
    const line =
      "(id) Key throttle limit exceeded for RestApi a, Stage s, Resource r1, HttpMethod POST. Limit: 1.00 Burst: 1";
    expect(parsed(executionRefusals, line)).toEqual({
      limit: "1.00",
      burst: "1",
      resourceId: "r1",
      method: "POST",
    });
  });
});

describe("accessRefusals", () => {
  it("takes from a format what it has", () => {
    const format =
      '{"status":"$context.status","route":"$context.routeKey","key":"$context.identity.apiKeyId"}';
    const query = accessRefusals(format);
    expect(query).toMatchObject({ namesRoutes: true, namesKeys: true });
    expect(query?.text).toMatch(/\| stats count\(\*\) as requests by routeKey, keyId$/);
    expect(parsed(query?.text ?? "", '{"status":"429","route":"GET /a/{b}","key":"k1"}')).toEqual({
      status: "429",
      routeKey: "GET /a/{b}",
      keyId: "k1",
    });
  });

  it("counts alone where there is no more, and nothing without a status", () => {
    const query = accessRefusals("$context.requestId $context.status");
    expect(query).toMatchObject({ namesRoutes: false, namesKeys: false });
    expect(query?.text).toMatch(/stats count\(\*\) as requests$/);
    expect(accessRefusals("$context.requestId")).toBeNull();
  });
});
