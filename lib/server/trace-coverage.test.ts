import { describe, expect, it } from "vitest";
import { epochMs } from "@/lib/base/time";
import { type StageSubject, stageKey } from "@/lib/metrics/api-queries";
import type { MetricData } from "@/lib/model/metric";
import type { GraphService, ServiceGraph } from "@/lib/model/trace";
import { coverageOf } from "@/lib/server/trace-coverage";

function service(name: string, type: string, total: number): GraphService {
  return {
    referenceId: 0,
    name,
    names: [name],
    type,
    accountId: null,
    state: null,
    root: false,
    statistics: { ok: total, error: 0, throttle: 0, fault: 0, total, totalResponseMs: 0 },
    responseTimes: [],
    durations: [],
    edges: [],
  };
}

const graph = (services: readonly GraphService[]): ServiceGraph => ({
  fromMs: epochMs(0),
  toMs: epochMs(1),
  services,
  containsOldGroupVersions: false,
});

const stages: readonly StageSubject[] = [
  { id: "r", name: "shop", kind: "REST", stage: "prod" },
  { id: "h", name: "front", kind: "HTTP", stage: "$default" },
];

const data: MetricData = {
  byKey: new Map([
    [stageKey({ id: "r", stage: "prod" }, "count"), { timesMs: [0, 1], values: [60, 40] }],
    ["invocations", { timesMs: [0], values: [500] }],
  ]),
  failures: [],
};

describe("coverageOf", () => {
  it("adds the parts of the window, and counts function segments, not Lambda's own", () => {
    const graphs = [
      graph([
        service("shop/prod", "AWS::ApiGateway::Stage", 3),
        service("orders", "AWS::Lambda::Function", 7),
      ]),
      graph([
        service("shop/prod", "AWS::ApiGateway::Stage", 2),
        service("orders", "AWS::Lambda", 9),
        service("shop/prod", "client", 5),
      ]),
    ];
    expect(coverageOf(graphs, stages, data)).toEqual({
      requests: { traced: 5, total: 100 },
      invocations: { traced: 7, total: 500 },
      stages: [
        { label: "shop/prod", kind: "REST", traced: 5, total: 100 },
        { label: "front/$default", kind: "HTTP", traced: 0, total: 0 },
      ],
    });
  });

  it("claims no total where CloudWatch gave none", () => {
    expect(coverageOf([], [], null)).toEqual({
      requests: { traced: 0, total: null },
      invocations: { traced: 0, total: null },
      stages: [],
    });
  });
});
