import "server-only";
import type { EnvironmentFacts, Reach } from "@/lib/cold-starts/environment-facts";
import { lifetimesOf } from "@/lib/cold-starts/lifetimes";
import { initsOverTime } from "@/lib/cold-starts/over-time";
import { rateBound } from "@/lib/cold-starts/rate-bound";
import { type PriceOfMs, summariseBy, summariseInits } from "@/lib/cold-starts/summarise";
import { requestPricesOf } from "@/lib/cost/prices/request-prices";
import type { LambdaFunction } from "@/lib/model/lambda";
import type { ColdFunction, ColdStarts } from "@/lib/model/views/cold-starts";
import { explain } from "@/lib/server/cold-starts/explain";
import type { FoundInits } from "@/lib/server/cold-starts/found-inits";
import { provisionedPriceOf } from "@/lib/server/cold-starts/provisioned-price";
import { ownersOf, type Subject } from "@/lib/server/cold-starts/subjects";
import { binFor } from "@/lib/server/logs/summary-query";
import type { ViewRequest } from "@/lib/server/view-request";

type Told = Pick<ColdStarts, "pricesAsOf" | "total" | "functions" | "parts" | "binMs" | "overTime">;

/** Figures from what was found: of each function, of all together, and by their properties. */
export function tellColdStarts(
  view: ViewRequest,
  subjects: readonly Subject[],
  reach: Reach,
  found: FoundInits,
  invocations: ReadonlyMap<string, number>,
): Told {
  const ownerOf = ownersOf(subjects);
  const prices = requestPricesOf(view.region);
  const priceOf: PriceOfMs = (environment) => {
    const config = ownerOf(environment)?.config ?? null;
    if (config === null) return null;
    const perGbSecond =
      config.architecture === "arm64" ? prices.gbSecondUsd.arm64 : prices.gbSecondUsd.x86_64;
    return ((config.memoryMb / 1024) * perGbSecond) / 1000;
  };
  const functions = subjects.map((subject) =>
    tellFunction(view, subject, reach, found, ownerOf, priceOf, invocations.get(subject.name) ?? null),
  );
  const known = new Set(functions.filter(({ summary }) => summary !== null).map(({ name }) => name));
  // In an order of their own, so that sums of fractions come out alike however they were read.
  const own = found.environments
    .filter((environment) => known.has(ownerOf(environment)?.name ?? ""))
    .sort((a, b) => a.group.localeCompare(b.group) || a.stream.localeCompare(b.stream));
  const by = (keyOf: (config: LambdaFunction) => string | null) =>
    summariseBy(own, reach, priceOf, (environment) => {
      const config = ownerOf(environment)?.config ?? null;
      return config === null ? null : keyOf(config);
    });
  const binMs = binFor(reach.window);
  return {
    pricesAsOf: prices.asOf,
    total: summariseInits(own, reach, priceOf),
    functions: functions.sort(
      (a, b) => (b.summary?.felt ?? -1) - (a.summary?.felt ?? -1) || a.name.localeCompare(b.name),
    ),
    parts: {
      version: summariseBy(own, reach, priceOf, (environment) => {
        const name = ownerOf(environment)?.name;
        return name === undefined || environment.version === null ? null : `${name}:${environment.version}`;
      }),
      runtime: by(({ runtime }) => runtime),
      memory: by(({ memoryMb }) => `${memoryMb} MB`),
      architecture: by(({ architecture }) => architecture),
      packageSize: by(({ codeSizeBytes }) => sizeClass(codeSizeBytes)),
      vpc: by(({ vpc }) => (vpc ? "in a VPC" : "in no VPC")),
    },
    binMs,
    overTime: initsOverTime(own, reach, binMs),
  };
}

function tellFunction(
  view: ViewRequest,
  { name, group, config }: Subject,
  reach: Reach,
  found: FoundInits,
  ownerOf: (environment: EnvironmentFacts) => Subject | null,
  priceOf: PriceOfMs,
  invocationsByMetric: number | null,
): ColdFunction {
  const own = found.environments.filter((environment) => ownerOf(environment)?.name === name);
  const reason =
    found.told.state === "needs-consent" ? "Not asked yet." : unknownBecause(own, group, config, found);
  const partial = reason === null && found.cut.has(group);
  const streams = found.lines?.streams.filter(({ name: stream }) =>
    own.some((one) => one.group === stream.group && one.stream === stream.stream),
  );
  const summary = reason === null ? summariseInits(own, reach, priceOf) : null;
  return {
    name,
    state: reason !== null ? "unknown" : partial ? "partial" : "known",
    reason: reason ?? (partial ? "A part of its lines was not read: figures are too low." : null),
    runtime: config?.runtime ?? null,
    memoryMb: config?.memoryMb ?? null,
    architecture: config?.architecture ?? null,
    codeSizeBytes: config?.codeSizeBytes ?? null,
    vpc: config?.vpc ?? null,
    snapStart: config?.snapStart ?? null,
    invocationsByMetric,
    rateByMetric: rateBound(summary, invocationsByMetric, !partial),
    summary,
    lifetimes: reason === null ? lifetimesOf(own, reach) : null,
    explained:
      reason === null && streams !== undefined && !partial
        ? explain(
            streams,
            reach,
            config?.memoryMb ?? null,
            config === null ? null : provisionedPriceOf(view.region, config.architecture),
          )
        : null,
  };
}

/** Why the lines of a function tell nothing, or null. */
function unknownBecause(
  own: readonly EnvironmentFacts[],
  group: string,
  config: LambdaFunction | null,
  { absent, cut }: FoundInits,
): string | null {
  if (absent.has(group)) return `There is no log group ${group}: it never ran, or may not log.`;
  // At that level only what fails is logged, in JSON alone. [D monitoring-cloudwatchlogs-log-level]
  if (config?.logFormat === "JSON" && config.systemLogLevel === "WARN") {
    return "Its system log level is WARN: neither START nor successful REPORT is logged.";
  }
  if (own.some(({ inside }) => inside.starts + inside.reports > 0)) return null;
  if (own.some(({ startedMs }) => startedMs !== null)) return null;
  return cut.has(group)
    ? "Its lines could not be read."
    : "No line of the platform is in the window: it did not run, or its logs go elsewhere.";
}

const SIZES = [1, 5, 10, 50, 100] as const;

function sizeClass(bytes: number | null): string | null {
  if (bytes === null) return null;
  const megabytes = bytes / 1_048_576;
  const below = SIZES.find((size) => megabytes < size);
  return below === undefined ? `${SIZES.at(-1)} MB or more` : `under ${below} MB`;
}
