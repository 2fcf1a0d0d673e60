import { describe, expect, it } from "vitest";
import type { RequestFindings } from "@/lib/model/views/request";
import { tellRequest } from "@/lib/requests/tell-answer";

type Gateway = RequestFindings["gateways"][number];
type Invocation = RequestFindings["invocations"][number];

const gateway = (changes: Partial<Gateway> = {}): Gateway => ({
  stage: "a1/prod",
  apiName: "shop",
  apiKind: "REST",
  requestId: "g",
  method: "POST",
  path: "/orders",
  resourcePath: "/orders",
  status: 200,
  startMs: 0,
  endMs: 52,
  latencyMs: 52,
  integrationLatencyMs: null,
  functionName: "orders",
  lambdaRequestId: "l",
  error: null,
  timeout: false,
  throttled: false,
  canary: false,
  ...changes,
});
const invocation = (changes: Partial<Invocation> = {}): Invocation => ({
  key: "l#1",
  requestId: "l",
  functionName: "orders",
  version: "1",
  role: "integration",
  certainty: "exact",
  attempt: 1,
  attempts: 1,
  status: "success",
  startMs: 0,
  endMs: 40,
  durationMs: 40,
  billedMs: 40,
  memoryMb: 128,
  maxMemoryMb: 60,
  initMs: null,
  cold: false,
  startKind: "warm",
  coldShare: null,
  waitedMs: null,
  traceId: null,
  sampled: null,
  error: null,
  lineCount: 3,
  group: "g",
  ...changes,
});
const tell = (gateways: Gateway[], invocations: Invocation[]) =>
  tellRequest({ gateways, invocations, ids: [] });

describe("the answer", () => {
  it("says what was called, how it ended, and who took the time", () => {
    expect(tell([gateway()], [invocation({ cold: true, initMs: 431 })])).toEqual({
      health: "ok",
      sentence: "POST /orders answered 200 after 52 ms: orders 40 ms of it, a cold start of 431 ms.",
    });
  });

  it("names the failing function and its error", () => {
    expect(
      tell([gateway({ status: 502 })], [invocation({ status: "error", error: "TypeError: x" })]),
    ).toEqual({
      health: "critical",
      sentence: "POST /orders answered 502 after 52 ms: orders ended in an error, TypeError: x.",
    });
  });

  it("tells a gateway that gave up from a function that failed", () => {
    const { sentence } = tell(
      [gateway({ status: 504, timeout: true, latencyMs: 29_000 })],
      [invocation({ status: "timeout", durationMs: 30_000 })],
    );
    expect(sentence).toContain("the gateway gave up waiting, orders took 30 s and ended in its own timeout");
  });

  it("says that nothing ran where the gateway refused", () => {
    const { health, sentence } = tell(
      [gateway({ status: 403, lambdaRequestId: null, error: "not authorized" })],
      [],
    );
    expect(health).toBe("warning");
    expect(sentence).toBe("POST /orders answered 403 after 52 ms: not authorized.");
  });

  it("counts attempts and what was caused", () => {
    const attempts = [1, 2, 3].map((attempt) =>
      invocation({
        key: `l#${attempt}`,
        role: "invocation",
        attempt,
        attempts: 3,
        status: attempt < 3 ? "error" : "success",
      }),
    );
    expect(tell([], attempts).sentence).toBe("orders succeeded in 3 attempts after 40 ms.");
    const caused = invocation({ requestId: "c", role: "caused", functionName: "mail", status: "error" });
    expect(tell([gateway()], [invocation(), caused])).toMatchObject({
      health: "warning",
      sentence: expect.stringContaining("It caused 1 further invocation, of which 1 failed."),
    });
  });

  it("is unknown where nothing is known", () => {
    expect(tell([], []).health).toBe("unknown");
    expect(tell([gateway({ status: null })], []).health).toBe("unknown");
    expect(tell([], [invocation({ role: "invocation", status: "running", durationMs: null })])).toEqual({
      health: "unknown",
      sentence: "orders has not finished in its log.",
    });
  });
});
