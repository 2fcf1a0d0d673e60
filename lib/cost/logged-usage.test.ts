import { describe, expect, it } from "vitest";
import { type Logged, type LoggedSums, loggedUsage } from "@/lib/cost/logged-usage";
import type { FunctionFigures } from "@/lib/cost/metric-usage";
import type { FunctionUsage, GatewayUsage, UsageRecord } from "@/lib/cost/usage";
import type { WindowFigures } from "@/lib/cost/window-usage";

const BIN_MS = 60_000;

function figuresOf(
  functions: Partial<FunctionFigures>[],
  gateways: WindowFigures["gateways"] = [],
): WindowFigures {
  return {
    timesMs: [0, BIN_MS],
    binMs: BIN_MS,
    functions: functions.map((one) => ({
      functionName: "orders",
      architecture: "arm64",
      memoryMb: 512,
      ephemeralStorageMb: 512,
      invocations: [2, 0],
      durationMs: [100.5, 0],
      errors: [0, 0],
      peak: [1, 0],
      provisioned: null,
      logBytes: [999, 0],
      ...one,
    })),
    gateways,
    logs: [],
    standing: [],
  };
}

const sums: LoggedSums = {
  functionName: "orders",
  version: "3",
  bin: 0,
  memoryMb: 1024,
  provisioned: false,
  reports: 2,
  durationMs: 100.5,
  handlerMs: 101,
  billedMs: 301,
  logBytes: 1000,
};

function usageOf(logged: Partial<Logged>, figures = figuresOf([{}])) {
  const all: Logged = {
    functions: [],
    requests: [],
    groups: new Set(),
    read: new Set(["orders"]),
    stages: new Set(),
    ...logged,
  };
  return loggedUsage(all, figures, { fromMs: 0, toMs: 2 * BIN_MS }, 2 * BIN_MS);
}

const executions = (usage: readonly UsageRecord[]) =>
  usage.filter((record): record is FunctionUsage => record.kind === "function");
const requests = (usage: readonly UsageRecord[]) =>
  usage.filter((record): record is GatewayUsage => record.kind === "gateway");

describe("usage from what was logged", () => {
  it("is exact where every execution was logged: init is what was billed beyond the handler", () => {
    const { low, high, bins } = usageOf({
      functions: [sums, { ...sums, memoryMb: null, reports: 0, durationMs: 0, handlerMs: 0, billedMs: 0 }],
    });
    expect(executions(low)).toMatchObject([
      { version: "3", memoryMb: 1024, requests: 2, billedMs: 101, initMs: 200, logBytes: 2000 },
    ]);
    expect(high).toEqual(low);
    expect(bins.map((bin) => executions(bin ?? []).length)).toEqual([1, 0]);
  });

  it("adds what metrics count beyond the log, within limits", () => {
    const { low, high } = usageOf({ functions: [{ ...sums, reports: 1, durationMs: 60 }] });
    expect(executions(low).map(({ requests: count }) => count)).toEqual([1, 1]);
    expect(executions(low)[1]).toMatchObject({ billedMs: 40.5, initMs: 0, logBytes: null });
    expect(executions(high)[1]).toMatchObject({ billedMs: 41.5, initMs: 10_000 });
  });

  it("leaves a function to its metrics when its lines were not read", () => {
    const { low } = usageOf({ read: new Set() });
    expect(executions(low)).toMatchObject([{ requests: 2, billedMs: 100.5, logBytes: 999 }]);
  });

  it("does not know the price of an environment of unknown kind", () => {
    const { low, high } = usageOf({ functions: [{ ...sums, provisioned: null }] });
    expect(executions(low)).toMatchObject([{ billedMs: 0, initMs: 0, whileProvisionedMs: 301 }]);
    expect(executions(high)).toMatchObject([{ billedMs: 101, initMs: 200, whileProvisionedMs: 0 }]);
  });

  it.each([
    { count: 10, logged: 7, refused: 2, routes: [7, 1] },
    { count: 10, logged: 9, refused: 2, routes: [8] },
    { count: 10, logged: 0, refused: 4, routes: [6] },
    { count: 3, logged: 0, refused: 3, routes: [] },
  ])(
    "counts $count requests less $refused refused, with $logged of known route",
    ({ count, logged, refused, routes }) => {
      const stage = {
        api: "shop/prod",
        apiKind: "REST" as const,
        count: [count, 0],
        status4xx: [refused, 0],
      };
      const row = { api: "shop/prod", route: "shop/prod GET /a", bin: 0, charged: logged, refused };
      const { low, high } = usageOf(
        { requests: [row], stages: new Set(["shop/prod"]) },
        figuresOf([], [stage]),
      );
      expect(requests(low).map((record) => record.requests)).toEqual(routes);
      expect(high).toEqual(low);
    },
  );
});
