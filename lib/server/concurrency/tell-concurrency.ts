import "server-only";
import { concurrencyAnswer } from "@/lib/concurrency/answer";
import { type ChartedFunction, concurrencyCharts } from "@/lib/concurrency/concurrency-charts";
import type { TellTime } from "@/lib/concurrency/forecast";
import {
  type AccountFigures,
  accountConcurrency,
  byLeastHeadroom,
  functionConcurrency,
  poolSeries,
} from "@/lib/concurrency/function-concurrency";
import type { Peak, Series } from "@/lib/concurrency/series";
import type { ProvisionedConcurrency } from "@/lib/model/lambda";
import type { ConcurrencyFigures, ProvisionedUse, ThrottleEpisode } from "@/lib/model/views/concurrency";
import type { DailyPeaks } from "@/lib/server/concurrency/daily-peaks";

/** What the metrics say of one function. */
export interface FunctionRead {
  readonly name: string;
  readonly concurrency: Series;
  readonly throttles: Series;
  /** Throttled calls of the window. */
  readonly throttled: number | null;
  readonly uses: readonly { readonly qualifier: string; readonly peak: Peak | null }[];
  readonly provisionedInvocations: number | null;
  readonly spillover: number | null;
}

export interface ConcurrencyRead {
  readonly functions: readonly FunctionRead[];
  readonly account: Omit<AccountFigures, "throttledSinceMs" | "daily" | "endMs">;
  /** A name that is not in it was not read. */
  readonly reserved: ReadonlyMap<string, number | null>;
  readonly configured: ReadonlyMap<string, readonly ProvisionedConcurrency[]>;
  readonly episodes: ReadonlyMap<string, readonly ThrottleEpisode[]>;
  readonly daily: DailyPeaks;
  readonly endMs: number;
}

export interface Tell {
  /** Of the window. */
  readonly time: TellTime;
  /** Of the weeks after it. */
  readonly day: TellTime;
}

/** Rows, account, charts and the answer from what was read. */
export function tellConcurrency(read: ConcurrencyRead, tell: Tell): ConcurrencyFigures {
  const { daily, endMs, reserved } = read;
  const account = accountConcurrency(
    {
      ...read.account,
      throttledSinceMs: poolThrottledSince(read.episodes),
      daily: poolSeries({ ...read.account, unreserved: daily.unreserved, claimed: daily.claimed }),
      endMs,
    },
    tell.day,
  );
  const functions = read.functions
    .map((fn) =>
      functionConcurrency(
        {
          name: fn.name,
          concurrency: fn.concurrency,
          throttles: fn.throttled,
          reserved: reserved.get(fn.name),
          provisioned: provisionedUse(fn, read.configured),
          provisionedInvocations: fn.provisionedInvocations,
          spillover: fn.spillover,
          throttled: read.episodes.get(fn.name) ?? [],
          daily: daily.of(fn.name),
        },
        account,
        endMs,
        tell.day,
      ),
    )
    .sort(byLeastHeadroom);
  const charted = read.functions.map(
    (fn): ChartedFunction => ({
      name: fn.name,
      concurrency: fn.concurrency,
      throttles: fn.throttles,
      reserved: reserved.get(fn.name) ?? null,
      provisioned: read.configured.get(fn.name) ?? [],
    }),
  );
  return {
    answer: concurrencyAnswer(functions, account, tell.time),
    account,
    functions,
    charts: concurrencyCharts(
      { ...read.account, pool: poolSeries(read.account) },
      charted.find(({ name }) => name === functions[0]?.name) ?? null,
      charted,
    ),
    reservationsNotRead: read.functions.filter(({ name }) => !reserved.has(name)).length,
  };
}

function poolThrottledSince(episodes: ConcurrencyRead["episodes"]): number | null {
  const times = [...episodes.values()]
    .flat()
    .filter(({ cause }) => cause === "account-limit")
    .map(({ fromMs }) => fromMs);
  return times.length === 0 ? null : Math.min(...times);
}

function provisionedUse(
  { name, uses }: FunctionRead,
  configured: ConcurrencyRead["configured"],
): ProvisionedUse[] {
  return uses.map(({ qualifier, peak }) => {
    const config = configured.get(name)?.find((one) => one.qualifier === qualifier);
    return {
      qualifier,
      requested: config?.requested ?? null,
      available: config?.available ?? null,
      status: config?.status ?? null,
      utilizationPeak: peak?.value ?? null,
      utilizationPeakAtMs: peak?.atMs ?? null,
    };
  });
}
