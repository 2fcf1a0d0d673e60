import { describe, expect, it } from "vitest";
import { DRAWN_TRACE_ID, DRAWN_ZERO_MS } from "@/lib/testing/draw-documents";
import { drawing, drawSpans } from "@/lib/testing/draw-trace";
import { readTrace } from "@/lib/traces/read-trace";

type Json = Record<string, unknown>;

const nanos = (ms: number) => `${BigInt(DRAWN_ZERO_MS + ms) * 1_000_000n}`;

function span(id: string, parent: string | null, from: number, to: number | null, rest: Json): Json {
  return {
    traceId: DRAWN_TRACE_ID.slice(2).replace("-", ""),
    spanId: id,
    ...(parent === null ? {} : { parentSpanId: parent }),
    startTimeUnixNano: nanos(from),
    ...(to === null ? {} : { endTimeUnixNano: nanos(to) }),
    ...rest,
  };
}

const lambda = (name: string): Json => ({
  attributes: { "service.name": name, "cloud.platform": "aws_lambda", "faas.name": name },
});

const read = (documents: readonly Json[]) =>
  readTrace({
    traceId: DRAWN_TRACE_ID,
    format: "otel",
    documents: documents.map((document) => JSON.stringify(document)),
    durationMs: null,
    limitExceeded: false,
  });

const ORDER = [
  span("a", null, 0, 50, {
    name: "orders-handler",
    kind: "SERVER",
    resource: lambda("orders"),
    attributes: { "faas.invocation_id": "r-1", "http.response.status_code": 500 },
    status: { code: "ERROR" },
  }),
  span("b", "a", 5, 40, {
    name: "POST",
    kind: "SPAN_KIND_CLIENT",
    resource: lambda("orders"),
    attributes: { "server.address": "rates.example", "http.request.method": "POST", "http.status_code": 503 },
    events: [
      {
        name: "exception",
        attributes: {
          "exception.type": "TimeoutError",
          "exception.message": "late",
          "exception.stacktrace": "a\nb",
        },
      },
      { name: "retry" },
    ],
  }),
  span("c", "a", 1, 4, {
    name: "DynamoDB.GetItem",
    kind: 3,
    resource: lambda("orders"),
    attributes: [
      { key: "rpc.system", value: { stringValue: "aws-api" } },
      { key: "rpc.service", value: { stringValue: "DynamoDB" } },
      { key: "http.response.status_code", value: { intValue: "200" } },
    ],
  }),
  span("d", "a", 41, 44, {
    name: "orders-queue publish",
    kind: "PRODUCER",
    resource: lambda("orders"),
    attributes: { "messaging.system": "aws_sqs" },
  }),
  span("e", "d", 90, 120, {
    name: "orders-queue process",
    kind: "CONSUMER",
    resource: lambda("worker"),
    links: [{ traceId: "4efaaf4d1e8720b39541901950019ee5", spanId: "53995c3f42cd8ad8" }],
  }),
  span("f", "e", 95, 99, {
    name: "SELECT",
    kind: "CLIENT",
    resource: lambda("worker"),
    attributes: { "db.system": "postgresql", "db.name": "shop", "db.statement": "select 1" },
  }),
  span("g", "a", 45, 48, { name: "render", kind: "INTERNAL", resource: lambda("orders") }),
];

describe("OpenTelemetry spans", () => {
  it("make the same tree as segments do", () => {
    expect(drawSpans(read(ORDER).spans)).toBe(
      drawing(`
        0~50 orders-handler (function) fault !
          1~4 DynamoDB.GetItem (aws) !
          5~40 POST rates.example (remote) fault !
          41~44 orders-queue publish (aws) !
            90~120 orders-queue process (function) async
              95~99 SELECT (sql)
          45~48 render (code) !
      `),
    );
  });

  it("say whose they are, what failed and what they are linked with", () => {
    const trace = read(ORDER);
    const { strings, service, requestId } = trace.spans;
    expect(service.map((place) => strings[place])).toEqual([
      "orders",
      "DynamoDB",
      "rates.example",
      "aws_sqs",
      "worker",
      "shop",
      "orders",
    ]);
    expect(strings[requestId[0] ?? -1]).toBe("r-1");
    expect(trace.answer).toBe(
      "orders-handler took 50 ms and failed with 500; TimeoutError in orders calling POST rates.example; 35 ms in orders waiting for POST rates.example.",
    );
    expect(trace.links).toEqual([
      { traceId: "1-4efaaf4d-1e8720b39541901950019ee5", spanId: "53995c3f42cd8ad8", fromSpan: 4 },
    ]);
  });

  it("have details in the groups of X-Ray", () => {
    const trace = read(ORDER);
    const detail = trace.detailOf(trace.indexOf("b"));
    expect(detail).toMatchObject({
      http: { method: "POST", status: 503 },
      exceptions: [{ type: "TimeoutError", message: "late", stack: ["a", "b"] }],
      annotations: [["server.address", "rates.example"]],
    });
    expect(detail?.other).toContainEqual(["event", { name: "retry" }]);
    expect(trace.detailOf(trace.indexOf("f"))?.sql).toContainEqual(["db.statement", "select 1"]);
  });

  it("are named by what is asked of whom", () => {
    const calls = [
      ["aws.sqs.queue.url", "https://sqs.us-east-1.amazonaws.com/1/jobs", "jobs"],
      ["aws.sns.topic.arn", "arn:aws:sns:us-east-1:1:orders", "orders"],
      ["aws.dynamodb.table_names", ["stock"], "stock"],
      ["faas.invoked_name", "mailer", "mailer"],
      ["aws.remote.resource.identifier", "pictures", "pictures"],
    ] as const;
    const trace = read([
      span("a", null, 0, 90, {
        name: "shop/prod",
        kind: "SERVER",
        resource: { attributes: { "service.name": "shop/prod", "cloud.platform": "aws_api_gateway" } },
        attributes: {
          "http.request.method": "GET",
          "url.full": "https://a1.execute-api.us-east-1.amazonaws.com/prod/orders/7?x=1",
          "aws.api_gateway.stage": "prod",
        },
      }),
      ...calls.map(([key, value], index) =>
        span(`c${index}`, "a", index, index + 1, {
          name: "S.Do",
          kind: "CLIENT",
          attributes: { "rpc.system": "aws-api", "rpc.service": "S", "rpc.method": "Do", [key]: value },
        }),
      ),
      span("h", "a", 80, 81, {
        name: "POST",
        kind: "CLIENT",
        attributes: {
          "http.request.method": "POST",
          "server.address": "rates.example",
          "url.full": "https://rates.example/v1?key=2",
        },
      }),
    ]);
    const { strings, name } = trace.spans;
    expect(name.map((place) => strings[place])).toEqual([
      "GET /orders/7",
      ...calls.map(([, , resource]) => `S Do ${resource}`),
      "POST rates.example/v1",
    ]);
  });

  it("of Lambda's two records of a run become one, and only a call is throttled by its error", () => {
    const run = lambda("orders");
    const refused = { "error.type": "ProvisionedThroughputExceededException" };
    const trace = read([
      span("a", null, 0, 50, {
        name: "orders",
        kind: "SERVER",
        resource: run,
        attributes: { "aws.xray.origin": "AWS::Lambda", "faas.invocation_id": "r-1" },
      }),
      span("b", "a", 20, 49, {
        name: "orders",
        kind: "SERVER",
        resource: run,
        attributes: { "aws.xray.origin": "AWS::Lambda::Function", ...refused },
        status: { code: "ERROR" },
      }),
      span("i", "b", 5, 20, { name: "Init", kind: "INTERNAL", resource: run }),
      span("c", "b", 21, 40, {
        name: "DynamoDB.PutItem",
        kind: "CLIENT",
        resource: run,
        attributes: { "rpc.system": "aws-api", "http.response.status_code": 400, ...refused },
        status: { code: "ERROR" },
      }),
    ]);
    expect(drawSpans(trace.spans)).toBe(
      drawing(`
        0~50 orders (function) fault !
          0~5 Lambda service (lambda-service) made !
          5~20 Init (init) cold !
          21~40 DynamoDB.PutItem (aws) throttle error !
          49~50 Lambda service (lambda-service) made !
      `),
    );
    expect(trace.coldStarts).toBe(1);
    expect(trace.spans.strings[trace.spans.requestId[0] ?? -1]).toBe("r-1");
  });

  it("may be in progress, and times may be numbers", () => {
    const trace = read([
      span("a", null, 0, null, { name: "open", kind: "SERVER" }),
      {
        spanId: "b",
        parentSpanId: "a",
        name: "inner",
        startTimeUnixNano: DRAWN_ZERO_MS * 1e6,
        endTimeUnixNano: DRAWN_ZERO_MS * 1e6 + 2e6,
      },
    ]);
    expect(drawSpans(trace.spans)).toBe("0~ open (service) open !\n  0~2 inner (code) !");
  });
});
