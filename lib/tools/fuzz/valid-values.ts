import type { Chance } from "@/lib/tools/fuzz/chance";

/** What exists in the account, as the sandbox and the app tell it. */
export interface Known {
  readonly functions: readonly string[];
  /** `id/stage` */
  readonly stages: readonly string[];
  /** Of API Gateway and of Lambda. */
  readonly requestIds: readonly string[];
  readonly traceIds: readonly string[];
  /** One trace whose spans are known. */
  readonly spannedTrace: string;
  readonly spanIds: readonly string[];
  readonly alarms: readonly string[];
  readonly deployments: readonly string[];
  /** Ids of nodes and edges of the service map. */
  readonly nodes: readonly string[];
  readonly cursors: readonly string[];
  readonly lines: readonly string[];
  readonly nowMs: number;
}

type Maker = (known: Known, chance: Chance) => string;

const some =
  (pick: (known: Known) => readonly string[]): Maker =>
  (known, chance) =>
    chance.pickAny(pick(known)) ?? "";
const of =
  (...choices: readonly string[]): Maker =>
  (_, chance) =>
    chance.pickAny(choices) ?? "";
const several =
  (one: Maker, most: number): Maker =>
  (known, chance) =>
    Array.from({ length: 1 + chance.below(most) }, () => one(known, chance)).join(",");
const flag = of("true", "false", "1", "0");

const stage = some((known) => known.stages);
const functionName = some((known) => known.functions);
const source: Maker = (known, chance) =>
  chance.pick<Maker>([
    (...all) => `fn:${functionName(...all)}`,
    (...all) => `fn:${functionName(...all)}`,
    (...all) => `exec:${stage(...all)}`,
    (...all) => `access:${stage(...all)}`,
    (...all) => `group:/aws/lambda/${functionName(...all)}`,
    (...all) => `stream:/aws/lambda/${functionName(...all)}:2026/01/15/[$LATEST]aa`,
  ])(known, chance);
const change: Maker = (known, chance) =>
  chance.pick<Maker>([
    (...all) => `arm64:${functionName(...all)}`,
    (...all) => `memory-1024:${functionName(...all)}`,
    (...all) => `provisioned-5-12h:${functionName(...all)}`,
    (...all) => `http-api:${stage(...all)}`,
    of("traffic-2", "log-volume-0.5", "retention-30", "savings-plan-no-upfront-0.8", "arm64"),
  ])(known, chance);
const instant: Maker = (known, chance) => {
  const ms = known.nowMs - chance.below(26 * 3_600_000);
  return chance.pick([
    "now",
    "now-15m",
    "now-1h",
    "now-3h",
    "now-24h",
    "now-7d",
    "now-30d",
    "now-455d",
    "now-10000d",
    String(ms),
    new Date(ms).toISOString(),
  ]);
};

/** By the name of the parameter, whichever pages have it: a value that means something, or nearly. */
export const validValues: Readonly<Record<string, Maker>> = {
  from: instant,
  to: instant,
  region: of("us-east-1", "us-east-1", "eu-west-1", "eu-north-1"),
  account: of("default", "prod", "other"),
  refresh: of("off", "10", "30", "60"),
  // Logs
  src: several(source, 4),
  view: of("requests", "lines", "errors", "map", "table", "waterfall", "flame"),
  q: of("error", "re:/timeout/i", "Task timed out", "orders", "a".repeat(500)),
  level: of("trace", "debug", "info", "warn", "error", "fatal", "3"),
  status: several(of("success", "error", "timeout", "out-of-memory", "crash", "throttled"), 4),
  cold: flag,
  minDurationMs: of("0", "500", "0.5", "1e3", "100000000"),
  function: functionName,
  version: of("$LATEST", "41", "42", "9999999"),
  requestId: some((known) => known.requestIds),
  tail: flag,
  line: some((known) => known.lines),
  scan: of("all", "matches"),
  cursor: some((known) => known.cursors),
  limit: of("1", "50", "500", "5000", "100000", "100001", "0"),
  since: (known) => String(known.nowMs - 60_000),
  parts: several(of("counts", "errors", "slowest"), 3),
  queries: of("counts:12ab34cd-0000-4000-8000-000000000000", "errors:x,slowest:y"),
  // Traces
  filter: of(
    "",
    "fault = true",
    "responsetime > 1",
    'service("orders-api")',
    "((((",
    'annotation[a] = "b" AND',
  ),
  group: of("route", "service", "status", "annotation:customer_tier", "annotation:"),
  scale: of("log", "linear"),
  select: (known) => `${known.nowMs - 3_600_000}~${known.nowMs}~10~5000`,
  pick: of("GET /orders", "orders-api", "200"),
  against: of("POST /payments", "500"),
  ids: several(
    some((known) => known.traceIds),
    8,
  ),
  span: some((known) => known.spanIds),
  details: of("on", "off"),
  zoom: of("0-100", "120.5-300", "5-1"),
  find: of("dynamo", "orders"),
  // One request
  at: (known) => String(known.nowMs - 1_800_000),
  consent: flag,
  // Service map
  selected: some((known) => known.nodes),
  focus: some((known) => known.nodes),
  hops: of("1", "2", "9", "10"),
  health: several(of("ok", "warning", "critical", "unknown"), 3),
  compare: of("on", "off"),
  // Functions, deployments, cold starts, cost
  fn: several(functionName, 5),
  by: of("lines", "insights", "metrics"),
  routes: flag,
  deployment: some((known) => known.deployments),
  coldStarts: of("read"),
  split: of("api", "function"),
  change,
  estimate: of("memoryMb:1536,durationMs:1000,concurrency:1000", "requestsPerMonth:1%2C000", "memoryMb:"),
  // Alarms
  alarm: some((known) => known.alarms),
  state: of("ALARM", "OK", "INSUFFICIENT_DATA", "ok"),
  subject: (known, chance) => (chance.happens(0.5) ? functionName(known, chance) : stage(known, chance)),
  form: of("cloudformation", "cli", "terraform"),
  unwatched: of("all", "errors"),
  // The estimator
  priceList: of("current", "2026-01", "1999-01"),
  architecture: of("arm64", "x86_64"),
  memoryMb: of("128", "1024", "10240", "64"),
  durationMs: of("1", "100", "900000", "0"),
  requestsPerMonth: of("0", "1000000", "1e12"),
  concurrency: of("1", "1000", "0.5"),
  budgetUsd: of("0", "100", "1e9"),
  initMs: of("0", "300"),
  coldStartRate: of("0", "0.01", "1", "2"),
  ephemeralStorageMb: of("512", "10240"),
  provisionedConcurrency: of("0", "5"),
  api: of("none", "REST", "HTTP"),
  logBytesPerRequest: of("0", "2000"),
  traceRate: of("0", "0.05", "1"),
  concurrencyLimit: of("1000", "10"),
  freeTier: of("on", "off"),
};

/** Those that any page has, or that pick what is read: asked most. */
export const commonParameters = ["from", "to", "region"] as const;

/** Names that no page has, and that a careless lookup finds anyway. */
export const strangeParameters = [
  "__proto__",
  "constructor",
  "prototype[a]",
  "__proto__[polluted]",
  "toString",
  "a[]",
  "from[]",
  "from[gt]",
  "region.x",
  "then",
  "_rsc",
  "",
  "%00",
  "%FF",
  "x".repeat(500),
  "nxtPname",
  "nextParamname",
  "nxtIpath",
] as const;

/** What a dynamic part of a path stands for. */
export function validSegment(place: string, pattern: string, known: Known, chance: Chance): string {
  if (pattern.includes("/apis/")) {
    const [id = "", name = ""] = (chance.pickAny(known.stages) ?? "").split("/");
    return place === "id" ? id : name;
  }
  if (place === "name") return chance.pickAny(known.functions) ?? "";
  if (place === "span") return chance.pickAny(known.spanIds) ?? "";
  if (pattern.includes("/spans/")) return known.spannedTrace;
  if (pattern.includes("/traces/")) return chance.pickAny(known.traceIds) ?? "";
  return chance.pickAny([...known.requestIds, ...known.traceIds]) ?? "";
}
