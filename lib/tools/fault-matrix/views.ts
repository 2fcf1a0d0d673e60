/** What is loaded of the app: a JSON twin, and the page that shows the same. */
export interface MatrixView {
  readonly name: string;
  readonly json: string;
  /** Null: shown on a page by a press of a button only. */
  readonly page: string | null;
  /** Each top-level part of the answer is a panel of its own. */
  readonly apart: boolean;
}

const APART: ReadonlySet<string> = new Set([
  "overview",
  "function",
  "rest-stage",
  "keyed-stage",
  "http-stage",
  "waste",
]);

export interface Subjects {
  readonly requestId: string;
  readonly traceId: string;
  readonly restApi: string;
  readonly keyedApi: string;
  readonly httpApi: string;
}

/** Short, so that a cell costs little; the sandbox's open incident lies within. */
export const WINDOW = { from: "2026-01-15T11:40:00Z", to: "2026-01-15T12:00:00Z" } as const;

/** Each view asks with the same window; together they use every operation of the app that a load uses. */
export function matrixViews(of: Subjects): readonly MatrixView[] {
  const view = (name: string, json: string, page: string | null): MatrixView => ({
    name,
    json,
    page,
    apart: APART.has(name),
  });
  const stage = (id: string, name: string) => `${id}/${encodeURIComponent(name)}`;
  const rest = stage(of.restApi, "prod");
  const keyed = stage(of.keyedApi, "v1");
  const http = stage(of.httpApi, "$default");
  return [
    view("overview", "/api/overview", "/"),
    view("incidents", "/api/incidents", "/"),
    view("function", "/api/functions/payments-charge", "/functions/payments-charge"),
    view("callers", "/api/functions/orders-api/callers", null),
    view("rest-stage", `/api/apis/${rest}`, `/apis/${rest}`),
    view("keyed-stage", `/api/apis/${keyed}`, `/apis/${keyed}`),
    view("http-stage", `/api/apis/${http}`, `/apis/${http}`),
    view("refused", `/api/apis/${keyed}/refused?consent=true`, null),
    view("logs", "/api/logs?src=fn:orders-api", null),
    view("logs-of-stream", "/api/logs?src=stream:/aws/lambda/inventory-sync:LATEST", null),
    view("logs-of-stage", `/api/logs?src=access:${rest},exec:${rest}`, null),
    view("log-summary", "/api/logs/summary?src=fn:orders-api&consent=true", null),
    view("traces", "/api/traces?limit=2000", null),
    view("trace", `/api/traces/${of.traceId}`, `/traces/${of.traceId}`),
    view("service-map", "/api/service-map", "/service-map"),
    view(
      "cold-starts",
      "/api/cold-starts?fn=orders-api&by=lines&routes=true",
      "/cold-starts?fn=orders-api&by=lines&routes=true",
    ),
    view("cold-starts-by-query", "/api/cold-starts?by=insights&consent=true", null),
    view("concurrency", "/api/concurrency", "/cold-starts"),
    view("request", `/api/requests/${of.requestId}`, `/requests/${of.requestId}`),
    view("alarms", "/api/alarms", "/alarms"),
    view("cost", "/api/cost", "/cost"),
    view("waste", "/api/cost/waste", "/cost"),
    view("settings", "/api/settings", "/settings"),
  ];
}

export function addressOf(path: string, region: string): string {
  return `${path}${path.includes("?") ? "&" : "?"}from=${WINDOW.from}&to=${WINDOW.to}&region=${region}`;
}
