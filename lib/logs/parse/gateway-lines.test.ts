import { describe, expect, it } from "vitest";
import { parseAccessFormat } from "@/lib/logs/parse/access-format";
import { parseAccessLine } from "@/lib/logs/parse/access-line";
import { executionFacts } from "@/lib/logs/parse/execution-line";

const LAMBDA = "5f0a6a4e-3f3d-4a62-9d60-9f0b9a4a6d11";

describe("execution log", () => {
  it.each([
    ["(id) Extended Request Id: Vts2pH6ArPEFcuQ=", [{ kind: "extended-id", value: "Vts2pH6ArPEFcuQ=" }]],
    ["(id) HTTP Method: POST, Resource Path: /x", [{ kind: "method", method: "POST", path: "/x" }]],
    [
      "(id) Received response. Status: 200, Integration latency: 40 ms",
      [{ kind: "integration", status: 200, latencyMs: 40 }],
    ],
    [
      "(id) Received response. Integration latency: 40 ms",
      [{ kind: "integration", status: null, latencyMs: 40 }],
    ],
    [
      `(id) Endpoint response headers: {Date=Fri, 01 Jan 2026 00:00:00 GMT, a=b=c, x-amzn-RequestId=${LAMBDA}, X-Amz-Executed-Version=$LATEST}`,
      [{ kind: "lambda-request-id", value: LAMBDA, evidence: "response-headers" }],
    ],
    [
      `(id) AWS Integration Endpoint RequestId : ${LAMBDA}`,
      [{ kind: "lambda-request-id", value: LAMBDA, evidence: "endpoint-request-id" }],
    ],
    ["(id) X-ray Tracing ID : Root=1-a-b", [{ kind: "trace-id", value: "1-a-b" }]],
    ["(id) Method completed with status: 502", [{ kind: "status", status: 502 }]],
    [
      `(id) Lambda execution failed with status 200 due to customer function error: no stock. Lambda request id: ${LAMBDA}`,
      [
        { kind: "failure", message: "no stock", timeout: false, throttled: false },
        { kind: "lambda-request-id", value: LAMBDA, evidence: "function-error" },
      ],
    ],
    [
      "(id) Execution failed due to configuration error: Malformed Lambda proxy response",
      [{ kind: "failure", message: "Malformed Lambda proxy response", timeout: false, throttled: false }],
    ],
    [
      "(id) Execution failed due to a timeout error",
      [{ kind: "failure", message: "timeout error", timeout: true, throttled: false }],
    ],
    [
      "(id) API Key ****0yrv6 exceeded quota limit for API Stage a/s: Key quota exhausted for Usage Plan ID p. Quota Limit: 5 Period: DAY",
      [
        {
          kind: "failure",
          message:
            "API Key ****0yrv6 exceeded quota limit for API Stage a/s: Key quota exhausted for Usage Plan ID p. Quota Limit: 5 Period: DAY",
          timeout: false,
          throttled: true,
        },
      ],
    ],
    ["(id) Method request path: {}", []],
    ["Thu Apr 05 11:07:54 UTC 2018 : Starting execution", []],
    ["", []],
  ])("%s", (line, facts) => {
    expect(executionFacts(line)).toEqual(facts);
  });
});

describe("access log", () => {
  const formats = {
    json: '{ "requestId":"$context.requestId", "status":"$context.status", "lambda":"$context.integration.requestId", "agent":"$context.identity.userAgent", "odd":"$context.something.new" }',
    clf: '$context.identity.sourceIp $context.identity.caller $context.identity.user [$context.requestTime]"$context.httpMethod $context.resourcePath $context.protocol" $context.status $context.responseLength $context.requestId $context.extendedRequestId',
    csv: "$context.identity.sourceIp,$context.requestTime,$context.httpMethod,$context.status,$context.requestId",
    xml: '<request id="$context.requestId"> <ip>$context.identity.sourceIp</ip> <status>$context.status</status> <latency>$context.responseLatency</latency> </request>',
  };

  it.each([
    [
      "JSON",
      formats.json,
      `{ "requestId":"r1", "status":"200", "lambda":"${LAMBDA}", "agent":"a \\"b\\", c", "odd":"7" }`,
      { requestId: "r1", status: 200, lambdaRequestId: LAMBDA },
    ],
    [
      "CLF",
      formats.clf,
      '10.0.0.7 - - [15/Jan/2026:12:00:00 +0000]"GET /orders/{id} HTTP/1.1" 502 36 r2 X1=',
      { requestId: "r2", extendedRequestId: "X1=", status: 502, method: "GET", resourcePath: "/orders/{id}" },
    ],
    [
      "CSV",
      formats.csv,
      "10.0.0.7,15/Jan/2026:12:00:00 +0000,GET,200,r3",
      { requestId: "r3", status: 200, method: "GET" },
    ],
    [
      "XML",
      formats.xml,
      '<request id="r4"> <ip>10.0.0.7</ip> <status>504</status> <latency>29000</latency> </request>\n',
      { requestId: "r4", status: 504, latencyMs: 29_000 },
    ],
    ["a missing value", formats.csv, "10.0.0.7,x,GET,-,r5", { requestId: "r5", status: null }],
  ])("is read by the stage's own format: %s", (_, format, line, expected) => {
    expect(parseAccessLine(parseAccessFormat(format), line)).toMatchObject(expected);
  });

  it("keeps variables that it does not know and takes escapes out", () => {
    const line = `{ "requestId":"r1", "status":"200", "lambda":"-", "agent":"a \\"b\\", c", "odd":"7" }`;
    expect(parseAccessLine(parseAccessFormat(formats.json), line)?.variables).toEqual([
      ["requestId", "r1"],
      ["status", "200"],
      ["integration.requestId", null],
      ["identity.userAgent", 'a "b", c'],
      ["something.new", "7"],
    ]);
  });

  it.each(["", "other text", "{}", '{ "requestId":"r1", "status":'])(
    "says nothing of a line of another format: %j",
    (line) => {
      expect(parseAccessLine(parseAccessFormat(formats.json), line)).toBeNull();
    },
  );

  it("reads nothing by a format without variables", () => {
    expect(parseAccessLine(parseAccessFormat(""), "text")).toBeNull();
  });
});
