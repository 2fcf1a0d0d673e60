import { describe, expect, it } from "vitest";
import {
  httpApiOf,
  httpIntegrationOf,
  httpRouteOf,
  httpRoutesOf,
  httpStageOf,
} from "@/lib/aws/api-gateway-v2-shapes";

describe("httpApiOf", () => {
  it("tells HTTP and WebSocket apart", () => {
    const common = { Name: "n", RouteSelectionExpression: "" };
    expect(httpApiOf({ ...common, ApiId: "a", ProtocolType: "HTTP" })?.kind).toBe("HTTP");
    expect(httpApiOf({ ...common, ApiId: "a", ProtocolType: "WEBSOCKET" })?.kind).toBe("WEBSOCKET");
    expect(httpApiOf({ ...common, ProtocolType: "HTTP" })).toBeNull();
  });
});

describe("httpStageOf", () => {
  it("has no tracing, execution log, cache or canary", () => {
    const stage = httpStageOf({
      StageName: "$default",
      CreatedDate: new Date("2026-01-01T00:00:00Z"),
      DefaultRouteSettings: {
        DetailedMetricsEnabled: true,
        ThrottlingRateLimit: 10,
        ThrottlingBurstLimit: 5,
      },
      AccessLogSettings: { DestinationArn: "arn:aws:logs:eu-central-1:1:log-group:/shop/http:*" },
    });
    expect(stage).toMatchObject({
      name: "$default",
      createdMs: Date.UTC(2026, 0, 1),
      tracing: null,
      executionLog: null,
      cacheSizeGb: null,
      canary: null,
      detailedMetrics: true,
      throttle: { rateLimit: 10, burstLimit: 5 },
      accessLogGroup: "/shop/http",
    });
  });

  it("takes a bare stage and a WebSocket's logging level", () => {
    expect(httpStageOf({ StageName: "s" })).toMatchObject({
      throttle: null,
      variables: {},
      detailedMetrics: false,
    });
    expect(
      httpStageOf({ StageName: "s", DefaultRouteSettings: { LoggingLevel: "INFO" } })?.executionLog,
    ).toBe("INFO");
  });
});

describe("httpRoutesOf", () => {
  it("joins routes and integrations", () => {
    const routes = [
      {
        RouteKey: "POST /items",
        Target: "integrations/i1",
        AuthorizationType: "JWT" as const,
        AuthorizerId: "z",
      },
      { RouteKey: "GET /items", Target: "integrations/gone" },
      { RouteKey: "$default", Target: "integrations/i1", AuthorizationType: "NONE" as const },
      { RouteKey: "$connect" },
    ].map(httpRouteOf);
    const integrations = [
      { IntegrationId: "i1", IntegrationUri: "arn:aws:lambda:eu-central-1:1:function:items:live" },
      {},
    ].map(httpIntegrationOf);
    expect(httpRoutesOf(routes, integrations, { z: "login" }, {})).toEqual([
      { method: "ANY", path: "$connect", functionName: null, qualifier: null, authorizer: null },
      { method: "ANY", path: "$default", functionName: "items", qualifier: "live", authorizer: null },
      { method: "GET", path: "/items", functionName: null, qualifier: null, authorizer: null },
      { method: "POST", path: "/items", functionName: "items", qualifier: "live", authorizer: "login" },
    ]);
  });
});
