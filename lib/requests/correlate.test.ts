import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLogBook } from "@/lib/logs/log-book";
import type { LogSource } from "@/lib/model/log";
import type { Certainty, IdKind, IdLink, IdRef, LinkRole } from "@/lib/model/request";
import { correlate } from "@/lib/requests/correlate";
import { idFactsOfLines } from "@/lib/requests/line-facts";
import { traceFacts } from "@/lib/requests/trace-facts";
import { readTranscript } from "@/lib/testing/log-transcript";

const LAMBDA = "5f0a6a4e-3f3d-4a62-9d60-9f0b9a4a6d11";
const AUTHORIZER = "6f0a6a4e-3f3d-4a62-9d60-9f0b9a4a6d12";
const GATEWAY = "7f0a6a4e-3f3d-4a62-9d60-9f0b9a4a6d13";
const STRAY = "8f0a6a4e-3f3d-4a62-9d60-9f0b9a4a6d14";
const TRACE = "1-5c755b5d-07b29b94e632d3da19d88789";

const source = (key: string, kind: LogSource["kind"], accessLogFormat: string | null = null): LogSource => ({
  key,
  kind,
  label: key,
  group: key,
  functionName: null,
  accessLogFormat,
});

function factsOf(logs: Record<string, string>) {
  const book = createLogBook([
    source("exec:a1/prod", "api-execution"),
    source(
      "access:a1/prod",
      "api-access",
      "$context.requestId $context.extendedRequestId $context.integration.requestId $context.authorizer.requestId $context.xrayTraceId",
    ),
    source("fn:orders", "function"),
  ]);
  for (const [key, text] of Object.entries(logs)) {
    book.add(
      readTranscript(text, key).map((event) => ({ ...event, id: `${key} ${event.id}` })),
      key,
    );
  }
  return idFactsOfLines(book);
}

const tell = (start: readonly IdRef[], facts: ReturnType<typeof factsOf>, more: readonly IdLink[] = []) =>
  correlate(start, [...facts.links, ...more], facts.named).ids.map(
    ({ kind, id, role, certainty }) => `${kind} ${id} ${role ?? "asked"} ${certainty}`,
  );

describe("ids that are one request's", () => {
  it("come from an access line by its format", () => {
    const facts = factsOf({ "access:a1/prod": `s 5 ${GATEWAY} X1= ${LAMBDA} ${AUTHORIZER} Root=${TRACE}` });
    expect(tell([{ kind: "lambda", id: LAMBDA }], facts)).toEqual([
      `lambda ${LAMBDA} asked exact`,
      `gateway ${GATEWAY} integration exact`,
      "extended X1= same exact",
      `lambda ${AUTHORIZER} authorizer exact`,
      `trace ${TRACE} traced exact`,
    ]);
  });

  it("come from execution lines, and from REPORT, over two steps", () => {
    const facts = factsOf({
      "exec:a1/prod": `
        s 5 (${GATEWAY}) Extended Request Id: X1=
        s 9 (${GATEWAY}) AWS Integration Endpoint RequestId : ${LAMBDA}`,
      "fn:orders": `
        s 6 START RequestId: ${LAMBDA} Version: 3
        s 7 upstream correlation id ${STRAY}
        s 8 REPORT RequestId: ${LAMBDA}\tDuration: 2.00 ms\tBilled Duration: 2 ms\\nXRAY TraceId: ${TRACE}\tSegmentId: 1\t`,
    });
    const found = tell([{ kind: "extended", id: "X1=" }], facts);
    expect(found).toHaveLength(4);
    expect(found).toContain(`trace ${TRACE} traced exact`);
    expect(found.join()).not.toContain(STRAY);
  });

  it("come from JSON lines, but only under keys that mean them", () => {
    const facts = factsOf({
      "fn:orders": `
        s 6 {"requestId":"${LAMBDA}","message":{"requestContext":{"requestId":"${GATEWAY}"},"note":"${STRAY}"},"xray_trace_id":"${TRACE}"}`,
    });
    expect(tell([{ kind: "trace", id: TRACE }], facts).sort()).toEqual([
      `gateway ${GATEWAY} same exact`,
      `lambda ${LAMBDA} same exact`,
      `trace ${TRACE} asked exact`,
    ]);
  });

  it("are none when nothing names the id that was asked for", () => {
    expect(tell([{ kind: "lambda", id: STRAY }], factsOf({ "fn:orders": "s 6 hello" }))).toEqual([]);
  });

  it("are inferred only where nothing exact leads to them", () => {
    const inferred: IdLink = link("gateway", GATEWAY, "lambda", LAMBDA, "integration", "inferred");
    const exact: IdLink = link("gateway", GATEWAY, "lambda", LAMBDA, "integration", "exact");
    const further = link("lambda", LAMBDA, "trace", TRACE, "traced", "exact");
    const start: IdRef[] = [{ kind: "gateway", id: GATEWAY }];
    const certainties = (links: readonly IdLink[]) =>
      correlate(start, links, []).ids.map((id) => id.certainty);
    expect(certainties([inferred, further])).toEqual(["exact", "inferred", "inferred"]);
    expect(certainties([inferred, exact, further])).toEqual(["exact", "exact", "exact"]);
  });

  it("conflict when one request is said to have two integrations", () => {
    const { conflicts } = correlate(
      [{ kind: "gateway", id: GATEWAY }],
      [
        link("gateway", GATEWAY, "lambda", LAMBDA, "integration", "exact"),
        link("gateway", GATEWAY, "lambda", STRAY, "integration", "exact"),
      ],
      [],
    );
    expect(conflicts.map(({ ids }) => ids.length)).toEqual([3]);
    expect(conflicts[0]?.message).toContain(STRAY);
  });

  it("are the same in whatever order the links come", () => {
    const ids = fc.integer({ min: 0, max: 6 }).map(String);
    const anyLink = fc
      .tuple(ids, ids, fc.constantFrom<Certainty>("exact", "inferred"))
      .map(([a, b, certainty]) => link("lambda", a, "lambda", b, "same", certainty));
    fc.assert(
      fc.property(fc.array(anyLink), fc.nat(), (links, by) => {
        const start: IdRef[] = [{ kind: "lambda", id: "0" }];
        const shifted = [...links.slice(by % (links.length + 1)), ...links.slice(0, by % (links.length + 1))];
        const sorted = (all: readonly IdLink[]) =>
          correlate(start, all, start)
            .ids.map(({ id, certainty }) => `${id} ${certainty}`)
            .sort();
        expect(sorted(shifted)).toEqual(sorted(links));
      }),
    );
  });
});

describe("trace documents", () => {
  it("name ids in the segments of the stage and of the Lambda service only", () => {
    const document = (value: object) => JSON.stringify({ id: "s1", start_time: 1, end_time: 2, ...value });
    const { links, invocations, stages, malformed, linked } = traceFacts([
      {
        traceId: TRACE,
        format: "xray",
        durationMs: null,
        limitExceeded: false,
        documents: [
          document({
            name: "shop/prod",
            origin: "AWS::ApiGateway::Stage",
            aws: { api_gateway: { request_id: GATEWAY } },
            metadata: { default: { extended_request_id: "X1=" } },
            subsegments: [{ id: "call", name: "Lambda", start_time: 1, end_time: 2 }],
          }),
          document({
            name: "orders",
            origin: "AWS::Lambda",
            parent_id: "call",
            aws: { request_id: LAMBDA },
            subsegments: [{ id: "d", name: "Dwell Time", start_time: 1, end_time: 1.5 }],
          }),
          document({ name: "DynamoDB", origin: "AWS::DynamoDB::Table", aws: { request_id: STRAY } }),
          document({ name: "worker", links: [{ trace_id: TRACE.replace("1-5", "1-6") }] }),
          "{ broken",
          '{"no":"time"}',
        ],
      },
    ]);
    expect(links.map(({ a, b }) => `${a.kind} ${b.kind}`)).toEqual([
      "gateway trace",
      "gateway extended",
      "lambda trace",
    ]);
    expect(stages).toMatchObject([{ name: "shop/prod", requestId: GATEWAY }]);
    expect(invocations).toMatchObject([
      { requestId: LAMBDA, calledByStage: true, waits: [{ startMs: 1000, endMs: 1500 }] },
    ]);
    expect(linked).toHaveLength(1);
    expect(malformed).toBe(2);
  });

  it("may hold anything", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.json(), fc.string())), (documents) => {
        traceFacts([{ traceId: TRACE, format: "xray", durationMs: null, limitExceeded: false, documents }]);
      }),
    );
  });
});

function link(
  aKind: IdKind,
  a: string,
  bKind: IdKind,
  b: string,
  role: LinkRole,
  certainty: Certainty,
): IdLink {
  return {
    a: { kind: aKind, id: a },
    b: { kind: bKind, id: b },
    role,
    evidence: {
      certainty,
      source: "access-log",
      says: `${a} ${b}`,
      atMs: null,
      group: null,
      stream: null,
      eventId: null,
    },
  };
}
