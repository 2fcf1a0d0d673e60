import type { Resource } from "@aws-sdk/client-api-gateway";
import { describe, expect, it } from "vitest";
import { restApiOf, restMethodsOf, restRoutesOf, restStageOf } from "@/lib/aws/api-gateway-shapes";

const functionUri = `arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:111122223333:function:orders:\${stageVariables.alias}/invocations`;

describe("restApiOf", () => {
  it("names an API without a name by its id, and is nothing without an id", () => {
    expect(restApiOf({ id: "a1" })).toMatchObject({ id: "a1", name: "a1", kind: "REST", createdMs: null });
    expect(restApiOf({ name: "shop" })).toBeNull();
  });
});

describe("restStageOf", () => {
  it("reads canary, cache, logging and throttling", () => {
    const stage = restStageOf({
      stageName: "prod",
      deploymentId: "d1",
      tracingEnabled: true,
      cacheClusterEnabled: true,
      cacheClusterSize: "0.5",
      methodSettings: {
        "*/*": {
          metricsEnabled: true,
          loggingLevel: "ERROR",
          throttlingRateLimit: 100,
          throttlingBurstLimit: 50,
        },
        "orders/POST": { loggingLevel: "INFO", dataTraceEnabled: true },
        "~1orders~1{id}/GET": { throttlingRateLimit: 5, throttlingBurstLimit: 2 },
        "~1carts/GET": { throttlingRateLimit: 100, throttlingBurstLimit: 50 },
      },
      canarySettings: { percentTraffic: 10, deploymentId: "d2" },
      accessLogSettings: {
        destinationArn: "arn:aws:logs:eu-central-1:1:log-group:/shop/access",
        format: "$context.requestId",
      },
      variables: { alias: "live" },
    });
    expect(stage).toEqual({
      name: "prod",
      deploymentId: "d1",
      createdMs: null,
      tracing: true,
      detailedMetrics: true,
      executionLog: "INFO",
      dataTrace: true,
      accessLogGroup: "/shop/access",
      accessLogFormat: "$context.requestId",
      cacheSizeGb: 0.5,
      throttle: { rateLimit: 100, burstLimit: 50 },
      routeThrottles: [{ route: "GET /orders/{id}", rateLimit: 5, burstLimit: 2 }],
      canary: { share: 0.1, deploymentId: "d2" },
      variables: { alias: "live" },
    });
  });

  it("takes a throttle below 0 for one that is switched off", () => {
    const off = { "*/*": { throttlingRateLimit: -1, throttlingBurstLimit: -1 } };
    expect(restStageOf({ stageName: "dev", methodSettings: off })?.throttle).toBeNull();
  });

  it("takes a bare stage: everything off", () => {
    expect(restStageOf({ stageName: "dev", cacheClusterSize: "0.5" })).toMatchObject({
      tracing: false,
      detailedMetrics: false,
      executionLog: "OFF",
      accessLogGroup: null,
      cacheSizeGb: null,
      throttle: null,
      canary: null,
    });
    expect(restStageOf({})).toBeNull();
  });

  it("sees neither a canary without traffic nor a log group in a Firehose stream", () => {
    const stage = restStageOf({
      stageName: "prod",
      canarySettings: { percentTraffic: 0, deploymentId: "d2" },
      accessLogSettings: {
        destinationArn: "arn:aws:firehose:eu-central-1:1:deliverystream/amazon-apigateway-x",
      },
    });
    expect(stage).toMatchObject({ canary: null, accessLogGroup: null });
  });
});

describe("restRoutesOf", () => {
  const resources: readonly Resource[] = [
    {
      path: "/orders",
      resourceMethods: {
        POST: { authorizationType: "CUSTOM", authorizerId: "z1", methodIntegration: { uri: functionUri } },
        GET: { authorizationType: "NONE", methodIntegration: { uri: functionUri } },
      },
    },
    { path: "/", resourceMethods: { OPTIONS: { methodIntegration: { type: "MOCK" } } } },
    { path: "/empty" },
    {},
  ];
  const methods = resources.flatMap(restMethodsOf);

  it("gives routes in order, with function, alias and authorizer", () => {
    expect(restRoutesOf(methods, { z1: "token-check" }, { alias: "live" })).toEqual([
      { method: "OPTIONS", path: "/", functionName: null, qualifier: null, authorizer: null },
      { method: "GET", path: "/orders", functionName: "orders", qualifier: "live", authorizer: null },
      {
        method: "POST",
        path: "/orders",
        functionName: "orders",
        qualifier: "live",
        authorizer: "token-check",
      },
    ]);
  });

  it("shows the kind of an authorizer whose name is unknown", () => {
    expect(restRoutesOf(methods, {}, {}).map(({ authorizer }) => authorizer)).toEqual([null, null, "CUSTOM"]);
  });
});
