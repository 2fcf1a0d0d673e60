import { requestViewSchema } from "@/lib/model/views/request";
import { type Benchmark, type Measurement, median } from "@/lib/tools/bench/benchmark";
import { startBuiltApp, startWorld } from "@/lib/tools/local-account";

/**
 * `/api/requests/{id}` over an endpoint that takes 100 ms a call: rounds of calls that wait for each other, and wall time,
 * by kind of request. Nothing of a request is cached but the lists, which every page of the account shares; their part is
 * measured by the first look-up.
 */
const LATENCY_MS = 100;
const RUNS = 5;
const HOUR = { from: "2026-01-15T10:00:00Z", to: "2026-01-15T11:00:00Z", region: "us-east-1" };

interface Truth {
  readonly apiGatewayRequestId: string;
  readonly traceId: string;
  readonly traced: boolean;
  readonly api: string;
  readonly startMs: number;
  readonly outcome: string;
  readonly invocations: readonly { readonly requestId: string; readonly attempt: number }[];
}

const KINDS: readonly {
  readonly name: string;
  readonly suits: (request: Truth) => boolean;
  readonly budget?: number;
}[] = [
  {
    name: "traced, with what it caused",
    suits: (r) => r.api === "shop-api" && r.traced && r.invocations.length > 1,
    budget: 4,
  },
  { name: "not sampled", suits: (r) => r.api === "shop-api" && !r.traced && r.outcome === "ok", budget: 4 },
  { name: "HTTP API", suits: (r) => r.api === "storefront-http" && r.outcome === "ok", budget: 4 },
  { name: "denied by the authorizer", suits: (r) => r.outcome === "authorizer-denied", budget: 4 },
  { name: "inferred, no id in the access log", suits: (r) => r.api === "partner-api" && r.outcome === "ok" },
];

export const requestPage: Benchmark = {
  name: "request-page",
  measure: async () => {
    const world = await startWorld(["--latency-ms", String(LATENCY_MS), "--hours", "6", "--rps", "1"]);
    try {
      const app = await startBuiltApp(world.url);
      try {
        return await measureKinds(app.url, world.url);
      } finally {
        await app.stop();
      }
    } finally {
      await world.stop();
    }
  },
};

/** Exported for runs against servers that are up already. */
export async function measureKinds(appUrl: string, worldUrl: string): Promise<Measurement[]> {
  const query = new URLSearchParams({ ...HOUR, limit: "5000" });
  const truth = await (await fetch(`${worldUrl}/_sandbox/truth/requests?${query}`)).json();
  const requests: readonly Truth[] = truth.requests;
  // The code has run once, for the other region.
  await fetch(`${appUrl}/api/requests/00000000-1111-4222-8333-444444444444?region=eu-west-1`).then((one) =>
    one.text(),
  );
  const [first] = requests;
  const cold = first === undefined ? null : await lookUp(appUrl, first);
  const measurements: Measurement[] = [
    { what: "first look-up, lists included", value: cold?.elapsedMs ?? Number.NaN, unit: "ms" },
  ];
  for (const { name, suits, budget } of KINDS) {
    const runs: LookUp[] = [];
    for (const request of requests.filter(suits).slice(1, RUNS + 1)) runs.push(await lookUp(appUrl, request));
    if (runs.length === 0) continue;
    const most = Math.max(...runs.map(({ roundTrips }) => roundTrips));
    measurements.push(
      {
        what: `${name}: rounds of AWS calls, at most`,
        value: most,
        unit: "",
        ...(budget === undefined ? {} : { budget }),
      },
      { what: "  AWS calls", value: median(runs.map(({ calls }) => calls)), unit: "" },
      { what: "  wall time", value: median(runs.map(({ elapsedMs }) => elapsedMs)), unit: "ms" },
      {
        what: "  wall time in calls of 100 ms",
        value: median(runs.map(({ elapsedMs }) => elapsedMs)) / LATENCY_MS,
        unit: "L",
      },
    );
  }
  return measurements;
}

interface LookUp {
  readonly elapsedMs: number;
  readonly roundTrips: number;
  readonly calls: number;
}

async function lookUp(appUrl: string, { apiGatewayRequestId: id, startMs }: Truth): Promise<LookUp> {
  const query = new URLSearchParams({ ...HOUR, at: String(Math.floor(startMs)) });
  const started = performance.now();
  const answer = await fetch(`${appUrl}/api/requests/${encodeURIComponent(id)}?${query}`);
  const found = requestViewSchema.parse(await answer.json());
  return {
    elapsedMs: performance.now() - started,
    roundTrips: found.search.roundTrips,
    calls: found.meta.awsCalls,
  };
}
