import { describe, expect, it } from "vitest";
import { drawDocuments, drawnTrace, traceOf } from "@/lib/testing/draw-documents";
import { drawing, drawSpans } from "@/lib/testing/draw-trace";
import { readTrace } from "@/lib/traces/read-trace";

const drawn = (text: string) => drawSpans(readTrace(drawnTrace(text)).spans);

const ORDER = `
  0~20 shop/prod @AWS::ApiGateway::Stage 200
    2~18 Lambda aws op:Invoke on:orders
      2~16 orders @AWS::Lambda 200 request:r-1
        4~16 orders @AWS::Lambda::Function
          5~9 DynamoDB aws op:PutItem on:stock
            5~9 DynamoDB @AWS::DynamoDB::Table inferred
          9~12 rates.example remote alone
            9~12 rates.example @ inferred
`;

describe("readTrace", () => {
  it("joins the documents of a request into one tree", () => {
    expect(drawn(ORDER)).toBe(
      drawing(`
        0~20 shop/prod (gateway) !
          2~18 Lambda Invoke orders (gateway) !
            2~16 orders (function) !
              2~4 Lambda service (lambda-service) made !
              5~9 DynamoDB PutItem stock (aws) inferred !
              9~12 rates.example (remote) inferred !
      `),
    );
  });

  it("says whose log lines, which service and how long", () => {
    const trace = readTrace(drawnTrace(ORDER));
    const { strings, requestId, service } = trace.spans;
    expect(requestId.map((place) => strings[place] ?? null)).toEqual([null, null, "r-1", null, null, null]);
    expect(service.map((place) => strings[place])).toEqual([
      "shop/prod",
      "shop/prod",
      "orders",
      "orders",
      "DynamoDB",
      "rates.example",
    ]);
    expect(trace).toMatchObject({ durationMs: 20, responseTimeMs: 20, fault: false, coldStarts: 0 });
    expect(trace.problems).toEqual([]);
  });

  it("gives where the time went: the critical parts add up to the root", () => {
    const { byKind, byService } = readTrace(drawnTrace(ORDER));
    expect(byKind.map(({ label, criticalMs }) => [label, criticalMs])).toEqual([
      ["API Gateway", 6],
      ["Own code", 5],
      ["AWS calls", 4],
      ["Remote calls", 3],
      ["Lambda service", 2],
    ]);
    expect(byService.reduce((sum, { criticalMs }) => sum + criticalMs, 0)).toBe(20);
  });

  it("finds a span by the id of any document that it was made of", () => {
    const { indexOf } = readTrace(drawnTrace(ORDER));
    expect(["s3", "s4", "s5", "s6", "nobody"].map(indexOf)).toEqual([2, 2, 4, 4, -1]);
  });

  it("does not care how the documents are ordered or how often they come", () => {
    const documents = drawDocuments(ORDER);
    const again = traceOf([...documents.toReversed(), ...documents]);
    expect(readTrace(again).spans).toEqual(readTrace(drawnTrace(ORDER)).spans);
  });

  it("draws a trace in progress as far as it is known", () => {
    const trace = readTrace(
      drawnTrace(`
        0~ orders @AWS::EC2::Instance
          2~7 load
          8~ save
      `),
    );
    expect(drawSpans(trace.spans)).toBe(
      drawing(`
        0~ orders (service) open !
          2~7 load (code) !
          8~ save (code) open
      `),
    );
    expect(trace).toMatchObject({ inProgress: true, responseTimeMs: null, durationMs: 8 });
  });

  it("counts what is malformed and shows the rest", () => {
    const trace = readTrace({
      ...drawnTrace("0~5 orders @"),
      documents: ["{", "null", "[1]", ...drawnTrace("0~5 orders @").documents],
    });
    expect(trace.problems).toEqual(["3 documents are malformed and left out."]);
    expect(trace.spans.id).toHaveLength(1);
  });

  it("has an answer even for nothing", () => {
    const trace = readTrace(traceOf([]));
    expect(trace).toMatchObject({ durationMs: 0, slowest: -1, faultCause: -1 });
    expect(trace.answer).toBe("No span of this trace could be read.");
  });

  it("says that X-Ray refused segments", () => {
    const trace = readTrace({ ...drawnTrace("0~5 orders @"), limitExceeded: true });
    expect(trace.problems).toEqual(["The trace is larger than X-Ray keeps; segments were refused."]);
  });

  it("names the traces that it is linked with", () => {
    const other = "1-6968d6c0-000000000000000000000002";
    const { links } = readTrace(drawnTrace(`0~5 worker @AWS::Lambda 200 link:${other}`));
    expect(links).toEqual([{ traceId: other, spanId: "1111111111111111", fromSpan: 0 }]);
  });

  it("does not change what it reads", () => {
    const documents = Object.freeze(drawnTrace(ORDER));
    Object.freeze(documents.documents);
    expect(() => readTrace(documents)).not.toThrow();
  });
});

describe("bad documents", () => {
  it.each([
    [
      "a missing parent: a root of its own",
      `
        0~20 orders @
        5~9 audit @ parent:lost
      `,
      `
        0~20 orders (service) !
        5~9 audit (service) orphan
      `,
      /The parent of audit is missing/,
    ],
    [
      "a function whose Lambda segment was lost: under the call that names it",
      `
        0~20 shop/prod @AWS::ApiGateway::Stage 200
          2~18 Lambda aws op:Invoke on:orders
        4~16 orders @AWS::Lambda::Function parent:lost
      `,
      `
        0~20 shop/prod (gateway) !
          2~18 Lambda Invoke orders (gateway) !
            4~16 orders (function) orphan !
      `,
      /stands under the call/,
    ],
    [
      "a circle of parents: cut before its earliest",
      `
        0~9 a @ id:a parent:c
        1~8 b @ id:b parent:a
        2~7 c @ id:c parent:b
      `,
      `
        0~9 a (service) !
          1~8 b (service) !
            2~7 c (service) !
      `,
      /the circle was cut there/,
    ],
    ["its own parent", "0~9 a @ id:a parent:a", "0~9 a (service) !", /the circle was cut there/],
    [
      "an end before the begin: no length",
      `
        0~9 a @
          5~3 back
      `,
      `
        0~9 a (service) !
          5~5 back (code) backwards
      `,
      /ends before it begins/,
    ],
    [
      "no begin: that of its parent",
      `
        3~9 a @
          ~5 nobegin
      `,
      `
        0~6 a (service) !
          0~2 nobegin (code) !
      `,
      /has no begin/,
    ],
  ])("%s", (_, written, read, problem) => {
    const trace = readTrace(drawnTrace(written));
    expect(drawSpans(trace.spans)).toBe(drawing(read));
    expect(trace.problems.join("\n")).toMatch(problem);
  });

  it("takes the complete one of two documents with one id, and says so when they differ", () => {
    const trace = readTrace(
      drawnTrace(`
        0~9 orders @ id:a
        0~ orders @ id:a
        1~2 other @ id:b
        1~3 another @ id:b
      `),
    );
    expect(drawSpans(trace.spans)).toBe("0~9 orders (service) !\n1~3 another (service)");
    expect(trace.problems).toEqual(["The id b stands for “another” and “other”; only one of them is shown."]);
  });

  it("reads subsegments nested ten thousand deep", () => {
    let json = '{"id":"d0","name":"deep","start_time":1,"end_time":2}';
    for (let depth = 1; depth <= 10_000; depth++) {
      json = `{"id":"d${depth}","name":"deep","start_time":1,"end_time":2,"subsegments":[${json}]}`;
    }
    const { spans } = readTrace({ ...traceOf([]), documents: [json, json] });
    expect(spans.id).toHaveLength(10_001);
  });
});
