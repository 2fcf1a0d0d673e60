import "server-only";
import { functionUsage, gatewayUsage } from "@/lib/cost/metric-usage";
import type { PriceList } from "@/lib/cost/prices/price-list";
import { joined, type UsageRange } from "@/lib/cost/usage-range";
import { type Grid, highest, onGrid, total } from "@/lib/metrics/grid";
import type { LambdaFunction } from "@/lib/model/lambda";
import type { Datapoints } from "@/lib/model/metric";
import type { ApiRow, FunctionRow } from "@/lib/model/views/overview";
import { subjectCosts } from "@/lib/server/cost/subject-costs";

/** What CloudWatch counted of a function's executions, by period. */
export interface Executions {
  readonly periodMs: number;
  readonly invocations: readonly number[];
  readonly errors: readonly number[];
  readonly peak: readonly number[];
  readonly durationMs: number;
  /** unknown: there may be some. */
  readonly provisioned: "none" | "unknown" | { readonly invocations: number; readonly longestMs: number };
}

/** Whether a function has executions in provisioned environments. */
export type MayBeProvisioned = "no" | "yes" | "unknown";

/**
 * From the datapoints of `functionRowQueries`; null where a part of them could not be read, or where nothing ran. A peak
 * in one datapoint of the whole window stands for each period: it may have been as high in all of them.
 */
export function executionsOf(
  points: (figure: string) => Datapoints | undefined,
  grid: Grid,
  peakByPeriod: boolean,
  provisioned: MayBeProvisioned,
): Executions | null {
  const [invocations, errors, peak] = [points("invocations"), points("errors"), points("peak")];
  const durationMs = total(points("durationSum"));
  if (!invocations || !errors || !peak || durationMs === null || total(invocations) === null) return null;
  const counted = (values: Datapoints, combine: "sum" | "max") =>
    onGrid(values, grid, combine, 0).map((value) => value ?? 0);
  const split = points("provisionedInvocations");
  const longestMs = highest(points("longest"));
  const known = split && longestMs !== null ? { invocations: total(split) ?? 0, longestMs } : "unknown";
  return {
    periodMs: grid.periodMs,
    invocations: counted(invocations, "sum"),
    errors: counted(errors, "sum"),
    peak: peakByPeriod ? counted(peak, "max") : grid.timesMs.map(() => highest(peak) ?? 0),
    durationMs,
    provisioned: provisioned === "no" ? "none" : provisioned === "yes" ? known : "unknown",
  };
}

/** The rows with what their executions cost; those of functions whose configuration is not known have none. */
export function withFunctionCosts(
  rows: readonly FunctionRow[],
  executions: ReadonlyMap<string, Executions>,
  functions: readonly LambdaFunction[],
  list: PriceList,
): FunctionRow[] {
  const usage = functions.flatMap((config) => {
    const ran = executions.get(config.name);
    return ran ? [executionUsage(config, ran)] : [];
  });
  const costs = subjectCosts(joined(usage), list, "functionName");
  return rows.map((row) => ({ ...row, cost: costs.get(row.name) ?? null }));
}

function executionUsage(config: LambdaFunction, ran: Executions): UsageRange {
  const { invocations, errors, peak, periodMs, durationMs, provisioned } = ran;
  const all = invocations.reduce((sum, value) => sum + value, 0);
  const usage = (split: { readonly invocations: number; readonly longestMs: number } | null) =>
    functionUsage(
      {
        functionName: config.name,
        architecture: config.architecture === "arm64" ? "arm64" : "x86_64",
        memoryMb: config.memoryMb,
        ephemeralStorageMb: config.ephemeralStorageMb ?? 512,
        invocations,
        durationMs: [durationMs],
        errors,
        peak,
        provisioned: split && { invocations: [split.invocations], longestMs: split.longestMs },
        logBytes: null,
      },
      { from: 0, to: invocations.length, binMs: periodMs },
    );
  if (provisioned === "none") return usage(null);
  if (provisioned !== "unknown") return usage(provisioned);
  // Cheapest when all of them ran in provisioned environments, dearest when none did.
  return { low: usage({ invocations: all, longestMs: 0 }).low, high: usage(null).high };
}

/** The rows with what API Gateway charges for their requests. */
export function withGatewayCosts(rows: readonly ApiRow[], list: PriceList): ApiRow[] {
  const usage = rows.flatMap(({ id, stage, kind, count, status4xx }) =>
    kind === "WEBSOCKET" || count === null || status4xx === null
      ? []
      : [
          gatewayUsage(
            { api: `${id}/${stage}`, apiKind: kind, count: [count], status4xx: [status4xx] },
            { from: 0, to: 1, binMs: 0 },
          ),
        ],
  );
  const costs = subjectCosts(joined(usage), list, "api");
  return rows.map((row) => ({ ...row, cost: costs.get(`${row.id}/${row.stage}`) ?? null }));
}
