"use client";

import { CauseMix } from "@/components/cold-starts/cause-mix";
import { type SortColumn, SortTable } from "@/components/cold-starts/sort-table";
import { Badge } from "@/components/ui/badge";
import { Panel } from "@/components/ui/panel";
import { StatusBadge } from "@/components/ui/status";
import { ViewLink } from "@/components/view/view-link";
import { formatDuration } from "@/lib/base/format-duration";
import { formatUsd } from "@/lib/base/format-money";
import { formatCount, formatRatio, NO_DATA } from "@/lib/base/format-number";
import { adviceLabels, firstAdvice } from "@/lib/cold-starts/show/advice";
import { mainCause } from "@/lib/cold-starts/show/causes";
import { kindsInWords } from "@/lib/cold-starts/show/kinds";
import { monthlyAtThisRate } from "@/lib/cold-starts/show/monthly";
import type { ColdFunction } from "@/lib/model/views/cold-starts";
import { coldStartsPath } from "@/lib/url/cold-starts-path";

/** A function of which only a part was read: at least as much. */
const atLeast = ({ state }: ColdFunction, text: string) => (state === "partial" ? `≥ ${text}` : text);

function FirstAdvice({ advice }: Pick<ColdFunction, "advice">) {
  const first = firstAdvice(advice);
  if (first === null) return <span className="text-ink-3">{NO_DATA}</span>;
  if (first.kind === "nothing") return <span className="text-ink-3">nothing that pays</span>;
  const share = first.removes === null ? "" : ` −${formatRatio(first.removes.share)}`;
  return (
    <span title={first.text}>
      {adviceLabels[first.kind]}
      <span className="text-ink-3">{share}</span>
    </span>
  );
}

function rateInBounds({ atLeast, atMost }: NonNullable<ColdFunction["rateByMetric"]>): string {
  return atLeast === null ? `≤ ${formatRatio(atMost)}` : `${formatRatio(atLeast)} to ${formatRatio(atMost)}`;
}

function columnsOf(explained: boolean, windowMs: number): readonly SortColumn<ColdFunction>[] {
  return [
    {
      id: "name",
      header: "Function",
      value: ({ name }) => name,
      cell: ({ name, state, reason }) => (
        <span className="flex items-center gap-2">
          <ViewLink
            path={coldStartsPath([name])}
            className="font-medium hover:underline max-sm:max-w-40 max-sm:truncate"
          >
            {name}
          </ViewLink>
          {state === "partial" ? (
            <span title={reason ?? undefined}>
              <StatusBadge level="warning">In part</StatusBadge>
            </span>
          ) : null}
        </span>
      ),
    },
    {
      id: "felt",
      header: "Waited",
      hint: "Invocations that waited for an init or a restore",
      numeric: true,
      value: ({ summary }) => summary?.felt ?? null,
      cell: (row) => atLeast(row, formatCount(row.summary?.felt)),
    },
    {
      id: "invocations",
      header: "of invocations",
      numeric: true,
      value: ({ summary }) => summary?.invocations ?? null,
      cell: (row) => atLeast(row, formatCount(row.summary?.invocations)),
    },
    {
      id: "rate",
      header: "Share",
      numeric: true,
      value: ({ summary }) => summary?.feltRate ?? null,
      cell: ({ state, summary, rateByMetric }) =>
        state === "partial" && rateByMetric !== null
          ? rateInBounds(rateByMetric)
          : formatRatio(summary?.feltRate),
    },
    {
      id: "p95",
      header: "Init p95",
      numeric: true,
      value: ({ summary }) => summary?.initP95Ms ?? null,
      cell: ({ summary }) => formatDuration(summary?.initP95Ms),
    },
    {
      id: "billedMs",
      header: "Billed init",
      hint: "Part of Billed Duration already: do not add it to a bill",
      numeric: true,
      value: ({ summary }) => summary?.billedInitMs ?? null,
      cell: (row) => (row.summary === null ? null : atLeast(row, formatDuration(row.summary.billedInitMs))),
    },
    {
      id: "billed",
      header: "a month",
      hint: "In dollars, for 730 hours at this window's rate",
      numeric: true,
      value: ({ summary }) => summary?.billedInitUsd ?? null,
      cell: (row) => atLeast(row, formatUsd(monthlyAtThisRate(row.summary?.billedInitUsd, windowMs))),
    },
    ...(explained
      ? [
          {
            id: "cause",
            header: "Because of",
            value: ({ explained: own }: ColdFunction) =>
              own === null ? null : (mainCause(own.causes)?.cause ?? null),
            cell: ({ explained: own }: ColdFunction) => <CauseMix causes={own?.causes ?? null} />,
          },
        ]
      : []),
    {
      id: "help",
      header: "Would help",
      hint: "What removes most of them; all that may help is on the function's own page",
      cell: ({ advice }) => <FirstAdvice advice={advice} />,
    },
    {
      id: "kinds",
      header: "Environments started",
      cell: ({ summary }) =>
        summary === null ? null : (
          <span className="text-ink-2">{kindsInWords(summary.counts) || "none"}</span>
        ),
    },
    {
      id: "runtime",
      header: "Runtime",
      value: ({ runtime }) => runtime,
      cell: ({ runtime }) => (runtime === null ? null : <Badge>{runtime}</Badge>),
    },
  ];
}

interface FunctionsPanelProps {
  readonly functions: readonly ColdFunction[];
  readonly windowMs: number;
}

export function FunctionsPanel({ functions, windowMs }: FunctionsPanelProps) {
  const columns = columnsOf(
    functions.some(({ explained }) => explained !== null),
    windowMs,
  );
  return (
    <Panel title="Functions" id="functions" hint={formatCount(functions.length)}>
      <SortTable
        label="Cold starts by function"
        testId="cold-functions"
        param="sort"
        columns={columns}
        rows={functions}
        keyOf={({ name }) => name}
        insteadOf={({ summary, reason, invocationsByMetric }) =>
          summary === null ? (
            <span className="flex items-center gap-2">
              <StatusBadge level="unknown">Unknown</StatusBadge>
              {reason}
              {invocationsByMetric === null
                ? null
                : ` ${formatCount(invocationsByMetric)} invocations by the metric.`}
            </span>
          ) : null
        }
      />
    </Panel>
  );
}
