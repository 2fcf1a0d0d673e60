import { describe, expect, it } from "vitest";
import { requestsQuery, usageQuery } from "@/lib/server/cost/usage-query";

const bins = { fromMs: 0, toMs: 600_000, binMs: 60_000 };

describe("the query of requests", () => {
  const groups = (format: string) => {
    const text = requestsQuery(format, bins)?.text ?? "";
    const [, pattern = ""] = /^parse @message \/(.*?)\/ \| filter/.exec(text) ?? [];
    return (line: string) => new RegExp(pattern).exec(line)?.groups ?? null;
  };

  it("reads a JSON access log by its own format", () => {
    const format =
      '{"id":"$context.requestId","route":"$context.routeKey","status":"$context.status","int":"$context.integrationLatency"}';
    const read = groups(format);
    expect(read('{"id":"a","route":"GET /carts","status":"403","int":"-"}\n')).toMatchObject({
      gatewayRoute: "GET /carts",
      gatewayStatus: "403",
      gatewayIntegration: "-",
    });
    expect(read("something else")).toBeNull();
    expect(requestsQuery(format, bins)?.tellsIntegration).toBe(true);
  });

  it("reads common log format, which does not tell of the integration", () => {
    const format =
      '$context.identity.sourceIp - [$context.requestTime]"$context.httpMethod $context.resourcePath $context.protocol" $context.status';
    expect(groups(format)('10.0.0.1 - [15/Jan/2026:12:00:00 +0000]"GET /a/{id} HTTP/1.1" 429')).toMatchObject(
      {
        gatewayMethod: "GET",
        gatewayPath: "/a/{id}",
        gatewayStatus: "429",
      },
    );
    expect(requestsQuery(format, bins)?.tellsIntegration).toBe(false);
  });

  it("does not exist where the format has no status", () => {
    expect(requestsQuery("$context.requestId $context.path", bins)).toBeNull();
    expect(requestsQuery("", bins)).toBeNull();
  });
});

describe("the query of executions", () => {
  it("tells environments apart only when asked to", () => {
    expect(usageQuery(bins, false)).not.toContain("@logStream as stream");
    expect(usageQuery(bins, true)).toContain("@logStream as stream");
  });
});
