import { createColumnHelper } from "@tanstack/react-table";
import { Sparkline } from "@/components/charts/sparkline";
import { CostCell } from "@/components/overview/cost-cell";
import { NameCell } from "@/components/overview/name-cell";
import { sparkLabel } from "@/components/overview/spark-label";
import { cn } from "@/components/ui/class-names";
import { Skeleton } from "@/components/ui/skeleton";
import { statusText } from "@/components/ui/status";
import { SparkRange } from "@/components/view/spark-range";
import { formatDuration } from "@/lib/base/format-duration";
import { formatCount, formatRatio, NO_DATA } from "@/lib/base/format-number";
import { formatMemoryMb } from "@/lib/base/format-size";
import { middleUsd } from "@/lib/model/usd-range";
import type { FunctionRow } from "@/lib/model/views/overview";
import { costPath } from "@/lib/url/cost-path";
import { sourceKey } from "@/lib/url/log-sources";
import { logsPath } from "@/lib/url/logs-path";
import { functionPath } from "@/lib/url/view-params";

const COST_HINT =
  "US dollars of this window's invocations and their duration, by metrics, at list prices. Logs and configured provisioned concurrency are on the Cost page.";

const column = createColumnHelper<FunctionRow>();

/** null sorts last in both directions; the table library does that for undefined. */
const known = <T,>(value: T | null): T | undefined => value ?? undefined;

/**
 * Columns of the functions table; `size` is the width in pixels, the first takes what is left.
 * `configured`: runtime, memory and architecture have been read (or could not be); before that they are on their way.
 */
export function functionColumns(configured: boolean) {
  const configuration = (text: string) =>
    configured || text !== NO_DATA ? text : <Skeleton className="h-3 w-16" />;
  return [
    column.accessor("name", {
      header: "Function",
      size: 208,
      sortDescFirst: false,
      cell: ({ row: { original: row } }) => (
        <NameCell
          name={row.name}
          path={functionPath(row.name)}
          health={row.health}
          reason={row.reason}
          logs={logsPath([{ kind: "function", name: row.name }], "failing")}
          evidence={
            row.throttles
              ? {
                  name: row.name,
                  sources: [sourceKey({ kind: "function", name: row.name })],
                  throttled: row.name,
                }
              : null
          }
        />
      ),
    }),
    column.display({
      id: "activity",
      header: "Activity",
      size: 68,
      cell: ({ row: { original: row } }) => (
        <SparkRange
          timesMs={row.spark.timesMs}
          chart={{ title: "Activity", unit: "count" }}
          of={{
            name: row.name,
            sources: [sourceKey({ kind: "function", name: row.name })],
            throttled: row.throttles ? row.name : null,
          }}
          label={`${row.name}: ${sparkLabel("Invocations", row.spark.values, row.failureSpark.values)}`}
        >
          <Sparkline
            width={84}
            values={row.spark.values}
            errors={row.failureSpark.values}
            label={sparkLabel("Invocations", row.spark.values, row.failureSpark.values)}
          />
        </SparkRange>
      ),
    }),
    column.accessor((row) => known(row.invocations), {
      id: "invocations",
      header: "Invocations",
      size: 76,
      meta: { numeric: true },
      cell: ({ row }) => formatCount(row.original.invocations),
    }),
    column.accessor((row) => known(row.errors), {
      id: "errors",
      header: "Errors",
      size: 54,
      meta: { numeric: true },
      cell: ({ row: { original: row } }) => (
        <Bad kind="errors" row={row} value={row.errors} text={formatCount(row.errors)} />
      ),
    }),
    column.accessor((row) => known(row.errorRate), {
      id: "errorRate",
      header: "Error rate",
      size: 72,
      meta: { numeric: true },
      cell: ({ row: { original: row } }) => (
        <Bad kind="errors" row={row} value={row.errorRate} text={formatRatio(row.errorRate)} />
      ),
    }),
    ...(
      [
        ["durationP50Ms", "p50"],
        ["durationP95Ms", "p95"],
        ["durationP99Ms", "p99"],
      ] as const
    ).map(([key, header]) =>
      column.accessor((row) => known(row[key]), {
        id: key,
        header,
        size: 78,
        meta: { numeric: true },
        cell: ({ row }) => formatDuration(row.original[key]),
      }),
    ),
    column.accessor((row) => known(row.throttles), {
      id: "throttles",
      header: "Throttles",
      size: 70,
      meta: { numeric: true },
      cell: ({ row: { original: row } }) => (
        <Bad kind="throttles" row={row} value={row.throttles} text={formatCount(row.throttles)} />
      ),
    }),
    column.accessor((row) => known(row.concurrencyPeak), {
      id: "concurrencyPeak",
      header: "Peak conc.",
      size: 80,
      meta: { numeric: true, hint: "Highest number of concurrent executions" },
      cell: ({ row }) => formatCount(row.original.concurrencyPeak),
    }),
    column.accessor((row) => known(row.cost && middleUsd(row.cost)), {
      id: "cost",
      header: "Cost",
      size: 110,
      meta: { numeric: true, hint: COST_HINT },
      cell: ({ row: { original: row } }) =>
        configured || row.invocations === null ? (
          <CostCell
            name={row.name}
            cost={row.cost}
            requests={row.invocations}
            unit="invocations"
            path={costPath([row.name])}
          />
        ) : (
          <Skeleton className="ml-auto h-3 w-16" />
        ),
    }),
    column.accessor((row) => known(row.runtime), {
      id: "runtime",
      header: "Runtime",
      size: 104,
      sortDescFirst: false,
      cell: ({ row }) => configuration(row.original.runtime ?? NO_DATA),
    }),
    column.accessor((row) => known(row.memoryMb), {
      id: "memoryMb",
      header: "Memory",
      size: 70,
      meta: { numeric: true },
      cell: ({ row }) => configuration(formatMemoryMb(row.original.memoryMb)),
    }),
    column.accessor((row) => known(row.architecture), {
      id: "architecture",
      header: "Arch.",
      size: 60,
      sortDescFirst: false,
      cell: ({ row }) => configuration(row.original.architecture ?? NO_DATA),
    }),
  ];
}

interface BadProps {
  readonly row: FunctionRow;
  readonly value: number | null;
  readonly text: string;
  readonly kind: "errors" | "throttles";
}

/** A count of failures: quiet when 0; of errors and throttles the more frequent one carries the row's status. */
function Bad({ row, value, text, kind }: BadProps) {
  const other = kind === "errors" ? row.throttles : row.errors;
  const carries = (row[kind] ?? 0) >= (other ?? 0);
  return <span className={cn(value === 0 ? "text-ink-3" : carries && statusText(row.health))}>{text}</span>;
}
