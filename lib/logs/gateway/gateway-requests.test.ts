import { expect, it } from "vitest";
import { GatewayRequests } from "@/lib/logs/gateway/gateway-requests";
import { requestStatus } from "@/lib/logs/gateway/request-status";
import { createLogBook } from "@/lib/logs/log-book";
import type { LogSource } from "@/lib/model/log";
import { readTranscript } from "@/lib/testing/log-transcript";

const LAMBDA = "5f0a6a4e-3f3d-4a62-9d60-9f0b9a4a6d11";
const OTHER = "6f0a6a4e-3f3d-4a62-9d60-9f0b9a4a6d12";
const EXECUTION = "API-Gateway-Execution-Logs_a1b2/prod";

const source = (key: string, kind: LogSource["kind"], accessLogFormat: string | null): LogSource => ({
  key,
  kind,
  label: key,
  group: key,
  functionName: null,
  accessLogFormat,
});
const sources = [
  source("exec:a1b2/prod", "api-execution", null),
  source(
    "access:a1b2/prod",
    "api-access",
    "$context.requestId $context.status $context.responseLatency $context.integration.requestId",
  ),
];

const execution = `
  s1 10  (r1) Extended Request Id: X1=
  s1 10  (r1) HTTP Method: POST, Resource Path: /orders
  s1 11  (r1) Received response. Status: 200, Integration latency: 40 ms
  s2 52  (r1) Method completed with status: 200
  s1 52  (r1) AWS Integration Endpoint RequestId : ${OTHER}
  s1 60  (r2) Execution failed due to a timeout error
  s1 60  (r2) Method completed with status: 504
`;

it("gathers the lines of a request from both logs of its stage", () => {
  const book = createLogBook(sources);
  const requests = new GatewayRequests(book);
  book.add(readTranscript(execution, EXECUTION), "exec:a1b2/prod");
  expect(requests.all()[0]).toMatchObject({
    lambdaRequestId: OTHER,
    lambdaEvidence: "endpoint-request-id",
    latencyMs: null,
  });

  book.add(readTranscript(`a1 53  r1 200 43 ${LAMBDA}`, "/access"), "access:a1b2/prod");
  const [first, second] = requests.all();
  expect(first).toMatchObject({
    key: "a1b2/prod r1",
    method: "POST",
    path: "/orders",
    extendedRequestId: "X1=",
    status: 200,
    latencyMs: 43,
    integrationLatencyMs: 40,
    startMs: 10,
    lambdaRequestId: LAMBDA,
    lambdaEvidence: "access-log",
    sourceKeys: ["exec:a1b2/prod", "access:a1b2/prod"],
  });
  expect(first?.lines.map((line) => book.timeOf(line))).toEqual([10, 10, 11, 52, 52, 53]);
  expect(second).toMatchObject({ status: 504, timeout: true });
  expect(second && requestStatus(second)).toBe("timeout");
  expect([...requests.byLambdaRequestId().keys()]).toEqual([LAMBDA]);
});

it("shows the lines of a canary once, although they are written to two groups", () => {
  const book = createLogBook(sources);
  book.add(readTranscript(execution, EXECUTION), "exec:a1b2/prod");
  book.add(
    readTranscript(execution, `${EXECUTION}/Canary`).map((event) => ({ ...event, id: `canary ${event.id}` })),
    "exec:a1b2/prod",
  );
  const [first, second] = new GatewayRequests(book).all();
  expect(first?.lines).toHaveLength(5);
  expect(first?.canary).toBe(true);
  expect(second?.lines).toHaveLength(2);
  expect(book.lineCount).toBe(14);
});

it("takes an access log line without any id for a request of its own", () => {
  const book = createLogBook([
    source("access:a1b2/prod", "api-access", "$context.httpMethod $context.status"),
  ]);
  book.add(readTranscript("a1 53  GET 200\na1 54  nonsense", "/access"), "access:a1b2/prod");
  expect(new GatewayRequests(book).all()).toMatchObject([{ status: 200, method: "GET" }, { status: null }]);
});
