/** Parameters that the addresses below a path read, besides those of every page. A name in none of them is asked of all. */
const byPath: Readonly<Record<string, readonly string[]>> = {
  "/logs": [
    "src",
    "view",
    "q",
    "level",
    "status",
    "cold",
    "minDurationMs",
    "function",
    "version",
    "requestId",
    "tail",
    "line",
    "scan",
    "cursor",
    "limit",
  ],
  "/logs/summary": ["src", "parts", "queries", "consent", "status", "cold", "minDurationMs", "q"],
  "/logs/tail": ["src", "since", "q"],
  "/traces": ["filter", "cold", "group", "scale", "select", "pick", "against", "limit"],
  "/traces/[id]": ["span", "details", "view", "zoom", "level", "find"],
  "/traces/cold-starts": ["ids"],
  "/requests/[id]": ["at", "consent"],
  "/service-map": ["view", "selected", "focus", "hops", "health", "q", "compare"],
  "/cold-starts": ["fn", "by", "consent", "routes"],
  "/cost": ["fn", "by", "consent", "freeTier", "split", "change", "estimate"],
  "/cost/waste": ["fn", "consent"],
  "/cost/estimate": [
    "priceList",
    "architecture",
    "memoryMb",
    "durationMs",
    "requestsPerMonth",
    "concurrency",
    "budgetUsd",
    "initMs",
    "coldStartRate",
    "ephemeralStorageMb",
    "provisionedConcurrency",
    "api",
    "logBytesPerRequest",
    "traceRate",
    "concurrencyLimit",
    "freeTier",
  ],
  "/alarms": ["alarm", "state", "q", "unwatched"],
  "/alarms/detail": ["alarm"],
  "/alarms/proposals": ["subject", "form"],
  "/functions/[name]": ["deployment", "coldStarts"],
  "/apis/[id]/[stage]": ["deployment", "coldStarts", "consent"],
};

/** Of `/api/logs/tail` and `/logs/tail` alike. */
export function parametersOf(pattern: string): readonly string[] {
  return byPath[pattern.replace(/^\/api(?=\/)/, "")] ?? [];
}

/** Needed, or the address is refused before anything else is looked at. */
export function neededBy(pattern: string): readonly string[] {
  if (/\/logs(\/|$)/.test(pattern)) return ["src"];
  if (pattern === "/api/alarms/proposals") return ["subject"];
  if (pattern === "/api/alarms/detail") return ["alarm"];
  if (pattern === "/api/traces/cold-starts") return ["ids"];
  return pattern === "/api/cost/estimate" ? ["memoryMb", "durationMs", "requestsPerMonth"] : [];
}
