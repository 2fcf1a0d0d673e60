import { formatDuration } from "@/lib/base/format-duration";
import type { TraceComparison, TraceRow } from "@/lib/model/views/traces";
import { compareTraces } from "@/lib/traces/summaries/compare-traces";
import { type Grouping, groupKeysOf, groupLabel } from "@/lib/traces/summaries/group-traces";
import { isInRegion, type Region } from "@/lib/traces/summaries/select-traces";

interface Choice {
  readonly group: Grouping;
  readonly select: Region | null;
  readonly pick: string | null;
  readonly against: string | null;
}

/** NO_GROUP stands in an address, where an empty parameter counts as none, for the group of traces that have none. */
export const NO_GROUP = "(none)";

export function isInGroup(row: TraceRow, grouping: Grouping, pick: string): boolean {
  return groupKeysOf(row, grouping).includes(pick === NO_GROUP ? "" : pick);
}

/** The region with the rest, or one group with another or the rest; null when nothing is chosen. */
export function comparisonOf(rows: readonly TraceRow[], choice: Choice): TraceComparison | null {
  const { group, select, pick, against } = choice;
  if (select === null && pick === null) return null;
  const inSide = (row: TraceRow) =>
    (select === null || isInRegion(row, select)) && (pick === null || isInGroup(row, group, pick));
  const selected = rows.filter(inSide);
  const others = rows.filter((row) => !inSide(row) && (against === null || isInGroup(row, group, against)));
  return compareTraces(
    { label: labelOf(choice), rows: selected },
    { label: against === null ? "all others" : groupName(against, group), rows: others },
  );
}

function labelOf({ group, select, pick }: Choice): string {
  const region =
    select === null ? null : `${formatDuration(select.minMs)} to ${formatDuration(select.maxMs)}`;
  const picked = pick === null ? null : groupName(pick, group);
  return [picked, region].filter((text) => text !== null).join(", ");
}

function groupName(key: string, group: Grouping): string {
  const plain = key === NO_GROUP ? "" : key;
  const label = groupLabel(plain, group.by);
  return group.by === "annotation" && plain !== "" ? `${group.key} = ${label}` : label;
}
