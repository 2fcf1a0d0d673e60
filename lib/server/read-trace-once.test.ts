import { describe, expect, it } from "vitest";
import { readTraceOnce } from "@/lib/server/read-trace-once";
import { drawnTrace } from "@/lib/testing/draw-documents";

describe("readTraceOnce", () => {
  it("reads the same documents once, and forgets all but the last two", () => {
    const [a, b, c] = [drawnTrace("0~1 a @"), drawnTrace("0~1 b @"), drawnTrace("0~1 c @")];
    const first = readTraceOnce(a);
    readTraceOnce(b);
    expect(readTraceOnce(a)).toBe(first);
    readTraceOnce(c);
    expect(readTraceOnce(a)).toBe(first);
    readTraceOnce(b);
    readTraceOnce(c);
    expect(readTraceOnce(a)).not.toBe(first);
    expect(readTraceOnce(a).spans).toEqual(first.spans);
  });
});
