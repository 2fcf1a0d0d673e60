import { alarmsOf } from "@/lib/sandbox/world/blueprints/alarms";
import { apis as apiBlueprints } from "@/lib/sandbox/world/blueprints/apis";
import type { CallBlueprint, FunctionBlueprint } from "@/lib/sandbox/world/blueprints/blueprint";
import { catalog } from "@/lib/sandbox/world/blueprints/catalog";
import { customers } from "@/lib/sandbox/world/blueprints/customers";
import { fillerBlueprint } from "@/lib/sandbox/world/blueprints/fillers";
import { operations } from "@/lib/sandbox/world/blueprints/operations";
import { orders } from "@/lib/sandbox/world/blueprints/orders";
import { payments } from "@/lib/sandbox/world/blueprints/payments";
import { planOf } from "@/lib/sandbox/world/blueprints/regions";
import { type ApiModel, apiDefinition } from "@/lib/sandbox/world/definitions-api";
import { functionDefinition } from "@/lib/sandbox/world/definitions-function";
import { mix, mixText } from "@/lib/sandbox/world/simulation/random";
import type { TrafficRhythm } from "@/lib/sandbox/world/simulation/traffic";
import type {
  AccountDef,
  AlarmDef,
  EventSourceDef,
  FunctionDef,
  WorldOptions,
} from "@/lib/sandbox/world/types";

const ACCOUNT_ID = "210987654321";

export interface CallModel {
  readonly blueprint: CallBlueprint;
  /** As the SDK would name it: table, queue URL, topic ARN, bucket, function name, host. */
  readonly resource: string;
  /** Route numbers (see `ApiModel.firstRoute`) whose requests make the call; null: all invocations do. */
  readonly routes: ReadonlySet<number> | null;
  /** Function that a successful call triggers, or -1. */
  readonly target: number;
}

export interface FunctionModel {
  readonly def: FunctionDef;
  readonly blueprint: FunctionBlueprint;
  readonly calls: readonly CallModel[];
  /** Position in `def.versions` that callers get, and the one on trial or -1. */
  readonly mainVersion: number;
  readonly trialVersion: number;
  readonly trialShare: number;
}

/** Everything that is fixed about one region of the account. */
export interface Shop {
  readonly seed: number;
  readonly account: AccountDef;
  readonly requestsPerSecond: number;
  readonly rhythm: TrafficRhythm;
  readonly functions: readonly FunctionModel[];
  readonly apis: readonly ApiModel[];
  readonly eventSources: readonly EventSourceDef[];
  readonly alarms: readonly AlarmDef[];
  /** Index of the function with this key, undefined where the region lacks it. */
  functionIndexOf(key: string): number | undefined;
  apiIndexOf(key: string): number | undefined;
}

/** Share of the alias that the version on trial gets. */
const TRIAL_SHARE = 0.1;

/**
 * The definitions of a region: a pure function of the options and the instant at which the world is made
 * (`madeMs`, which dates of creation and deployment refer to).
 */
export function defineShop(options: WorldOptions, madeMs: number): Shop {
  const { plan, diceOf } = planOf(options.region);
  const seed = mixText(options.seed | 0, diceOf);
  const account: AccountDef = {
    accountId: options.accountId ?? ACCOUNT_ID,
    region: options.region,
    concurrencyLimit: 1_000,
  };
  const blueprints = regionBlueprints(options, seed, plan.without);
  const indexes = new Map(blueprints.map((blueprint, index) => [blueprint.key, index]));
  const functionIndexOf = (key: string) => indexes.get(key);
  const requestsPerSecond = options.rps * plan.traffic;

  const apis: ApiModel[] = [];
  for (const blueprint of apiBlueprints) {
    const previous = apis.at(-1);
    const firstRoute = previous === undefined ? 0 : previous.firstRoute + previous.def.routes.length;
    const aliasOf = (key: string) => blueprints[functionIndexOf(key) ?? -1]?.alias?.name ?? null;
    apis.push(
      apiDefinition(blueprint, {
        index: apis.length,
        firstRoute,
        seed,
        account,
        madeMs,
        requestsPerSecond,
        functionIndexOf,
        aliasOf,
      }),
    );
  }

  const functions = blueprints.map((blueprint, index): FunctionModel => {
    const def = functionDefinition(blueprint, {
      index,
      name: plan.names[blueprint.key] ?? blueprint.key,
      seed,
      account,
      madeMs,
      reservedConcurrency: blueprint.key === "catalog-search" ? searchReservation(requestsPerSecond) : null,
      trialShare: TRIAL_SHARE,
      filler: blueprint.key.startsWith("filler-"),
    });
    const positionOf = (version: string | undefined) =>
      def.versions.findIndex((one) => one.version === version);
    return {
      def,
      blueprint,
      calls: blueprint.calls.map((call) => ({
        blueprint: call,
        resource: resourceOf(call, account, (key) => plan.names[key] ?? key),
        routes: call.routes === undefined ? null : routeNumbers(apis, call.routes),
        target: call.triggers === undefined ? -1 : (functionIndexOf(call.triggers.functionKey) ?? -1),
      })),
      mainVersion: Math.max(0, positionOf(blueprint.alias?.version)),
      trialVersion: positionOf(blueprint.alias?.trial),
      trialShare: TRIAL_SHARE,
    };
  });

  return {
    seed,
    account,
    requestsPerSecond,
    rhythm: options.rhythm ?? "daily",
    functions,
    apis,
    eventSources: eventSourcesOf(account, seed, requestsPerSecond, functionIndexOf),
    alarms: alarmsOf((key) => functions[functionIndexOf(key) ?? -1]?.def.name),
    functionIndexOf,
    apiIndexOf: (key) => {
      const index = apis.findIndex((api) => api.blueprint.key === key);
      return index < 0 ? undefined : index;
    },
  };
}

/** Concurrency that holds the daily peak of searches with room, and that the burst incident exceeds. */
export function searchReservation(requestsPerSecond: number): number {
  return Math.max(5, Math.ceil(requestsPerSecond * 0.8));
}

function regionBlueprints(
  options: WorldOptions,
  seed: number,
  without: readonly string[],
): readonly FunctionBlueprint[] {
  const own = [...orders, ...payments, ...catalog, ...customers, ...operations].filter(
    (blueprint) => !without.includes(blueprint.key),
  );
  const fillers = Math.max(0, options.functions - own.length);
  return [...own, ...Array.from({ length: fillers }, (_, number) => fillerBlueprint(seed, number + 1))];
}

function routeNumbers(apis: readonly ApiModel[], wanted: readonly string[]): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (const api of apis) {
    for (const route of api.def.routes) {
      if (wanted.includes(`${route.method} ${route.path}`)) {
        numbers.add(api.firstRoute + route.index);
      }
    }
  }
  return numbers;
}

function resourceOf(call: CallBlueprint, account: AccountDef, nameOf: (key: string) => string): string {
  switch (call.service) {
    case "SQS":
      return `https://sqs.${account.region}.amazonaws.com/${account.accountId}/${call.resource}`;
    case "SNS":
      return `arn:aws:sns:${account.region}:${account.accountId}:${call.resource}`;
    case "Lambda":
      return nameOf(call.resource);
    default:
      return call.resource;
  }
}

function eventSourcesOf(
  account: AccountDef,
  seed: number,
  requestsPerSecond: number,
  functionIndexOf: (key: string) => number | undefined,
): readonly EventSourceDef[] {
  const place = `${account.region}:${account.accountId}`;
  const wanted = [
    { key: "orders-worker", kind: "sqs", arn: `arn:aws:sqs:${place}:orders-queue`, batchSize: 10 },
    {
      key: "stream-analytics",
      kind: "kinesis",
      arn: `arn:aws:kinesis:${place}:stream/clickstream`,
      // Clicks of about 15 seconds: enough to catch up, too few to hide that the reader is behind.
      batchSize: Math.max(100, Math.ceil(requestsPerSecond * 0.3) * 100),
    },
    {
      key: "search-indexer",
      kind: "sqs",
      arn: `arn:aws:sqs:${place}:search-index-queue`,
      batchSize: 25,
    },
  ] as const;
  return wanted.flatMap(({ key, kind, arn, batchSize }, position) => {
    const functionIndex = functionIndexOf(key);
    if (functionIndex === undefined) return [];
    const hex = (salt: number) =>
      mix(mix(seed, 77 + position), salt)
        .toString(16)
        .padStart(8, "0");
    const uuid = `${hex(1)}-${hex(2).slice(0, 4)}-4${hex(3).slice(0, 3)}-9${hex(4).slice(0, 3)}-${hex(5)}${hex(6).slice(0, 4)}`;
    return [{ uuid, kind, arn, functionIndex, batchSize, state: "Enabled" as const }];
  });
}
