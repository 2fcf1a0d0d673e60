import { formatDuration } from "@/lib/base/format-duration";
import { formatExact, formatRatio } from "@/lib/base/format-number";
import type { TraceRow } from "@/lib/model/views/traces";
import { figuresOf, groupTraces } from "@/lib/traces/summaries/group-traces";

/** "412 traces, 12 of them faults (2.9 %), p95 1.2 s. Most faults: POST /checkout, 9 of 80." */
export function answerOfTraces(rows: readonly TraceRow[]): string {
  if (rows.length === 0) return "X-Ray has no trace that fits.";
  const { count, faults, errors, throttles, p95Ms } = figuresOf(rows);
  const bad = [counted(faults, "fault"), counted(errors, "error"), counted(throttles, "throttle")].filter(
    (text) => text !== null,
  );
  const share = (faults + errors + throttles) / count;
  const outcome = bad.length === 0 ? "none failed" : `${bad.join(", ")} (${formatRatio(share)})`;
  const speed = p95Ms === null ? "" : `, p95 ${formatDuration(p95Ms)}`;
  return `${formatExact(count)} ${count === 1 ? "trace" : "traces"}, ${outcome}${speed}.${worst(rows, faults)}`;
}

function counted(count: number, name: string): string | null {
  return count === 0 ? null : `${formatExact(count)} ${name}${count === 1 ? "" : "s"}`;
}

/** Where most of the faults are; else the slowest route that more than a few traces took. */
function worst(rows: readonly TraceRow[], faults: number): string {
  const groups = groupTraces(rows, { by: "route", key: null });
  if (faults > 0) {
    const [most] = [...groups].sort((a, b) => b.faults - a.faults);
    return most === undefined
      ? ""
      : ` Most faults: ${most.label}, ${formatExact(most.faults)} of ${formatExact(most.count)}.`;
  }
  const [slowest] = groups
    .filter(({ count, p95Ms }) => count >= 5 && p95Ms !== null)
    .sort((a, b) => (b.p95Ms ?? 0) - (a.p95Ms ?? 0));
  return slowest === undefined || groups.length === 1
    ? ""
    : ` Slowest: ${slowest.label}, p95 ${formatDuration(slowest.p95Ms)}.`;
}
