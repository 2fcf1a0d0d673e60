/**
 * Chance of at least `least` events where `mean` are expected and their variance is `dispersion` times that: negative
 * binomial, and Poisson at a dispersion of 1. Failures come in clusters (an asynchronous event is tried three times), so
 * Poisson alone would cry wolf.
 */
export function chanceOfAtLeast(least: number, mean: number, dispersion: number): number {
  if (least <= 0) return 1;
  if (mean <= 0) return 0;
  if (least > MOST_STEPS) return gammaTail(least - 0.5, mean, dispersion);
  let below = 0;
  if (dispersion <= 1 + 1e-9) {
    let log = -mean;
    for (let k = 0; k < least; k++) {
      below += Math.exp(log);
      log += Math.log(mean / (k + 1));
    }
  } else {
    const size = mean / (dispersion - 1);
    const ratio = Math.log(1 - 1 / dispersion);
    let log = -size * Math.log(dispersion);
    for (let k = 0; k < least; k++) {
      below += Math.exp(log);
      log += Math.log((size + k) / (k + 1)) + ratio;
    }
  }
  return Math.min(1, Math.max(0, 1 - below));
}

/** Beyond so many steps a gamma distribution of the same mean and variance is as good, skew included. */
const MOST_STEPS = 300;

/** By Wilson and Hilferty: the cube root of a gamma variable is nearly normal. */
function gammaTail(value: number, mean: number, dispersion: number): number {
  const shape = mean / dispersion;
  return normalTail((Math.cbrt(value / mean) - 1 + 1 / (9 * shape)) * 3 * Math.sqrt(shape));
}

/** Upper tail of the standard normal distribution. [Abramowitz and Stegun 26.2.17, error below 1e-7] */
function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const poly =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return poly * Math.exp((-z * z) / 2) * 0.3989422804014327;
}
