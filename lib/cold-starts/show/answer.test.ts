import { describe, expect, it } from "vitest";
import { coldStartAnswer, worstRoute } from "@/lib/cold-starts/show/answer";
import type { ColdStarts } from "@/lib/model/views/cold-starts";

const noCounts = {
  onDemand: 0,
  snapStartRestore: 0,
  provisioned: 0,
  proactive: 0,
  failed: 0,
  unknown: 0,
  suppressed: 0,
  unused: 0,
};

function summary(felt: number, invocations: number): ColdStarts["total"] {
  return {
    invocations,
    counts: { ...noCounts, onDemand: felt },
    felt,
    feltRate: invocations === 0 ? null : felt / invocations,
    initSumMs: felt * 400,
    restoreSumMs: 0,
    initP50Ms: felt === 0 ? null : 400,
    initP95Ms: felt === 0 ? null : 450,
    initP99Ms: felt === 0 ? null : 500,
    histogram: [],
    billedInitMs: felt * 400,
    billedInitUnknown: 0,
    billedInitUsd: felt * 0.01,
  };
}

type Told = Parameters<typeof coldStartAnswer>[0];
type OneFunction = Told["functions"][number];

function fn(name: string, own: OneFunction["summary"], more: Partial<OneFunction> = {}): OneFunction {
  return {
    name,
    state: own === null ? "unknown" : "known",
    reason: own === null ? "Its lines could not be read." : null,
    summary: own,
    explained: null,
    ...more,
  };
}

function route(name: string, felt: number, joined: number, latencyShare: number | null) {
  return { route: name, felt, joined, latencyShare, stopping: null };
}

function stopping(netMonthlyUsd: number | null, atMost = false) {
  const prices = { monthlyUsd: 9, onDemandSavedUsd: 1, netMonthlyUsd };
  return {
    ...prices,
    atMost,
    functions: [{ functionName: "orders", concurrency: 2, removedShare: 1, ...prices }],
  };
}

describe("coldStartAnswer", () => {
  const told = {
    state: "complete" as const,
    total: summary(3, 1_000),
    functions: [fn("orders", summary(3, 900)), fn("carts", summary(0, 100)), fn("audit", null)],
    routes: null,
  };

  it("names the function that had most, with its denominator, and what is unknown", () => {
    expect(coldStartAnswer(told)).toEqual({
      health: "ok",
      sentence:
        "3 of 1,000 invocations (0.3 %) waited for a cold start, billed $0.030; orders most, 3 of 900; 1 of 3 functions unknown.",
    });
  });

  it("names the route whose users' waiting it was most of, and warns of a large share", () => {
    const routes = [route("GET /a", 2, 100, 0.01), route("GET /b", 2, 40, 0.2), route("GET /c", 0, 5, null)];
    const answer = coldStartAnswer({ ...told, routes });
    expect(answer.health).toBe("warning");
    expect(answer.sentence).toContain("users of GET /b most: 2 of 40 requests, 20 % of their waiting");
    expect(worstRoute([route("GET /c", 0, 5, 0)])).toBeNull();
  });

  it("says what stopping it costs, where the price is known", () => {
    const withPrice = (usd: number | null, atMost = false) =>
      coldStartAnswer({
        ...told,
        routes: [{ ...route("GET /b", 2, 40, 0.2), stopping: stopping(usd, atMost) }],
      }).sentence;
    expect(withPrice(8)).toContain("waiting, which keeping 2 of orders ready would stop for $8.00 a month");
    expect(withPrice(-1)).toContain("would stop for nothing more a month");
    expect(withPrice(null)).not.toContain("keeping");
    expect(withPrice(null, true)).toContain("would stop for $9.00 a month at most");
  });

  it("does not warn of a share that a handful of requests makes", () => {
    expect(coldStartAnswer({ ...told, routes: [route("GET /b", 2, 19, 0.9)] }).health).toBe("ok");
  });

  it("never calls healthy what it does not know", () => {
    for (const answer of [
      coldStartAnswer({ ...told, state: "needs-consent" }),
      coldStartAnswer({ ...told, functions: [fn("audit", null), fn("other", null)] }),
      coldStartAnswer({ ...told, functions: [] }),
      coldStartAnswer({ ...told, total: summary(0, 0) }),
      coldStartAnswer({ ...told, functions: [fn("audit", null)] }),
    ]) {
      expect(answer.health, answer.sentence).toBe("unknown");
    }
  });

  it("says of one function why, and that a part was not read", () => {
    const causes = { burst: 2, idle: 1, deployment: 0, first: 0 };
    const one = fn("orders", summary(3, 900), { explained: { causes }, state: "partial" });
    expect(coldStartAnswer({ ...told, functions: [one] }).sentence).toBe(
      "3 of 900 invocations (0.33 %) waited for a cold start, 95 % of them up to 450 ms, 2 of them because of bursts; billed $0.030. A part of its lines was not read.",
    );
    expect(coldStartAnswer({ ...told, functions: [fn("orders", summary(0, 5))] }).sentence).toBe(
      "No request waited for a cold start in 5 invocations.",
    );
  });
});
