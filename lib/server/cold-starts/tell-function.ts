import "server-only";
import type { EnvironmentFacts, Reach } from "@/lib/cold-starts/environment-facts";
import { lifetimesOf } from "@/lib/cold-starts/lifetimes";
import { limitsInLines } from "@/lib/cold-starts/limits-in-lines";
import { rateBound } from "@/lib/cold-starts/rate-bound";
import { type PriceOfMs, summariseInits } from "@/lib/cold-starts/summarise";
import type { PriceList } from "@/lib/cost/prices/price-list";
import type { ColdFunction } from "@/lib/model/views/cold-starts";
import { explain } from "@/lib/server/cold-starts/explain";
import type { FoundBeside, FoundInits } from "@/lib/server/cold-starts/found-inits";
import { computePricesOf } from "@/lib/server/cold-starts/provisioned-price";
import type { Subject } from "@/lib/server/cold-starts/subjects";

export interface Telling {
  readonly reach: Reach;
  readonly found: FoundInits;
  readonly beside: FoundBeside;
  readonly priceOf: PriceOfMs;
  readonly list: PriceList;
}

/** What is known of one function, from its environments. */
export function tellFunction(
  { name, group, config }: Subject,
  own: readonly EnvironmentFacts[],
  { reach, found, beside, priceOf, list }: Telling,
): Omit<ColdFunction, "advice"> {
  const invocationsByMetric = beside.invocations.get(name) ?? null;
  const provisionedNow = beside.kept.get(name) ?? null;
  const reason = unknownBecause({ group, config }, own, found, invocationsByMetric);
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
    provisionedNow,
    invocationsByMetric,
    rateByMetric: rateBound(summary, invocationsByMetric, !partial),
    summary,
    lifetimes: reason === null ? lifetimesOf(own, reach) : null,
    limits: reason === null ? limitsInLines(own) : null,
    initParts: reason === null ? (beside.initParts.get(name) ?? null) : null,
    explained:
      reason === null && streams !== undefined && !partial
        ? explain(streams, reach, {
            memoryMb: config?.memoryMb ?? null,
            prices: computePricesOf(list, config?.architecture ?? ""),
            keptNow: provisionedNow,
          })
        : null,
  };
}

/** Why the lines of a function tell nothing, or null. */
function unknownBecause(
  { group, config }: Pick<Subject, "group" | "config">,
  own: readonly EnvironmentFacts[],
  { absent, cut, told }: FoundInits,
  invocationsByMetric: number | null,
): string | null {
  if (told.state === "needs-consent") return "Not asked yet.";
  const counted = invocationsByMetric ?? 0;
  if (absent.has(group)) {
    return counted > 0
      ? `There is no log group ${group}, though CloudWatch counts ${counted} invocations: it may not log.`
      : `There is no log group ${group}: it never ran, or may not log.`;
  }
  // At that level only what fails is logged, in JSON alone. [D monitoring-cloudwatchlogs-log-level]
  if (config?.logFormat === "JSON" && config.systemLogLevel === "WARN") {
    return "Its system log level is WARN: neither START nor successful REPORT is logged.";
  }
  if (own.some(({ inside }) => inside.starts + inside.reports > 0)) return null;
  if (own.some(({ startedMs }) => startedMs !== null)) return null;
  if (cut.has(group)) return "Its lines could not be read.";
  return counted > 0
    ? `No line of the platform is in the window, though CloudWatch counts ${counted} invocations: it may not log, or logs elsewhere.`
    : "No line of the platform is in the window: it did not run, or its logs go elsewhere.";
}
