import { peakOf, type Series } from "@/lib/concurrency/series";
import type { Chart } from "@/lib/model/views/common";

export interface ChartedAccount {
  readonly total: Series;
  readonly pool: Series;
  readonly limit: number | null;
  readonly unreservedLimit: number | null;
}

export interface ChartedFunction {
  readonly name: string;
  readonly concurrency: Series;
  /** Throttled calls per period on the same grid. */
  readonly throttles: Series;
  readonly reserved: number | null;
  readonly provisioned: readonly { readonly qualifier: string; readonly requested: number }[];
}

/** More lines than these cannot be told apart. */
const MOST_THROTTLED = 5;

/**
 * Three charts over one time axis: the account against its limits, the function nearest to its limit with the periods
 * marked in which it was throttled, and throttled calls per function.
 */
export function concurrencyCharts(
  account: ChartedAccount,
  nearest: ChartedFunction | null,
  functions: readonly ChartedFunction[],
): Chart[] {
  const throttled = functions
    .map((fn) => ({ ...fn, sum: fn.throttles.values.reduce((total: number, v) => total + (v ?? 0), 0) }))
    .filter(({ sum }) => sum > 0)
    .sort((a, b) => b.sum - a.sum);
  return [
    chart(
      "account-concurrency",
      "Concurrency of the account",
      account.total,
      [
        { key: "account", label: "All functions", values: account.total.values },
        { key: "pool", label: "Taken of the unreserved pool", values: account.pool.values },
      ],
      {
        limits: [
          ...limit("Account", account.limit),
          ...(account.unreservedLimit === account.limit ? [] : limit("Unreserved", account.unreservedLimit)),
        ],
        note: "Highest moment of each period; the pool holds provisioned concurrency whether it is used or not.",
      },
    ),
    ...(nearest ? [nearestChart(nearest)] : []),
    chart(
      "throttles",
      "Throttled calls",
      account.total,
      throttled.length === 0
        ? // Drawn as trouble only where there is some.
          [{ key: "none", label: "None throttled", values: functions[0]?.throttles.values ?? [] }]
        : throttled.slice(0, MOST_THROTTLED).map(({ name, throttles }) => ({
            key: throttled.length === 1 ? "throttles" : `throttles ${name}`,
            label: name,
            values: throttles.values,
          })),
      {
        note:
          throttled.length > MOST_THROTTLED
            ? `The ${MOST_THROTTLED} most throttled of ${throttled.length} functions.`
            : null,
      },
    ),
  ];
}

function nearestChart({ name, concurrency, throttles, reserved, provisioned }: ChartedFunction): Chart {
  const marked = concurrency.values.map((value, i) => ((throttles.values[i] ?? 0) > 0 ? value : null));
  return chart(
    "nearest-concurrency",
    `Concurrency of ${name}`,
    concurrency,
    [
      { key: "concurrency", label: "Concurrent executions", values: concurrency.values },
      ...(peakOf({ ...concurrency, values: marked }) === null
        ? []
        : [{ key: "throttled", label: "while throttled", values: marked }]),
    ],
    {
      limits: [
        ...limit("Reserved", reserved),
        ...provisioned.flatMap(({ qualifier, requested }) => limit(`Provisioned (${qualifier})`, requested)),
      ],
      note: "Highest moment of each period; periods with throttled calls are marked.",
    },
  );
}

function chart(
  key: string,
  title: string,
  { timesMs, periodMs }: Series,
  series: Chart["series"],
  rest: Partial<Pick<Chart, "limits" | "note">>,
): Chart {
  return {
    key,
    title,
    unit: "count",
    periodMs,
    timesMs,
    series,
    limits: rest.limits ?? [],
    note: rest.note ?? null,
  };
}

function limit(label: string, value: number | null): Chart["limits"] {
  return value === null ? [] : [{ label, value }];
}
