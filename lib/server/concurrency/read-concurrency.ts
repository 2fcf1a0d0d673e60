import "server-only";
import { getMetricData } from "@/lib/aws/cloudwatch";
import { getAccount, listProvisionedConcurrency } from "@/lib/aws/lambda";
import { peakOf } from "@/lib/concurrency/series";
import type { Periods } from "@/lib/metrics/ask";
import { gridOf, total } from "@/lib/metrics/grid";
import { rowKey } from "@/lib/metrics/lambda-queries";
import { choosePeriod, pointsForMany } from "@/lib/metrics/period";
import type { Failure } from "@/lib/model/failure";
import type { ProvisionedConcurrency } from "@/lib/model/lambda";
import type { ConcurrencyFigures } from "@/lib/model/views/concurrency";
import { readDailyPeaks } from "@/lib/server/concurrency/daily-peaks";
import {
  accountQueries,
  concurrencyQueries,
  findProvisioned,
  provisionedUseQueries,
} from "@/lib/server/concurrency/metric-asks";
import { nothingRan } from "@/lib/server/concurrency/nothing-ran";
import { readReservations } from "@/lib/server/concurrency/reservations";
import { seriesOf } from "@/lib/server/concurrency/series-of";
import { type FunctionRead, type Tell, tellConcurrency } from "@/lib/server/concurrency/tell-concurrency";
import { readThrottleDetail } from "@/lib/server/concurrency/throttle-detail";
import { type Empty, type Found, optional } from "@/lib/server/panel-of";
import type { ViewRequest } from "@/lib/server/view-request";

/** Names of the functions that are asked about. */
export type Named = Promise<{ readonly names: readonly string[]; readonly failures: readonly Failure[] }>;

/** Figures of these functions and of the account, in three round trips and one more for each ten reservations. */
export async function readConcurrency(
  view: ViewRequest,
  named: Named,
  tell: Tell,
): Promise<Found<ConcurrencyFigures> | Empty> {
  const settings = Promise.all([optional(getAccount(view.scope)), findProvisioned(view)]);
  const { names, failures } = await named;
  if (names.length === 0 && failures.length === 0) return nothingRan;
  const [account, provisioned] = await settings;
  const periods = periodsFor(view, names.length);
  const grid = gridOf(view.window, periods.stepMs, view.nowMs);
  const data = await getMetricData(
    view.scope,
    [
      ...accountQueries(periods),
      ...names.flatMap((name) => concurrencyQueries(name, periods)),
      ...names.flatMap((name) => {
        const qualifiers = provisioned.byName.get(name) ?? [];
        return qualifiers.length === 0 ? [] : provisionedUseQueries(name, qualifiers, periods);
      }),
    ],
    view.window,
  );
  const read = names.map((name): FunctionRead => {
    const points = (figure: string) => data.byKey.get(rowKey(name, figure));
    const absent = (points("concurrency")?.values.length ?? 0) > 0 ? 0 : null;
    const uses = provisioned.byName.get(name) ?? [];
    return {
      name,
      concurrency: seriesOf(points("concurrency"), grid, "max"),
      throttles: seriesOf(points("throttles"), grid, "sum", absent),
      throttled: total(points("throttles")) ?? absent,
      uses: uses.map((qualifier) => ({
        qualifier,
        peak: peakOf(seriesOf(points(`utilization ${qualifier}`), grid, "max")),
      })),
      provisionedInvocations: uses.length === 0 ? null : (total(points("provisionedInvocations")) ?? absent),
      spillover: uses.length === 0 ? null : (total(points("spillover")) ?? absent),
    };
  });
  const asked = [...read].sort(
    (a, b) =>
      (b.throttled ?? 0) - (a.throttled ?? 0) ||
      (peakOf(b.concurrency)?.value ?? 0) - (peakOf(a.concurrency)?.value ?? 0),
  );
  const reservations = await readReservations(
    view,
    asked.map(({ name }) => name),
    asked.filter(({ throttled }) => (throttled ?? 0) > 0).length,
    account.value,
  );
  const limit = account.value?.concurrencyLimit ?? null;
  const unreservedLimit = account.value?.unreservedConcurrency ?? null;
  const limitsOf = (name: string) => ({ reserved: reservations.byName.get(name), unreservedLimit });
  const [detail, daily, configured] = await Promise.all([
    readThrottleDetail(
      view,
      read.map(({ name, throttles }) => ({ name, throttles, limits: limitsOf(name) })),
      limit,
    ),
    readDailyPeaks(
      view,
      names.filter((name) => typeof limitsOf(name).reserved === "number"),
    ),
    readProvisioned(
      view,
      read.filter(({ uses }) => uses.length > 0).map(({ name }) => name),
    ),
  ]);
  const ofAccount = (key: string) => seriesOf(data.byKey.get(key), grid, "max");
  return {
    data: tellConcurrency(
      {
        functions: read,
        account: {
          limit,
          unreservedLimit,
          total: ofAccount("total"),
          unreserved: ofAccount("unreserved"),
          claimed: ofAccount("claimed"),
        },
        reserved: reservations.byName,
        configured: configured.byName,
        episodes: detail.byName,
        daily,
        endMs: view.window.toMs,
      },
      tell,
    ),
    failures: [failures, account, provisioned, data, reservations, detail, daily, configured].flatMap(
      (part) => ("failures" in part ? part.failures : part),
    ),
  };
}

/** Fewer points for many functions: two series each are asked for. */
function periodsFor(view: ViewRequest, count: number): Periods {
  return { ...view.periods, stepMs: choosePeriod(view.window, view.nowMs, pointsForMany(2 * count)) };
}

async function readProvisioned(
  view: ViewRequest,
  names: readonly string[],
): Promise<{
  readonly byName: ReadonlyMap<string, readonly ProvisionedConcurrency[]>;
  readonly failures: readonly Failure[];
}> {
  const read = await Promise.all(
    names.map(async (name) => ({
      name,
      found: await optional(listProvisionedConcurrency(view.scope, name)),
    })),
  );
  return {
    byName: new Map(read.map(({ name, found }) => [name, found.value ?? []])),
    failures: read.flatMap(({ found }) => found.failures),
  };
}
