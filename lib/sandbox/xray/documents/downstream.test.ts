import { describe, expect, it } from "vitest";
import { callSubsegment, inferredSegment } from "@/lib/sandbox/xray/documents/downstream";
import { fakeCall, T0 } from "@/lib/sandbox/xray/testing/fake-world";

const site = {
  traceId: "1-x",
  region: "us-east-1",
  functionSegmentId: "f000000000000001",
  startMs: T0,
  endMs: T0 + 100,
};

describe("callSubsegment", () => {
  it("names the table of a throttled call and says so three ways", () => {
    const call = fakeCall({
      operation: "PutItem",
      resource: "stock",
      status: 400,
      result: "throttle",
      retries: 3,
      errorType: "ProvisionedThroughputExceededException",
      errorMessage: "Rate exceeded",
    });
    expect(callSubsegment(site, call, 0)).toMatchObject({
      name: "DynamoDB",
      namespace: "aws",
      error: true,
      throttle: true,
      start_time: (T0 + 1) / 1000,
      end_time: (T0 + 6) / 1000,
      http: { response: { status: 400 } },
      aws: {
        operation: "PutItem",
        table_name: "stock",
        resource_names: ["stock"],
        retries: 3,
        region: "us-east-1",
      },
      cause: { exceptions: [{ type: "ProvisionedThroughputExceededException", remote: true }] },
    });
  });

  it("gives a remote call its URL and no status when nobody answered", () => {
    const call = fakeCall({
      service: "http",
      operation: "POST",
      resource: "api.example.org",
      path: "/v1/pay",
      status: 0,
      result: "fault",
    });
    const made = callSubsegment(site, call, 0);
    expect(made).toMatchObject({ name: "api.example.org", namespace: "remote", fault: true });
    expect(made.http).toEqual({
      request: { method: "POST", url: "https://api.example.org/v1/pay", traced: false },
    });
    expect(made).not.toHaveProperty("aws");
  });

  it("cuts a call that a timeout interrupted, and one that would have begun after it", () => {
    const cut = callSubsegment(site, fakeCall({ offsetMs: 90, durationMs: 500 }), 0);
    expect([cut.start_time, cut.end_time]).toEqual([(T0 + 90) / 1000, (T0 + 100) / 1000]);
    const late = callSubsegment(site, fakeCall({ offsetMs: 300 }), 0);
    expect(late.start_time).toBe(late.end_time);
  });
});

describe("inferredSegment", () => {
  it("repeats the call under its own id", () => {
    const call = callSubsegment(site, fakeCall(), 2);
    const inferred = inferredSegment("1-x", "DynamoDB", call);
    expect(inferred).toMatchObject({
      name: "DynamoDB",
      origin: "AWS::DynamoDB::Table",
      inferred: true,
      parent_id: call.id,
      trace_id: "1-x",
      start_time: call.start_time,
      end_time: call.end_time,
    });
    expect(inferred?.id).not.toBe(call.id);
    expect(inferred).not.toHaveProperty("namespace");
  });

  it("infers no function, and no origin for a host", () => {
    const lambda = callSubsegment(site, fakeCall({ service: "Lambda" }), 0);
    expect(inferredSegment("1-x", "Lambda", lambda)).toBeUndefined();
    const http = callSubsegment(site, fakeCall({ service: "http" }), 0);
    expect(inferredSegment("1-x", "http", http)).not.toHaveProperty("origin");
  });
});
