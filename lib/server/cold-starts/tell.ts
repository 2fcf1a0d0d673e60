import "server-only";
import type { Reach } from "@/lib/cold-starts/environment-facts";
import { initsOverTime } from "@/lib/cold-starts/over-time";
import { type PriceOfMs, summariseBy, summariseInits } from "@/lib/cold-starts/summarise";
import { requestPricesOf } from "@/lib/cost/prices/request-prices";
import type { LambdaFunction } from "@/lib/model/lambda";
import type { ColdStarts } from "@/lib/model/views/cold-starts";
import type { FoundBeside, FoundInits } from "@/lib/server/cold-starts/found-inits";
import { ownersOf, type Subject } from "@/lib/server/cold-starts/subjects";
import { withAdvice } from "@/lib/server/cold-starts/tell-advice";
import { tellFunction } from "@/lib/server/cold-starts/tell-function";
import { binFor } from "@/lib/server/logs/summary-query";
import { loadPriceList } from "@/lib/server/price-list";

type Told = Pick<ColdStarts, "pricesAsOf" | "total" | "functions" | "parts" | "binMs" | "overTime">;

/** Figures from what was found: of each function, of all together, and by their properties. */
export function tellColdStarts(
  region: string,
  subjects: readonly Subject[],
  reach: Reach,
  found: FoundInits,
  beside: FoundBeside,
): Told {
  const ownerOf = ownersOf(subjects);
  const list = loadPriceList(region);
  const prices = requestPricesOf(region, list);
  const priceOf: PriceOfMs = (environment) => {
    const config = ownerOf(environment)?.config ?? null;
    if (config === null) return null;
    const perGbSecond =
      config.architecture === "arm64" ? prices.gbSecondUsd.arm64 : prices.gbSecondUsd.x86_64;
    return ((config.memoryMb / 1024) * perGbSecond) / 1000;
  };
  const told = subjects.map((subject) => {
    const own = found.environments.filter((environment) => ownerOf(environment)?.name === subject.name);
    return tellFunction(subject, own, { reach, found, beside, priceOf, list });
  });
  const functions = withAdvice(told, subjects, list, reach.window.toMs - reach.window.fromMs);
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

const SIZES = [1, 5, 10, 50, 100] as const;

function sizeClass(bytes: number | null): string | null {
  if (bytes === null) return null;
  const megabytes = bytes / 1_048_576;
  const below = SIZES.find((size) => megabytes < size);
  return below === undefined ? `${SIZES.at(-1)} MB or more` : `under ${below} MB`;
}
