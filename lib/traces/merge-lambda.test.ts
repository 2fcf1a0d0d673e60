import { describe, expect, it } from "vitest";
import { drawDocuments, drawnTrace, traceOf } from "@/lib/testing/draw-documents";
import { drawing, drawSpans } from "@/lib/testing/draw-trace";
import { readTrace } from "@/lib/traces/read-trace";

const drawn = (text: string) => drawSpans(readTrace(drawnTrace(text)).spans);

describe("the two Lambda segments of an invocation", () => {
  it("are one span in the old style, its Invocation spliced out", () => {
    expect(
      drawn(`
        0~40 orders @AWS::Lambda 200 request:r-1
          22~40 orders @AWS::Lambda::Function fault
            2~20 Initialization
            22~38 Invocation fault raises:TypeError
              24~30 DynamoDB aws
            38~40 Overhead
      `),
    ).toBe(
      drawing(`
        0~40 orders (function) fault !
          0~2 Lambda service (lambda-service) made !
          2~20 Initialization (init) cold !
          20~22 Lambda service (lambda-service) made !
          24~30 DynamoDB (aws) !
          38~40 Overhead (overhead) !
      `),
    );
  });

  it.each(["aws.", "aws:"])(
    "are one span in the new style, with what `%s…` annotations tell as parts",
    (mark) => {
      const documents = drawDocuments(`
      0~40 orders @AWS::Lambda 200
        10~40 orders @AWS::Lambda::Function
          2~9 Init
          12~20 DynamoDB aws
    `);
      Object.assign(documents[1] ?? {}, {
        annotations: {
          [`${mark}responseLatency`]: 25,
          [`${mark}responseDuration`]: 2,
          [`${mark}runtimeOverhead`]: 1.5,
          [`${mark}extensionOverhead`]: 0,
        },
      });
      expect(drawSpans(readTrace(traceOf(documents)).spans)).toBe(
        drawing(`
        0~40 orders (function) !
          0~2 Lambda service (lambda-service) made !
          2~9 Init (init) cold !
          9~10 Lambda service (lambda-service) made !
          12~20 DynamoDB (aws) !
          35~37 Sending the response (overhead) made !
          37~38.5 Runtime overhead (overhead) made !
      `),
      );
    },
  );

  it("are not stretched by an init of long before, which counts as no cold start", () => {
    const trace = readTrace(
      drawnTrace(`
        0~40 orders @AWS::Lambda 200
          10~40 orders @AWS::Lambda::Function
            -90000~-89000 Initialization
      `),
    );
    expect(drawSpans(trace.spans)).toBe(
      drawing(`
        0~40 orders (function) !
          0~10 Lambda service (lambda-service) made !
          0~0 Initialization (init)
      `),
    );
    expect(trace.coldStarts).toBe(0);
    expect(trace.detailOf(2)?.notes).toEqual([
      "It took 1000 ms and ended 89010 ms before the handler began; only what lies inside the invocation is drawn.",
    ]);
  });

  it("show a snapshot's restore", () => {
    const trace = readTrace(
      drawnTrace(`
        0~40 ledger @AWS::Lambda 200
          30~40 ledger @AWS::Lambda::Function
            5~28 Restore
      `),
    );
    expect(drawSpans(trace.spans)).toContain("5~28 Restore (restore) cold !");
    expect(trace.coldStarts).toBe(1);
  });

  it("have the cold start inside even when the service's segment is missing", () => {
    expect(
      drawn(`
        30~40 orders @AWS::Lambda::Function
          5~28 Init
      `),
    ).toBe(
      drawing(`
        0~35 orders (function) !
          0~23 Init (init) cold !
          23~25 Lambda service (lambda-service) made !
      `),
    );
  });

  it("stay apart for a throttled invocation, of which there is only the service's", () => {
    const trace = readTrace(drawnTrace("0~4 search @AWS::Lambda 429 error throttle request:r-9"));
    expect(drawSpans(trace.spans)).toBe("0~4 search (lambda-service) throttle error !");
    expect(trace.spans.strings[trace.spans.requestId[0] ?? -1]).toBe("r-9");
  });
});

describe("an asynchronous event", () => {
  const EVENT = `
    0~10 orders @AWS::Lambda 200
      0~10 orders @AWS::Lambda::Function
        1~6 SNS aws op:Publish
          1~6 SNS @AWS::SNS inferred
          3~210 email @AWS::Lambda 202 request:r-2
            3~20 Dwell_Time
            20~50 Attempt_#1 error
              22~50 email @AWS::Lambda::Function fault id:run1
                12~21 Init
            150~210 Attempt_#2
              150~210 email @AWS::Lambda::Function id:run2
  `;

  it("waits in a queue, runs in attempts, waits for its retry, and its caller does not wait", () => {
    expect(drawn(EVENT)).toBe(
      drawing(`
        0~10 orders (function) !
          1~6 SNS Publish (aws) inferred !
            3~210 email (lambda-service) async
              3~12 Dwell Time (queue)
              12~50 email, attempt 1 (function) fault error
                12~21 Init (init) cold
                21~22 Lambda service (lambda-service) made
              50~150 Waiting for the retry (queue) made
              150~210 email, attempt 2 (function)
      `),
    );
  });

  it("has its request id on each attempt, under which its lines are, and not on what holds them", () => {
    const { spans, indexOf } = readTrace(drawnTrace(EVENT));
    const requestIds = spans.requestId.map((place) => spans.strings[place] ?? "");
    expect(requestIds.filter((id) => id === "r-2")).toHaveLength(2);
    expect(requestIds[indexOf("run1")]).toBe("r-2");
    expect(requestIds[indexOf("run2")]).toBe("r-2");
  });

  it("that fails for good makes the trace of which it is the root a failed one", () => {
    const event = (second: string) =>
      readTrace(
        drawnTrace(`
          0~100 email @AWS::Lambda 202
            0~5 Dwell_Time
            5~20 Attempt_#1 error
              5~20 email @AWS::Lambda::Function fault
            80~100 Attempt_#2
              80~100 email @AWS::Lambda::Function ${second}
        `),
      );
    expect(event("fault").fault).toBe(true);
    expect(event("").fault).toBe(false);
  });
});
