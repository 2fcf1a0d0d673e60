import { percentile } from "@/lib/base/statistics";
import { cellsOf, cellValue, type Level, levelOf, usualIn } from "@/lib/metrics/spikes/level";
import type { Found } from "@/lib/metrics/spikes/scan";
import type { Mask } from "@/lib/metrics/spikes/segment-model";
import type { Segment, Series } from "@/lib/metrics/spikes/series";
import { affectedBy } from "@/lib/metrics/spikes/severity";
import type { Timeline } from "@/lib/metrics/spikes/timeline";
import { isTrend, slopeStart } from "@/lib/metrics/spikes/trend";
import type { Finding, FindingShape, UsedBaseline } from "@/lib/model/finding";

/** A found run with its figures. `masked`: cells that are unusual for another reason and no measure of the usual. */
export function describeFinding(series: Series, timeline: Timeline, found: Found, masked: Mask): Finding {
  const { window } = timeline;
  const up = found.direction === "up";
  const rest = cellsOf({ from: 0, to: timeline.size }).filter(
    (cell) => (cell < found.from || cell >= found.to) && !masked[cell],
  );
  const elsewhere = levelOf(timeline, rest);
  const level = levelOf(timeline, cellsOf(found));
  const usual = usualIn(timeline, level, elsewhere);
  const over = isOver(timeline, found, level, elsewhere);
  const trend = isTrend(level.each, usual.value);
  const at = (cell: number) => (masked[cell] ? null : cellValue(timeline, cell));
  const baseline = usedBaseline(timeline, elsewhere);
  const from = trend
    ? slopeStart(at, found, window.from, { value: usual.value, mad: baseline.mad ?? 0 }, up)
    : found.from;
  const peak = peakOf(timeline, found, up);
  const ratio = usual.value > 0 ? level.value / usual.value : null;
  return {
    kind: series.kind,
    direction: found.direction,
    shape: trend ? "trend" : shapeOf(found, level.periods, window, over),
    from: from - window.from,
    to: found.to - window.from,
    fromMs: startOf(series, from - window.from),
    toMs: over ? startOf(series, found.to - window.from) : null,
    beganBefore: beganBefore(timeline, from, masked),
    value: level.value,
    usual: usual.value,
    ratio,
    peak: peak.value,
    peakMs: startOf(series, peak.cell - window.from),
    ...affectedBy(series, {
      direction: found.direction,
      value: level.value,
      ratio,
      events: level.events,
      usualEvents: usual.events,
      requests: requestsIn(timeline, found),
    }),
    baseline,
    evidence: {
      test: series.kind === "rate" ? "binomial" : series.kind === "count" ? "poisson" : "robust",
      periods: level.periods,
      events: countsEvents(timeline) ? level.events : null,
      usualEvents: countsEvents(timeline) ? usual.events : null,
      dispersion: found.dispersion,
      chance: found.chance,
    },
  };
}

function countsEvents({ kind }: Timeline): boolean {
  return kind === "count" || kind === "rate";
}

/** A shift goes on and has lasted a quarter of the window. */
function shapeOf(found: Found, periods: number, window: Segment, over: boolean): FindingShape {
  const lasting = periods >= Math.max(5, (window.to - window.from) / 4);
  if (!over && lasting) return "shift";
  return found.direction === "up" ? "spike" : "drop";
}

/**
 * Over when what came after would have shown it: three events at its own rate (of usual, after a drop), or two values.
 * One quiet minute of a function that fails every fifth minute is no recovery.
 */
function isOver(timeline: Timeline, found: Found, level: Level, elsewhere: Level): boolean {
  const after = levelOf(timeline, cellsOf({ from: found.to, to: timeline.window.to }));
  if (!countsEvents(timeline)) return after.periods >= 2;
  const rate = found.direction === "up" ? level : elsewhere;
  return rate.exposure > 0 && (after.exposure * rate.events) / rate.exposure >= 3;
}

/** Nothing of the window lies before it, and the minutes before the window do not look usual or are not known. */
function beganBefore({ window, before, values }: Timeline, from: number, masked: Mask): boolean {
  if (cellsOf({ from: window.from, to: from }).some((cell) => values[cell] !== null)) return false;
  const last = before && cellsOf(before).findLast((cell) => values[cell] !== null);
  return last === null || last === undefined || masked[last] === 1;
}

function peakOf(timeline: Timeline, found: Segment, up: boolean): { cell: number; value: number } {
  let peak: { cell: number; value: number } | undefined;
  for (const cell of cellsOf(found)) {
    const value = cellValue(timeline, cell);
    if (value === null) continue;
    if (!peak || (up ? value > peak.value : value < peak.value)) peak = { cell, value };
  }
  return peak ?? { cell: found.from, value: 0 };
}

function requestsIn({ requests }: Timeline, found: Segment): number | null {
  const known = cellsOf(found).flatMap((cell) => requests[cell] ?? []);
  return known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0);
}

function usedBaseline({ source, days }: Timeline, elsewhere: Level): UsedBaseline {
  const median = percentile(elsewhere.each, 50);
  const mad =
    median === undefined
      ? undefined
      : percentile(
          elsewhere.each.map((value) => Math.abs(value - median)),
          50,
        );
  return { source, days, periods: elsewhere.periods, median: median ?? null, mad: mad ?? null };
}

/** Start of a period of the window; of the one after the last, its end. */
function startOf({ timesMs, periodMs }: Series, index: number): number {
  return timesMs[index] ?? (timesMs.at(-1) ?? 0) + periodMs;
}
