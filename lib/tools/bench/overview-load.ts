import type { Benchmark, Measurement } from "@/lib/tools/bench/benchmark";
import { startBuiltApp, startWorld } from "@/lib/tools/local-account";

/**
 * The overview over an endpoint that takes 100 ms a call, in multiples of those 100 ms (L): until the first tile is in
 * the page, until the functions' figures are, and until everything is. Nothing of the measured region is cached; the
 * code has run once for the other region.
 *
 * `ListFunctions` gives 50 functions a page, each after the other: with 1,000 functions its 20 calls take 20 L. They
 * are not waited for by anything but the configuration columns.
 */
const LATENCY_MS = 100;
const RUNS = 3;
const WINDOW = "from=now-3h&to=now";

export const overviewLoad: Benchmark = {
  name: "overview-load",
  measure: async () => [
    ...(await measureFleet("0", "the shop")),
    ...(await measureFleet("1000", "1,000 functions")),
  ],
};

async function measureFleet(functions: string, label: string): Promise<Measurement[]> {
  const world = await startWorld(["--functions", functions, "--latency-ms", String(LATENCY_MS)]);
  try {
    const runs: Run[] = [];
    for (let i = 0; i < RUNS; i++) runs.push(await measureOnce(world.url));
    // The best of a few: the machine's other work can only add.
    const best = (pick: (run: Run) => number) => Math.min(...runs.map(pick)) / LATENCY_MS;
    const [run] = runs;
    return [
      { what: `${label}: first panel`, value: best((r) => r.firstPanelMs), unit: "L", budget: 3 },
      { what: `${label}: figures of all functions`, value: best((r) => r.figuresMs), unit: "L" },
      { what: `${label}: whole page`, value: best((r) => r.wholeMs), unit: "L" },
      { what: `${label}: AWS calls`, value: run?.calls ?? Number.NaN, unit: "calls" },
      {
        what: `${label}: AWS charges for a cold load`,
        value: (run?.costUsd ?? Number.NaN) * 100,
        unit: "US ¢",
      },
    ];
  } finally {
    await world.stop();
  }
}

interface Run {
  readonly firstPanelMs: number;
  readonly figuresMs: number;
  readonly wholeMs: number;
  readonly calls: number;
  readonly costUsd: number;
}

async function measureOnce(worldUrl: string): Promise<Run> {
  const app = await startBuiltApp(worldUrl);
  try {
    await readPage(`${app.url}/?region=eu-west-1&${WINDOW}`);
    await fetch(`${worldUrl}/_sandbox/calls`, { method: "DELETE" });
    const page = await readPage(`${app.url}/?region=us-east-1&${WINDOW}`);
    const { total } = await (await fetch(`${worldUrl}/_sandbox/calls`)).json();
    // Another window of the same length, so that the price is that of a load whose figures are not cached.
    const twin = await (await fetch(`${app.url}/api/overview?region=us-east-1&from=now-4h&to=now-1h`)).json();
    return { ...page, calls: total, costUsd: twin.meta.costUsd };
  } finally {
    await app.stop();
  }
}

/** When the streamed page holds its first tile, the functions' figures, and its end. */
async function readPage(url: string): Promise<Pick<Run, "firstPanelMs" | "figuresMs" | "wholeMs">> {
  const started = performance.now();
  const response = await fetch(url);
  if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status}`);
  const text = new TextDecoder();
  let html = "";
  let firstPanelMs = Number.NaN;
  let figuresMs = Number.NaN;
  const reader = response.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    html += text.decode(part.value, { stream: true });
    const now = performance.now() - started;
    if (Number.isNaN(firstPanelMs) && html.includes('data-testid="tile-invocations"')) firstPanelMs = now;
    if (Number.isNaN(figuresMs) && html.includes("catalog-search")) figuresMs = now;
  }
  return { firstPanelMs, figuresMs, wholeMs: performance.now() - started };
}
