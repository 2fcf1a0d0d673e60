import { DAY_MS } from "@/lib/base/time";
import { mostUnusual, triesIn } from "@/lib/metrics/spikes/scan";
import type { Mask } from "@/lib/metrics/spikes/segment-model";
import type { Segment } from "@/lib/metrics/spikes/series";
import type { Timeline } from "@/lib/metrics/spikes/timeline";
import type { Direction } from "@/lib/model/finding";

const BOTH: readonly Direction[] = ["up", "down"];

/** Unusual runs of a window that are events; one more is how this series is. */
const EVENTS = 3;
/** Half a day may hold one more, whichever it is of. */
const HALF_DAY_MS = DAY_MS / 2;
/** Share of a baseline beyond which the unusual is the usual; of a window without one. */
const MOST = 0.5;
const MOST_ALONE = 0.7;
const CERTAINTY = Math.log(1_000);

/**
 * Masks what stands out most in each baseline by the plain model, so that yesterday's incident does not make today's look
 * usual: one run, and one more for each half day. What happens more often stays: it is noise, and the dispersion then
 * says so.
 */
export function maskBaselineEvents(timeline: Timeline, least: number): Mask {
  const { window } = timeline;
  const masked = new Uint8Array(timeline.size);
  // An incident that fills the window would make the good part of the baseline the unusual one.
  masked.fill(1, window.from, window.to);
  for (const span of timeline.baselines) {
    maskEvents(timeline, span, masked, least, MOST, 1 + halfDays(timeline, span));
  }
  return masked.fill(0, window.from, window.to);
}

/**
 * The same in the window, where an incident may take all of the time. Without a baseline only one run: what the window
 * alone shows twice may as well be its habit.
 */
export function maskWindowEvents(timeline: Timeline, given: Mask, least: number): Mask {
  const masked = given.slice();
  const events = EVENTS + halfDays(timeline, timeline.window);
  if (timeline.baselines.length > 0) maskEvents(timeline, timeline.window, masked, least, 1, events);
  else maskEvents(timeline, timeline.window, masked, least, MOST_ALONE, 1);
  return masked;
}

function halfDays({ periodMs }: Timeline, { from, to }: Segment): number {
  return Math.floor(((to - from) * periodMs) / HALF_DAY_MS);
}

function maskEvents(
  timeline: Timeline,
  span: Segment,
  masked: Mask,
  least: number,
  most: number,
  events: number,
): void {
  const threshold = Math.log(Math.max(1, triesIn(span, BOTH))) + CERTAINTY;
  let left = Math.floor(most * (span.to - span.from));
  for (let event = 0; event < events; event++) {
    const found = mostUnusual(timeline.model(masked), span, masked, BOTH, () => least, left);
    if (!found || found.evidence < threshold) return;
    masked.fill(1, found.from, found.to);
    left -= found.to - found.from;
  }
}
