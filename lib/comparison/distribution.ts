/**
 * What is believed of one figure after the data, as a table of its distribution function: between two entries the
 * probability is spread evenly.
 */
export interface Distribution {
  /** Strictly ascending. */
  readonly values: Float64Array;
  /** Probability of a value up to this one: 0 at the first, 1 at the last. */
  readonly cdf: Float64Array;
}

const POINTS = 801;
/** Where the density is e⁻³² of its highest, nothing is left that a probability of 10⁻⁹ could need. */
const NEGLIGIBLE = 32;

/** A share between 0 and 1: Beta with `a` for and `b` against, both above 0. */
export function betaDistribution(a: number, b: number): Distribution {
  // On the logistic axis the density is smooth and falls off on both sides, however skewed it is on its own.
  const logDensity = (t: number) => -a * Math.log1p(Math.exp(-t)) - b * Math.log1p(Math.exp(t));
  return tabulate(logDensity, Math.log(a / b), (t) => 1 / (1 + Math.exp(-t)));
}

/** A mean that was measured with a standard error: Student's t with `freedom` degrees. An error of 0 is no distribution. */
export function meanDistribution(mean: number, standardError: number, freedom: number): Distribution {
  const logDensity = (t: number) => (-(freedom + 1) / 2) * Math.log1p((t * t) / freedom);
  return tabulate(logDensity, 0, (t) => mean + t * standardError);
}

/** The same belief about a rising function of the figure. Where that is flat, values get a hair's breadth between them. */
export function mapped(belief: Distribution, map: (value: number) => number): Distribution {
  return { values: strictlyAscending(Float64Array.from(belief.values, map)), cdf: belief.cdf };
}

/** Value below which `share` of the probability lies. */
export function valueAt({ values, cdf }: Distribution, share: number): number {
  let high = cdf.findIndex((one) => one >= share);
  if (high < 0) high = values.length - 1;
  const low = Math.max(0, high - 1);
  const [from = 0, to = 0] = [values[low], values[high]];
  const [below = 0, above = 0] = [cdf[low], cdf[high]];
  return above === below ? to : from + ((to - from) * (share - below)) / (above - below);
}

function tabulate(
  logDensity: (t: number) => number,
  mode: number,
  toValue: (t: number) => number,
): Distribution {
  const floor = logDensity(mode) - NEGLIGIBLE;
  const low = edge(logDensity, mode, floor, -1);
  const high = edge(logDensity, mode, floor, 1);
  const step = (high - low) / (POINTS - 1);
  const values = new Float64Array(POINTS);
  const cdf = new Float64Array(POINTS);
  let [sum, before] = [0, 0];
  for (let i = 0; i < POINTS; i++) {
    const t = low + i * step;
    const density = Math.exp(logDensity(t) - floor - NEGLIGIBLE);
    if (i > 0) sum += (before + density) / 2;
    before = density;
    values[i] = toValue(t);
    cdf[i] = sum;
  }
  for (let i = 0; i < POINTS; i++) cdf[i] = (cdf[i] ?? 0) / sum;
  return { values: strictlyAscending(values), cdf };
}

/** How far from the mode the density falls to `floor`: doubling, then halving. */
function edge(logDensity: (t: number) => number, mode: number, floor: number, sign: -1 | 1): number {
  let far = 1;
  while (logDensity(mode + sign * far) > floor) far *= 2;
  let near = 0;
  for (let i = 0; i < 30; i++) {
    const middle = (near + far) / 2;
    if (logDensity(mode + sign * middle) > floor) near = middle;
    else far = middle;
  }
  return mode + sign * far;
}

function strictlyAscending(values: Float64Array): Float64Array {
  const hair = Math.max(1e-300, Math.abs(values[values.length - 1] ?? 0) * 1e-12);
  for (let i = 1; i < values.length; i++) {
    const least = (values[i - 1] ?? 0) + hair;
    if ((values[i] ?? 0) < least) values[i] = least;
  }
  return values;
}
