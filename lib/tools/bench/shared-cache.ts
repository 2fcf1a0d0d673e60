import { isDeepStrictEqual } from "node:util";
import { hasRedis, startRedis } from "@/lib/testing/redis-servers";
import type { Benchmark, Measurement } from "@/lib/tools/bench/benchmark";
import { type RunningServer, startBuiltApp, startWorld } from "@/lib/tools/local-account";

/**
 * What a team costs: one viewer on one instance, then the same questions from 50 viewers at once, spread over two instances
 * that share a server, and over two that do not. Counted where it is paid, at AWS's end. Also compares what the second
 * instance reads from the first one's answers with what AWS itself would have told.
 */
const VIEWERS = 50;
const LATENCY_MS = 100;
// Ends well before the frozen now: what one instance calls now is up to a second from what another does.
const WINDOW = "region=us-east-1&from=2026-01-15T08:30:00Z&to=2026-01-15T11:30:00Z";

const paths = [
  "/api/overview",
  "/api/functions/payments-charge",
  "/api/logs?src=fn:payments-charge",
  "/api/service-map",
  "/api/alarms",
  "/api/cost",
  "/api/cold-starts",
];

export const sharedCache: Benchmark = {
  name: "shared-cache",
  measure: async () => {
    if (!hasRedis) throw new Error("This needs redis-server or valkey-server: apt-get install redis-server");
    const world = await startWorld(["--latency-ms", String(LATENCY_MS), "--quotas", "off", "--hours", "26"]);
    try {
      return await measure(world.url);
    } finally {
      await world.stop();
    }
  },
};

async function measure(worldUrl: string): Promise<readonly Measurement[]> {
  const one = await withApps(worldUrl, [{}], async (apps) => readAll(worldUrl, apps, 1));
  const apart = await withApps(worldUrl, [{}, {}], async (apps) => readAll(worldUrl, apps, VIEWERS));
  const server = await startRedis();
  try {
    const sharing = { REDIS_URL: server.url };
    const together = await withApps(worldUrl, [sharing, sharing], async (apps) => {
      const reading = await readAll(worldUrl, apps, VIEWERS);
      // A third instance that finds everything there.
      return withApps(worldUrl, [sharing], async (late) => ({
        reading,
        late: await readAll(worldUrl, late, 1),
      }));
    });
    return [
      { what: "1 viewer, 1 instance: AWS calls", value: one.calls, unit: "calls" },
      { what: `${VIEWERS} viewers, 2 instances apart: AWS calls`, value: apart.calls, unit: "calls" },
      { what: `${VIEWERS} viewers, 2 sharing: AWS calls`, value: together.reading.calls, unit: "calls" },
      {
        what: "  in those of one viewer",
        value: together.reading.calls / one.calls,
        unit: "×",
        budget: 1.2,
      },
      { what: "a third instance that comes later: AWS calls", value: together.late.calls, unit: "calls" },
      { what: "1 viewer: the whole round", value: one.elapsedMs / 1000, unit: "s" },
      { what: "a third instance: the whole round", value: together.late.elapsedMs / 1000, unit: "s" },
      {
        what: "answers of the third that differ from the first's",
        value: differing(one.answers, together.late.answers),
        unit: `of ${paths.length}`,
        budget: 0,
      },
    ];
  } finally {
    await server.stop();
  }
}

async function withApps<T>(
  worldUrl: string,
  environments: readonly Readonly<Record<string, string>>[],
  use: (apps: readonly RunningServer[]) => Promise<T>,
): Promise<T> {
  const apps: RunningServer[] = [];
  try {
    for (const env of environments) {
      apps.push(await startBuiltApp(worldUrl, { LAMBDASCOPE_RATE_PER_MINUTE: "100000", ...env }));
    }
    // The first call of an instance tells it the time and whose its credentials are; it also opens the shared cache.
    for (const { url } of apps) await read(`${url}/api/overview?region=eu-west-1&from=now-1h&to=now`);
    return await use(apps);
  } finally {
    await Promise.all(apps.map((app) => app.stop()));
  }
}

interface Reading {
  readonly calls: number;
  readonly elapsedMs: number;
  readonly answers: readonly unknown[];
}

/** All viewers ask each question at once, every other viewer on the same instance. */
async function readAll(worldUrl: string, apps: readonly RunningServer[], viewers: number): Promise<Reading> {
  await fetch(`${worldUrl}/_sandbox/calls`, { method: "DELETE" });
  const startedMs = performance.now();
  const answers: unknown[] = [];
  for (const path of paths) {
    const all = Array.from({ length: viewers }, (_, viewer) => {
      const app = apps[viewer % apps.length];
      return read(`${app?.url}${path}${path.includes("?") ? "&" : "?"}${WINDOW}`);
    });
    answers.push((await Promise.all(all))[0]);
  }
  const { total } = await (await fetch(`${worldUrl}/_sandbox/calls`)).json();
  return { calls: total, elapsedMs: performance.now() - startedMs, answers };
}

async function read(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

function differing(some: readonly unknown[], others: readonly unknown[]): number {
  return some.filter((answer, index) => {
    const where = [...differences(withoutMeta(answer), withoutMeta(others[index]))];
    for (const line of where.slice(0, 5)) console.log(`  differs: ${paths[index]} ${line}`);
    return where.length > 0;
  }).length;
}

/** Where two answers differ, and what stands there in each. */
function* differences(one: unknown, other: unknown, at = "$"): Iterable<string> {
  if (isDeepStrictEqual(one, other)) return;
  if (!isObject(one) || !isObject(other)) {
    yield `${at}: ${JSON.stringify(one)} and ${JSON.stringify(other)}`;
    return;
  }
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    yield* differences(one[key], other[key], `${at}.${key}`);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** `meta` counts calls, which differ by design. */
function withoutMeta(answer: unknown): unknown {
  return isObject(answer) ? { ...answer, meta: null } : answer;
}
