import type { Dispersion } from "@/lib/metrics/spikes/dispersion";
import { type Candidate, mostUnusual, triesIn } from "@/lib/metrics/spikes/scan";
import type { Mask } from "@/lib/metrics/spikes/segment-model";
import type { Segment } from "@/lib/metrics/spikes/series";
import type { Timeline } from "@/lib/metrics/spikes/timeline";
import type { Direction } from "@/lib/model/finding";

/**
 * Two incidents with an hour of quiet between them can together be likelier than either alone. A run with a long lull,
 * so clear that it is none by chance, is cut to the stronger of its sides; the search finds the other one next.
 *
 *   __/‾‾\_________/‾‾‾\__
 *     [   ^ lull  ^    ]
 */
export function withoutLull(
  timeline: Timeline,
  run: Candidate,
  masked: Mask,
  dispersion: Dispersion,
): Candidate {
  const opposite: Direction = run.direction === "up" ? "down" : "up";
  const outside = new Uint8Array(timeline.size).fill(1);
  outside.fill(0, run.from, run.to);
  const lull = mostUnusual(timeline.model(outside), run, outside, [opposite], dispersion);
  const needed = Math.log(Math.max(1, triesIn(run, [opposite]))) + CERTAINTY;
  if (!lull || lull.evidence < needed) return run;
  const model = timeline.model(masked);
  // Less loud than the rest of the run, yet still loud: part of it.
  if (model.evidence(lull, run.direction, dispersion(lull.to - lull.from)) > STILL_LOUD) return run;
  const sides: readonly Segment[] = [
    { from: run.from, to: lull.from },
    { from: lull.to, to: run.to },
  ];
  const strength = (side: Segment) => model.evidence(side, run.direction, dispersion(side.to - side.from));
  const stronger = sides.reduce((a, b) => (strength(b) > strength(a) ? b : a));
  return strength(stronger) > run.evidence / 2
    ? { ...run, ...stronger, evidence: Math.min(run.evidence, strength(stronger)) }
    : run;
}

const CERTAINTY = Math.log(100);
const STILL_LOUD = 3;
