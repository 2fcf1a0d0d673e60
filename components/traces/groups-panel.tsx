"use client";

import { useMemo } from "react";
import { FailureCount } from "@/components/panel/failure-count";
import type { TracesStateHook } from "@/components/traces/use-traces-state";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Panel } from "@/components/ui/panel";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { Table, Td, Th } from "@/components/ui/table";
import { formatDuration } from "@/lib/base/format-duration";
import { formatCount, formatRatio } from "@/lib/base/format-number";
import type { TraceDimension, TraceGroup, TraceRow } from "@/lib/model/views/traces";
import { NO_GROUP } from "@/lib/traces/summaries/choose-sides";
import { annotationKeys, groupTraces } from "@/lib/traces/summaries/group-traces";

interface GroupsPanelProps extends TracesStateHook {
  readonly rows: readonly TraceRow[];
}

const labels = {
  route: "Route",
  service: "Service",
  status: "Status",
  annotation: "Annotation",
} as const satisfies Record<TraceDimension, string>;

/** More groups than anybody reads; the rest can be reached by a filter. */
const MOST_SHOWN = 100;

/** Traces by what they have in common. One group is compared with all others, or with a second one. */
export function GroupsPanel({ rows, state, change }: GroupsPanelProps) {
  const { group, pick, against } = state;
  const keys = useMemo(() => annotationKeys(rows), [rows]);
  const groups = useMemo(() => groupTraces(rows, group), [rows, group]);
  const by = (next: TraceDimension) =>
    change({
      group: { by: next, key: next === "annotation" ? (keys[0] ?? "") : null },
      pick: null,
      against: null,
    });
  const options = (Object.keys(labels) as TraceDimension[])
    .filter((value) => value !== "annotation" || keys.length > 0 || group.by === "annotation")
    .map((value) => ({ value, label: labels[value] }));
  return (
    <Panel
      title="Groups"
      hint={`${formatCount(groups.length)} by ${group.by === "annotation" ? group.key : group.by}`}
      actions={
        <div className="flex flex-wrap items-center justify-end gap-2">
          {group.by === "annotation" ? (
            <Select
              label="Annotation"
              value={group.key ?? ""}
              options={[...new Set([...(group.key === null ? [] : [group.key]), ...keys])].map((key) => ({
                value: key,
                label: key,
              }))}
              onChange={(key) => change({ group: { by: "annotation", key }, pick: null, against: null })}
              className="h-7 text-xs"
            />
          ) : null}
          <Segmented label="Group by" value={group.by} options={options} onChange={by} />
        </div>
      }
    >
      <ScrollRegion label="Groups of traces" className="max-h-80 border-line border-t">
        <Table data-testid="groups-table">
          <thead>
            <tr>
              <Th sticky className="sticky top-0 z-[3]">
                {group.by === "annotation" ? group.key : labels[group.by]}
              </Th>
              {["Traces", "p50", "p95", "Faults", "Errors", "Throttles"].map((name) => (
                <Th key={name} numeric className="sticky top-0 z-[2]">
                  {name}
                </Th>
              ))}
              <Th className="sticky top-0 z-[2]">
                <span className="sr-only">Compare</span>
              </Th>
            </tr>
          </thead>
          <tbody>
            {groups.slice(0, MOST_SHOWN).map((one) => (
              <GroupRow
                key={one.key}
                group={one}
                side={sideOf(one.key, pick, against)}
                hasPick={pick !== null}
                onPick={(key) => change({ pick: key, against: null })}
                onAgainst={(key) => change({ against: key })}
              />
            ))}
          </tbody>
        </Table>
      </ScrollRegion>
      {groups.length > MOST_SHOWN ? (
        <p className="border-line border-t px-4 py-2 text-ink-3 text-xs">
          The {MOST_SHOWN} largest of {formatCount(groups.length)} groups.
        </p>
      ) : null}
    </Panel>
  );
}

type Side = "picked" | "against" | "none";

function sideOf(key: string, pick: string | null, against: string | null): Side {
  const name = key === "" ? NO_GROUP : key;
  if (name === pick) return "picked";
  return name === against ? "against" : "none";
}

interface GroupRowProps {
  readonly group: TraceGroup;
  readonly side: Side;
  readonly hasPick: boolean;
  readonly onPick: (key: string | null) => void;
  readonly onAgainst: (key: string | null) => void;
}

function GroupRow({ group, side, hasPick, onPick, onAgainst }: GroupRowProps) {
  const name = group.key === "" ? NO_GROUP : group.key;
  return (
    <tr className={cn("group", side !== "none" && "bg-sunken")}>
      <Td sticky className={cn("max-w-80 truncate", side !== "none" && "bg-sunken")} title={group.label}>
        {group.label}
      </Td>
      <Td numeric>{formatCount(group.count)}</Td>
      <Td numeric>{formatDuration(group.p50Ms)}</Td>
      <Td numeric>{formatDuration(group.p95Ms)}</Td>
      {[group.faults, group.errors, group.throttles].map((failures, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
        <Td key={index} numeric>
          <FailureCount
            failures={failures}
            attempts={group.count}
            text={failures === 0 ? "0" : `${formatCount(failures)} (${formatRatio(failures / group.count)})`}
          />
        </Td>
      ))}
      <Td className="w-px">
        <div className="flex justify-end gap-1">
          {hasPick && side !== "picked" ? (
            <Button
              size="sm"
              variant="ghost"
              aria-pressed={side === "against"}
              aria-label={`Compare with ${group.label}`}
              onClick={() => onAgainst(side === "against" ? null : name)}
            >
              {side === "against" ? "compared" : "with this"}
            </Button>
          ) : null}
          <Button
            size="sm"
            variant={side === "picked" ? "solid" : "ghost"}
            aria-pressed={side === "picked"}
            aria-label={`Compare ${group.label}`}
            onClick={() => onPick(side === "picked" ? null : name)}
          >
            Compare
          </Button>
        </div>
      </Td>
    </tr>
  );
}
