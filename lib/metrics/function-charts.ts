import { type Grid, onGrid, ratios } from "@/lib/metrics/grid";
import type { MetricData } from "@/lib/model/metric";
import type { Chart, ChartSeries } from "@/lib/model/views/common";
import type { FunctionConfiguration } from "@/lib/model/views/function";

/**
 * Charts of one function, from the keys of `functionPageQueries` and `provisionedQueries`. Charts that mean nothing for
 * this function (no event source that ages, no asynchronous call, nothing provisioned) are left out.
 * `configuration` is null when it could not be read: limits are then missing and said so.
 */
export function functionCharts(
  data: MetricData,
  grid: Grid,
  configuration: FunctionConfiguration | null,
): Chart[] {
  const present = (key: string) => (data.byKey.get(key)?.values.length ?? 0) > 0;
  const ran = present("invocations");
  const absent = ran ? 0 : null;
  const counts = (key: string) => onGrid(data.byKey.get(key), grid, "sum", absent);
  const peaks = (key: string) => onGrid(data.byKey.get(key), grid, "max");
  const series = (key: string, label: string, values: (number | null)[]): ChartSeries => ({
    key,
    label,
    values,
  });
  const chart = (
    head: Pick<Chart, "key" | "title" | "unit">,
    all: ChartSeries[],
    rest: Partial<Pick<Chart, "limits" | "note">> = {},
  ): Chart => ({
    ...head,
    periodMs: grid.periodMs,
    timesMs: grid.timesMs,
    series: all,
    limits: rest.limits ?? [],
    note: rest.note ?? (all.every((one) => one.values.every((v) => v === null)) ? NOTHING_RAN : null),
  });

  const invocations = counts("invocations");
  const errors = counts("errors");
  const charts: Chart[] = [
    chart({ key: "invocations", title: "Invocations", unit: "count" }, [
      series("invocations", "Invocations", invocations),
    ]),
    chart({ key: "errors", title: "Errors", unit: "count" }, [series("errors", "Errors", errors)]),
    chart({ key: "errorRate", title: "Error rate", unit: "ratio" }, [
      series("errorRate", "Errors ÷ invocations", ratios(errors, invocations)),
    ]),
    chart(
      { key: "duration", title: "Duration", unit: "ms" },
      [
        series("p50", "p50", peaks("durationP50")),
        series("p95", "p95", peaks("durationP95")),
        series("p99", "p99", peaks("durationP99")),
        series("max", "Maximum", peaks("durationMax")),
      ],
      { limits: configuration ? [{ label: "Timeout", value: configuration.timeoutMs }] : [] },
    ),
    chart({ key: "throttles", title: "Throttles", unit: "count" }, [
      series("throttles", "Throttles", onGrid(data.byKey.get("throttles"), grid, "sum", absent)),
    ]),
    chart(
      { key: "concurrency", title: "Concurrent executions", unit: "count" },
      [
        series("concurrency", "Concurrent executions (maximum)", peaks("concurrency")),
        ...(present("provisioned")
          ? [series("provisioned", "of these on provisioned concurrency", peaks("provisioned"))]
          : []),
      ],
      { limits: concurrencyLimits(configuration) },
    ),
  ];

  const utilization = [...data.byKey.keys()].filter((key) => key.startsWith("utilization ") && present(key));
  if (utilization.length > 0) {
    charts.push(
      chart(
        { key: "provisionedUtilization", title: "Provisioned concurrency in use", unit: "ratio" },
        utilization.map((key) => series(key, key.slice("utilization ".length), peaks(key))),
        { limits: [{ label: "All in use", value: 1 }] },
      ),
    );
  }
  if (present("provisionedInvocations") || present("spillover")) {
    charts.push(
      chart({ key: "spillover", title: "Invocations on provisioned concurrency", unit: "count" }, [
        series("provisionedInvocations", "On provisioned", counts("provisionedInvocations")),
        series("spillover", "Spilled over", counts("spillover")),
      ]),
    );
  }
  if (present("iteratorAge")) {
    charts.push(
      chart({ key: "iteratorAge", title: "Iterator age", unit: "ms" }, [
        series("iteratorAge", "Maximum", peaks("iteratorAge")),
      ]),
    );
  }
  if (present("asyncReceived") || present("asyncDropped")) {
    charts.push(
      chart({ key: "asyncEvents", title: "Asynchronous events", unit: "count" }, [
        series("asyncReceived", "Received", counts("asyncReceived")),
        series("asyncDropped", "Dropped", counts("asyncDropped")),
      ]),
    );
  }
  if (present("asyncAgeMax")) {
    charts.push(
      chart({ key: "asyncAge", title: "Asynchronous event age", unit: "ms" }, [
        series("asyncAgeAverage", "Average", onGrid(data.byKey.get("asyncAgeAverage"), grid, "mean")),
        series("asyncAgeMax", "Maximum", peaks("asyncAgeMax")),
      ]),
    );
  }
  if (present("deadLetterErrors") || configuration?.deadLetterArn) {
    charts.push(
      chart({ key: "deadLetterErrors", title: "Dead-letter errors", unit: "count" }, [
        series("deadLetterErrors", "Failed deliveries to the dead-letter target", counts("deadLetterErrors")),
      ]),
    );
  }
  return charts;
}

const NOTHING_RAN = "No datapoint in this window.";

function concurrencyLimits(configuration: FunctionConfiguration | null): Chart["limits"] {
  if (!configuration) return [];
  const limits: Chart["limits"] = configuration.provisioned.map((one) => ({
    label: `Provisioned (${one.qualifier})`,
    value: one.requested,
  }));
  if (configuration.reservedConcurrency !== null) {
    limits.push({ label: "Reserved", value: configuration.reservedConcurrency });
  }
  return limits;
}
