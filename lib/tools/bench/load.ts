import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Benchmark, Measurement } from "@/lib/tools/bench/benchmark";
import { type LoadedPage, loadPages, type SharedIds, tailedSources } from "@/lib/tools/bench/load-pages";
import { type ServerWatch, watchServer } from "@/lib/tools/bench/load-server";
import { LoadTally, percentiles } from "@/lib/tools/bench/load-tally";
import { holdTail, type Phase, viewPages } from "@/lib/tools/bench/load-viewer";
import { HEAP_FILE } from "@/lib/tools/bench/tell-heap.mjs";
import { startBuiltApp, startLiveWorld } from "@/lib/tools/local-account";

/**
 * A team at work: `npm run bench -- load --minutes 5 --viewers 200 --tails 20 --refresh 60`. An app of its own over a
 * sandbox whose time runs, with AWS's quotas and 100 ms a call. First one viewer who has every one of the pages open, then
 * as many as are asked for, most of them at the same few pages. What AWS was asked is counted by the sandbox.
 */
const LATENCY_MS = 100;

export const load: Benchmark = {
  name: "load",
  byName: true,
  measure: async (options) => {
    const asked = {
      minutes: Number(options?.minutes ?? 5),
      viewers: Number(options?.viewers ?? 200),
      tails: Number(options?.tails ?? 20),
      refreshMs: Number(options?.refresh ?? 60) * 1_000,
    };
    const world = await startLiveWorld([
      ...["--latency-ms", String(LATENCY_MS), "--hours", "26", "--rhythm", "steady"],
    ]);
    try {
      const pages = loadPages(await sharedIds(world.url));
      const alone = await runPhase(world.url, asked, (phase) => [
        ...pages.map((page) => viewPages(phase, page)),
        ...tailedSources.map(({ source }) => holdTail(phase, source)),
      ]);
      const team = await runPhase(world.url, asked, (phase) => [
        ...Array.from({ length: asked.viewers - asked.tails }, (_, nth) =>
          viewPages(phase, pageOf(pages, nth) ?? first(pages), () =>
            pageOf(pages, Math.floor(Math.random() * 1_000)),
          ),
        ),
        ...Array.from({ length: asked.tails }, (_, nth) => holdTail(phase, tailOf(nth))),
      ]);
      print(alone, team);
      return figures(asked, alone, team);
    } finally {
      await world.stop();
    }
  },
};

interface Asked {
  readonly minutes: number;
  readonly viewers: number;
  readonly tails: number;
  readonly refreshMs: number;
}

interface Outcome {
  readonly tally: LoadTally;
  readonly server: ServerWatch;
  readonly calls: Readonly<Record<string, { readonly calls: number; readonly throttled: number }>>;
}

/** Each phase has a process of its own, whose caches are empty. */
async function runPhase(
  worldUrl: string,
  { minutes, refreshMs }: Asked,
  start: (phase: Phase) => readonly Promise<void>[],
): Promise<Outcome> {
  // One machine has one address, and its limit is meant for one person.
  const folder = await mkdtemp(join(tmpdir(), "lambdascope-load-"));
  const heapFile = join(folder, "heap");
  const app = await startBuiltApp(worldUrl, {
    LAMBDASCOPE_RATE_PER_MINUTE: "0",
    NODE_OPTIONS: `--import ${new URL("tell-heap.mjs", import.meta.url).href}`,
    [HEAP_FILE]: heapFile,
  });
  try {
    await fetch(`${worldUrl}/_sandbox/calls`, { method: "DELETE" });
    const tally = new LoadTally();
    const watch = watchServer(app.url, app.pid ?? 0, heapFile);
    await Promise.all(start({ appUrl: app.url, tally, endsMs: Date.now() + minutes * 60_000, refreshMs }));
    const { operations } = await (await fetch(`${worldUrl}/_sandbox/calls`)).json();
    return { tally, server: await watch.stop(), calls: operations };
  } finally {
    await app.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** By weight, spread evenly: the n-th viewer of many. */
function pageOf(pages: readonly LoadedPage[], nth: number): LoadedPage | undefined {
  const whole = pages.reduce((sum, { weight }) => sum + weight, 0);
  // A step that shares no factor with the whole visits every place before it repeats one.
  let place = (nth * 89) % whole;
  return pages.find(({ weight }) => {
    place -= weight;
    return place < 0;
  });
}

function tailOf(nth: number): string {
  let place = nth % 10;
  const found = tailedSources.find(({ of10 }) => {
    place -= of10;
    return place < 0;
  });
  return (found ?? tailedSources[0]).source;
}

function first(pages: readonly LoadedPage[]): LoadedPage {
  const [page] = pages;
  if (page === undefined) throw new Error("There is no page to look at.");
  return page;
}

async function sharedIds(worldUrl: string): Promise<SharedIds> {
  const now = Date.now();
  const query = `from=${now - 1_800_000}&to=${now - 600_000}&region=us-east-1&limit=20`;
  const { requests } = await (await fetch(`${worldUrl}/_sandbox/truth/requests?${query}`)).json();
  const { apis } = await (await fetch(`${worldUrl}/_sandbox/truth?${query}`)).json();
  const traced = requests.filter((one: { traced: boolean }) => one.traced);
  return {
    requestIds: requests.slice(0, 2).map((one: { apiGatewayRequestId: string }) => one.apiGatewayRequestId),
    traceIds: traced.slice(0, 2).map((one: { traceId: string }) => one.traceId),
    stage: `${apis["shop-api/prod"].id}/prod`,
  };
}

function callsOf({ calls }: Outcome): number {
  return Object.values(calls).reduce((sum, one) => sum + one.calls, 0);
}

function print(alone: Outcome, team: Outcome): void {
  const ms = (value: number) => `${Math.round(value).toLocaleString("en")}`.padStart(8);
  console.log(
    `  ${"page, ms until it is whole".padEnd(28)}${"count    p50     p95     p99    most".padStart(44)}`,
  );
  for (const { name, count, ms: took } of team.tally.latencies()) {
    console.log(
      `  ${name.padEnd(28)}${String(count).padStart(8)}${ms(took.p50)}${ms(took.p95)}${ms(took.p99)}${ms(took.most)}`,
    );
  }
  console.log(`  ${"AWS calls".padEnd(44)}${"one".padStart(8)}${"team".padStart(8)}${"×".padStart(8)}`);
  const names = [...new Set([...Object.keys(alone.calls), ...Object.keys(team.calls)])].sort();
  for (const name of names) {
    const [one = 0, all = 0] = [alone.calls[name]?.calls, team.calls[name]?.calls];
    console.log(
      `  ${name.padEnd(44)}${String(one).padStart(8)}${String(all).padStart(8)}${(all / one).toFixed(2).padStart(8)}`,
    );
  }
  const memory = team.server.memoryMb.map((mb) => mb.toFixed(0)).join(" ");
  console.log(`  server memory every 15 s, MB: ${memory}`);
  const { inUseMb } = team.server;
  const every = Math.max(1, Math.floor(inUseMb.length / 20));
  const inUse = inUseMb.filter((_, nth) => nth % every === 0).map((mb) => mb.toFixed(0));
  console.log(`  heap in use after a full collection, some of ${inUseMb.length}, MB: ${inUse.join(" ")}`);
  for (const error of [...alone.tally.errors, ...team.tally.errors].slice(0, 20)) console.log(`  ! ${error}`);
}

function figures({ minutes, viewers, tails }: Asked, alone: Outcome, team: Outcome): readonly Measurement[] {
  const throttled = Object.values(team.calls).reduce((sum, one) => sum + one.throttled, 0);
  const who = `${viewers} viewers, ${tails} of them tails, ${minutes} min`;
  const busy = percentiles(team.server.probeMs);
  return [
    { what: `${who}: requests`, value: team.tally.requests, unit: "requests" },
    { what: "  errors", value: team.tally.errors.length, unit: "errors", budget: 0 },
    { what: "  errors of one viewer", value: alone.tally.errors.length, unit: "errors", budget: 0 },
    { what: "  tail messages", value: team.tally.tailMessages, unit: "messages" },
    { what: "  gaps of tails left open", value: team.tally.tailGaps, unit: "gaps", budget: 0 },
    { what: "  tails that polled", value: team.tally.tailsPolling, unit: "times" },
    { what: "  AWS calls", value: callsOf(team), unit: "calls" },
    { what: "  AWS calls of one viewer with all pages open", value: callsOf(alone), unit: "calls" },
    { what: "  ratio", value: callsOf(team) / callsOf(alone), unit: "×", budget: 2 },
    { what: "  refused by AWS for pace", value: throttled, unit: "calls" },
    { what: "  server memory, most", value: Math.max(...team.server.memoryMb), unit: "MB", budget: 512 },
    { what: "  heap in use, most", value: Math.max(...team.server.inUseMb), unit: "MB" },
    {
      what: "  its growth in the last half",
      value: team.server.growthMbPerMinute,
      unit: "MB/min",
      budget: 5,
    },
    { what: "  processor time of the server", value: team.server.cpuShare * 100, unit: "% of a core" },
    { what: "  a request that needs nothing, p99", value: busy.p99, unit: "ms" },
    { what: "  the same, most", value: busy.most, unit: "ms", budget: 2_000 },
  ];
}
