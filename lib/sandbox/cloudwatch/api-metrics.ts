import type { ApiDef, World } from "@/lib/sandbox/world/types";
import type { Dimension, Shape, Unit } from "./metric";
import type { MetricList } from "./metric-list";
import type { PackedCache } from "./packed-records";
import {
  BYTES,
  CACHE_HIT,
  CANARY,
  INTEGRATION,
  LATENCY,
  MARKS,
  NO_INTEGRATION,
  packedRequests,
  routeOf,
  statusOf,
} from "./packed-requests";
import { packedSource } from "./world-scan";

/**
 * Metrics of AWS/ApiGateway. [D api-gateway-metrics-and-dimensions, http-api-metrics]
 *
 * 4XX and 5XX have a sample of 0 or 1 per request, so Average is the rate and SampleCount the requests.
 */
const NAMESPACE = "AWS/ApiGateway";

interface View {
  readonly key: string;
  readonly dimensions: readonly Dimension[];
  readonly keep: ((marks: number) => boolean) | undefined;
}

interface MetricDef {
  readonly name: string;
  readonly unit: Unit;
  readonly shape: Shape;
  readonly value: (rows: Uint32Array, at: number) => number | undefined;
}

const flag = (name: string, test: (marks: number) => boolean): MetricDef => ({
  name,
  unit: "Count",
  shape: "flags",
  value: (rows, at) => (test(rows[at + MARKS] ?? 0) ? 1 : 0),
});

const COMMON: readonly MetricDef[] = [
  { name: "Count", unit: "Count", shape: "ones", value: () => 1 },
  {
    name: "Latency",
    unit: "Milliseconds",
    shape: "values",
    value: (rows, at) => (rows[at + LATENCY] ?? 0) / 100,
  },
  {
    name: "IntegrationLatency",
    unit: "Milliseconds",
    shape: "values",
    value: (rows, at) => (calledIntegration(rows, at) ? (rows[at + INTEGRATION] ?? 0) / 100 : undefined),
  },
];

function calledIntegration(rows: Uint32Array, at: number): boolean {
  return rows[at + INTEGRATION] !== NO_INTEGRATION;
}

const isClientError = (marks: number) => statusOf(marks) >= 400 && statusOf(marks) < 500;
const isServerError = (marks: number) => statusOf(marks) >= 500;
const isCacheHit = (marks: number) => (marks & CACHE_HIT) !== 0;

const REST: readonly MetricDef[] = [
  ...COMMON,
  flag("4XXError", isClientError),
  flag("5XXError", isServerError),
];

/** Average of the cache metrics is the share of all requests. A miss reached the integration of a cached route. */
function cacheMetrics(api: ApiDef): readonly MetricDef[] {
  if (api.cacheSizeGb === null) return [];
  const cached = new Set(api.routes.filter((route) => route.cached === true).map((route) => route.index));
  const isMiss = (rows: Uint32Array, at: number) => {
    const marks = rows[at + MARKS] ?? 0;
    return !isCacheHit(marks) && calledIntegration(rows, at) && cached.has(routeOf(marks));
  };
  return [
    flag("CacheHitCount", isCacheHit),
    {
      name: "CacheMissCount",
      unit: "Count",
      shape: "flags",
      value: (rows, at) => (isMiss(rows, at) ? 1 : 0),
    },
  ];
}

const HTTP: readonly MetricDef[] = [
  ...COMMON,
  flag("4xx", isClientError),
  flag("5xx", isServerError),
  { name: "DataProcessed", unit: "Bytes", shape: "values", value: (rows, at) => rows[at + BYTES] },
];

export function addApiMetrics(world: World, packed: PackedCache, list: MetricList): void {
  for (const api of world.apis) {
    const defs = api.kind === "HTTP" ? HTTP : [...REST, ...cacheMetrics(api)];
    const requests = packedRequests(world, api, packed);
    for (const view of viewsOf(api)) {
      for (const def of defs) {
        const { keep } = view;
        const source = packedSource(requests, `api ${def.name} ${view.key}`, def.shape, (rows, at) =>
          keep === undefined || keep(rows[at + MARKS] ?? 0) ? def.value(rows, at) : undefined,
        );
        list.add(NAMESPACE, def.name, view.dimensions, def.unit, source);
      }
    }
  }
}

/**
 * A canary's requests are reported with those of the stage and once more on their own, like its logs
 * [D canary-release]. That the second report's Stage is `<stage>/Canary` is unverified.
 */
function viewsOf(api: ApiDef): readonly View[] {
  const owner =
    api.kind === "HTTP" ? { Name: "ApiId", Value: api.id } : { Name: "ApiName", Value: restName(api) };
  const stage = (name: string) => ({ Name: "Stage", Value: name });
  const key = `${api.id}/${api.stage}`;
  const views: View[] = [
    { key: api.id, dimensions: [owner], keep: undefined },
    { key, dimensions: [owner, stage(api.stage)], keep: undefined },
  ];
  if (api.canary) {
    views.push({
      key: `${key}/Canary`,
      dimensions: [owner, stage(`${api.stage}/Canary`)],
      keep: (marks) => (marks & CANARY) !== 0,
    });
  }
  if (!api.detailedMetrics) return views;
  for (const route of api.routes) {
    views.push({
      key: `${key} ${route.method} ${route.path}`,
      dimensions: [
        owner,
        stage(api.stage),
        { Name: "Resource", Value: route.path },
        { Name: "Method", Value: route.method },
      ],
      keep: (marks) => routeOf(marks) === route.index,
    });
  }
  return views;
}

/** The ApiName dimension drops what is not ASCII; the id stands in when nothing is left. */
function restName(api: ApiDef): string {
  return api.name.replace(/[^\x20-\x7e]/g, "") || api.id;
}
