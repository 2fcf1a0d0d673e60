import { describe, expect, it } from "vitest";
import { drawTrace } from "@/lib/sandbox/xray/testing/draw-trace";
import {
  type FakeWorldParts,
  fakeApi,
  fakeCall,
  fakeFunction,
  fakeWorld,
  T0,
} from "@/lib/sandbox/xray/testing/fake-world";
import { renderTrace } from "@/lib/sandbox/xray/traces/render-trace";
import { traceRoots } from "@/lib/sandbox/xray/traces/trace-root";

/** Drawings of all traces of a small world, in order of their roots. */
function drawn(parts: FakeWorldParts): readonly string[] {
  const world = fakeWorld(parts);
  return traceRoots(world, T0 - 3_600_000, T0 + 3_600_000).map((root) =>
    drawTrace(renderTrace(world, root).arrivals.map(({ document }) => document)),
  );
}

const lines = (text: string) =>
  text
    .replace(/^\n/, "")
    .replace(/\n\s*$/, "")
    .split("\n")
    .map((line) => line.replace(/^ {6}/, ""))
    .join("\n");

describe("renderTrace", () => {
  it("joins stage, Lambda's two segments and the inferred table of a REST request", () => {
    const [trace] = drawn({
      functions: [fakeFunction(0, "orders", { segmentStyle: "new" })],
      apis: [fakeApi(0)],
      requests: [{ at: 0, trace: 1, invocationIndex: 0 }],
      invocations: [{ at: 5, arrival: 3, trace: 1, trigger: "api", requestIndex: 0, calls: [fakeCall()] }],
    });
    expect(trace).toBe(
      lines(`
      0–20 shop/prod AWS::ApiGateway::Stage 200
        3–20 Lambda 200
          3–15 orders AWS::Lambda 200
            5–15 orders AWS::Lambda::Function
              6–11 DynamoDB 200
                6–11 DynamoDB AWS::DynamoDB::Table inferred 200
      `),
    );
  });

  it("puts calls into Invocation in the old style, with the cold start before the segment", () => {
    const [trace] = drawn({
      functions: [fakeFunction(0, "quotes")],
      invocations: [
        {
          at: 500,
          arrival: 0,
          trace: 1,
          cold: true,
          outcome: "timeout",
          environment: { initStartMs: T0 + 20, initMs: 470 },
          calls: [
            fakeCall({
              service: "http",
              operation: "GET",
              resource: "api.example.org",
              path: "/q",
              durationMs: 900,
              status: 0,
              result: "fault",
            }),
          ],
        },
      ],
    });
    expect(trace).toBe(
      lines(`
      0–510 quotes AWS::Lambda 200
        500–510 quotes AWS::Lambda::Function fault
          20–490 Initialization
          500–510 Invocation fault
            501–510 api.example.org fault
              501–510 api.example.org remote inferred fault
      `),
    );
  });

  it("sends remote calls of some functions alone, hung on the function's segment", () => {
    const world = fakeWorld({
      functions: [fakeFunction(0, "orders")],
      invocations: [{ at: 0, trace: 1, calls: [fakeCall({ service: "http", resource: "h.example.org" })] }],
    });
    const [root] = traceRoots(world, T0, T0 + 1000);
    const documents = root ? renderTrace(world, root).arrivals.map(({ document }) => document) : [];
    const alone = documents.find(({ type }) => type === "subsegment");
    expect(alone).toMatchObject({ name: "h.example.org", parent_id: "f000000000000000" });
    expect(documents.find(({ inferred }) => inferred)?.parent_id).toBe(alone?.id);
  });

  it("restores a snapshot instead of initialising", () => {
    const [trace] = drawn({
      functions: [fakeFunction(0, "ledger", { runtime: "java21", snapStart: true, segmentStyle: "new" })],
      invocations: [
        {
          at: 200,
          arrival: 0,
          trace: 1,
          cold: true,
          environment: { restore: true, initStartMs: T0 + 10, initMs: 180 },
        },
      ],
    });
    expect(trace).toContain("10–190 Restore");
  });

  it("keeps an event's children in its trace, with dwell time and one segment for all attempts", () => {
    const [trace, ...others] = drawn({
      functions: [
        fakeFunction(0, "orders", { segmentStyle: "new" }),
        fakeFunction(1, "email", { segmentStyle: "new" }),
      ],
      invocations: [
        {
          at: 0,
          trace: 1,
          calls: [fakeCall({ service: "SNS", operation: "Publish", resource: "arn:aws:sns:topic" })],
        },
        {
          at: 100,
          arrival: 30,
          trace: 1,
          functionIndex: 1,
          trigger: "sns",
          parentInvocation: 0,
          outcome: "error",
          queuedMs: 70,
        },
        {
          at: 60_100,
          trace: 1,
          functionIndex: 1,
          trigger: "sns",
          parentInvocation: 0,
          attempt: 2,
          firstAttempt: 1,
        },
      ],
    });
    expect(others).toEqual([]);
    expect(trace).toBe(
      lines(`
      0–10 orders AWS::Lambda 200
        0–10 orders AWS::Lambda::Function
          1–6 SNS 200
            1–6 SNS AWS::SNS inferred 200
            30–60110 email AWS::Lambda 202
              30–100 Dwell Time
              100–110 Attempt #1 200 error
                100–110 email AWS::Lambda::Function fault
              60100–60110 Attempt #2 200
                60100–60110 email AWS::Lambda::Function
      `),
    );
  });

  it("gives a queue's consumer a trace of its own that names the producer's call", () => {
    const world = fakeWorld({
      functions: [fakeFunction(0, "orders"), fakeFunction(1, "worker")],
      invocations: [
        { at: 0, trace: 1, calls: [fakeCall({ service: "SQS", operation: "SendMessage" })] },
        { at: 100, trace: 2, functionIndex: 1, trigger: "sqs", parentInvocation: 0 },
      ],
    });
    const [producer, consumer] = traceRoots(world, T0, T0 + 1000).map((root) => renderTrace(world, root));
    const link = consumer?.arrivals[0]?.document.links?.[0];
    const call = producer?.arrivals.find(({ document }) => document.inferred)?.document.parent_id;
    expect(link).toEqual({ trace_id: producer?.id, id: call });
  });

  it("shows the authorizer under the stage and nothing of a denied integration", () => {
    const [trace] = drawn({
      functions: [
        fakeFunction(0, "orders", { segmentStyle: "new" }),
        fakeFunction(1, "authorizer", { segmentStyle: "new" }),
      ],
      apis: [fakeApi(0)],
      requests: [
        {
          at: 0,
          trace: 1,
          authorizerInvocation: 0,
          outcome: "authorizer-denied",
          status: 403,
          integrationLatencyMs: null,
        },
      ],
      invocations: [
        { at: 4, arrival: 3, trace: 1, functionIndex: 1, trigger: "authorizer", requestIndex: 0 },
      ],
    });
    expect(trace).toBe(
      lines(`
      0–20 shop/prod AWS::ApiGateway::Stage 403 error
        3–14.5 Lambda 200
          3–14 authorizer AWS::Lambda 200
            4–14 authorizer AWS::Lambda::Function
      `),
    );
  });

  it("shows a throttled function as Lambda's segment alone", () => {
    const [trace] = drawn({
      functions: [fakeFunction(0, "search")],
      apis: [fakeApi(0)],
      requests: [{ at: 0, trace: 1, outcome: "function-throttled", status: 502, integrationLatencyMs: 9 }],
    });
    expect(trace).toBe(
      lines(`
      0–20 shop/prod AWS::ApiGateway::Stage 502 fault
        2–11 Lambda 429 throttle
          2–11 search AWS::Lambda 429 throttle
      `),
    );
  });

  it("has no stage for an HTTP API and nothing of unsampled or untraced runs", () => {
    const http = fakeApi(0, { kind: "HTTP", tracing: false });
    const traces = drawn({
      functions: [
        fakeFunction(0, "profile", { segmentStyle: "new" }),
        fakeFunction(1, "old", { traced: false }),
      ],
      apis: [http],
      requests: [{ at: 0, trace: 1, invocationIndex: 0 }],
      invocations: [
        { at: 5, arrival: 3, trace: 1, trigger: "api", requestIndex: 0 },
        { at: 50, trace: 2, sampled: false },
        { at: 60, trace: 3, functionIndex: 1 },
      ],
    });
    expect(traces).toEqual([
      lines(`
      3–15 profile AWS::Lambda 200
        5–15 profile AWS::Lambda::Function
      `),
    ]);
  });

  it("wraps calls in Powertools' handler with its annotations", () => {
    const world = fakeWorld({
      functions: [
        fakeFunction(0, "orders", {
          segmentStyle: "new",
          runtime: "python3.13",
          handler: "app.lambda_handler",
          environmentVariables: { POWERTOOLS_SERVICE_NAME: "shop" },
        }),
      ],
      invocations: [{ at: 0, trace: 1, cold: true, calls: [fakeCall()] }],
    });
    const [root] = traceRoots(world, T0, T0 + 1000);
    const documents = root ? renderTrace(world, root).arrivals.map(({ document }) => document) : [];
    const handler = documents[1]?.subsegments?.find(({ name }) => name === "## lambda_handler");
    expect(handler?.annotations).toEqual({ ColdStart: true, Service: "shop" });
    expect(handler?.subsegments?.map(({ name }) => name)).toEqual(["DynamoDB"]);
    expect(documents[1]?.annotations).toMatchObject({ "aws.extensionOverhead": 0 });
  });
});
