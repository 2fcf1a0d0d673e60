import { type LayoutInput, layoutMap } from "@/lib/service-map/layout";
import { type Benchmark, type Measurement, median } from "@/lib/tools/bench/benchmark";

/** How long the map's worker takes for maps as large as accounts get. It runs off the main thread: no frame waits. */
export const mapLayout: Benchmark = {
  name: "map-layout",
  measure: async () => {
    layoutMap(madeUpMap(50));
    const measurements: Measurement[] = [
      { what: "50 services laid out", value: timed(madeUpMap(50), 5), unit: "ms", budget: 500 },
      { what: "500 services laid out", value: timed(madeUpMap(500), 3), unit: "ms", budget: 5_000 },
    ];
    const [small, large] = measurements.map(({ value }) => value);
    return [
      ...measurements,
      { what: "500 services against 50", value: (large ?? 0) / (small ?? 1), unit: "times" },
    ];
  },
};

function timed(input: LayoutInput, runs: number): number {
  return median(
    Array.from({ length: runs }, () => {
      const start = performance.now();
      layoutMap(input);
      return performance.now() - start;
    }),
  );
}

/**
 * A shop grown large: one in twenty is an API stage, eleven are functions, eight are tables, queues and hosts; a stage
 * calls some ten functions, a function one to three resources and now and then another function. One in ten stands alone.
 */
function madeUpMap(size: number): LayoutInput {
  const of = (share: number, kind: string) =>
    Array.from({ length: Math.max(1, Math.round(size * share)) }, (_, index) => `${kind} ${index}`);
  const [stages, functions, resources, alone] = [
    of(0.05, "stage"),
    of(0.5, "fn"),
    of(0.35, "table"),
    of(0.1, "idle"),
  ];
  const edges: LayoutInput["edges"][number][] = [];
  const join = (from: string, to: string | undefined) => {
    if (to !== undefined) edges.push({ id: `${from} → ${to}`, from, to });
  };
  const next = numbers();
  functions.forEach((fn, index) => {
    join(stages[index % stages.length] ?? "", fn);
    const calls = 1 + Math.floor(next() * 3);
    const used = new Set(Array.from({ length: calls }, () => Math.floor(next() * resources.length)));
    for (const at of used) join(fn, resources[at]);
    if (index % 7 === 3) join(fn, functions[index + 1]);
  });
  return { nodes: [...stages, ...functions, ...resources, ...alone], edges };
}

/** The same numbers in 0–1 each time. */
function numbers(): () => number {
  let state = 7;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
