import { chanceOfAtLeast } from "@/lib/alarms/proposal/count-tail";

/** One period: what happened, and how often it was tried. `tried` 0: nothing could happen. */
export interface CountedPeriod {
  readonly events: number;
  readonly tried: number;
}

export interface UsualCounts {
  /** Of what was tried, outside unusual periods; never 0: what was not seen yet may come. */
  readonly share: number;
  /** Variance of a period's events by what Poisson says. */
  readonly dispersion: number;
  readonly events: number;
  readonly tried: number;
  /** Periods whose events this level does not explain: incidents, which are no measure of the usual. */
  readonly unusual: number;
  /** Periods in which something was tried, as weights by how often: what thresholds are weighed over. */
  readonly load: readonly { readonly tried: number; readonly periods: number }[];
}

/** Always granted: an asynchronous event that fails is tried three times. */
const CLUSTERS = 1.5;
/** Share of the periods that are left out at first, and taken back when the rest explains them. */
const SUSPECT = 0.1;

/** An incident may show in several periods together and in none of them alone. */
const RUN = 3;

/**
 * The usual level of events, without its incidents: begins with the nine tenths of the periods that have the fewest
 * beyond their share, and takes in whatever these explain (chance above `oneIn`⁻¹, alone and with its neighbours) until
 * nothing changes.
 * @param periods in order of time, without holes
 */
export function usualCounts(periods: readonly CountedPeriod[], oneIn: number): UsualCounts {
  const busy = periods.filter(({ tried }) => tried > 0);
  const overall = levelOf(busy).share;
  const excess = ({ events, tried }: CountedPeriod) =>
    (events - overall * tried) / Math.sqrt(1 + overall * tried);
  const kept = Math.ceil(busy.length * (1 - SUSPECT));
  let usual = [...busy].sort((a, b) => excess(a) - excess(b)).slice(0, kept);
  let level = levelOf(usual);
  for (let round = 0; round < 12; round++) {
    const explained = explainedBy(level, periods, oneIn);
    const next = periods.filter(({ tried }, i) => tried > 0 && explained[i]);
    const same = next.length === usual.length;
    usual = next;
    level = levelOf(usual);
    if (same) break;
  }
  return {
    ...level,
    unusual: busy.length - usual.length,
    load: loadOf(busy.map(({ tried }) => tried)),
  };
}

function explainedBy(
  { share, dispersion }: Pick<UsualCounts, "share" | "dispersion">,
  periods: readonly CountedPeriod[],
  oneIn: number,
): readonly boolean[] {
  const explained = periods.map(() => true);
  for (const length of [1, RUN]) {
    let events = 0;
    let tried = 0;
    periods.forEach((period, i) => {
      const leaving = periods[i - length];
      events += period.events - (leaving?.events ?? 0);
      tried += period.tried - (leaving?.tried ?? 0);
      if (events > share * tried && chanceOfAtLeast(events, share * tried, dispersion) * oneIn < 1) {
        explained.fill(false, Math.max(0, i - length + 1), i + 1);
      }
    });
  }
  return explained;
}

function levelOf(periods: readonly CountedPeriod[]) {
  let events = 0;
  let tried = 0;
  for (const period of periods) {
    events += period.events;
    tried += period.tried;
  }
  // Half an event more than was seen, as Jeffreys would have it: none in 100 is not never.
  const share = tried === 0 ? 0 : Math.min(1, (events + 0.5) / (tried + 0.5));
  let squares = 0;
  for (const period of periods) squares += (period.events - share * period.tried) ** 2;
  const expected = share * tried;
  return { share, events, tried, dispersion: Math.max(CLUSTERS, expected > 0 ? squares / expected : 1) };
}

const CLASSES = 40;

/** A week has thousands of periods and few different loads: equal parts of them by their mean. */
function loadOf(tried: readonly number[]): UsualCounts["load"] {
  const ascending = [...tried].sort((a, b) => a - b);
  const size = Math.max(1, Math.ceil(ascending.length / CLASSES));
  const load = [];
  for (let from = 0; from < ascending.length; from += size) {
    const part = ascending.slice(from, from + size);
    load.push({ tried: part.reduce((sum, count) => sum + count, 0) / part.length, periods: part.length });
  }
  return load;
}

/** How many periods, of those in the load, would reach what `least` asks of a period by the usual level alone. */
export function expectedReaching(
  { share, dispersion, load }: UsualCounts,
  least: (tried: number) => number | null,
): number {
  let sum = 0;
  for (const { tried, periods } of load) {
    const events = least(tried);
    if (events !== null) sum += periods * chanceOfAtLeast(events, share * tried, dispersion);
  }
  return sum;
}
