import { mostUnusual, triesIn } from "@/lib/metrics/spikes/scan";
import type { Mask } from "@/lib/metrics/spikes/segment-model";
import type { Segment } from "@/lib/metrics/spikes/series";
import type { Timeline } from "@/lib/metrics/spikes/timeline";
import type { Direction } from "@/lib/model/finding";

const BOTH: readonly Direction[] = ["up", "down"];

/** Unusual runs of a window that are events; a fourth is how this series is. */
const EVENTS = 3;
/** Share of a baseline beyond which the unusual is the usual; of a window without one. */
const MOST = 0.5;
const MOST_ALONE = 0.7;
const CERTAINTY = Math.log(1_000);

/**
 * Masks the run of each baseline that stands out most by the plain model, so that yesterday's incident does not make
 * today's look usual. What happens more often stays: it is noise, and the dispersion then says so.
 */
export function maskBaselineEvents(timeline: Timeline, least: number): Mask {
  const { window } = timeline;
  const masked = new Uint8Array(timeline.size);
  // An incident that fills the window would make the good part of the baseline the unusual one.
  masked.fill(1, window.from, window.to);
  for (const span of timeline.baselines) maskEvents(timeline, span, masked, least, MOST, 1);
  return masked.fill(0, window.from, window.to);
}

/**
 * The same in the window, where an incident may take all of the time. Without a baseline only one run: what the window
 * alone shows twice may as well be its habit.
 */
export function maskWindowEvents(timeline: Timeline, given: Mask, least: number): Mask {
  const masked = given.slice();
  if (timeline.baselines.length > 0) maskEvents(timeline, timeline.window, masked, least, 1, EVENTS);
  else maskEvents(timeline, timeline.window, masked, least, MOST_ALONE, 1);
  return masked;
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
