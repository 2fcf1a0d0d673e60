import { describe, expect, it } from "vitest";
import type { ServiceMap } from "@/lib/model/views/service-map";
import { coverageText, mapAnswer } from "@/lib/service-map/answer";
import { bareNode } from "@/lib/service-map/draw-traced";
import { clients, functionIdentity } from "@/lib/service-map/node-identity";

const fn = (name: string, changes = {}) => ({
  ...bareNode(functionIdentity(name)),
  health: "ok" as const,
  ...changes,
});
const map = (changes: Partial<ServiceMap>): ServiceMap => ({
  coverage: { requests: { traced: 412, of: 12_431 }, invocations: null },
  nodes: [],
  edges: [],
  comparison: null,
  ...changes,
});

describe("mapAnswer", () => {
  it("names the worst and says what the map is made of", () => {
    const nodes = [
      fn("b", { health: "warning", reason: "2 % errors" }),
      fn("a", { health: "critical", reason: "12 % errors" }),
      fn("c", { seen: "metrics" }),
      { ...bareNode(clients), health: "ok" as const },
    ];
    expect(mapAnswer(map({ nodes }))).toEqual({
      health: "critical",
      sentence:
        "2 of 3 services are failing; worst: a, 12 % errors. X-Ray traced 412 of 12,431 API requests (3.31 %); 1 service it does not see at all.",
    });
  });

  it("does not call healthy what could not be judged", () => {
    const nodes = [fn("a", { health: "unknown" })];
    expect(mapAnswer(map({ nodes, coverage: { requests: null, invocations: null } }))).toEqual({
      health: "unknown",
      sentence: "Nothing ran that could be judged.",
    });
  });

  it("tells what changed", () => {
    const comparison = { fromMs: 0, toMs: 1, new: 2, gone: 0, worse: 1, better: 0 };
    expect(mapAnswer(map({ nodes: [fn("a")], comparison })).sentence).toContain(
      "None of 1 services is failing. Against the window before: 2 new, 1 worse.",
    );
  });
});

describe("coverageText", () => {
  it("never claims more than everything", () => {
    expect(coverageText({ traced: 12, of: 11 }, "requests")).toBe("12 of 11 requests (100 %)");
    expect(coverageText({ traced: 0, of: 0 }, "requests")).toBe("none of 0 requests");
  });
});
