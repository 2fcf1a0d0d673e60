import { describe, expect, it } from "vitest";
import { accessFormat, accessLine } from "@/lib/sandbox/logs/render/access-log";
import type { RequestFacts } from "@/lib/sandbox/logs/render/context-variables";
import { executionLines } from "@/lib/sandbox/logs/render/execution-log";
import { START } from "@/lib/sandbox/logs/testing/records";
import type { ApiDef, RequestDetail, RequestRecord } from "@/lib/sandbox/world/types";

const GATEWAY_ID = "0e4ca7a8-4e99-42c3-a521-56dd2150f26d";
const LAMBDA_ID = "8d5958b5-559f-43f3-b278-b71dd7dd0e01";
const ARN = "arn:aws:lambda:us-east-1:210987654321:function:payments-charge:live";

interface Scene {
  readonly api?: Partial<ApiDef>;
  readonly request?: Partial<RequestRecord>;
  readonly detail?: Partial<RequestDetail>;
  readonly facts?: Partial<RequestFacts>;
}

function scene({ api = {}, request = {}, detail = {}, facts = {} }: Scene = {}): RequestFacts {
  const route = {
    index: 0,
    method: "POST",
    path: "/payments/{id}",
    resourceId: "r1",
    functionIndex: 0,
    qualifier: "live",
    authorizerFunctionIndex: null,
  };
  return {
    accountId: "210987654321",
    region: "us-east-1",
    route,
    functionArn: ARN,
    api: {
      index: 0,
      kind: "REST",
      id: "abc123",
      name: "shop-api",
      stage: "prod",
      description: "",
      createdMs: 0,
      routes: [route],
      canary: null,
      deploymentId: "d",
      detailedMetrics: true,
      cacheSizeGb: null,
      tracing: true,
      executionLog: "INFO",
      dataTrace: false,
      accessLog: null,
      throttle: { rateLimit: 8, burstLimit: 12 },
      ...api,
    },
    request: {
      index: 0,
      apiIndex: 0,
      routeIndex: 0,
      startMs: START + 0.4,
      latencyMs: 60,
      integrationLatencyMs: 40,
      status: 200,
      outcome: "ok",
      canary: false,
      invocationIndex: 0,
      authorizerInvocation: -1,
      responseBytes: 1136,
      sampled: true,
      ...request,
    },
    detail: {
      requestId: GATEWAY_ID,
      extendedRequestId: "Vts2pH6ArPEFcuQ=",
      traceId: "1-5c755b5d-07b29b94e632d3da19d88789",
      segmentId: "aaaaaaaaaaaaaaaa",
      path: "/payments/17",
      sourceIp: "203.0.113.9",
      userAgent: "curl/8.5",
      user: "customer-6",
      ...detail,
    },
    lambda: { requestId: LAMBDA_ID, failed: false, errorMessage: "", version: "41" },
    authorizer: null,
    apiKeyId: "k3y1d4p1ab",
    ...facts,
  };
}

/** `+ms text` of each line without the request's prefix. */
function execution(of: Scene): string[] {
  return executionLines(scene(of)).map(({ atMs, text }) => {
    expect(text.startsWith(`(${GATEWAY_ID}) `)).toBe(true);
    return `+${atMs - START} ${text.slice(GATEWAY_ID.length + 3)}`;
  });
}

const access = (format: string, of: Scene = {}): string => accessLine(accessFormat(format), scene(of)).text;

describe("execution log", () => {
  const uri = `https://lambda.us-east-1.amazonaws.com/2015-03-31/functions/${ARN}/invocations`;

  it("tells a request from its extended id to its trace", () => {
    expect(execution({})).toEqual([
      "+0 Extended Request Id: Vts2pH6ArPEFcuQ=",
      `+0 Verifying Usage Plan for request: ${GATEWAY_ID}. API Key:  API Stage: abc123/prod`,
      "+0 API Key  authorized because method 'POST /payments/{id}' does not require API Key. Request will not contribute to throttle or quota limits",
      "+0 Usage Plan check succeeded for API Key  and API Stage abc123/prod",
      `+0 Starting execution for request: ${GATEWAY_ID}`,
      "+0 HTTP Method: POST, Resource Path: /payments/17",
      `+19 Endpoint request URI: ${uri}`,
      `+19 Sending request to ${uri}`,
      "+59 Received response. Status: 200, Integration latency: 40 ms",
      "+60 Successfully completed execution",
      "+60 Method completed with status: 200",
      `+60 AWS Integration Endpoint RequestId : ${LAMBDA_ID}`,
      "+60 X-ray Tracing ID : 1-5c755b5d-07b29b94e632d3da19d88789",
    ]);
  });

  const failed = { requestId: LAMBDA_ID, failed: true, errorMessage: "boom", version: "42" };
  it.each<[string, Scene, string[]]>([
    [
      "a function's error",
      { request: { outcome: "integration-error", status: 502 }, facts: { lambda: failed } },
      [
        `Lambda execution failed with status 200 due to customer function error: boom. Lambda request id: ${LAMBDA_ID}`,
        "Method completed with status: 502",
      ],
    ],
    [
      "a malformed answer",
      { request: { outcome: "integration-error", status: 502 } },
      ["Execution failed due to configuration error: Malformed Lambda proxy response"],
    ],
    [
      "a timeout",
      { request: { outcome: "integration-timeout", status: 504 } },
      ["Execution failed due to a timeout error", "Method completed with status: 504"],
    ],
    [
      "the stage's throttle",
      {
        request: { outcome: "gateway-throttled", status: 429, integrationLatencyMs: null },
        facts: { lambda: null },
      },
      [
        "Key throttle limit exceeded for RestApi abc123, Stage prod, Resource r1, HttpMethod POST. Limit: 8.00 Burst: 12",
      ],
    ],
    [
      "a throttled function",
      { request: { outcome: "function-throttled", status: 500 }, facts: { lambda: null } },
      ["Lambda execution failed with status 429 due to customer function error: Rate Exceeded."],
    ],
  ])("names %s", (_name, of, lines) => {
    const found = execution(of).map((line) => line.replace(/^\+\d+ /, ""));
    expect(found).toEqual(expect.arrayContaining(lines));
    expect(found).not.toContain("Successfully completed execution");
    const atError = execution({ ...of, api: { executionLog: "ERROR" } }).map((line) =>
      line.replace(/^\+\d+ /, ""),
    );
    expect(atError).toEqual([lines[0]]);
  });

  it("at ERROR says nothing of a request that went well", () => {
    expect(execution({ api: { executionLog: "ERROR" } })).toEqual([]);
  });

  it("gives Lambda's request id in the headers of a data trace, and masks Authorization", () => {
    const text = execution({ api: { dataTrace: true } }).join("\n");
    expect(text).toContain(`x-amzn-RequestId=${LAMBDA_ID}, `);
    expect(text).toContain("Authorization=****7c8ada");
  });

  it("knows no Lambda request id when the gateway gave up waiting", () => {
    expect(execution({ request: { outcome: "integration-timeout", status: 504 } }).join("\n")).not.toContain(
      LAMBDA_ID,
    );
  });

  it("cuts a line at 1,024 bytes, not within a character", () => {
    const of = {
      request: { outcome: "integration-error" as const },
      facts: { lambda: { ...failed, errorMessage: "é".repeat(900) } },
    };
    const [line] = executionLines(scene({ ...of, api: { executionLog: "ERROR" } }));
    expect(Buffer.byteLength(line?.text ?? "")).toBeLessThanOrEqual(1_024);
    expect(line?.text).toMatch(/é \[TRUNCATED\]$/);
  });
});

describe("access log", () => {
  it("fills the Common Log Format that the console offers", () => {
    const clf =
      '$context.identity.sourceIp $context.identity.caller $context.identity.user [$context.requestTime]"$context.httpMethod $context.resourcePath $context.protocol" $context.status $context.responseLength $context.requestId $context.extendedRequestId';
    expect(access(clf)).toBe(
      `203.0.113.9 - - [08/Oct/2026:12:00:00 +0000]"POST /payments/{id} HTTP/1.1" 200 1136 ${GATEWAY_ID} Vts2pH6ArPEFcuQ=`,
    );
  });

  it("stays JSON whatever the client sends", () => {
    const format =
      '{"ua":"$context.identity.userAgent","message":$context.error.messageString,"id":"$context.integration.requestId"}';
    const of = {
      detail: { userAgent: 'a"b\\c\n' },
      request: { outcome: "gateway-throttled" as const },
      facts: { lambda: null },
    };
    expect(JSON.parse(access(format, of))).toEqual({ ua: 'a"b\\c\n', message: "Too Many Requests", id: "-" });
  });

  it.each<[string, Scene, string]>([
    ["$context.xrayTraceId", {}, "1-5c755b5d-07b29b94e632d3da19d88789"],
    ["$context.xrayTraceId", { api: { tracing: false } }, "-"],
    ["$context.requestTimeEpoch", {}, String(START)],
    ["$context.requestTimeEpoch", { api: { kind: "HTTP" } }, String(START / 1000)],
    ["$context.routeKey", { api: { kind: "HTTP" } }, "POST /payments/{id}"],
    ["$context.routeKey", {}, "-"],
    ["$context.extendedRequestId", { api: { kind: "HTTP" } }, GATEWAY_ID],
    ["$context.path", {}, "/prod/payments/17"],
    ["$context.path", { api: { kind: "HTTP", stage: "$default" } }, "/payments/17"],
    ["$context.integrationLatency", {}, "40"],
    ["$context.integrationLatency", { request: { integrationLatencyMs: null } }, "-"],
    ["$context.integration.requestId", { request: { outcome: "integration-timeout" } }, "-"],
    ["$context.authorizer.requestId", { facts: { authorizer: { requestId: "a1", latencyMs: 20 } } }, "a1"],
    ["$context.error.responseType", { request: { outcome: "authorizer-denied" } }, "ACCESS_DENIED"],
    ["$context.identity.apiKeyId", {}, "k3y1d4p1ab"],
    ["$context.identity.apiKeyId", { facts: { apiKeyId: null } }, "-"],
    ["$context.identity.apiKeyId", { api: { kind: "HTTP" } }, "-"],
    ["$context.constructor", {}, "-"],
    ["$context.nonsense and $other", {}, "- and $other"],
  ])("%s with %o is %s", (format, of, value) => {
    expect(access(format, of)).toBe(value);
  });
});
