import { HOUR_MS, MINUTE_MS } from "@/lib/base/time";

/** One thing that a team looks at, and what its page's code asks for once it is there. */
export interface LoadedPage {
  readonly name: string;
  readonly path: string;
  /** Addresses of NDJSON or JSON that follow the page, at a moment. */
  readonly follow: (nowMs: number) => readonly string[];
  /** How many of the team look at it, against the others. */
  readonly weight: number;
}

/** Ids that exist, the same for everybody: somebody has put them into the chat. */
export interface SharedIds {
  readonly requestIds: readonly string[];
  readonly traceIds: readonly string[];
  /** `id/stage` */
  readonly stage: string;
}

const REGION = "us-east-1";
const nothing = () => [];

/** A team during an incident: most are at the overview and at what fails, with windows that move. */
export function loadPages({ requestIds, traceIds, stage }: SharedIds): readonly LoadedPage[] {
  const page = (name: string, path: string, weight: number, follow: LoadedPage["follow"] = nothing) => ({
    name,
    path: `${path}${path.includes("?") ? "&" : "?"}region=${REGION}`,
    weight,
    follow,
  });
  const logs = (source: string, hours: number, weight: number) =>
    page(`logs ${source}`, `/logs?src=fn:${source}&${since(hours)}`, weight, (nowMs) => [
      `/api/logs?src=fn:${source}&${window(nowMs, hours)}`,
    ]);
  return [
    page("overview 1 h", `/?${since(1)}`, 30),
    page("overview 3 h", `/?${since(3)}`, 20),
    page("function", `/functions/payments-charge?${since(1)}`, 20),
    page("function", `/functions/orders-api?${since(3)}`, 15),
    page("stage", `/apis/${stage}?${since(3)}`, 15),
    logs("payments-charge", 1, 15),
    logs("orders-api", 0.25, 10),
    page("traces", `/traces?${since(1)}`, 15, (nowMs) => [`/api/traces?${window(nowMs, 1)}`]),
    page("service map", `/service-map?${since(1)}`, 10),
    page("alarms", `/alarms?${since(3)}`, 15),
    page("cost", `/cost?${since(3)}`, 5),
    page("cold starts", `/cold-starts?${since(1)}`, 5, (nowMs) => [`/api/cold-starts?${window(nowMs, 1)}`]),
    ...requestIds.map((id) => page("request", `/requests/${encodeURIComponent(id)}?${since(1)}`, 5)),
    ...traceIds.map((id) => page("trace", `/traces/${id}?${since(1)}`, 5)),
  ];
}

/** What is tailed, and by how many of ten. */
export const tailedSources = [
  { source: "fn:payments-charge", of10: 5 },
  { source: "fn:orders-api", of10: 3 },
  { source: "fn:payments-charge,fn:orders-api", of10: 2 },
] as const;

export function tailPath(source: string, nowMs: number): string {
  return `/api/logs/tail?${new URLSearchParams({ src: source, region: REGION, since: String(nowMs) })}`;
}

function since(hours: number): string {
  return `from=now-${hours * 60}m&to=now`;
}

/** Widened to whole minutes, as the page tells its code. */
function window(nowMs: number, hours: number): string {
  const fromMs = Math.floor((nowMs - hours * HOUR_MS) / MINUTE_MS) * MINUTE_MS;
  const toMs = Math.ceil(nowMs / MINUTE_MS) * MINUTE_MS;
  return `from=${fromMs}&to=${toMs}&region=${REGION}`;
}
