import { describe, expect, it } from "vitest";
import type { GatewayRequest, Invocation } from "@/lib/model/log";
import type { IdLink } from "@/lib/model/request";
import { clfTimeMs, openInvocations, openRequests, type StageFacts } from "@/lib/requests/open-ends";

const request = (changes: Partial<GatewayRequest>): GatewayRequest => ({
  key: "a1/prod g",
  stage: "a1/prod",
  requestId: "g",
  extendedRequestId: null,
  sourceKeys: [],
  method: "GET",
  path: "/orders",
  resourcePath: "/orders",
  status: 200,
  latencyMs: 100,
  integrationLatencyMs: null,
  startMs: 1_000,
  lastMs: 1_100,
  lambdaRequestId: null,
  lambdaEvidence: null,
  functionArn: null,
  traceId: null,
  error: null,
  timeout: false,
  throttled: false,
  canary: false,
  lines: [],
  ...changes,
});
const stage = (changes: Partial<StageFacts> = {}): StageFacts => ({
  key: "a1/prod",
  name: "prod",
  variables: ["requestId"],
  cached: false,
  routes: [{ method: "GET", path: "/orders", functionName: "orders", qualifier: null, authorizer: null }],
  ...changes,
});
const open = (changes: Partial<GatewayRequest>, facts = stage()) =>
  openRequests([request(changes)], new Map([[facts.key, facts]]), () => ({
    requestTime: "15/Jan/2026:11:59:01 +0000",
  }));

describe("openRequests", () => {
  it("are those whose integration the log cannot tell", () => {
    expect(open({})).toMatchObject([
      { functionName: "orders", startMs: 1_000, endMs: 1_100, timeout: false },
    ]);
    expect(open({ lambdaRequestId: "x" })).toEqual([]);
    expect(open({ throttled: true })).toEqual([]);
    expect(open({ resourcePath: "/unknown", path: "/unknown" })).toEqual([]);
  });

  it("are not those of which the format would have told, but for a timeout", () => {
    const telling = stage({ variables: ["requestId", "integration.requestId"] });
    expect(open({}, telling)).toEqual([]);
    expect(open({ status: 504 }, telling)).toMatchObject([{ timeout: true }]);
    expect(open({}, stage({ cached: true }))).toEqual([]);
  });

  it("begin at their CLF second where no latency is logged", () => {
    const [one] = open({ latencyMs: null });
    expect(one).toMatchObject({ startMs: Date.UTC(2026, 0, 15, 11, 59, 1), startUncertainMs: 999 });
  });
});

it("invocations that a request has are not open, neither by id nor by trace", () => {
  const evidence = {
    certainty: "exact",
    source: "xray",
    says: "",
    atMs: null,
    group: null,
    stream: null,
    eventId: null,
  } as const;
  const links: IdLink[] = [
    { a: { kind: "gateway", id: "g" }, b: { kind: "lambda", id: "l1" }, role: "integration", evidence },
    { a: { kind: "gateway", id: "g" }, b: { kind: "trace", id: "t" }, role: "traced", evidence },
    { a: { kind: "lambda", id: "l2" }, b: { kind: "trace", id: "t" }, role: "traced", evidence },
  ];
  const invocations = ["l1", "l2", "l3"].map((requestId) => invocationOf(requestId));
  expect(openInvocations(invocations, links).map(({ requestId }) => requestId)).toEqual(["l3"]);
});

it("reads CLF times with their zone", () => {
  expect(clfTimeMs("15/Jan/2026:12:59:01 +0100")).toBe(Date.UTC(2026, 0, 15, 11, 59, 1));
  expect(clfTimeMs("15/Nix/2026:12:59:01 +0100")).toBeNull();
  expect(clfTimeMs("-")).toBeNull();
});

function invocationOf(requestId: string): Invocation {
  return {
    key: `${requestId}#1`,
    requestId,
    attempt: 1,
    attempts: 1,
    sourceKey: "fn:orders",
    group: "/aws/lambda/orders",
    streams: ["s"],
    functionName: "orders",
    version: "1",
    startMs: 1_000,
    firstMs: 1_000,
    lastMs: 1_050,
    durationMs: 50,
    billedDurationMs: 50,
    memorySizeMb: 128,
    maxMemoryUsedMb: 60,
    initMs: null,
    restoreMs: null,
    billedRestoreMs: null,
    startKind: "warm",
    waitedForInitMs: null,
    cold: false,
    status: "success",
    error: null,
    firstErrorLine: null,
    traceId: null,
    sampled: null,
    lineCount: 3,
    inferredCount: 0,
    cutStart: false,
    cutEnd: false,
  };
}
