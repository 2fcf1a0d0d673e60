import { DAY_MS, MINUTE_MS } from "@/lib/base/time";
import { CLUSTERS } from "@/lib/metrics/spikes/count-model";
import { describeFinding } from "@/lib/metrics/spikes/describe-finding";
import { dispersionOf } from "@/lib/metrics/spikes/dispersion";
import { isWorthTelling, LEAST_EVENTS } from "@/lib/metrics/spikes/effect";
import { cellsOf, levelOf, usualIn } from "@/lib/metrics/spikes/level";
import { type Candidate, type Found, mostUnusual, triesIn } from "@/lib/metrics/spikes/scan";
import type { Mask } from "@/lib/metrics/spikes/segment-model";
import { type Baseline, directionsOf, type Segment, type Series } from "@/lib/metrics/spikes/series";
import { type Timeline, timelineOf } from "@/lib/metrics/spikes/timeline";
import { maskBaselineEvents, maskWindowEvents } from "@/lib/metrics/spikes/unusual-cells";
import { withoutLull } from "@/lib/metrics/spikes/without-lull";
import type { Finding } from "@/lib/model/finding";

export interface Strictness {
  /** Findings in noise that are put up with, per series and day. */
  readonly falseAlarmsPerDay: number;
}

/** One false alarm a day for a thousand series. */
export const STRICT: Strictness = { falseAlarmsPerDay: 0.001 };

/**
 * Spikes, drops, shifts and trends of a series, by their onset. Says nothing where the baseline and the rest of the
 * window together are too little to tell what is usual. Method and bound: docs/adr/0011-spikes.md.
 */
export function findSpikes(
  series: Series,
  baseline: Baseline = {},
  strictness: Strictness = STRICT,
): readonly Finding[] {
  const timeline = timelineOf(series, baseline);
  const found = merged(timeline, searchWindow(series, timeline, strictness));
  return found
    .map((one, i) =>
      describeFinding(
        series,
        timeline,
        one,
        maskOf(
          timeline,
          found.filter((_, j) => j !== i),
        ),
      ),
    )
    .sort((a, b) => a.from - b.from);
}

function searchWindow(series: Series, timeline: Timeline, { falseAlarmsPerDay }: Strictness): Found[] {
  const { window } = timeline;
  const directions = directionsOf(series);
  const tries = triesIn(window, directions);
  const days = (series.timesMs.length * series.periodMs) / DAY_MS;
  const allowed = falseAlarmsPerDay * Math.min(MOST_DAYS, days);
  if (tries === 0 || allowed <= 0) return [];
  const least = timeline.kind === "count" || timeline.kind === "rate" ? CLUSTERS : 1;
  const masked = maskBaselineEvents(timeline, least);
  const quiet = maskWindowEvents(timeline, masked, least);
  const dispersion = dispersionOf(timeline.model(quiet), measureOf(timeline), quiet, least);

  const found: Found[] = [];
  // Runs that are certain but too small to tell are masked too, and count as an attempt.
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const whole = mostUnusual(timeline.model(masked), window, masked, directions, dispersion);
    const best = whole && withoutLull(timeline, whole, masked, dispersion);
    const chance = best ? Math.min(1, tries * Math.exp(-best.evidence)) : 1;
    if (!best || chance > allowed) break;
    const run = forwards(timeline, best, directions);
    if (isLarge(timeline, run, masked)) {
      found.push({ ...run, chance, dispersion: dispersion(best.to - best.from) });
    }
    masked.fill(1, best.from, best.to);
    masked.fill(1, run.from, run.to);
  }
  return found;
}

/** Where the variance is measured: a long baseline tells it alone, unmoved by what is looked for. */
function measureOf({ baselines, window }: Timeline): readonly Segment[] {
  const length = ({ from, to }: Segment) => to - from;
  const before = baselines.reduce((sum, span) => sum + length(span), 0);
  return before >= 2 * length(window) ? baselines : [...baselines, window];
}

/**
 * Without a baseline "low at first" and "high later" are the same fact, of which time tells the second: what changes,
 * changes at the later one's onset.
 */
function forwards(timeline: Timeline, best: Candidate, directions: readonly string[]): Candidate {
  const { window, baselines } = timeline;
  const first = cellsOf(window).find((cell) => timeline.values[cell] !== null) ?? window.from;
  const long = best.to - best.from >= (window.to - first) / 3;
  const other = best.direction === "up" ? "down" : "up";
  if (baselines.length > 0 || best.from > first || best.to >= window.to || !long) return best;
  return directions.includes(other) ? { ...best, from: best.to, to: window.to, direction: other } : best;
}

function isLarge(timeline: Timeline, run: Candidate, masked: Mask): boolean {
  const level = levelOf(timeline, cellsOf(run));
  const elsewhere = levelOf(timeline, restOf(timeline, run, masked));
  if (elsewhere.periods === 0) return false;
  const usual = usualIn(timeline, level, elsewhere);
  const countsEvents = timeline.kind === "count" || timeline.kind === "rate";
  if (countsEvents && Math.abs(level.events - usual.events) < LEAST_EVENTS) return false;
  return isWorthTelling(timeline.kind, level.value, usual.value, timeline.source === "same-hours");
}

function restOf(timeline: Timeline, run: Candidate, masked: Mask): number[] {
  return cellsOf({ from: 0, to: timeline.size }).filter(
    (cell) => (cell < run.from || cell >= run.to) && !masked[cell],
  );
}

/** Neighbours of one direction with a short lull between them are one event. */
function merged(timeline: Timeline, found: readonly Found[]): Found[] {
  const lull = Math.max(
    2,
    Math.min(
      LONGEST_LULL_MS / timeline.periodMs,
      Math.round((timeline.window.to - timeline.window.from) * LULL),
    ),
  );
  const inOrder = [...found].sort((a, b) => a.from - b.from);
  const events: Found[] = [];
  for (const one of inOrder) {
    const last = events.at(-1);
    if (last && last.direction === one.direction && one.from - last.to <= lull) {
      const stronger = last.chance <= one.chance ? last : one;
      events[events.length - 1] = { ...stronger, from: last.from, to: Math.max(last.to, one.to) };
    } else events.push(one);
  }
  return events;
}

function maskOf(timeline: Timeline, found: readonly Found[]): Mask {
  const masked = maskBaselineEvents(timeline, CLUSTERS);
  for (const { from, to } of found) masked.fill(1, from, to);
  return masked;
}

const MAX_ATTEMPTS = 6;
/** Days that the allowance grows with: that of a year would be more than a certainty, and everything a finding. */
const MOST_DAYS = 10;
/** Share of the window. */
const LULL = 0.04;
const LONGEST_LULL_MS = 20 * MINUTE_MS;
