import type { Known } from "@/lib/tools/fuzz/valid-values";

/** Times of the frozen sandbox; see `local-account.ts`. */
const WINDOW = "from=2026-01-15T11:00:00Z&to=2026-01-15T12:00:00Z&region=us-east-1";

/** Collects what exists, from the sandbox and from the app's own answers, in an order that does not change. */
export async function knowAccount(appUrl: string, sandboxUrl: string, nowMs: number): Promise<Known> {
  const app = (path: string) => json(`${appUrl}/api${path}${path.includes("?") ? "&" : "?"}${WINDOW}`);
  const truth = await json(`${sandboxUrl}/_sandbox/truth?${WINDOW}`);
  const asked = await json(`${sandboxUrl}/_sandbox/truth/requests?${WINDOW}&limit=40`);
  const requests = listAt(asked, "requests");
  const invocations = requests.flatMap((request) => listAt(request, "invocations"));
  const traced = requests.filter((request) => at(request, "traced") === true);
  const traceIds = textsAt(traced, "traceId");
  const spannedTrace = traceIds[0] ?? "";
  const [trace, alarms, map, lines, logs] = await Promise.all([
    app(`/traces/${spannedTrace}`),
    app("/alarms"),
    app("/service-map"),
    app("/logs?src=fn:orders-api&view=lines&limit=5"),
    app("/functions/payments-charge"),
  ]);
  return {
    functions: Object.keys(Object(at(truth, "functions"))).sort(),
    stages: Object.entries(Object(at(truth, "apis")))
      .flatMap(([name, api]) => {
        const id = at(api, "id");
        return typeof id === "string" ? [`${id}/${name.slice(name.lastIndexOf("/") + 1)}`] : [];
      })
      .sort(),
    requestIds: [
      ...textsAt(requests, "apiGatewayRequestId"),
      ...textsAt(requests, "extendedRequestId"),
      ...textsAt(invocations, "requestId"),
    ],
    traceIds,
    spannedTrace,
    spanIds: spanIdsOf(trace),
    alarms: textsAt(listAt(alarms, "alarms"), "name"),
    deployments: textsAt(listAt(logs, "deployments"), "id"),
    nodes: [
      ...textsAt(listAt(at(map, "map"), "nodes"), "id"),
      ...textsAt(listAt(at(map, "map"), "edges"), "id"),
    ],
    cursors: ["1768478000000", Buffer.from('{"v":1}').toString("base64url")],
    lines: textsAt(listAt(lines, "lines"), "id"),
    nowMs,
  };
}

function spanIdsOf(trace: unknown): readonly string[] {
  const spans = at(trace, "spans");
  const strings = listAt(spans, "strings");
  return listAt(spans, "id").flatMap((place) => {
    const id = typeof place === "number" ? strings[place] : place;
    return typeof id === "string" ? [id] : [];
  });
}

async function json(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

function at(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function listAt(value: unknown, name: string): readonly unknown[] {
  const list = at(value, name);
  return Array.isArray(list) ? list : [];
}

function textsAt(list: readonly unknown[], name: string): readonly string[] {
  return list.flatMap((one) => {
    const text = at(one, name);
    return typeof text === "string" && text !== "" ? [text] : [];
  });
}
