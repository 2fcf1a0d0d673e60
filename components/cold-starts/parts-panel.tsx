"use client";

import { parseAsStringLiteral, useQueryState } from "nuqs";
import { type SortColumn, SortTable } from "@/components/cold-starts/sort-table";
import { Panel } from "@/components/ui/panel";
import { Segmented } from "@/components/ui/segmented";
import { formatDuration } from "@/lib/base/format-duration";
import { formatUsd } from "@/lib/base/format-money";
import { formatCount, formatRatio } from "@/lib/base/format-number";
import { monthlyAtThisRate } from "@/lib/cold-starts/show/monthly";
import type { ColdStarts } from "@/lib/model/views/cold-starts";

type Part = ColdStarts["parts"]["version"][number];

const labels = {
  runtime: "Runtime",
  version: "Version",
  memory: "Memory",
  architecture: "Architecture",
  packageSize: "Package",
  vpc: "VPC",
} as const satisfies Record<keyof ColdStarts["parts"], string>;

const names = ["runtime", "version", "memory", "architecture", "packageSize", "vpc"] as const;
const options = names.map((value) => ({ value, label: labels[value] }));

function columnsOf(header: string, windowMs: number): readonly SortColumn<Part>[] {
  return [
    {
      id: "key",
      header,
      value: ({ key }) => key,
      cell: ({ key }) => <span className="font-medium">{key}</span>,
    },
    {
      id: "felt",
      header: "Waited",
      numeric: true,
      value: ({ summary }) => summary.felt,
      cell: ({ summary }) => formatCount(summary.felt),
    },
    {
      id: "invocations",
      header: "of invocations",
      numeric: true,
      value: ({ summary }) => summary.invocations,
      cell: ({ summary }) => formatCount(summary.invocations),
    },
    {
      id: "rate",
      header: "Share",
      numeric: true,
      value: ({ summary }) => summary.feltRate,
      cell: ({ summary }) => formatRatio(summary.feltRate),
    },
    {
      id: "p50",
      header: "Init p50",
      numeric: true,
      value: ({ summary }) => summary.initP50Ms,
      cell: ({ summary }) => formatDuration(summary.initP50Ms),
    },
    {
      id: "p95",
      header: "p95",
      numeric: true,
      value: ({ summary }) => summary.initP95Ms,
      cell: ({ summary }) => formatDuration(summary.initP95Ms),
    },
    {
      id: "billedMs",
      header: "Billed init",
      numeric: true,
      value: ({ summary }) => summary.billedInitMs,
      cell: ({ summary }) => formatDuration(summary.billedInitMs),
    },
    {
      id: "billed",
      header: "a month",
      hint: "In dollars, for 730 hours at this window's rate",
      numeric: true,
      value: ({ summary }) => summary.billedInitUsd,
      cell: ({ summary }) => formatUsd(monthlyAtThisRate(summary.billedInitUsd, windowMs)),
    },
  ];
}

/** The same cold starts by what functions are made of. */
interface PartsPanelProps {
  readonly parts: ColdStarts["parts"];
  readonly windowMs: number;
}

export function PartsPanel({ parts, windowMs }: PartsPanelProps) {
  const [part, setPart] = useQueryState(
    "part",
    parseAsStringLiteral(names).withDefault("runtime").withOptions({ history: "replace" }),
  );
  return (
    <Panel
      title="By property"
      id="parts"
      actions={
        <div className="overflow-x-auto">
          <Segmented
            label="Property"
            value={part}
            options={options}
            onChange={(next) => void setPart(next)}
          />
        </div>
      }
    >
      <SortTable
        label={`Cold starts by ${labels[part].toLowerCase()}`}
        testId="cold-parts"
        param="partSort"
        columns={columnsOf(labels[part], windowMs)}
        rows={parts[part]}
        keyOf={({ key }) => key}
      />
    </Panel>
  );
}
