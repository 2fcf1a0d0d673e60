import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/base/time";
import type { Incident, IncidentKind } from "@/lib/sandbox/world/types";

/** When each kind begins and ends relative to the instant at which the world is made; repeated every 24 hours. */
const windows = {
  "bad-version-canary": { from: -55 * MINUTE_MS, to: 6 * HOUR_MS },
  "slow-third-party": { from: -110 * MINUTE_MS, to: -80 * MINUTE_MS },
  "dynamodb-throttle": { from: -170 * MINUTE_MS, to: -150 * MINUTE_MS },
  "memory-leak": { from: -5 * HOUR_MS, to: -3.5 * HOUR_MS },
  "reserved-concurrency-burst": { from: -35 * MINUTE_MS, to: -25 * MINUTE_MS },
} as const satisfies Record<IncidentKind, { from: number; to: number }>;

const stories = {
  "bad-version-canary": {
    title: "payments-charge version 42 fails on instalment payments behind a 10 % alias weight",
    functions: ["payments-charge"],
    apis: ["shop-api"],
  },
  "slow-third-party": {
    title: "The parcel service answers slowly or not at all; shipping-quotes times out",
    functions: ["shipping-quotes"],
    apis: ["shop-api", "storefront-http"],
  },
  "dynamodb-throttle": {
    title: "DynamoDB throttles writes of inventory-sync; orders-api and stream-analytics suffer too",
    functions: ["inventory-sync", "orders-api", "stream-analytics"],
    apis: ["shop-api", "partner-api"],
  },
  "memory-leak": {
    title: "catalog-images leaks memory until it is killed",
    functions: ["catalog-images"],
    apis: [],
  },
  "reserved-concurrency-burst": {
    title: "A burst of searches meets the reserved concurrency of catalog-search",
    functions: ["catalog-search"],
    apis: ["shop-api"],
  },
} as const satisfies Record<
  IncidentKind,
  { title: string; functions: readonly string[]; apis: readonly string[] }
>;

export const incidentKinds = [
  "bad-version-canary",
  "slow-third-party",
  "dynamodb-throttle",
  "memory-leak",
  "reserved-concurrency-burst",
] as const satisfies readonly IncidentKind[];

/** Days of repetition ahead of the start; a live world older than that has no further incidents. */
const DAYS_AHEAD = 60;

/**
 * Windows of `kind` that end after `startMs`, ascending, to 60 days ahead of `anchorMs`; whether or not incidents
 * happen in this world.
 */
export function windowsOf(
  kind: IncidentKind,
  anchorMs: number,
  startMs: number,
): readonly { readonly fromMs: number; readonly toMs: number }[] {
  const { from, to } = windows[kind];
  const daysBack = Math.ceil((anchorMs - startMs) / DAY_MS) + 1;
  return Array.from({ length: daysBack + DAYS_AHEAD + 1 }, (_, day) => {
    const midMs = anchorMs + (day - daysBack) * DAY_MS;
    return { fromMs: midMs + from, toMs: midMs + to };
  }).filter(({ toMs }) => toMs > startMs);
}

/** Start of the window of `kind` that holds `atMs`, or undefined outside every window. */
function windowStart(kind: IncidentKind, anchorMs: number, atMs: number): number | undefined {
  const { from, to } = windows[kind];
  const first = anchorMs + from;
  const start = first + Math.floor((atMs - first) / DAY_MS) * DAY_MS;
  return atMs < start + to - from ? start : undefined;
}

export class IncidentSchedule {
  readonly incidents: readonly Incident[];
  readonly #anchorMs: number;
  readonly #enabled: boolean;
  readonly #indexByStart: Readonly<Record<IncidentKind, ReadonlyMap<number, number>>>;
  readonly #kindByFunction: ReadonlyMap<string, IncidentKind>;

  constructor(
    anchorMs: number,
    startMs: number,
    enabled: boolean,
    functionIndexOf: (key: string) => number | undefined,
    apiIndexOf: (key: string) => number | undefined,
  ) {
    this.#anchorMs = anchorMs;
    this.#enabled = enabled;
    const found: Incident[] = [];
    for (const kind of enabled ? incidentKinds : []) {
      const functionIndexes = stories[kind].functions.map(functionIndexOf).filter(isNumber);
      if (functionIndexes.length === 0) continue;
      for (const { fromMs, toMs } of windowsOf(kind, anchorMs, startMs)) {
        found.push({
          id: `${kind}-${new Date(fromMs).toISOString().slice(0, 16)}Z`,
          kind,
          title: stories[kind].title,
          fromMs,
          toMs,
          functionIndexes,
          apiIndexes: stories[kind].apis.map(apiIndexOf).filter(isNumber),
        });
      }
    }
    found.sort((a, b) => a.fromMs - b.fromMs || a.id.localeCompare(b.id));
    this.incidents = found;
    const indexesOf = (kind: IncidentKind) =>
      new Map(found.flatMap((one, index) => (one.kind === kind ? [[one.fromMs, index]] : [])));
    this.#indexByStart = {
      "bad-version-canary": indexesOf("bad-version-canary"),
      "slow-third-party": indexesOf("slow-third-party"),
      "dynamodb-throttle": indexesOf("dynamodb-throttle"),
      "memory-leak": indexesOf("memory-leak"),
      "reserved-concurrency-burst": indexesOf("reserved-concurrency-burst"),
    };
    this.#kindByFunction = new Map(
      incidentKinds.flatMap((kind) => stories[kind].functions.map((key) => [key, kind] as const)),
    );
  }

  /** What breaks this function at `atMs`; a bad version breaks only invocations of the version on trial. */
  kindFor(functionKey: string, atMs: number, trialVersion: boolean): IncidentKind | null {
    const kind = this.#kindByFunction.get(functionKey);
    if (kind === undefined || this.indexAt(kind, atMs) < 0) return null;
    return kind === "bad-version-canary" && !trialVersion ? null : kind;
  }

  /** Index into `incidents` of the one of this kind in force at `atMs`, or -1. */
  indexAt(kind: IncidentKind, atMs: number): number {
    if (!this.#enabled) return -1;
    const start = windowStart(kind, this.#anchorMs, atMs);
    return start === undefined ? -1 : (this.#indexByStart[kind].get(start) ?? -1);
  }

  /** True while the kind's window is open, whether or not incidents happen in this world. */
  windowOpen(kind: IncidentKind, atMs: number): boolean {
    return windowStart(kind, this.#anchorMs, atMs) !== undefined;
  }

  /** The next instant after `atMs` at which a window of this kind opens. */
  nextOpening(kind: IncidentKind, atMs: number): number {
    const first = this.#anchorMs + windows[kind].from;
    return first + (Math.floor((atMs - first) / DAY_MS) + 1) * DAY_MS;
  }
}

function isNumber(value: number | undefined): value is number {
  return value !== undefined;
}
