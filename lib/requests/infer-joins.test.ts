import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inferJoins, type OpenInvocation, type OpenRequest } from "@/lib/requests/infer-joins";

const request = (
  key: string,
  startMs: number,
  endMs: number,
  more: Partial<OpenRequest> = {},
): OpenRequest => ({
  key,
  requestId: key,
  functionName: "f",
  startMs,
  startUncertainMs: 0,
  endMs,
  status: 200,
  timeout: false,
  ...more,
});
const invocation = (
  key: string,
  startMs: number,
  endMs: number | null,
  more: Partial<OpenInvocation> = {},
): OpenInvocation => ({
  key,
  requestId: key,
  functionName: "f",
  startMs,
  endMs,
  status: "success",
  ...more,
});
const joined = (requests: readonly OpenRequest[], invocations: readonly OpenInvocation[]) =>
  inferJoins(requests, invocations).map((one) => `${one.requestId}-${one.lambdaRequestId}`);

describe("inferJoins", () => {
  it("joins the only two that fit", () => {
    expect(joined([request("g", 0, 100)], [invocation("a", 5, 90), invocation("b", 400, 500)])).toEqual([
      "g-a",
    ]);
  });

  it("claims nothing where two invocations fit one request, or two requests one invocation", () => {
    expect(joined([request("g", 0, 100)], [invocation("a", 5, 90), invocation("b", 9, 95)])).toEqual([]);
    expect(joined([request("g", 0, 100), request("h", 2, 105)], [invocation("a", 5, 90)])).toEqual([]);
  });

  it("minds the function, the outcome, and how soon after the invocation the answer went out", () => {
    expect(joined([request("g", 0, 100)], [invocation("a", 5, 90, { functionName: "other" })])).toEqual([]);
    expect(joined([request("g", 0, 100)], [invocation("a", 5, 90, { status: "error" })])).toEqual([]);
    expect(
      joined([request("g", 0, 100, { status: 502 })], [invocation("a", 5, 90, { status: "error" })]),
    ).toEqual(["g-a"]);
    expect(joined([request("g", 0, 1000)], [invocation("a", 5, 90)])).toEqual([]);
    expect(joined([request("g", 0, 100)], [invocation("a", 5, 130)])).toEqual([]);
  });

  it("finds for a timeout the invocation that went on", () => {
    const timeout = request("g", 0, 29_000, { status: 504, timeout: true });
    expect(
      joined([timeout], [invocation("a", 5, 90), invocation("b", 10, 30_000, { status: "timeout" })]),
    ).toEqual(["g-b"]);
    expect(joined([timeout], [invocation("b", 10, null, { status: "running" })])).toEqual(["g-b"]);
  });

  it("never gives one invocation to two requests or one request two invocations", () => {
    const at = fc.integer({ min: 0, max: 500 });
    fc.assert(
      fc.property(fc.array(fc.tuple(at, at)), fc.array(fc.tuple(at, at)), (rs, is) => {
        const found = inferJoins(
          rs.map(([start, length], i) => request(`r${i}`, start, start + length)),
          is.map(([start, length], i) => invocation(`i${i}`, start, start + length)),
        );
        expect(new Set(found.map((one) => one.lambdaRequestId)).size).toBe(found.length);
        expect(new Set(found.map((one) => one.requestId)).size).toBe(found.length);
      }),
    );
  });
});
