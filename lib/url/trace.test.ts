import { describe, expect, it } from "vitest";
import { BadParameter } from "@/lib/url/bad-parameter";
import { parseTraceParams, traceParams, tracePath } from "@/lib/url/trace";

describe("parameters of a trace", () => {
  it.each([
    { span: null, details: false },
    { span: "0a1b2c3d4e5f6071", details: false },
    { span: "0a1b2c3d4e5f6071:retry-2", details: true },
  ])("come back as they were written: %j", (params) => {
    expect(parseTraceParams(traceParams(params))).toEqual(params);
  });

  it("refuse another word for details", () => {
    expect(() => parseTraceParams({ details: "all" })).toThrow(BadParameter);
  });

  it("escape what the path cannot hold", () => {
    expect(tracePath("1-5840/6520")).toBe("/traces/1-5840%2F6520");
  });
});
