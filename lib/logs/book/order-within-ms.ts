import type { LineTable } from "@/lib/logs/book/line-table";
import {
  closesInvocation,
  INIT_START,
  opensInvocation,
  REPORT,
  RESTORE_START,
  rankOfKind,
  START,
} from "@/lib/logs/line-kind";

const RANKS = 8;
const LAST_PHASE = 31;
/** Longer runs are sorted by the engine's sort, shorter ones by insertion, which is free when they are in order. */
const LONG_RUN = 48;

/**
 * Orders the lines [from, to) of one stream, all of one millisecond, in place. Where one invocation ends and another
 * begins within the millisecond, the kinds alone would put the second START before the first END: then each invocation
 * gets a phase of its own, and phases stand one after the other.
 *
 *   REPORT a, START b, END a     →   phase 0: END a, REPORT a    phase 1: START b
 */
export function orderWithinMs(table: LineTable, list: Int32Array, from: number, to: number): void {
  let opens = 0;
  let closes = 0;
  for (let i = from; i < to; i++) {
    const line = list[i] ?? 0;
    const kind = table.kindOf(line);
    table.setRank(line, rankOfKind(kind));
    if (opensInvocation(kind)) opens++;
    else if (closesInvocation(kind)) closes++;
  }
  if (opens > 0 && closes > 0) assignPhases(table, list, from, to);
  sortRun(table, list, from, to);
}

/** Sorts lines of one millisecond by `LineTable.compare`. */
export function sortRun(table: LineTable, list: Int32Array, from: number, to: number): void {
  if (to - from > LONG_RUN) {
    list.subarray(from, to).sort((a, b) => table.compare(a, b));
    return;
  }
  for (let i = from + 1; i < to; i++) {
    const line = list[i] ?? 0;
    let at = i;
    while (at > from && table.compare(list[at - 1] ?? 0, line) > 0) {
      list[at] = list[at - 1] ?? 0;
      at--;
    }
    list[at] = line;
  }
}

function assignPhases(table: LineTable, list: Int32Array, from: number, to: number): void {
  const lines = Array.from(list.subarray(from, to)).sort((a, b) => table.compareArrival(a, b));
  const reported = new Set<number>();
  for (const line of lines) if (table.kindOf(line) === REPORT) reported.add(table.requestOf(line));
  const started = lines.filter((line) => table.kindOf(line) === START);
  const isWhole = (line: number): boolean => reported.has(table.requestOf(line));
  // Those that also end here come before the one that goes on.
  const ordered = [...started.filter(isWhole), ...started.filter((line) => !isWhole(line))];
  const phaseOf = new Map<number, number>();
  for (const line of ordered) {
    const request = table.requestOf(line);
    if (!phaseOf.has(request)) phaseOf.set(request, Math.min(LAST_PHASE, phaseOf.size + 1));
  }
  // Nameless lines in front belong to what ends here and began before, if anything does.
  const isOlder = (line: number): boolean =>
    closesInvocation(table.kindOf(line)) && !phaseOf.has(table.requestOf(line));
  let current = lines.some(isOlder) ? 0 : 1;
  for (const line of lines) {
    const kind = table.kindOf(line);
    const request = table.requestOf(line);
    if (kind === START) current = phaseOf.get(request) ?? current;
    const phase =
      request >= 0
        ? (phaseOf.get(request) ?? 0)
        : kind === INIT_START || kind === RESTORE_START
          ? Math.max(1, current)
          : current;
    table.setRank(line, phase * RANKS + rankOfKind(kind));
  }
}
