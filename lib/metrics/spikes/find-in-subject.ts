import { findSpikes, STRICT, type Strictness } from "@/lib/metrics/spikes/find-spikes";
import { withoutHarmlessRises } from "@/lib/metrics/spikes/harmless-rises";
import { lasts } from "@/lib/metrics/spikes/lasts";
import type { Spans } from "@/lib/metrics/spikes/spans";
import { splitSeries, type WatchedSeries } from "@/lib/metrics/spikes/watched";
import type { WatchedFinding } from "@/lib/metrics/spikes/watched-finding";

/** What is unusual in the window of a subject's series. */
export function findInSubject(all: readonly WatchedSeries[], spans: Spans): WatchedFinding[] {
  const found = all.flatMap((watched) => {
    if (isNever(watched, spans)) return [];
    const { series, baseline } = splitSeries(watched, spans);
    return findSpikes(series, baseline, watched.kind === "rate" ? KEEN : STRICT)
      .map((finding) => ({ watched, finding }))
      .filter((one) => matters(one) && lasts(one, spans));
  });
  return withoutHarmlessRises(found);
}

/**
 * Failures are what one looks for: ten times as many false alarms are allowed as of other series. The bound is cautious;
 * what is really seen on days without incidents is in the benchmark `spikes`.
 */
const KEEN: Strictness = { falseAlarmsPerDay: 10 * STRICT.falseAlarmsPerDay };

/** Most functions never fail: nothing goes up where there is nothing. */
function isNever({ kind, values }: WatchedSeries, { windowFrom }: Spans): boolean {
  return kind === "rate" && !values.slice(windowFrom).some((value) => (value ?? 0) > 0);
}

/**
 * A caller that sends too much or nonsense is as often the caller's trouble as the API's: a share of 4xx must be large or
 * new.
 */
function matters({ watched: { measure }, finding: { value, usual } }: WatchedFinding): boolean {
  return measure !== "status4xx" || value >= LARGE_4XX || value >= usual * NEW_4XX;
}

/** Where the overview calls a stage out for it, too. */
const LARGE_4XX = 0.25;
const NEW_4XX = 10;
