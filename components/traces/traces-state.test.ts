import { describe, expect, it } from "vitest";
import { parseTracesState, writeTracesState } from "@/components/traces/traces-state";
import { orderRows } from "@/components/traces/use-row-order";
import type { TraceRow } from "@/lib/model/views/traces";
import { BadParameter } from "@/lib/url/bad-parameter";

describe("the address", () => {
  it("keeps what is not the page's own, and replaces what is", () => {
    const current = new URLSearchParams("from=now-1h&region=eu-west-1&filter=fault&sort=-response&limit=50");
    const state = parseTracesState(Object.fromEntries(current));
    expect(state.sort).toEqual({ column: "response", descending: true });
    const next = writeTracesState(current, {
      ...state,
      filter: null,
      sort: { column: "route", descending: false },
    });
    expect(next.toString()).toBe("from=now-1h&region=eu-west-1&limit=50&sort=route");
    expect(writeTracesState(next, parseTracesState({})).toString()).toBe("from=now-1h&region=eu-west-1");
    expect(() => parseTracesState({ sort: "colour" })).toThrow(BadParameter);
  });
});

describe("orderRows", () => {
  const base: TraceRow = {
    traceId: "",
    startMs: 0,
    durationMs: null,
    responseTimeMs: null,
    fault: false,
    error: false,
    throttle: false,
    partial: false,
    method: null,
    url: null,
    status: null,
    route: null,
    entry: null,
    services: [],
    annotations: [],
    rootCause: null,
    cold: null,
  };
  const rows = [
    { ...base, traceId: "unknown", startMs: 4 },
    { ...base, traceId: "slow", startMs: 1, responseTimeMs: 900 },
    { ...base, traceId: "fast", startMs: 2, responseTimeMs: 9 },
    { ...base, traceId: "fast too", startMs: 3, responseTimeMs: 9 },
  ];
  const ids = (descending: boolean) =>
    orderRows(rows, { column: "response", descending }).map(({ traceId }) => traceId);

  it("puts the unknown last either way, ties newest first, and leaves its input alone", () => {
    expect(ids(true)).toEqual(["slow", "fast too", "fast", "unknown"]);
    expect(ids(false)).toEqual(["fast too", "fast", "slow", "unknown"]);
    expect(rows[0]?.traceId).toBe("unknown");
  });
});
