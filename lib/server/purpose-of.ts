import "server-only";

/**
 * What a request is for, in the words of the screen: a page and its JSON twin are the same. null for what never asks AWS.
 *
 *     /functions/orders-api?from=… → function     /api/logs/tail → live tail     /_next/… → null
 */
export function purposeOf(url: string): string | null {
  const path = (url.split("?")[0] ?? "/").replace(/^\/api(?=\/|$)/, "").replace(/\/+$/, "");
  const [, first = "", second] = path.split("/");
  if (path === "/logs/tail") return "live tail";
  if (path === "/logs/summary") return "counting lines";
  const known = Object.hasOwn(sections, first) ? sections[first] : undefined;
  if (known === undefined) return null;
  if (first === "traces" && second === "cold-starts") return "traces";
  return second !== undefined ? (details[first] ?? known) : known;
}

const sections: Readonly<Record<string, string>> = {
  "": "overview",
  overview: "overview",
  incidents: "overview",
  functions: "functions",
  apis: "APIs",
  logs: "logs",
  requests: "request",
  traces: "traces",
  "service-map": "service map",
  "cold-starts": "cold starts",
  concurrency: "cold starts",
  cost: "cost",
  alarms: "alarms",
  settings: "settings",
};

/** What hangs below a section, where it is something of its own. */
const details: Readonly<Record<string, string>> = {
  functions: "function",
  apis: "API",
  traces: "trace",
};
