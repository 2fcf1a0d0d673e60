import { epochMs } from "@/lib/base/time";
import { withId } from "@/lib/deployments/deployment-id";
import type { Deployment } from "@/lib/model/deployment";

/** How often one version behind an alias was invoked. */
export interface VersionSeries {
  readonly name: string;
  readonly alias: string;
  readonly version: string;
  /** Per period; 0 where the metric has no datapoint. */
  readonly counts: readonly number[];
  /** Share 0–1 that the alias gives it now; null where it gives it none, or that is not known. */
  readonly shareNow: number | null;
}

interface Periods {
  readonly timesMs: readonly number[];
  readonly periodMs: number;
  readonly settledMs: number;
}

/** A silence is no chance: at the version's share it had this probability. */
const CHANCE = 0.000_1;

/** A version that had most of the traffic ceases because another one gets it, which is told there. */
const MOST = 0.5;
const ALL = 0.98;

/**
 * When versions began and ceased to get traffic, seen in who answered:
 *
 *     version 41   9 8 9 9 7 8 9 9 9      42 begins here, and ceases there: neither silence of 42 around
 *     version 42   · · · · 1 1 · · ·      it is by chance, given how much 41 answered meanwhile
 *                          ^   ^
 *
 * Little traffic tells nothing: then there is no such deployment. Times are starts of periods.
 */
export function versionsSeen(all: readonly VersionSeries[], periods: Periods): readonly Deployment[] {
  const settled = periods.timesMs.filter((time) => time + periods.periodMs <= periods.settledMs).length;
  return all.flatMap((one) => {
    const totals = one.counts.map((_, i) =>
      all
        .filter(({ name, alias }) => name === one.name && alias === one.alias)
        .reduce((sum, { counts }) => sum + (counts[i] ?? 0), 0),
    );
    return turns(one.counts.slice(0, settled), totals).flatMap(({ index, share }) => {
      if (share === 0 && shareOf(one.counts, totals) > MOST) return [];
      const atMs = periods.timesMs[index];
      if (atMs === undefined) return [];
      return withId({
        subject: { kind: "function", name: one.name },
        kind: "alias",
        atMs: epochMs(atMs),
        source: "traffic",
        version: one.version,
        alias: one.alias,
        share: share === null || share === 0 ? share : roundedShare(share, one.shareNow),
        by: null,
        description: null,
      });
    });
  });
}

/** The alias's own figure where the measured one agrees with it: it may have been another at the time. */
function roundedShare(measured: number, shareNow: number | null): number {
  const agrees = shareNow !== null && Math.abs(measured - shareNow) <= 0.3 * shareNow;
  return agrees ? shareNow : Number(measured.toFixed(2));
}

interface Turn {
  readonly index: number;
  readonly share: number | null;
}

/** Beginnings and ends of a version's stretches of traffic that silences of meaning surround. */
function turns(counts: readonly number[], totals: readonly number[]): readonly Turn[] {
  const share = shareOf(counts, totals);
  if (share === 0) return [];
  const found: Turn[] = [];
  let begin = -1;
  let end = -1;
  let silence = 0;
  const meaningful = () => (1 - share) ** silence < CHANCE;
  counts.forEach((count, i) => {
    if (count === 0) {
      silence += totals[i] ?? 0;
      return;
    }
    if (meaningful()) {
      if (begin >= 0) found.push({ index: end + 1, share: 0 });
      begin = i;
      found.push({ index: i, share: null });
    } else if (begin < 0) {
      begin = i;
    }
    silence = 0;
    end = i;
  });
  if (begin >= 0 && meaningful()) found.push({ index: end + 1, share: 0 });
  return found.map((turn, at) => {
    if (turn.share === 0) return turn;
    const until = found[at + 1]?.index ?? counts.length;
    const during = shareOf(counts.slice(turn.index, until), totals.slice(turn.index, until));
    return during >= ALL ? turn : { ...turn, share: during };
  });
}

/** Of the traffic between a version's first and last period with any. */
function shareOf(counts: readonly number[], totals: readonly number[]): number {
  const first = counts.findIndex((count) => count > 0);
  if (first < 0) return 0;
  const last = counts.findLastIndex((count) => count > 0);
  const sum = (values: readonly number[]) => values.slice(first, last + 1).reduce((a, b) => a + b, 0);
  return sum(counts) / Math.max(1, sum(totals));
}
